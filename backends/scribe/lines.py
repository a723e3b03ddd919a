"""Spoken lines: the user's own words, word for word in their order, and the stock lines that stand around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from backends.scribe.breaks import HALF, LONGEST, breaths, halves, sentence
from backends.scribe.grammar import sentences, spans
from backends.scribe.sentence import Sentence
from backends.scribe.sheets import Sheet
from backends.scribe.slots import Slots
from backends.scribe.who import short_of
from backends.scribe.words import PRONOUNS, Lexicon, word_set

SENTENCE, LETTER, BREATH = 1.3, 0.036, 0.42
"""Seconds that an unhurried narrator needs for a sentence, for each of its characters, and between lines (measured)."""

CLINGS = word_set(
    "since whenever wherever where than as if although though because while once unless whether who whose which that or nor so"
)
"""What begins with one of these loses its sense alone: it stays with its clause where both are said in one breath."""

WHOLE = 46
"""Characters of a sentence that is not cut before its purpose or time."""

DANGLES = "ODITCMRJB"
"""Tags of words that no line ends with."""

AHEAD = re.compile(r"\b(?:her|his|their|its|she|he|they|him|them|it)\b", re.IGNORECASE)
"""'When a ship drifts into her harbor' speaks of somebody who is not yet known: it goes on in the next line."""


@dataclass(frozen=True)
class Line:
    """A spoken line: what it tells ('action', 'goal', 'hook'…), its words, and the template of a stock line."""

    kind: str
    text: str
    template: str = ""

    @property
    def seconds(self) -> float:
        """About how long it takes to say."""
        stops = len(re.findall(r"[.!?…]+(?=\s|$)", self.text)) or 1
        return SENTENCE * stops + LETTER * len(self.text) + BREATH


def own_lines(text: str, lexicon: Lexicon) -> list[Line]:
    """Lines that tell a text wholly, in its own words and order."""
    lines = [line for each in sentences(text) for line in _told(Sentence(each, lexicon))]
    return list(dict.fromkeys(lines))


def _told(read: Sentence) -> list[Line]:
    """A sentence as lines, each at most LONGEST characters."""
    if read.text.rstrip(" ”\"'").endswith("?"):
        return [Line("own", sentence(breath)) for breath in breaths(read.text)]
    lines: list[Line] = []
    for kind, start, end in _pieces(read):
        goes_on = read.tags[start] in "VMB" or (read.tags[start] == "N" and _acts(read.words[start], read.lexicon))
        goes_on = goes_on or read.words[start].lower() in CLINGS
        if lines and goes_on and lines[-1].text.endswith("."):
            lines[-1] = Line(lines[-1].kind, f"{lines[-1].text[:-1]}…")
        first, *rest = [half for text in _text(read, kind, start, end) for half in halves(text, read.lexicon)]
        lines += [Line(kind, sentence(breath)) for breath in breaths(first)]
        lines += [Line("tail", sentence(breath)) for half in rest for breath in breaths(half)]
    return lines


def _pieces(read: Sentence) -> list[tuple[str, int, int]]:
    """(what it tells, first token, one after its last): lead, deed, and what follows, where each can stand alone."""
    last = len(read.words)
    found = [("turn" if read.turn else "lead", 0, read.opened)] if read.opened else []
    if read.verb is None:
        return [*found, ("own", read.opened, last)] if read.opened < last else found
    found.append(("action", read.opened, read.stop))
    whole = len(_slice(read, read.opened, last)) <= WHOLE
    for start, end in read.rest():
        kind, begun, _ = found[-1]
        word, length = read.words[start].lower(), len(_slice(read, start, end))
        joined = len(_slice(read, begun, end))
        clause = word in ("and", "but") and length >= HALF
        before = read.tags[max(0, start - 2) : start]
        bound = word == "to" and (before == ["B", "V"] or before[-1:] == ["B"])
        if kind != "lead" and (
            length < HALF
            or read.tags[start - 1] in DANGLES
            or bound
            or (word == "to" and joined <= WHOLE and read.words[begun].lower() in ("and", "but"))
            or (word in CLINGS and joined <= LONGEST)
            or (word == "but" and read.words[start + 1].lower() in ("never", "not"))
            or (whole and not clause)
            or (read.words[start - 1] in (":", "–", "—", "-"))
        ):
            found[-1] = (kind, begun, end)
        else:
            found.append((_kind(read, start), start, end))
    return found


def _acts(word: str, lexicon: Lexicon) -> bool:
    """Whether a word that opens a line is a verb read as a noun: 'Moves to Geneva'."""
    base = lexicon.base(word, "verb")
    return word.islower() and word.endswith("s") and base != word and lexicon.entry(base).verb > 0


def _kind(read: Sentence, start: int) -> str:
    """What a clause after the deed tells, by its first word."""
    word = read.words[start].lower()
    if word == "to":
        return "goal"
    if word in ("before", "until", "till"):
        return "deadline"
    return "turn" if read.tags[start] == "S" else "tail"


def _text(read: Sentence, kind: str, start: int, end: int) -> list[str]:
    """The words of a piece, as they are said: mostly one line."""
    words, tags = read.words, read.tags
    if start == 0 and kind == "turn":
        clause = _slice(read, 0, end)
        if words[0].lower() == "when" and not AHEAD.search(clause):
            return [_slice(read, 1, end)]
        return [f"{half}{'' if more else '…'}" for half, more in _marked(halves(clause, read.lexicon))]
    if words[start].lower() == "and" and tags[start + 1 : start + 2] and start + 1 < end:
        following = words[start + 1].lower()
        subject = tags[start + 1] in "DP" and following not in PRONOUNS and set("VMB") & set(tags[start + 1 : end])
        start += bool(subject or following == "then")
    text = _slice(read, start, end)
    if kind == "action" and read.relative and len(text) > LONGEST:
        verb = read.verb or end
        told, short = _slice(read, start, verb), short_of(read)
        told = told if read.hero_start == start else _slice(read, read.hero_start, verb)
        if short and len(told) >= HALF and tags[verb - 1] not in DANGLES:
            return [told, f"{short} {_slice(read, verb, end)}"]
    return [text]


def _marked(lines: Sequence[str]) -> list[tuple[str, bool]]:
    """Each line, and whether another follows."""
    return [(line, at < len(lines) - 1) for at, line in enumerate(lines)]


def _slice(read: Sentence, start: int, end: int) -> str:
    """The user's own characters from one token to before another."""
    places = spans(read.text)[start:end]
    return read.text[places[0][0] : places[-1][1]].strip(" ,;:–—-") if places else ""


def stock_lines(sheet: Sheet, beat: str, known: Slots, used: Sequence[Line], random: Random) -> list[Line]:
    """Lines of a beat that can be filled, in the order in which this film likes them; `used` are its stock lines so far."""
    spent = {line.template for line in used}
    found = []
    for template in (*sheet.lines.get(beat, ()), *sheet.common.get(beat, ())):
        text = known.fill(template)
        if text is not None and template not in spent and len(text) <= LONGEST:
            found.append((random.random(), template, Line(beat, text, template)))
    return [line for _, _, line in sorted(found, key=lambda entry: entry[:2])]
