"""Spoken lines: the user's own words, word for word in their order, and the stock lines that stand around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from backends.scribe.breaks import LONGEST, breaths, sentence
from backends.scribe.grammar import join, noun_phrase_end, sentences, spans
from backends.scribe.pauses import listed, split
from backends.scribe.sentence import Sentence
from backends.scribe.sheets import Sheet
from backends.scribe.slots import Slots
from backends.scribe.words import Lexicon, word_set

SENTENCE, LETTER, BREATH = 1.3, 0.036, 0.42
"""Seconds that an unhurried narrator needs for a sentence, for each of its characters, and between lines (measured)."""

CLINGS = word_set(
    "since whenever wherever where than as if although though because while once unless whether who whose which that or nor so"
)
"""What begins with one of these loses its sense alone: it stays with its clause where both are said in one breath."""

MOSTLY = 0.5
"""Share of a line that is a noun which needs no echo in the next."""

WHOLE = word_set("all both each")
"""Before a deed these stand for somebody already named: 'a revolver and a dress all cross her counter'."""

LONGEST_HEAD = 30
"""Characters of a noun that is said again before what is told of it."""

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
    """Lines that tell a text wholly, in its own words and order, each at most LONGEST characters where words allow it."""
    lines = [line for each in sentences(text) for line in _told(Sentence(each, lexicon))]
    return list(dict.fromkeys(lines))


def _told(read: Sentence) -> list[Line]:
    """A sentence as lines, one for each breath of a narrator."""
    asks = read.text.rstrip(" ”\"'").endswith("?")
    pieces = split(read.text, read.lexicon)
    lines: list[Line] = []
    before, echoed = 0, False  # one echo a sentence: two stutter
    for start, end in pieces:
        text = _slice(read, start, end)
        first, last, event = start == 0, end == len(read.words), False
        if first and not last and read.turn and read.words[0].lower() == "when" and not AHEAD.search(text):
            # 'When the storm hits, …' is an event of its own.
            event = end >= read.opened > 0
            text = text[5:] if event else text
        echo = "" if echoed else _echo(read, before, start, text)
        echoed = echoed or bool(echo)
        text = f"{echo}{text}"
        following = next((begin for begin, _ in pieces if begin >= end), len(read.words))
        goes_on = not last and not event and (asks or _goes_on(read, start, end, following))
        mark = read.text.rstrip()[-1:] if last and read.text.rstrip()[-1:] in ".!?…" else "."
        before = start
        lines += [
            Line("own" if asks else _kind(read, start, end), sentence(breath))
            for breath in breaths(f"{text}{'…' if goes_on else mark}")
        ]
    return lines


def _goes_on(read: Sentence, start: int, end: int, following: int) -> bool:
    """Whether a piece is only the beginning of what the next one says: it has no deed, or the next hangs on it."""
    opening = read.tags[following]
    hangs = read.tags[end - 1] in "NP" and following == end and _hangs(read, following)
    bare = hangs or (not set("VMB") & set(read.tags[start:end]) and read.verb is not None and read.verb >= end)
    led = read.verb is not None and end <= read.opened
    led = led or (start == 0 and read.tags[0] == "S" and read.words[end - 1 : end + 1].count(",") > 0)
    later = opening == "A" and read.tags[following + 1 : following + 2] in (["V"], ["M"], ["B"])
    runs_on = opening in "IT" and read.tags[following - 1] != "."  # 'about moving | to an island'
    word, after = read.words[following].lower(), read.words[following + 1 : following + 2]
    only = "only" in [each.lower() for each in read.words[start:end]] and word in ("when", "if", "after", "at", "for")
    joins = word in ("and", "or") and bool(after) and after[0].endswith("ing") and read.tags[following + 1] == "V"
    acts = set("VMB") & set(read.tags[:end]), set("VMB") & set(read.tags[end:])
    both = word == "and" and after and read.tags[following + 1] in "DP#" and not acts[0] and bool(acts[1])
    bare = bare or bool(both)  # 'a maid | and the judge who sentenced her are buried'
    joins = joins or (word == "to" and read.words[following - 1] == "," and "to" in read.words[start:end])
    bare = bare or only or joins  # 'only moves | when the children count', 'loves card games | and yelling'
    bare = bare or listed(read.words, read.tags, following)
    return bare or led or later or runs_on or opening in "VMB" or read.words[following].lower() in CLINGS


def _echo(read: Sentence, before: int, start: int, text: str) -> str:
    """The noun that a piece tells of, said again: 'the violin ' before 'that plays by itself', 'the fight ' before 'nobody
    thinks she can win', 'the machine ' before 'sent to kill her'; '' before anything else."""
    if start < 2 or read.tags[start - 1] not in "NP" or not _hangs(read, start):
        return ""
    if read.tags[0] in "SI" and read.tags[start] == "D" and "," not in read.words[:start]:
        return ""  # 'After lying about being a lion tamer a shy accountant gets the job'
    begun = next((at for at in range(start) if noun_phrase_end(read.words, read.tags, at) == start), start)
    if begun > 1 and read.tags[begun - 1] == "I" and read.tags[begun - 2] in "NP":
        # 'a machine at the end of the street that sells …' tells of the machine.
        return ""
    if (
        begun > 2
        and read.tags[begun - 1] in "IT"
        and re.search(r"(?:ed|en|wn|ung)$", read.words[begun - 2])
        and read.tags[begun - 3] in "NP"
    ):
        return ""  # 'with a bomb strapped to her chest that must not stop' tells of the bomb
    begun = begun if read.tags[begun] in "D#P" else max(begun, _after_of(read.words, begun, start))
    noun = join(read.words[begun:start])
    if len(noun) > MOSTLY * len(_slice(read, before, start)):
        return ""  # the line before is hardly more: 'Mossbell, a hand-poured candle'
    base = read.lexicon.entry(read.lexicon.base(noun, "verb"))
    if " " not in noun and noun.islower() and noun.endswith("s") and base.verb > base.noun:
        return ""  # 'a dragon too old to fly hires a goatherd'
    return f"{noun} " if noun and len(noun) <= LONGEST_HEAD and len(noun) + len(text) < LONGEST else ""


def _after_of(words: Sequence[str], start: int, stop: int) -> int:
    """The token after 'of' in a noun phrase: 'search of a city' names a city."""
    return next((at + 1 for at in range(start, stop) if words[at].lower() == "of"), start)


def _hangs(read: Sentence, start: int) -> bool:
    """Whether a piece tells of the noun right before it: a relative clause, one without its pronoun, or a participle."""
    word, here = read.words[start].lower(), read.tags[start]
    if here == "R" or word == "that":
        return word in ("who", "which", "that")
    if here == "V" and word.endswith("ing") and _placed(read, start):
        return False  # 'knocks at the lake house asking to come in'
    if here == "V":
        return (
            read.verb is not None
            and start > read.verb
            and read.lexicon.base(word, "verb") != word
            and not _acts(read, start)
        )
    # Two noun phrases in a row without a mark: 'the one memory | the government wants most'.
    return here in "ODP" and word not in WHOLE and [word, read.words[start + 1 : start + 2]] != ["the", ["way"]]


def _placed(read: Sentence, start: int) -> bool:
    """Whether the noun phrase before a token stands behind a preposition."""
    begun = next((at for at in range(start) if noun_phrase_end(read.words, read.tags, at) == start), start)
    return begun > 0 and read.tags[begun - 1] == "I"


def _acts(read: Sentence, at: int) -> bool:
    """Whether a verb is finite by its form: 'rides'."""
    return read.words[at].lower().endswith("s")


def _kind(read: Sentence, start: int, end: int) -> str:
    """What a piece tells: the lead, the deed, or what follows, by its first word."""
    if read.verb is None or start <= read.verb < end:
        return "own" if read.verb is None else "action"
    if end <= read.verb:
        return ("turn" if read.turn else "lead") if end <= read.opened else "hero"
    word = read.words[start].lower()
    if word == "to":
        return "goal"
    if word in ("before", "until", "till"):
        return "deadline"
    return "turn" if read.tags[start] == "S" else "tail"


def _slice(read: Sentence, start: int, end: int) -> str:
    """The user's own characters from one token to before another."""
    places = spans(read.text)[start:end]
    text = read.text[places[0][0] : places[-1][1]].strip(" ,;:–—-.!?…") if places else ""
    return text if text.count('"') % 2 == 0 and text.count("“") == text.count("”") else re.sub('["“”]', "", text)


def stock_lines(sheet: Sheet, beat: str, known: Slots, used: Sequence[Line], random: Random) -> list[Line]:
    """Lines of a beat that can be filled, in the order in which this film likes them; `used` are its stock lines so far."""
    spent = {line.template for line in used}
    found = []
    for template in (*sheet.lines.get(beat, ()), *sheet.common.get(beat, ())):
        text = known.fill(template)
        if text is not None and template not in spent and len(text) <= LONGEST:
            found.append((random.random(), template, Line(beat, text, template)))
    return [line for _, _, line in sorted(found, key=lambda entry: entry[:2])]
