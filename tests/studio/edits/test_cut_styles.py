"""Cut styles: told apart by what they measure, and each keeps the promises of every cut."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import mean, median

import pytest
from boards import board_of, voices_of

from backends.scribe.board import layout
from studio.edits.assemble import assemble
from studio.edits.cards import READING, line_cards
from studio.edits.grid import quickening
from studio.edits.joins import PLACES, SECONDS
from studio.edits.pace import pace
from studio.errors import BadInput
from studio.render.title_styles import captions, styles
from studio.render.transitions import KINDS
from studio.story.brief import Brief, BriefFault, make_brief
from studio.story.cutting import cut_style, cut_styles
from studio.story.moods import moods
from studio.story.storyboard import Storyboard
from studio.timeline.cutplan import CutPlan

LENGTHS = (20.0, 30.0, 45.0, 60.0)


def film(cut: str, seconds: float, seed: int = 1) -> tuple[Brief, Storyboard, CutPlan]:
    """A film as the studio makes it: the writer's layout at the style's length of a shot, short lines now and then."""
    brief = make_brief({"logline": "A ship.", "seconds": seconds, "cut": cut, "seed": seed})
    beats = layout(seconds, cut_style(cut).shot_seconds)
    speaking = range(0, round(len(beats) * 0.6), max(2, round(len(beats) / 5)))
    board = board_of(" ".join(beats), list(speaking))
    return brief, board, pace(brief, board, voices_of(board, (1.7,)))


@dataclass(frozen=True)
class Measured:
    """Medians and means over films of several lengths and seeds."""

    shot: float
    ratio: float
    hard: float
    black: float
    strong: float
    cards: float


def measured(cut: str) -> Measured:
    shots, ratios, hard, black, strong, cards = [], [], [], [], [], []
    for seconds in LENGTHS:
        for seed in range(4):
            _, board, plan = film(cut, seconds, seed)
            prompts = {shot.id: shot.prompt for shot in board.shots}
            assert plan.title_frame is not None
            before = [shot for shot in plan.shots if shot.end <= plan.title_frame]
            shots.append(median(shot.frames for shot in before if prompts[shot.shot]) / 24)
            ratios.append(quickening([shot.frames for shot in before if prompts[shot.shot]]) or 1.0)
            hard.append(mean(shot.transition == "cut" for shot in plan.shots[1:]))
            black.append(sum(shot.frames for shot in plan.shots if not prompts[shot.shot]) / plan.frames)
            even = {
                span.start + round((span.end - span.start) * beat / span.beats)
                for span in plan.tempo
                for beat in range(0, span.beats, 2)
            }
            strong.append(mean(shot.start in even for shot in plan.shots))
            voiced = {shot.id: shot for shot in board.shots}
            cards.append(len(list(line_cards(plan, voiced, "epic", cut_style(cut).cards))))
    return Measured(median(shots), median(ratios), mean(hard), mean(black), mean(strong), mean(cards))


@pytest.fixture(scope="module")
def all_of_them() -> dict[str, Measured]:
    return {name: measured(name) for name in cut_styles()}


def test_every_style_differs_from_every_other_in_two_figures_at_least(all_of_them: dict[str, Measured]) -> None:
    steps = {"shot": 0.25, "ratio": 0.12, "hard": 0.10, "black": 0.008, "strong": 0.15, "cards": 0.9}
    names = list(all_of_them)
    for at, name in enumerate(names):
        for other in names[at + 1 :]:
            one, two = all_of_them[name], all_of_them[other]
            apart = [what for what, step in steps.items() if abs(getattr(one, what) - getattr(two, what)) >= step]
            assert len(apart) >= 2, (name, one, other, two)


def test_styles_are_what_their_names_say(all_of_them: dict[str, Measured]) -> None:
    of = all_of_them
    assert of["action"].shot < 0.8 * of["balanced"].shot < 0.8 * of["slow_burn"].shot
    assert of["action"].ratio < of["balanced"].ratio < of["slow_burn"].ratio
    assert of["slow_burn"].hard < of["action"].hard < of["music_led"].hard
    assert of["slow_burn"].black > of["balanced"].black and of["tease"].black > of["balanced"].black
    assert of["action"].black <= of["balanced"].black
    assert of["music_led"].strong > 0.9 > of["balanced"].strong
    assert of["tease"].cards >= 3 and of["balanced"].cards == of["slow_burn"].cards == 0


@pytest.mark.parametrize("seconds", [6.0, 8.0, 12.0, 15.0, 30.0, 60.0, 240.0])
@pytest.mark.parametrize("cut", cut_styles())
def test_every_style_keeps_the_promises_of_a_cut(cut: str, seconds: float) -> None:
    _, board, plan = film(cut, seconds)
    beats = set(plan.beats)
    assert all(shot.start in beats for shot in plan.shots) and plan.shots[-1].end == plan.frames
    assert plan.title_frame in plan.hits
    prompts = {shot.id: shot.prompt for shot in board.shots}
    black = sum(shot.frames for shot in plan.shots if not prompts[shot.shot])
    black += sum(shot.transition_frames // 2 for shot in plan.shots if shot.transition in ("smash", "dip"))
    assert black <= 0.12 * plan.frames
    assert not any(shot.transition != "cut" for shot in plan.shots if shot.start in plan.hits)
    if cut == "balanced" and seconds >= 15:
        assert plan.title_frame is not None
        before = [shot.frames for shot in plan.shots if shot.end <= plan.title_frame]
        assert (quickening(before) or 0) <= 0.65


@pytest.mark.parametrize("mood", moods())
@pytest.mark.parametrize("cut", cut_styles())
def test_only_transitions_and_styles_that_exist_are_planned(cut: str, mood: str) -> None:
    assert set(moods()[mood].transitions) | set(cut_style(cut).brings) <= set(KINDS)
    assert set(SECONDS) | {kind for kinds in PLACES.values() for kind in kinds} <= set(KINDS)
    assert moods()[mood].title_style in styles()
    for name in ("plain", "plate", "bold"):
        assert f"caption_{name}" in captions()


def test_a_card_of_a_line_stands_while_it_is_heard_and_can_be_read() -> None:
    _, board, plan = film("tease", 30)
    shots = {shot.id: shot for shot in board.shots}
    cards = list(line_cards(plan, shots, "epic", 4))
    assert cards and plan.title_frame is not None
    starts = {line.start for line in plan.voices}
    for before, after in zip(cards, [*cards[1:], None], strict=True):
        assert before.start in starts and before.frames / 24 >= len(before.text) / READING
        assert before.end <= (after.start if after else plan.title_frame)


def test_an_unknown_cut_is_refused_with_those_there_are() -> None:
    with pytest.raises(BriefFault, match="'fast' is no cut style") as refused:
        make_brief({"logline": "A ship.", "cut": "fast"})
    assert refused.value.key == "cut" and "slow_burn" in refused.value.todo
    with pytest.raises(BadInput):
        make_brief({"logline": "A ship.", "captions": "huge"})


def test_assembled_films_of_a_teaser_carry_their_cards() -> None:
    brief, board, plan = film("tease", 30)
    silent = board.model_copy(update={"shots": tuple(shot.model_copy(update={"prompt": ""}) for shot in board.shots)})
    titles = assemble(brief, silent, plan, {}).titles
    assert [title.start for title in titles] == sorted(title.start for title in titles)
    assert [title.id for title in titles if title.id.endswith("/line")]
