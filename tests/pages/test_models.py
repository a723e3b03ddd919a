"""Models on the Backends page: their terms and state, fetching beside the page, stopping, going on, taking away."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from small_hub import COMMIT, ROW, SmallHub, serving
from visiting import visit

from pages import components, model_views
from pages.survey import Survey
from studio.errors import BadInput, NotReady
from studio.plugins import registry

ROWS = (
    ROW
    + """
[[model]]
id = "asks"
title = "Asking model"
repo = "some/model2"
gated = true
licence = "Own"
commercial = "conditional"
size_multiple = 16
[model.tasks.text_to_image]
pipeline = "StableDiffusionPipeline"
"""
)
WEIGHTS = bytes(range(256)) * 8000
FILES = {"model_index.json": b"{}", "unet/config.json": b"{}", "unet/diffusion_pytorch_model.safetensors": WEIGHTS}


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallHub]:
    with serving(SmallHub(dict(FILES))) as opened:
        monkeypatch.setenv("HF_ENDPOINT", opened.address)
        monkeypatch.delenv("HF_TOKEN", raising=False)
        yield opened


@pytest.fixture
def shop(place: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A workplace with two models of its own, whose libraries are there."""
    (place.data.root / "models.toml").write_text(ROWS)
    manifests = dict(registry(place.data, place.settings).manifests)
    monkeypatch.setattr(model_views, "survey", lambda place: Survey(manifests))
    monkeypatch.setattr(model_views, "able", lambda: True)
    return place


def row(place: Any, name: str = "some") -> dict[str, Any]:
    return next(row for row in model_views.models(place)["rows"] if row["id"] == name)


def verbs(place: Any, name: str = "some") -> list[str]:
    return [verb["words"] for verb in row(place, name)["verbs"]]


def wait(until: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not until():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.05)


def test_a_row_says_size_terms_marks_and_state(shop: Any, client: Any) -> None:
    told = {row["id"]: row for row in client.get("/live/models").json()["rows"]}
    some, asks = told["some"], told["asks"]
    assert (some["terms"], some["size"]) == ("MIT · films may not be sold", "2.0 MB")
    assert [mark["words"] for mark in some["marks"]] == ["non-commercial"]
    assert (some["words"], verbs(shop)) == ("Not here", ["Fetch"])
    assert [mark["words"] for mark in asks["marks"]] == ["gated", "conditions"]
    assert (asks["words"], verbs(shop, "asks")) == ("Gated", [])
    assert "HF_TOKEN" in asks["mend"]


def test_a_gated_one_can_be_fetched_with_a_token(shop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_right")
    assert (verbs(shop, "asks"), row(shop, "asks")["mend"]) == (["Fetch"], "")


def test_weights_come_beside_the_page_and_go_when_they_are_removed(shop: Any, hub: SmallHub) -> None:
    begun = time.monotonic()
    assert model_views.act(shop, "fetch", "some") == "Some model is being fetched."
    assert time.monotonic() - begun < 1
    assert (row(shop)["state"], verbs(shop)) == ("busy", ["Cancel"])
    with pytest.raises(BadInput, match="are being fetched"):
        model_views.act(shop, "remove", "some")
    wait(lambda: not row(shop)["busy"])
    assert (row(shop)["words"].split(",")[0], verbs(shop)) == ("Here", ["Remove"])
    assert (shop.data.models / "some--model" / COMMIT / "weights.json").is_file()
    assert row(shop)["asks"].startswith("Remove 2.0 MB of Some model?")
    assert model_views.act(shop, "remove", "some") == "2.0 MB freed."
    assert (row(shop)["words"], verbs(shop)) == ("Not here", ["Fetch"])


def test_what_breaks_off_says_why_and_goes_on(shop: Any, hub: SmallHub) -> None:
    hub.cut_after = 1_200_000
    model_views.act(shop, "fetch", "some")
    wait(lambda: not row(shop)["busy"])
    broken = row(shop)
    assert broken["state"] == "broken"
    assert "broke off at 1.2 of 2.0 MB" in broken["words"] or "cannot be reached" in broken["words"]
    assert "goes on where it stopped" in broken["mend"]
    assert verbs(shop) == ["Go on", "Remove"]
    hub.cut_after = 0
    hub.asked.clear()
    model_views.act(shop, "fetch", "some")
    wait(lambda: not row(shop)["busy"])
    assert row(shop)["words"].startswith("Here")
    assert [asked for path, asked, _ in hub.asked if path.endswith("safetensors")] == ["bytes=1200000-"]


def test_a_cancelled_one_stops_at_once_and_keeps_what_came(shop: Any, hub: SmallHub) -> None:
    model_views.act(shop, "fetch", "some")
    going = model_views.pulls(shop)
    wait(lambda: "some" in going.processes)
    process = going.processes["some"]
    assert model_views.act(shop, "cancel", "some") == "Some model: stopped. What came is kept."
    wait(lambda: "some" not in going.processes)
    assert process.returncode is not None
    assert not row(shop)["busy"] and row(shop)["state"] != "broken"


def test_offline_and_without_the_libraries_nothing_is_fetched(
    shop: Any, hub: SmallHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = replace(shop, settings=shop.settings.model_copy(update={"offline": True}))
    assert "offline" in model_views.models(away)["note"]
    assert verbs(away) == []
    with pytest.raises(NotReady, match="cannot be fetched"):
        model_views.act(away, "fetch", "some")
    monkeypatch.setattr(model_views, "able", lambda: False)
    told = model_views.models(shop)
    assert (told["rows"], "pip install" in told["note"]) == ([], True)
    with pytest.raises(NotReady, match="cannot run here"):
        model_views.act(shop, "fetch", "some")
    assert hub.asked == []


def test_a_button_of_the_page_fetches_and_what_cannot_be_is_said(
    shop: Any, hub: SmallHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw, asked = components.draw, ["fetch some", "fetch nothing"]

    def drawn(name: str, *given: Any, **more: Any) -> Any:
        answer = draw(name, *given, **more)
        return SimpleNamespace(chosen=asked.pop(0) if asked else None) if name == "models" else answer

    monkeypatch.setattr(components, "draw", drawn)
    test = visit("backends")
    said = [toast["words"] for toast in test.session_state["shell.toasts"]]
    assert said[0] == "Some model is being fetched."
    assert said[1].startswith("There is no model 'nothing'.")
    wait(lambda: not row(shop)["busy"])
    assert row(shop)["words"].startswith("Here")
