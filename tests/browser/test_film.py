"""The whole way in a browser: one click, a film is made, it plays, it downloads, and nothing gets lost on the way."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect
from small_films import finished, texture

from studio.datafolder import open_data
from studio.projects import Projects
from studio.shelf.assets import Shelf

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]

LINK = "/?logline=A+lighthouse+keeper+finds+a+door+in+the+sea.&seconds=8&shape=160x90"


def test_one_click_makes_a_film_that_plays_and_downloads(start: Any, watch: Any) -> None:
    studio = start("serve")
    tab = watch(studio)
    tab.page.goto(studio.url + LINK)
    tab.page.get_by_role("button", name="Make my trailer").click()
    tab.page.wait_for_url("**/film?project=*")
    address = tab.page.url
    phases = tab.page.get_by_role("list", name="Phases")
    expect(phases).to_contain_text("Story")
    expect(tab.page.get_by_test_id("stSidebar").get_by_role("link", name="door")).to_be_visible()

    tab.page.reload()
    expect(phases).to_be_visible()
    second = watch(studio)
    second.page.goto(studio.url)
    expect(second.page.get_by_role("list", name="Your films").get_by_role("listitem")).to_have_count(1)
    second.page.goto(address)
    tab.page.close()

    download = second.page.get_by_role("link", name="Download MP4")
    expect(download).to_be_visible(timeout=400_000)
    assert second.page.url == address
    video = second.page.locator("video")
    second.page.wait_for_function("(node) => node.readyState >= 2", arg=video.element_handle())
    assert abs(video.evaluate("(node) => node.duration") - 8) < 0.2
    second.page.get_by_role("button", name="Play").click()
    second.page.wait_for_function("(node) => node.currentTime > 0.3", arg=video.element_handle())
    with second.page.expect_download() as saved:
        download.click()
    assert saved.value.path().stat().st_size > 10_000
    second.page.goto(studio.url)
    expect(second.page.get_by_role("list", name="Your films").get_by_text("0:08")).to_be_visible()
    tab.clean()
    second.clean()


def test_a_cancelled_film_keeps_its_place_and_starts_again_by_keyboard(start: Any, watch: Any) -> None:
    studio = start("web")
    tab = watch(studio)
    tab.page.goto(studio.url + LINK)
    # At once: a press while the rest of the page is still being drawn counts too.
    expect(tab.page.get_by_role("button", name="Make my trailer")).to_be_visible()
    tab.page.get_by_label("The film in one line").focus()
    tab.page.keyboard.press("Control+Enter")
    tab.page.wait_for_url("**/film?project=*")
    expect(tab.page.get_by_text("Waits for a worker; `studio serve` starts one").first).to_be_visible()
    tab.page.get_by_role("button", name="Cancel").focus()
    tab.page.keyboard.press("Enter")
    expect(tab.page.get_by_text("was cancelled")).to_be_visible()
    again = tab.page.get_by_role("button", name="Make it after all")
    again.focus()
    tab.page.keyboard.press("Enter")
    expect(tab.page.get_by_role("button", name="Cancel")).to_be_visible()
    tab.clean()


def test_the_takes_of_a_shot_are_seen_chosen_and_asked_for(start: Any, watch: Any) -> None:
    studio = start()
    data = open_data(studio.data)
    film, projects, shelf = finished(data), Projects(data), Shelf(data)
    for seed in (1, 2):
        asset = texture(shelf, seed)
        projects.add_take(film.id, "s02", asset.id, asset.id, choose=False)
    tab = watch(studio)
    tab.page.goto(f"{studio.url}/film?project={film.id}")
    takes = tab.page.get_by_role("list", name="Takes of shot 1")
    expect(takes.get_by_role("button")).to_have_count(1)
    tab.page.get_by_role("button", name="Go to shot 2").click()
    takes = tab.page.get_by_role("list", name="Takes of shot 2")
    expect(takes.get_by_role("button", pressed=True)).to_have_accessible_name("Take 1 still, soft in the film")
    takes.get_by_role("button", name="Take 3").click()
    expect(takes.get_by_role("button", pressed=True)).to_have_accessible_name("Take 3 clear in the film")
    assert [take.chosen for take in projects.all_takes(film.id, "s02")] == [False, False, True]
    tab.page.get_by_role("button", name="Two more takes").click()
    expect(takes.get_by_text("waits for its turn")).to_have_count(2)
    expect(takes.get_by_role("listitem")).to_have_count(5)
    tab.clean()
