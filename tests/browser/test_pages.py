"""The pages in a real browser: quick, quiet, dark, nothing foreign; they hold the look on a desk and on a phone."""

from __future__ import annotations

import re
import time
from typing import Any

import psutil
import pytest
from playwright.sync_api import Page, expect
from small_films import finished, half_made

from studio.datafolder import open_data

pytestmark = pytest.mark.browser


def colour(page: Page, selector: str, name: str = "color") -> str:
    """A computed style of the first match."""
    return str(page.locator(selector).first.evaluate(f"(node) => getComputedStyle(node).{name}"))


def test_home_is_there_soon_and_asks_nobody_else(start: Any, watch: Any) -> None:
    studio = start()
    assert studio.worked_for <= 3.0, "seconds of processor time until it was healthy"
    took = []
    for _ in range(3):
        tab = watch(studio)
        began = time.monotonic()
        tab.page.goto(studio.url)
        expect(tab.page.get_by_role("heading", name="What’s the film?")).to_be_visible()
        took.append(time.monotonic() - began)
    assert min(took) <= 3.0
    button = tab.page.get_by_role("button", name="Make my trailer")
    expect(button).to_be_enabled()
    expect(tab.page.get_by_label("The film in one line")).to_have_value(re.compile(".{20,}"))
    tab.page.wait_for_timeout(1500)
    tab.clean()
    assert psutil.Process(studio.process.pid).memory_info().rss <= 300e6


def test_the_look_holds(start: Any, watch: Any) -> None:
    studio = start()
    tab = watch(studio)
    tab.page.goto(studio.url)
    tab.page.get_by_role("button", name="Make my trailer").wait_for()
    for needed in ("stMainBlockContainer", "stHeader", "stBaseButton-primary", "stPageLink"):
        assert tab.page.locator(f'[data-testid="{needed}"]').count() > 0, needed
    assert colour(tab.page, '[data-testid="stBaseButton-primary"]') == "rgb(26, 18, 4)"
    assert colour(tab.page, '[data-testid="stBaseButton-primary"]', "backgroundColor") == "rgb(242, 184, 96)"
    assert colour(tab.page, "body", "backgroundColor") == "rgb(18, 18, 19)"
    assert "Newsreader" in colour(tab.page, "h1", "fontFamily")
    assert tab.page.evaluate("document.fonts.check('16px Inter') && document.fonts.check('16px Newsreader')")
    assert tab.page.title() == "Trailer Studio"


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_no_page_scrolls_sideways(start: Any, watch: Any, width: int) -> None:
    studio = start(data=None)
    data = open_data(studio.data)
    done, half = finished(data), half_made(data)
    tab = watch(studio)
    tab.page.set_viewport_size({"width": width, "height": 800})
    for path in ("/", "/films", "/queue", "/backends", f"/film?project={done.id}", f"/film?project={half.id}"):
        tab.page.goto(studio.url + path)
        tab.page.locator("h1").first.wait_for()
        tab.page.wait_for_timeout(600)
        wider = tab.page.evaluate(
            "[document.documentElement, document.querySelector('[data-testid=stMain]')]"
            ".map((node) => node.scrollWidth - node.clientWidth)"
        )
        assert wider == [0, 0], path
    tab.clean()


def test_pages_change_without_loading_anew(start: Any, watch: Any) -> None:
    studio = start()
    film = finished(open_data(studio.data))
    tab = watch(studio)
    tab.page.goto(studio.url)
    tab.page.get_by_role("heading", name="What’s the film?").wait_for()
    tab.page.evaluate("window.here = true")
    for name, path in (("Films", "/films"), ("Queue", "/queue"), ("Backends", "/backends")):
        tab.page.get_by_test_id("stSidebar").get_by_role("link", name=name).click()
        expect(tab.page.get_by_role("heading", name=name, exact=True, level=1)).to_be_visible()
        assert tab.page.url.startswith(studio.url + path)
    tab.page.get_by_test_id("stSidebar").get_by_role("link", name="Films").click()
    tab.page.get_by_role("link", name="The Door Below").click()
    expect(tab.page.get_by_role("link", name="Download MP4")).to_be_visible()
    assert f"project={film.id}" in tab.page.url
    tab.page.go_back()
    expect(tab.page.get_by_role("heading", name="Films", exact=True)).to_be_visible()
    assert tab.page.evaluate("window.here") is True
    tab.clean()


def test_it_lives_under_a_base_path(start: Any, watch: Any) -> None:
    studio = start(base_path="/studio")
    film = finished(open_data(studio.data))
    tab = watch(studio)
    for path in ("/", "/films", f"/film?project={film.id}"):
        tab.page.goto(studio.url + path)
        tab.page.locator("h1").first.wait_for()
    tab.page.wait_for_function(
        "() => [...document.querySelectorAll('*')].some((n) => n.shadowRoot?.querySelector('video')?.readyState >= 2)"
    )
    tab.clean()


def test_the_player_plays_seeks_and_shows_captions(start: Any, watch: Any) -> None:
    studio = start()
    film = finished(open_data(studio.data))
    tab = watch(studio)
    tab.page.goto(f"{studio.url}/film?project={film.id}")
    video = tab.page.locator("video")
    tab.page.get_by_role("button", name="Play").click()
    expect(tab.page.get_by_role("button", name="Pause")).to_be_visible()
    tab.page.wait_for_function("(node) => node.currentTime > 0.2", arg=video.element_handle())
    tab.page.keyboard.press("k")
    expect(tab.page.get_by_role("button", name="Play")).to_be_visible()
    tab.page.get_by_role("button", name="Go to shot 4").click()
    cut = film.cutplan.shots[3].start / 24
    assert abs(video.evaluate("(node) => node.currentTime") - cut) < 0.05
    tab.page.get_by_role("button", name="CC, captions").click()
    assert video.evaluate("(node) => node.textTracks[0].mode") == "showing"
    tab.page.wait_for_function("(node) => node.textTracks[0].cues?.length === 1", arg=video.element_handle())
    with tab.page.expect_download() as saved:
        tab.page.get_by_role("link", name="Download MP4").click()
    assert saved.value.suggested_filename == f"{film.id}.mp4"
    assert saved.value.path().read_bytes()[4:8] == b"ftyp"
    tab.clean()


def test_a_draft_outlives_a_reload_and_a_closed_browser(start: Any, watch: Any, context: Any) -> None:
    studio = start()
    tab = watch(studio)
    tab.page.goto(studio.url)
    field = tab.page.get_by_label("The film in one line")
    field.fill("A fox crosses the frozen sea, alone.")
    tab.page.get_by_role("radio", name="Tall").or_(tab.page.get_by_role("button", name="Tall")).first.click()
    tab.page.wait_for_timeout(800)
    tab.page.reload()
    expect(field).to_have_value("A fox crosses the frozen sea, alone.")
    tab.page.close()
    second = watch(studio)
    second.page.goto(studio.url)
    expect(second.page.get_by_label("The film in one line")).to_have_value("A fox crosses the frozen sea, alone.")
