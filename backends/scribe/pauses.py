"""Where a narrator pauses: a text cut into lines that are said in one breath, as learned from marked loglines.

Every gap between two words has the odds of a pause, summed from what stands around it; the cut with the best sum wins, each
line's own length weighed in. `scripts/train_writer.py` makes the weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from backends.scribe.breaks import LONGEST, STRETCH
from backends.scribe.grammar import phrase_spans, spans, tag, tokens
from backends.scribe.learned import weights
from backends.scribe.words import FUNCTION, Lexicon

SHORTEST = 12
"""Characters of a line that is no more than a word or two."""

TORN, OF = 10.0, 6.0
"""Log odds against a pause that tears what belongs together, and before 'of', where a phrase is too long for one breath."""

LEADS_ON = "DITMCK"
"""Tags of words that no line ends with."""

HELD = 0.8
"""How much surer than not a pause has to be, in log odds: a pause too many tears, one too few is only a longer line."""

LOOSE = 0.8
"""How much surer still before a phrase that only goes on: 'for strangers | in a shop'."""

LONG, OVER, BARE = 0.25, 3.0, 6.0
"""What each character over LONGEST, each over STRETCH, and a line under SHORTEST, costs in log odds."""

FINITE = "VMB"
OPENS = "SRC"


def gaps(words: Sequence[str], tags: Sequence[str], places: Sequence[tuple[int, int]]) -> dict[int, list[str]]:
    """The features of every gap where a line may begin, by the token after it: never before a mark."""
    low = [word.lower() for word in words]
    marks = [here == "." for here in tags]
    finite = [
        here in FINITE and not word.endswith("ing") and tags[at - 1 : at] != ["T"]
        for at, (here, word) in enumerate(zip(tags, low, strict=True))
    ]
    end = places[-1][1] if places else 0
    inside = _inside(words, tags)
    found: dict[int, list[str]] = {}
    for at in range(1, len(words)):
        if marks[at]:
            continue
        marked = marks[at - 1]
        before = at - 2 if marked else at - 1
        start = next((place for place in range(before, -1, -1) if marks[place]), -1) + 1
        opened = next((place for place in range(before, start, -1) if tags[place] in OPENS), start)
        stop = _stop(tags, at)
        ahead = next((place for place in range(at + 1, stop) if tags[place] in "SRC"), stop)
        said, told = any(finite[start:at]), any(finite[opened:at])
        follows, clause = any(finite[at:stop]), any(finite[at:ahead])
        left = places[at][0] - places[start][0]
        right = (places[stop - 1][1] if stop else end) - places[at][0]
        mark = words[at - 1][:1] if marked else "-"
        here = tags[at]
        word = low[at] if low[at] in FUNCTION or here in "CSRAMB" else "*"
        behind, ending = tags[before], low[before] if low[before] in FUNCTION else "*"
        second = tags[at + 1] if at + 1 < len(tags) else "."
        third = tags[at + 2] if at + 2 < len(tags) else "."
        verbs = f"{'s' * said}{'t' * told}{'f' * follows}{'c' * clause}"
        long = min(left // 8, 9)
        rest = min(right // 8, 9)
        found[at] = [
            f"m{mark}",
            f"w{mark}{word}",
            f"t{mark}{here}",
            f"t2{here}{second}",
            f"t3{here}{second}{third}",
            f"b{behind}",
            f"bt{mark}{behind}{here}",
            f"bt2{behind}{here}{second}",
            f"e{ending}",
            f"ew{ending}/{word}",
            f"wb{word}/{behind}",
            f"w2{word}/{second}",
            f"w3{word}/{low[at + 1] if at + 1 < len(low) and low[at + 1] in FUNCTION else second}",
            f"v{mark}{verbs}",
            f"vt{here}{verbs}",
            f"vw{word}{verbs}",
            f"vb{behind}{here}{verbs}",
            f"l{mark}{long}",
            f"r{mark}{rest}",
            f"lr{min(long, 6)}{min(rest, 6)}{mark != '-'}",
            f"tl{here}{long}",
            f"tr{here}{rest}",
            f"wl{word}{min(long, 6)}",
            f"wr{word}{min(rest, 6)}",
            f"whole{min(end // 15, 8)}{mark != '-'}",
            f"cap{words[at][0].isupper()}{words[before][0].isupper()}",
            f"p{low[before] if low[before] in FUNCTION or tags[before] in 'VB' else behind}/{word}",
            f"x{low[at]}",
            f"y{low[before]}",
            f"in{mark}{at in inside}",
            f"in{at in inside}{behind}{here}",
            f"contact{behind in 'NP' and here == 'O' and second in FINITE}{any(finite[:at])}",
            f"torn{behind in 'OR' and here in FINITE}{behind in 'VB' and here in 'AI'}",
            f"torn{low[before]} {low[at]}",
            f"and{here}{_joins(tags, at, stop)}{finite[at]}",
            f"between{'between' in low[start:at] and 'and' not in low[start:at]}",
            f"list{mark}{here}{any(low[place] == 'and' and marks[place - 1] for place in range(at, stop))}{low[start:at].count('and')}",
        ]
    return found


def _inside(words: Sequence[str], tags: Sequence[str]) -> set[int]:
    """Tokens before which a noun phrase would be torn."""
    return {at for start, stop in phrase_spans(words, tags) for at in range(start + 1, stop)}


def _stop(tags: Sequence[str], at: int) -> int:
    """The next mark, or the end."""
    return next((place for place in range(at, len(tags)) if tags[place] == "."), len(tags))


def _joins(tags: Sequence[str], at: int, stop: int) -> bool:
    """Whether 'and' opens a deed behind a token, before the next mark: 'in Detroit and listened'."""
    opened = next((place for place in range(at + 1, stop - 1) if tags[place] == "C"), stop)
    return opened < stop and tags[opened + 1] in "VMBO" and not set("VMB") & set(tags[at:opened])


def split(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """(first token, one after the last) of each line of a sentence, in order."""
    words, places = tokens(text), spans(text)
    if not words:
        return []
    tags = tag(words, lexicon)
    torn = _torn(words, tags)
    odds = {
        at: sum(_weight(name) for name in names)
        - (OF if words[at].lower() == "of" else TORN) * (at in torn)
        - _loose(tags, at)
        for at, names in gaps(words, tags, places).items()
    }
    return best_cut(odds, places)


def _loose(tags: Sequence[str], at: int) -> float:
    """How much surer a pause has to be before a phrase that only goes on, and before what a verb takes: 'searches | for him'."""
    if tags[at] != "I" or tags[at - 1] == ".":
        return 0.0
    return LOOSE * (3 if tags[at - 1] == "V" else 1)


def _torn(words: Sequence[str], tags: Sequence[str]) -> set[int]:
    """Tokens before which no line begins: inside a noun phrase, or after a word that leads on."""
    led = {at for at in range(1, len(words)) if tags[at - 1] in LEADS_ON and not _ends(words, tags, at)}
    led |= {at for at in range(1, len(words)) if tags[at] == "I" and _joins(tags, at, _stop(tags, at))}
    led |= {at for at in range(1, len(words)) if words[at].lower() == "of" and tags[at - 1] != "."}
    waits = {at for at in range(2, len(words)) if tags[at] in FINITE and _clause_waits(tags, at)}
    waits |= {at for at in range(1, len(words)) if tags[at - 1] == "B" and tags[at] in "VAJB"}
    waits |= {at for at in range(1, len(words)) if tags[at - 1] == "J" and tags[at] == "T"}
    waits |= {
        at
        for at in range(2, len(words))
        if tags[at] == "T" and "from" in [word.lower() for word in words[max(0, at - 4) : at]]
    }
    waits |= {
        at for at in range(2, len(words)) if tags[at] == "T" and tags[at - 1] == "V" and tags[at + 1 : at + 2] == ["V"]
    }
    waits |= {
        at
        for at in range(1, len(words))
        if tags[at - 1] == "O" and tags[at] in FINITE and "".join(tags[max(0, at - 2) : at - 1]) not in ("V", "I")
    }
    waits |= {
        at for at in range(1, len(words) - 2) if tags[at] == "O" and tags[at + 1] == "V" and tags[at + 2] in FINITE
    }
    waits |= {at for at in range(1, len(words)) if tags[at - 1] == "V" and _carries_on(words, tags, at)}
    waits |= {at for at in range(2, len(words)) if _told_of(words, tags, at) or _object_acts(words, tags, at)}
    acted = {at for at in range(2, len(words)) if _object_of(tags, at) or _other_of_two(words, at)}
    phrase = {at for at in _inside(words, tags) if words[at].lower() not in ("and", "or") and words[at - 1] != ","}
    listed = {at for at in range(2, len(words)) if _in_a_list(words, tags, at)}
    return led | waits | acted | phrase | listed


def _object_of(tags: Sequence[str], at: int) -> bool:
    """Whether a token begins what a verb right before it acts on: 'give back | the lamp'."""
    verb = at - 2 if tags[at - 1] == "A" else at - 1
    return tags[at] in "DNPJ#O" and tags[verb] in "VB"


def _other_of_two(words: Sequence[str], at: int) -> bool:
    """Whether a token joins the second of two: 'between the wind | and the rain'."""
    before = [word.lower() for word in words[:at]]
    return words[at].lower() == "and" and "between" in before and "and" not in before[before.index("between") :]


def _told_of(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Whether a participle tells of a subject that still waits for its verb: 'the marshal | sent to hang him is trapped'."""
    participle = tags[at] == "V" and words[at].lower().endswith(("ed", "en", "sent", "lost", "left", "built", "made"))
    begun = max((place for place in range(at) if tags[place] == "."), default=-1) + 1
    follows = any(here in "MB" for here in tags[at + 1 : _stop(tags, at)])
    return participle and follows and not set(FINITE) & set(tags[begun:at])


def _object_acts(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Whether a verb belongs to what stands behind another verb: 'realizes the ice | is healing'."""
    begun = next((start for start, stop in phrase_spans(words, tags) if stop == at), 0)
    return tags[at] in "MB" and begun > 0 and tags[begun - 1] == "V"


def _carries_on(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Whether a verb goes on with what follows it: 'stops | raining', 'speaking | only the truth'."""
    gerund = tags[at] == "V" and words[at].lower().endswith("ing")
    return gerund or (tags[at] == "A" and tags[at + 1 : at + 2] in (["D"], ["N"], ["P"]))


def _in_a_list(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Whether 'and' joins the last of three short things: 'novelists, lawyers | and a cat'."""
    if words[at].lower() not in ("and", "or") or "," not in words[:at]:
        return False
    comma = max(place for place in range(at) if words[place] == ",")
    return 1 <= at - comma - 1 <= 3 and not set("VMBRSIO") & set(tags[comma + 1 : at])


def _clause_waits(tags: Sequence[str], at: int) -> bool:
    """Whether a clause behind 'who', 'where' or 'and' still waits for its verb: 'where every door | has been hung'."""
    for place in range(at - 1, max(-1, at - 7), -1):
        if tags[place] in FINITE + ".":
            return False
        if tags[place] in OPENS:
            return tags[place] != "C" or any(here in FINITE for here in tags[:place])
    return False


def _ends(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Whether a small word before `at` is the last of its own clause: 'the machine he fell in | and the boy'."""
    return tags[at] in "CSR"


def best_cut(odds: dict[int, float], places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The cut with the best sum of log odds; `odds` are of a pause before a token."""
    count = len(places)
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("-inf"), 0)] * count
    for stop in range(1, count + 1):
        if stop < count and stop not in odds:
            continue
        for start in range(stop):
            if start and start not in odds:
                continue
            length = places[stop - 1][1] - places[start][0]
            cost = BARE * (length < SHORTEST) + LONG * max(0, length - LONGEST) + OVER * max(0, length - STRETCH)
            value = best[start][0] + (odds[start] - HELD if start else 0.0) - cost
            if value > best[stop][0]:
                best[stop] = value, start
    found, stop = [], count
    while stop > 0:
        found.append((best[stop][1], stop))
        stop = best[stop][1]
    return found[::-1]


@cache
def _weight(name: str) -> float:
    return weights("pauses").get(name, 0) / 100
