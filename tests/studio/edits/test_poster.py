"""Which frame stands for a film: the one that shows what the logline is about, with nothing written over it."""

from __future__ import annotations

from studio.edits.poster import poster
from studio.story.storyboard import Shot, Storyboard
from studio.timeline.timeline import Caption, Clip, Timeline, Title, Transition

LOGLINE = "A lighthouse keeper finds a door in the sea."
PROMPTS = (
    "wide shot of waves at night",
    "extreme wide shot of a lighthouse keeper on the sea",
    "medium shot of a lighthouse keeper at a door",
    "medium shot of a lighthouse keeper at a door, from behind",
)


def board(prompts: tuple[str, ...] = PROMPTS) -> Storyboard:
    shots = tuple(Shot(id=f"s{at + 1:02d}", beat="rise", prompt=words) for at, words in enumerate(prompts))
    return Storyboard(title="The Door", logline=LOGLINE, genre="mystery", mood="suspense", shots=shots)


def film(**more: object) -> Timeline:
    clips = tuple(
        Clip(id=f"s{at + 1:02d}", asset="a", start=40 * at, frames=40, source_frames=48) for at in range(len(PROMPTS))
    )
    return Timeline(frames=160, picture=clips).model_copy(update=more)


def frame(timeline: Timeline, told: Storyboard | None = None) -> int:
    found = poster(timeline, told or board(), "The Door", "serif")
    assert found is not None
    return found.start


def test_the_poster_shows_who_and_what_the_logline_names_and_their_faces() -> None:
    assert frame(film()) == 100


def test_the_words_on_it_are_the_films_title() -> None:
    found = poster(film(), board(), "The Door", "serif")
    assert found is not None and (found.text, found.style, found.frames) == ("The Door", "serif", 1)


def test_where_words_stand_or_shots_join_there_is_no_poster() -> None:
    title = Title(id="t", text="Soon", start=80, frames=40)
    assert frame(film(titles=(title,))) == 140  # the one from behind is worth more than a tiny keeper
    join = Transition(kind="dissolve", at=100, frames=4)
    assert frame(film(transitions=(join,))) == 105
    lines = (Caption(text="A door.", start=80, end=103),)
    assert frame(film(captions=lines)) == 100
    assert frame(film(captions=lines, caption_style="caption_plain")) == 105


def test_a_film_of_other_words_still_has_one_and_a_black_film_none() -> None:
    assert frame(film(), board(("wide shot of x", "extreme wide shot of x", "medium shot of x", "x"))) == 100
    assert poster(Timeline(frames=24), board(), "The Door", "serif") is None
