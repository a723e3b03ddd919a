"""Which lines a film has room for: the user's own first, stock lines where they are too few."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from random import Random

from backends.scribe.breaks import sentence
from backends.scribe.closing import CALLS
from backends.scribe.forms import Told
from backends.scribe.layout import story_seconds, story_shots
from backends.scribe.lines import Line, own_lines, stock_lines
from backends.scribe.sheets import Sheet, with_motifs
from backends.scribe.slots import Slots
from backends.scribe.words import Lexicon

WORTH = {
    "action": 0, "own": 1, "goal": 1, "turn": 1, "piece": 1, "lead": 2, "tail": 2, "deadline": 2, "hero": 3, "hook": 4,
    "low": 4, "rise": 5,
}  # fmt: skip
"""Which lines are kept where there is no room for all: the user's own before stock."""

SPARSE = 5.6
"""Seconds a line: where the user's own words say less, stock lines fill."""

ENOUGH = 2
"""Lines of the user's own that carry a short film: pictures and music stand between them, no stock lines."""

LONG = 45.0
"""Seconds from which stock lines stand between the user's own, and cards over the climax."""

FEW = 2
"""Lines of a text's own below which a stock line stands in the middle of a form."""

FILLER = 20.0
"""Seconds of film for each stock line in its middle, above three."""

SEASONS = re.compile(r"\b(?:spring|summer|autumn|winter|season)s?\b", re.IGNORECASE)

CLOSED = re.compile(
    rf"^(?:{CALLS})\b|\b(?:from all|love from|all our love|love, )",
    re.IGNORECASE,
)
"""The user's own last words that call or sign: nothing is said after them."""

LATER = re.compile(r" (?=(?:before|until|when|while|after)\b)")
"""Where a card over the climax ends."""

CARD = 40
"""Characters of such a card."""

ECHOES = ("turn", "goal", "deadline", "tail")
"""Own lines that stand on cards over a long film's climax."""


def story(
    text: str, title: str, sheet: Sheet, beats: list[str], seconds: float, known: Lexicon, random: Random, *, last: str
) -> list[Line]:
    """A story's lines in order: hook, the user's own, what fills, low point, button; `last` is what the film is ordered to end on."""
    own, ordered = _ended(own_lines(text, known), last, beats, seconds)
    sheet = with_motifs(sheet, text, known, random)
    enough, slots = seconds < LONG and len(own) >= ENOUGH, Slots({"title": title})
    if seconds < LONG:
        sheet = replace(sheet, common={**sheet.common, "hook": ()})  # one line before a single one: it has to fit
    used = [] if own[0].kind == "lead" or enough else stock_lines(sheet, "hook", slots, [], random)[:1]
    used += stock_lines(sheet, "low", slots, used, random)[:1] if seconds >= LONG else []
    wanted = (max(3, round(seconds / SPARSE)) if seconds >= LONG else 0) - len(own) - len(used)
    for _ in range(min(wanted, round(3 + max(0.0, seconds - 30) / FILLER))):
        used += [Line("rise", line.text, line.template) for line in stock_lines(sheet, "low", slots, used, random)[:1]]
    buttons = stock_lines(sheet, "button", slots, used, random)
    if SEASONS.search(text):
        # No 'This spring' after 'refuses to let spring come'.
        buttons = [line for line in buttons if not SEASONS.search(line.template)]
    return _kept(own, used, ordered if last else buttons, beats, seconds)


def text(told: Told, sheet: Sheet, beats: list[str], seconds: float, random: Random, *, last: str) -> list[Line]:
    """The lines of a text that is no story; `last` is what the film is ordered to end on."""
    first = told.lines[0].text
    opened = re.match(r"(introducing|meet|discover|try|say hello|happy|merry|dear)\b", first, re.IGNORECASE)
    named = any(value.lower().removeprefix("the ") in first.lower() for value in told.slots.values.values())
    used = [] if sheet.common or opened or named else stock_lines(sheet, "hook", told.slots, [], random)[:1]
    if len(told.lines) + bool(last) < FEW and not re.match(r"(?:how|what) to\b", first, re.IGNORECASE):
        rise = "low" if sheet.common else "rise"
        found = stock_lines(sheet, rise, told.slots, used, random)[: 1 + round(max(0.0, seconds - 30) / FILLER)]
        used += [Line("rise", line.text, line.template) for line in found]
    ends = told.lines[-1].text
    closed = CLOSED.search(ends) is not None
    closed = closed or any(value.lower().removeprefix("the ") in ends.lower() for value in told.slots.values.values())
    buttons = [] if closed else stock_lines(sheet, "button", told.slots, used, random)
    own, ordered = _ended(list(told.lines), last, beats, seconds)
    return _kept(own, used, ordered if last else buttons, beats, seconds)


def _ended(own: list[Line], last: str, beats: list[str], seconds: float) -> tuple[list[Line], list[Line]]:
    """The user's own lines and the button's: what the film is ordered to end on, among the own where the button has no room."""
    line = Line("button", last)
    fits = "button" in beats and line.seconds <= _room(seconds)
    return (own, [line]) if fits or not last else ([*own, Line("piece", last)], [])


def _room(seconds: float) -> float:
    """Seconds of speech that the button has room for."""
    return max(2.4, 0.15 * seconds)


def _kept(own: list[Line], stock: list[Line], buttons: list[Line], beats: list[str], seconds: float) -> list[Line]:
    """The lines that the film has room for, in order. The last is the button's."""
    room = 0.92 * story_seconds(beats, seconds)
    most = min(len(story_shots(beats)), len(beats) // 2)
    kept: list[Line] = []
    full = False
    for line in sorted([*own, *stock], key=lambda line: WORTH.get(line.kind, 9)):
        if full and line.kind == "piece":
            continue  # no piece of a sentence whose beginning is not told
        if len(kept) < most and sum(other.seconds for other in kept) + line.seconds <= room:
            kept.append(line)
        else:
            full = full or line.kind == "piece"
    kept = _whole(own, kept, most, room)
    hook, rises, low = (
        [line for line in stock if line.kind == kind and line in kept] for kind in ("hook", "rise", "low")
    )
    told = [line for line in own if line in kept]
    while told and told[-1] is not own[-1] and told[-1].text.endswith("…"):
        told.pop()
    middle = _braided(told, rises) if seconds >= LONG else [*told, *rises]
    last = [line for line in buttons if "button" in beats and line.seconds <= _room(seconds)]
    return [*hook, *middle, *low, *last[:1]]


def _whole(own: list[Line], kept: list[Line], most: int, room: float) -> list[Line]:
    """Kept lines with what a sentence of the user's own cannot do without: stock lines and the last of the own give way."""
    needed = [
        line for line, following in pairwise(own) if line not in kept and following in kept and line.text.endswith("…")
    ]
    for line in needed:
        kept = [*kept, line]
        while len(kept) > most or sum(other.seconds for other in kept) > room:
            stock = [other for other in kept if other not in own]
            last = [other for other in reversed(own) if other in kept and other is not line]
            if not (stock or last[1:]):
                break
            kept.remove((stock or last)[0])
    return kept


def _braided(told: list[Line], rises: list[Line]) -> list[Line]:
    """Own and stock lines, each spread over the whole, the user's own first."""
    spread = [(at / max(1, len(told)), 0, line) for at, line in enumerate(told)]
    spread += [((at + 0.75) / max(1, len(rises)), 1, line) for at, line in enumerate(rises)]
    return [line for _, _, line in sorted(spread, key=lambda entry: entry[:2])]


def covered(lines: list[Line], wanted: Iterable[str], title: str) -> list[Line]:
    """Every name and place is heard or read: a stock line gives way to each that is missing."""
    found = list(lines)
    for name in dict.fromkeys(filter(None, wanted)):
        heard = f"{title} {' '.join(line.text for line in found)}".lower()
        if name.lower() in heard:
            continue
        stock = next(
            (at for at, line in enumerate(found) if line.template and line.kind in ("hook", "rise", "low")), None
        )
        if stock is not None:
            found[stock] = Line(found[stock].kind, sentence(name))
    return found


def echoes(lines: list[Line], seconds: float) -> list[str]:
    """Cards over a long film's climax: what is at stake, once more, in the user's own words."""
    if seconds < LONG:
        return []
    own = [LATER.split(line.text)[0].rstrip(" .,") for line in lines if line.kind in ECHOES and not line.template]
    return [text for text in own if len(text) <= CARD][:3]
