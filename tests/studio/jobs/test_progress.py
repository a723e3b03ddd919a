"""Progress rows: opened once, written sparely, closed for good, summed up for a film."""

from __future__ import annotations

import pytest

from studio.datafolder import DataFolder
from studio.errors import BackendError, NotFound
from studio.jobs.progress import PHASES, Progress
from studio.jobs.words import failure, place


@pytest.fixture
def progress(data: DataFolder) -> Progress:
    progress = Progress(data)
    progress.begin("film-a", project="a", kind="film", label="A")
    for name, kind in (("voice", "voice"), ("s01", "pictures"), ("s02", "pictures")):
        progress.begin(f"film-a/{name}", project="a", kind=kind, label=name, parent="film-a")
    return progress


def test_waiting_loading_and_running_are_told_apart(progress: Progress) -> None:
    progress.start("film-a/s01", loading=True)
    assert progress.get("film-a/s01").state == "loading"
    progress.start("film-a/s01")
    row = progress.get("film-a/s01")
    assert row.state == "running"
    assert row.created <= (row.loading or 0) <= (row.started or 0)


def test_writes_are_thinned_out_but_the_last_word_is_heard(progress: Progress) -> None:
    progress.start("film-a/s01")
    for done in range(1, 200):
        progress.update("film-a/s01", done=done, total=200)
    assert 1 <= progress.get("film-a/s01").done < 199
    progress.update("film-a/s01", force=True, done=200)
    assert progress.get("film-a/s01").share == 1.0


def test_a_job_that_is_over_is_not_started_or_waited_for_again(progress: Progress) -> None:
    progress.end("film-a/voice", "done")
    progress.start("film-a/voice")
    progress.begin("film-a/voice", project="a", kind="voice", label="voice", parent="film-a")
    assert progress.get("film-a/voice").state == "done"


def test_a_failed_job_is_open_again_unless_it_is_to_be_left(progress: Progress) -> None:
    progress.end("film-a/s01", "failed", what="It broke.", todo="Mend it.")
    progress.begin("film-a/s01", project="a", kind="pictures", label="s01", parent="film-a", keep=True)
    assert progress.get("film-a/s01").what == "It broke."
    progress.begin("film-a/s01", project="a", kind="pictures", label="s01", parent="film-a")
    assert (progress.get("film-a/s01").state, progress.get("film-a/s01").what) == ("waiting", "")


def test_closing_a_film_closes_its_open_parts_and_keeps_what_is_done(progress: Progress) -> None:
    progress.end("film-a/s01", "done")
    progress.close_open("film-a", "cancelled")
    film = progress.film("film-a")
    assert film.film.state == "cancelled"
    assert {part.label: part.state for part in film.parts} == {"voice": "cancelled", "s01": "done", "s02": "cancelled"}


def test_a_film_sums_up_its_phases_and_shows_its_newest_preview(progress: Progress, data: DataFolder) -> None:
    picture = data.tmp / "preview.jpg"
    picture.write_bytes(b"x")
    progress.end("film-a/s01", "done")
    progress.start("film-a/s02")
    progress.update("film-a/s02", force=True, done=1, total=2, preview=str(picture))
    film = progress.film("film-a")
    phases = {phase: (state, share) for phase, state, share in film.phases}
    assert tuple(phases) == PHASES
    assert phases["pictures"] == ("running", 0.75)
    assert phases["render"] == ("waiting", 0.0)
    assert [shot.label for shot in film.shots] == ["s01", "s02"]
    assert film.preview == str(picture)
    picture.unlink()
    assert progress.film("film-a").preview == ""


def test_jobs_are_listed_newest_first_and_by_state(progress: Progress) -> None:
    progress.begin("film-b", project="b", kind="film", label="B")
    progress.end("film-b", "failed", what="No.")
    assert [row.job for row in progress.jobs()] == ["film-b", "film-a"]
    assert [row.job for row in progress.jobs(states=("waiting",))] == ["film-a"]
    assert len(progress.jobs(films_only=False)) == 5
    with pytest.raises(NotFound, match="'film-c'"):
        progress.film("film-c")


@pytest.mark.parametrize(
    ("slot", "words"),
    [
        ("s03", "Shot 3"),
        ("s12/voice", "The voice of shot 12"),
        ("s01/cue0", "The sound of shot 1"),
        ("music", "Music"),
        ("story", "Story"),
    ],
)
def test_slots_have_names_in_words(slot: str, words: str) -> None:
    assert place(slot) == words


def test_errors_keep_their_words_and_strangers_get_some() -> None:
    assert failure(BackendError("It broke.", "Mend it.", "trace")) == {
        "what": "It broke.",
        "todo": "Mend it.",
        "detail": "trace",
    }
    strange = failure(ZeroDivisionError("by zero"))
    assert "ZeroDivisionError" in strange["what"] and strange["todo"] and "by zero" in strange["detail"]
