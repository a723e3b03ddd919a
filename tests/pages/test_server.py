"""The server's own routes: documents, assets with ranges, stills, health."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from small_films import file_of

from pages.server import PAGES, check_address, config
from pages.shell import PAGES as SHOWN
from studio.backend import Request
from studio.errors import BadInput
from studio.provenance import recipe
from studio.settings import Settings
from studio.tasks import Task


def test_every_page_path_answers_with_our_document(client: Any) -> None:
    for path in PAGES:
        answer = client.get(f"/{path}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/html")
        assert "<title>Trailer Studio</title>" in answer.text
        assert "/boot.js" in answer.text
        assert "/studio.css" in answer.text
        assert "SourceSans" not in answer.text
        assert "agent" not in answer.text


def test_the_routes_and_the_navigation_know_the_same_pages() -> None:
    assert set(PAGES) == {path for path, _, _, _ in SHOWN}


def test_under_a_base_path_every_address_carries_it(serve_at: Any, place: Any, films: Any) -> None:
    client = serve_at("/studio")
    text = client.get("/studio/film").text
    assert 'src="/studio/boot.js"' in text
    assert 'href="/studio/studio.css"' in text
    assert "'/studio/'" in client.get("/studio/boot.js").text
    assert client.get("/studio/look/fonts/inter-latin.woff2").status_code == 200
    film = client.get(f"/studio/asset/{films.done.id}/{films.done.film}", headers={"range": "bytes=0-9"})
    assert film.status_code == 206
    assert client.get("/studio").headers["location"] == "/studio/"


def test_the_style_sheet_bears_the_tokens_and_the_selectors_that_carry_contrast(client: Any) -> None:
    answer = client.get("/studio.css")
    assert answer.headers["content-type"].startswith("text/css")
    for needed in (
        "--on-accent: #1A1204",
        '#root [data-testid^="stBaseButton-primary"]',
        '[data-testid="stMainBlockContainer"]',
        '[data-testid="stHeader"]',
        "prefers-reduced-motion",
        "look/fonts/newsreader-latin.woff2",
    ):
        assert needed in answer.text


def test_a_film_is_served_whole_with_its_type_and_kept_for_ever(client: Any, films: Any, place: Any) -> None:
    answer = client.get(f"/asset/{films.done.id}/{films.done.film}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["accept-ranges"] == "bytes"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.content == file_of(place.data, films.done).read_bytes()


@pytest.mark.parametrize(
    ("asked", "first", "last"), [("bytes=0-99", 0, 99), ("bytes=100-", 100, None), ("bytes=-50", -50, None)]
)
def test_a_range_is_answered_to_the_byte(
    client: Any, films: Any, place: Any, asked: str, first: int, last: Any
) -> None:
    whole = file_of(place.data, films.done).read_bytes()
    answer = client.get(f"/asset/{films.done.id}/{films.done.film}", headers={"range": asked})
    assert answer.status_code == 206
    assert answer.content == whole[first : None if last is None else last + 1]
    assert answer.headers["content-range"].endswith(f"/{len(whole)}")


def test_a_range_beyond_the_file_is_refused(client: Any, films: Any) -> None:
    answer = client.get(f"/asset/{films.done.id}/{films.done.film}", headers={"range": "bytes=999999999-"})
    assert answer.status_code == 416


def test_a_download_bears_a_harmless_name(client: Any, films: Any) -> None:
    path = f"/asset/{films.done.id}/{films.done.film}"
    assert "filename*=UTF-8''The%20Door.mp4" in client.get(f"{path}?download=The Door").headers["content-disposition"]
    nasty = client.get(path, params={"download": '../../x"\r\ny: z'}).headers["content-disposition"]
    assert "/" not in nasty.partition("''")[2]
    assert "\n" not in nasty


def test_a_take_carries_its_recipe_when_it_is_saved_and_only_then(
    client: Any, films: Any, place: Any, tmp_path: Path
) -> None:
    asked = Request(task=Task.TEXT_TO_IMAGE, backend="previz", version="2", params={"prompt": "a ship"}, seed=9)
    picture = tmp_path / "made.png"
    Image.new("RGB", (16, 9), (7, 8, 9)).save(picture)
    plain = picture.read_bytes()
    made = place.shelf.commit(picture, "image", recipe={"request": asked.model_dump(mode="json")}, facts={})
    place.projects.add_take(films.half.id, "s01", "key", made.id)
    path = f"/asset/{films.half.id}/{made.id}"
    assert client.get(path).content == plain
    saved = tmp_path / "saved.png"
    for _ in range(2):
        saved.write_bytes(client.get(f"{path}?download=ship").content)
        assert recipe.read(saved).request == asked
    film = f"/asset/{films.done.id}/{films.done.film}"
    assert client.get(f"{film}?download=x").content == client.get(film).content


def test_captions_come_as_text_tracks(client: Any, films: Any, place: Any) -> None:
    asset = place.projects.takes(films.done.id)["film/vtt"]
    answer = client.get(f"/asset/{films.done.id}/{asset}")
    assert answer.headers["content-type"].startswith("text/vtt")
    assert answer.text.startswith("WEBVTT")


def test_an_asset_of_another_project_is_not_there(client: Any, films: Any) -> None:
    assert client.get(f"/asset/{films.half.id}/{films.done.film}").status_code == 404


@pytest.mark.parametrize("path", ["/asset/{p}/..%2f..%2fstudio.sqlite", "/asset/{p}/0", "/asset/nobody/{f}"])
def test_only_ids_open_files(client: Any, films: Any, path: str) -> None:
    assert client.get(path.format(p=films.done.id, f=films.done.film)).status_code == 404


@pytest.mark.parametrize("path", ["/look/../server.py", "/look/%2e%2e/server.py", "/look/..%2fserver.py"])
def test_static_files_stay_in_their_folder(client: Any, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "def app" not in answer.text


def test_a_project_of_somebody_else_is_not_there(client: Any, films: Any, place: Any) -> None:
    place.projects.update(films.done.id, owner="somebody")
    assert client.get(f"/asset/{films.done.id}/{films.done.film}").status_code == 404
    assert client.get(f"/preview/{films.done.id}").status_code == 404


def test_a_still_shows_the_shot_and_is_made_once(client: Any, films: Any, place: Any) -> None:
    asset = place.projects.takes(films.half.id)["s02"]
    answer = client.get(f"/still/{films.half.id}/{asset}")
    assert answer.headers["content-type"] == "image/jpeg"
    red, green, blue = Image.open(io.BytesIO(answer.content)).convert("RGB").resize((1, 1)).getpixel((0, 0))
    assert (red, green, blue) == pytest.approx((0x8A, 0x4B, 0x2A), abs=14)
    assert len(list((place.data.cache / "stills").iterdir())) == 1
    assert client.get(f"/still/{films.half.id}/{asset}").content == answer.content


def test_a_text_has_no_still(client: Any, films: Any, place: Any) -> None:
    asset = place.projects.takes(films.done.id)["film/vtt"]
    assert client.get(f"/still/{films.done.id}/{asset}").status_code == 404


def test_a_preview_is_never_kept_and_comes_only_while_something_is_drawn(client: Any, films: Any, place: Any) -> None:
    from studio.jobs.progress import Progress

    assert client.get(f"/preview/{films.half.id}").status_code == 204
    assert client.get("/preview/nobody").status_code == 404
    progress, job = Progress(place.data), "film-1"
    place.projects.update(films.half.id, job=job)
    progress.begin(job, project=films.half.id, kind="film", label="")
    progress.begin(f"{job}/s03", project=films.half.id, kind="pictures", label="s03", parent=job)
    picture = place.data.tmp / "film-1" / "preview.jpg"
    picture.parent.mkdir()
    Image.new("RGB", (32, 18), "red").save(picture)
    progress.start(job)
    progress.update(f"{job}/s03", force=True, preview=str(picture), state="running")
    answer = client.get(f"/preview/{films.half.id}")
    assert answer.content == picture.read_bytes()
    assert client.get(f"/preview/{films.half.id}?slot=s03").content == picture.read_bytes()
    assert client.get(f"/preview/{films.half.id}?slot=s04").status_code == 204
    told = client.get(f"/live/film/{films.half.id}").json()
    assert told["preview"].startswith(f"/preview/{films.half.id}?slot=s03")
    assert told["shots"][2]["state"] == "making"
    assert answer.headers["cache-control"] == "no-store"
    progress.update(f"{job}/s03", force=True, preview="/etc/hostname")
    assert client.get(f"/preview/{films.half.id}").status_code == 204


def test_health_asks_the_database(client: Any) -> None:
    assert client.get("/health").json() == {"ok": True}


def test_what_streamlit_is_told_is_whole() -> None:
    told = config(Settings(port=9000, base_path="/studio"))
    assert told["browser.gatherUsageStats"] is False
    assert told["theme.primaryColor"] == "#F2B860"
    assert told["server.address"] == "127.0.0.1"
    assert told["server.port"] == 9000
    assert told["server.baseUrlPath"] == "studio"
    assert told["client.showErrorDetails"] == "none"


def test_other_machines_are_not_served_without_a_word() -> None:
    with pytest.raises(BadInput, match=r"no sign-in yet.*--i-know"):
        check_address(Settings(host="0.0.0.0"), i_know=False)
    check_address(Settings(host="0.0.0.0"), i_know=True)
    check_address(Settings(host="127.0.0.1"), i_know=False)
    check_address(Settings(host="::1"), i_know=False)


def test_live_parts_are_answered_and_only_those_that_exist(client: Any, films: Any) -> None:
    for part in ("card", "shelf", "films", "queue", "backends", "checklist"):
        answer = client.get(f"/live/{part}")
        assert answer.json()["source"] == f"/live/{part}"
        assert answer.headers["cache-control"] == "no-store"
    assert [film["title"] for film in client.get("/live/shelf").json()["films"]] == ["The Door Below"] * 2
    assert client.get("/live/nothing").status_code == 404
    assert client.get("/live/film/nobody").status_code == 404
