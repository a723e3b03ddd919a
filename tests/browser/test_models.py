"""The models of the Backends page in a real browser: fetched, seen coming, and taken away only when asked twice."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect
from small_hub import ROW, SmallHub, serving

from studio.datafolder import open_data

pytestmark = pytest.mark.browser

FILES = {"model_index.json": b"{}", "unet/diffusion_pytorch_model.safetensors": bytes(2_000_000)}


def test_weights_are_fetched_and_removed_by_clicks(
    start: Any, watch: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = open_data(tmp_path / "data")
    (data.root / "models.toml").write_text(ROW)
    with serving(SmallHub(dict(FILES))) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.address)
        studio = start(data=data.root)
        tab = watch(studio)
        tab.page.goto(f"{studio.url}/backends")
        tab.page.get_by_role("button", name="Fetch: Some model").click()
        remove = tab.page.get_by_role("button", name="Remove: Some model")
        expect(remove).to_be_visible()
        assert (data.models / "some--model").is_dir()
        remove.click()
        keep = tab.page.get_by_role("button", name="Keep Some model")
        expect(keep).to_be_focused()
        keep.click()
        expect(remove).to_be_focused()
        remove.click()
        tab.page.get_by_role("button", name="Remove 2.0 MB of Some model?").click()
        expect(tab.page.get_by_role("button", name="Fetch: Some model")).to_be_visible()
        assert not (data.models / "some--model").exists()
        tab.clean()
