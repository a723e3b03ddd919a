"""More takes of a shot, and another one in the film: the cut stays, and only what shows the take is rendered again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import counted
import pytest
from labour import BOARD, arrive, labour, spoilt, told
from light import light_studio
from small_films import finished, texture

from studio import settings
from studio.analysis.takes import Wanted
from studio.backend import Request
from studio.datafolder import DataFolder, open_data
from studio.edits.pace import pace
from studio.errors import BadInput, NotFound
from studio.jobs import takes
from studio.jobs.engine import Engine
from studio.projects import Project
from studio.shelf.assets import Shelf
from studio.story.requests import seed_of


@pytest.fixture
def idle(data: DataFolder) -> Iterator[Engine]:
    """An engine without a worker."""
    engine = Engine(*settings.load(data.root))
    yield engine
    engine.close()


def cut(engine: Engine) -> Project:
    """A project whose cut is known."""
    project = told(engine)
    return engine.projects.update(project.id, cutplan=pace(project.brief, BOARD, {}))


def test_variants_differ_in_the_seed_alone_and_are_the_same_again(data: DataFolder, idle: Engine) -> None:
    project = cut(idle)
    first, again = (
        list(islice(takes.variants(project, "s02", data, settings.load(data.root)[1]), 4)) for _ in range(2)
    )
    assert first == again
    assert len({request.seed for request in first}) == len({request.key for request in first}) == 4
    assert first[0].seed == seed_of(project.brief.seed, "s02")
    assert len({request.model_copy(update={"seed": 1}).key for request in first}) == 1


def test_whoever_asks_twice_gets_four_takes(data: DataFolder, idle: Engine) -> None:
    project = cut(idle)
    values = settings.load(data.root)[1]
    first = next(takes.variants(project, "s02", data, values))
    asset = counted.clip(Shelf(data), 20)
    idle.projects.add_take(project.id, "s02", first.key, asset.id)
    jobs = [*idle.make_takes(project.id, "s02", 2), *idle.make_takes(project.id, "s02", 2)]
    wanted = [request.key[:8] for request in islice(takes.variants(project, "s02", data, values), 1, 5)]
    assert [job.split("-")[-2] for job in jobs] == wanted
    idle.cancel(jobs[0])
    with pytest.raises(BadInput, match="was one take"):
        idle.retry(jobs[0])


def test_what_cannot_be_had_is_refused(idle: Engine) -> None:
    project = cut(idle)
    with pytest.raises(NotFound, match="no shot 's99'"):
        idle.make_takes(project.id, "s99", 1)
    with pytest.raises(BadInput, match="out of range"):
        idle.make_takes(project.id, "s02", 0)
    with pytest.raises(NotFound, match="has no take 1: it has 0"):
        idle.choose_take(project.id, "s02", 1)
    with pytest.raises(BadInput, match="no cut yet"):
        idle.make_takes(told(idle).id, "s02", 1)


def test_takes_are_listed_with_what_is_measured_and_whom_they_resemble(data: DataFolder, idle: Engine) -> None:
    project, shelf = finished(data), Shelf(data)
    rich, black = texture(shelf), counted.clip(shelf, 16, step=0)
    for asset in (rich, black):
        idle.projects.add_take(project.id, "s02", asset.id, asset.id, choose=False)
    found = takes.seen(idle.projects, shelf, project.id, "s02")
    assert [(take.number, take.chosen) for take in found] == [(1, True), (2, False), (3, False)]
    assert [take.words for take in found] == [("still", "soft"), (), ("dark",)]
    assert [take.like for take in found] == [None, None, 1], "two flat pictures look the same"
    shelf.path(black).unlink()
    (data.cache / "takes" / f"{black.id}-1.json").unlink()
    last = takes.seen(idle.projects, shelf, project.id, "s02")[2]
    assert (last.measures, last.passes(Wanted()), last.passes(Wanted(max_black=1))) == (None, True, False)


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine with a worker at work."""
    folder = open_data(tmp_path_factory.mktemp("takes") / "data")
    light_studio(folder)
    engine = Engine(*settings.load(folder.root))
    with labour(folder):
        yield engine
    engine.close()


@pytest.fixture(scope="module")
def film(busy: Engine) -> Project:
    """A film, and two more takes of its fourth shot, which begins and ends with a plain cut."""
    project = told(busy)
    assert arrive(busy, busy.submit_film(project.id, keep_story=True)).state == "done"
    assert not (busy.data.cache / "takes").exists(), "a film's way is not made longer by measuring"
    for job in busy.make_takes(project.id, "s04", 2):
        assert arrive(busy, job).state == "done"
    return busy.projects.get(project.id)


def encoded(engine: Engine, project: Project) -> int:
    """Segments that the film's render made anew."""
    return int(Shelf(engine.data).get(project.film or "").facts["encoded"])


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_more_takes_stand_beside_the_chosen_one_and_are_measured(busy: Engine, film: Project) -> None:
    there, shelf = busy.projects.all_takes(film.id, "s04"), Shelf(busy.data)
    assert [take.chosen for take in there] == [True, False, False]
    requests = [Request.model_validate(shelf.get(take.asset).recipe["request"]) for take in there]
    seeds = [seed_of(film.brief.seed, slot) for slot in ("s04", "s04/take2", "s04/take3")]
    assert sorted(request.seed for request in requests[1:]) == sorted(seeds[1:])
    assert requests[0].seed == seeds[0]
    assert {path.name.partition("-")[0] for path in (busy.data.cache / "takes").iterdir()} == {
        take.asset for take in there[1:]
    }


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_another_take_keeps_the_cut_and_renders_one_segment(busy: Engine, film: Project) -> None:
    made = Shelf(busy.data).made()
    assert arrive(busy, busy.choose_take(film.id, "s04", 3)).state == "done"
    after = busy.projects.get(film.id)
    assert film.timeline and after.timeline
    assert (after.cutplan, after.storyboard) == (film.cutplan, film.storyboard)
    changed = [
        (one.id, two.asset)
        for one, two in zip(film.timeline.picture, after.timeline.picture, strict=True)
        if one != two
    ]
    assert changed == [("s04", busy.projects.all_takes(film.id, "s04")[2].asset)]
    places = {(one.id, one.start, one.frames, one.source_in) for one in film.timeline.picture}
    assert places == {(one.id, one.start, one.frames, one.source_in) for one in after.timeline.picture}
    assert encoded(busy, after) == 1 < encoded(busy, film)
    requests = {key for key in Shelf(busy.data).made() if key not in made}
    assert all("part" in (Shelf(busy.data).find(key) or pytest.fail(key)).recipe for key in requests), (
        "nothing generated"
    )
    assert busy.choose_take(film.id, "s04", 3) == "", "it is in the film already"
    # The first take again is the first film again.
    assert arrive(busy, busy.choose_take(film.id, "s04", 1)).state == "done"
    assert busy.projects.get(film.id).film == film.film


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_a_take_between_two_transitions_renders_them_and_itself(busy: Engine, film: Project) -> None:
    (job,) = busy.make_takes(film.id, "s02", 1)
    assert arrive(busy, job).state == "done"
    assert film.timeline is not None
    assert {transition.at for transition in film.timeline.transitions} == {
        at for clip in film.timeline.picture if clip.id == "s02" for at in (clip.start, clip.start + clip.frames)
    }
    assert arrive(busy, busy.choose_take(film.id, "s02", 2)).state == "done"
    assert encoded(busy, busy.projects.get(film.id)) == 3


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_a_film_made_again_keeps_the_chosen_take_until_its_shot_changes(busy: Engine, film: Project) -> None:
    wanted = busy.projects.all_takes(film.id, "s04")[1].asset
    assert arrive(busy, busy.choose_take(film.id, "s04", 2)).state == "done"
    shown = busy.projects.get(film.id).film
    assert arrive(busy, busy.submit_film(film.id, keep_story=True)).state == "done"
    assert busy.projects.takes(film.id)["s04"] == wanted
    assert busy.projects.get(film.id).film == shown
    busy.projects.update(film.id, storyboard=spoilt(BOARD, "s04", "wide shot of a red balloon"))
    assert arrive(busy, busy.submit_film(film.id, keep_story=True)).state == "done"
    assert busy.projects.takes(film.id)["s04"] not in {
        take.asset for take in busy.projects.all_takes(film.id, "s04")[:3]
    }
    assert len(busy.projects.all_takes(film.id, "s04")) == 4


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_a_take_that_is_too_short_changes_nothing(busy: Engine, film: Project) -> None:
    short = counted.clip(Shelf(busy.data), 40, frames=6, size=(160, 90))
    busy.projects.add_take(film.id, "s03", "short", short.id, choose=False)
    before = busy.projects.get(film.id)
    with pytest.raises(BadInput, match=r"Take 2 is too short: The clip of shot s03 has 6 frames"):
        busy.choose_take(film.id, "s03", 2)
    assert busy.projects.get(film.id) == before
    assert [take.chosen for take in busy.projects.all_takes(film.id, "s03")] == [True, False]


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_no_take_is_chosen_while_the_film_is_made(busy: Engine) -> None:
    project = told(busy, spoilt(BOARD, "s01", "treacle on a wide sea"), seed=9)
    job = busy.submit_film(project.id, keep_story=True)
    with pytest.raises(BadInput, match="is being made"):
        busy.choose_take(project.id, "s04", 1)
    busy.cancel(job)
