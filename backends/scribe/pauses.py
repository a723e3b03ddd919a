"""Where a narrator pauses: a text cut into lines that are said in one breath, as learned from marked loglines.

Every gap between two words has the odds of a pause, summed from what stands around it; the cut with the best sum wins, each
line's own length weighed in. `scripts/train_writer.py` makes the weights.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from backends.scribe.breaks import LONGEST, STRETCH
from backends.scribe.grammar import phrase_spans, spans, tag, tokens
from backends.scribe.learned import weights
from backends.scribe.words import FUNCTION, NUMBERS, Lexicon, word_set
from studio.analysis.meaning import meaning_of

SHORTEST = 12
"""Characters of a line that is no more than a word or two."""

TORN, STRAINED = 10.0, 6.0
"""Log odds against a pause that tears what belongs together, and where it may have to, in a phrase that is too long for one breath."""

LEADS_ON = "DITMCKSR"
"""Tags of words that no line ends with."""

HELD = 2.0
"""How much surer than not a pause has to be, in log odds: a pause too many tears, one too few is only a longer line."""

COUNTED, MEANT = 0.5, 0.7
"""How much what small patterns say of a pause counts, and what the whole sentence says."""

LOOSE = 0.5
"""How much surer still before a phrase that only goes on: 'for strangers | in a shop'."""

LONG, OVER, BARE = 0.25, 6.0, 6.0
"""What each character over LONGEST, each over STRETCH, and a line under SHORTEST, costs in log odds."""

TELLS = word_set(
    "tell tells told ask asks asked show shows showed teach teaches taught know knows knew learn learns remember remembers"
)
COUNTING = re.compile(r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve)-[a-z]+$", re.IGNORECASE)
"""What counts the noun behind it: 'a four-word warning'."""

ONLY = word_set("only just even almost nearly about exactly")
"""What belongs to the word behind it."""

WAYS = word_set("way road key answer door trip journey path")
"""What leads to something."""

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
    torn, known, meant = _torn(words, tags), weights("pauses"), meaning_of(text).pieces["pause"]
    odds = {
        at: COUNTED * sum(known.get(name, 0) for name in names) / 100
        + MEANT * meant.get(places[at][0], 0.0)
        - torn.get(at, 0.0)
        - _loose(tags, at)
        for at, names in gaps(words, tags, places).items()
    }
    return best_cut(odds, places)


def _loose(tags: Sequence[str], at: int) -> float:
    """How much surer a pause has to be before a phrase that only goes on."""
    return LOOSE * (tags[at] == "I" and tags[at - 1] != ".")


def _torn(words: Sequence[str], tags: Sequence[str]) -> dict[int, float]:
    """What a pause costs before the tokens where it would tear what belongs together."""
    phrase = {at for at in _inside(words, tags) if words[at].lower() not in ("and", "or") and words[at - 1] != ","}
    found = dict.fromkeys(phrase, TORN)
    for at in range(1, len(words)):
        if at not in found and (cost := max(cost * tears(words, tags, at) for tears, cost in TEARS.items())):
            found[at] = cost
    return found


def _led(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """After a word that leads on: 'in | the sea', 'and | the boy', 'track of | who owes', 'a four-word | warning', 'someone | else'."""
    led = tags[at - 1] in LEADS_ON and (tags[at] not in OPENS or tags[at - 1] == "I")
    only = words[at - 1].lower() in ONLY and tags[at] not in OPENS  # 'and only | one ticket'
    return led or only or COUNTING.match(words[at - 1]) is not None or words[at].lower() in ("else", "else's")


def _belonging(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Before 'of'."""
    return words[at].lower() == "of" and tags[at - 1] != "."


def _joined(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Before a phrase that another deed follows: 'sat | in Detroit and listened'."""
    return tags[at] == "I" and _joins(tags, at, _stop(tags, at))


def _helped(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Between a verb and what completes it: 'has been | written', 'have | to hide', 'able | to pay', 'stops | raining', 'agrees | to go'."""
    before, here = tags[at - 1], tags[at]
    owed = here == "T" and words[at - 1].lower() in ("have", "has", "had", "having") and tags[at + 1 : at + 2] == ["V"]
    aim = here == "T" and (before == "J" or owed or (at > 1 and before == "V" and tags[at + 1 : at + 2] == ["V"]))
    aim = aim or (here == "T" and words[at - 1].lower() == "enough")
    gerund = before == "V" and here == "V" and words[at].lower().endswith("ing")
    late = next((place for place in range(at - 1, -1, -1) if tags[place] != "A"), 0)
    aside = (
        before == "A"
        and tags[late] in "MB"
        and here in "VAJ"
        and words[late].lower() not in ("is", "are", "was", "were")
    )
    only = before in "VJ" and here == "A" and tags[at + 1 : at + 2] in (["D"], ["N"], ["P"])
    return aim or aside or gerund or only or (before == "B" and here in "VAJB")


def _acted_on(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Between a verb and its object: 'give back | the lamp'."""
    verb = at - 2 if tags[at - 1] == "A" else at - 1
    return at > 1 and tags[at] in "DNPJ#O" and tags[verb] in "VB"


def _acting(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Between somebody and a deed: 'it | stops', 'realizes the ice | is healing'; before 'she' of 'every piano she owns sings'."""
    pronoun = tags[at - 1] == "O" and tags[at] in FINITE and "".join(tags[max(0, at - 2) : at - 1]) not in ("V", "I")
    owned = tags[at] == "O" and tags[at + 1 : at + 2] == ["V"] and "".join(tags[at + 2 : at + 3]) in tuple(FINITE)
    begun = next((start for start, stop in phrase_spans(words, tags) if stop == at), 0) if tags[at] in "MB" else 0
    return pronoun or owned or (at > 1 and begun > 0 and tags[begun - 1] == "V")


def _told_of(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Before a participle of a subject that still waits for its verb: 'the marshal | sent to hang him is trapped'."""
    participle = tags[at] == "V" and words[at].lower().endswith(("ed", "en", "sent", "lost", "left", "built", "made"))
    begun = max((place for place in range(at) if tags[place] == "."), default=-1) + 1
    follows = any(here in "MB" for here in tags[at + 1 : _stop(tags, at)])
    return at > 1 and participle and follows and not set(FINITE) & set(tags[begun:at])


def _clause_waits(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Before the verb of a clause behind 'who', 'where' or 'and', or inside the list that is its subject: 'where every door |
    has been hung', 'where the sheriff, | the barber and the priest hide'."""
    if at < 2:
        return False
    listed = words[at - 1] == ","
    if tags[at + (tags[at] == "A") : at + 2][:1] not in (["V"], ["M"], ["B"]) and not listed:
        return False
    for place in range(at - 1, max(-1, at - 9), -1):
        if tags[place] in FINITE or (tags[place] == "." and not (listed and words[place] == ",")):
            return False
        if tags[place] in OPENS:
            if listed:
                waits = tags[place] in "SR" and place + 1 < at - 1 and tags[at] in "DNPJ#"
                return waits and "and" in [word.lower() for word in words[at : at + 6]]
            return tags[place] != "C" or any(here in FINITE for here in tags[:place])
    return False


def _subject_waits(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Before a phrase of a subject that still waits for its verb: 'every witness | to the murder is describing'."""
    if at < 2 or tags[at] not in "ITAJ" or tags[at - 1] == "." or (tags[at] == "T" and tags[at + 1 : at + 2] == ["V"]):
        return False
    opened = next((place for place in range(at - 1, -1, -1) if tags[place] in "SR."), -1) + 1
    verb = _verb(words, tags, opened)
    return tags[opened] not in "IAC" and verb is not None and verb > at


def _verb(words: Sequence[str], tags: Sequence[str], start: int) -> int | None:
    """The first verb of the clause that begins at a token, before another clause."""
    stop = next((place for place in range(start + 1, len(tags)) if tags[place] in "SRC."), len(tags))
    found = (
        place
        for place in range(start, stop)
        if tags[place] in FINITE and not words[place].lower().endswith("ing") and tags[place - 1 : place] != ["T"]
    )
    return next(found, None)


def _both(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Between two who do something: 'and now every cop | and every gang wants him'."""
    if at < 3 or words[at].lower() != "and" or tags[at + 1 : at + 2] not in (["D"], ["P"]):
        return False
    begun = next((place for place in range(at - 1, -1, -1) if tags[place] not in "DJNP#"), -1) + 1
    end = next((place for place in range(at + 1, len(tags)) if tags[place] not in "DJNP#"), len(tags))
    led = begun > 0 and tags[begun - 1] in "AR"
    return led and tags[begun] == "D" and end < len(tags) and tags[end] in FINITE


def _asked(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Before what somebody tells or knows: 'tells parents | what their kid ate'."""
    asks = words[at].lower() in ("what", "how", "why", "whether") and tags[at - 1] != "."
    return asks and any(word.lower() in TELLS for word in words[max(0, at - 3) : at])


def _heaped(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Between what is said of one thing: 'a very brave, | very stupid pigeon'."""
    if at < 2 or words[at - 1] != "," or tags[at - 2] not in "JN":
        return False
    place = at + (tags[at] == "A")
    return "".join(tags[place : place + 2]) in ("JN", "JJ") and words[at - 3 : at - 2] == words[at : at + 1]


def _close(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Between a verb and what says where or how, and an adverb and its verb: 'must rely | on', 'clump | together', 'secretly | sits'."""
    if at < 2 or tags[at - 1] == ".":
        return False
    towards = tags[at] == "T" and tags[at + 1 : at + 2] != ["V"]
    if towards and words[at - 1].lower() in WAYS:
        return True
    return (tags[at - 1] in "VB" and (tags[at] in "IA" or towards)) or (tags[at - 1] == "A" and tags[at] in "VMBA")


def listed(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Between the first and the second of several that stand together: 'has forty minutes, | six floors and a dog'."""
    if at < 3 or words[at - 1] != "," or tags[at] not in "DNPJ#":
        return False
    verb = next((place for place in range(at - 2, -1, -1) if tags[place] not in "DJNP#"), -1)
    if verb < 0 or tags[verb] not in "VBI":
        return False
    last = next((place for place in range(at, min(at + 9, len(words))) if words[place].lower() in ("and", "or")), at)
    return last > at and not set("VMBRSO") & set(tags[at:last])


def _contact(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Between a noun and what is told of it without a pronoun, where the noun still waits for its verb: 'the water | they drink comes'."""
    follows = tags[at + 1 : at + 2] == ["V"] and bool(set(FINITE) & set(tags[at + 2 : at + 4]))
    return at > 1 and tags[at] == "O" and tags[at - 1] == "N" and tags[at - 2] in "DJ" and follows


def _phrasal(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Inside a verb of two words: 'ends | up stuck'."""
    return at > 0 and tags[at - 1] == "V" and tags[at] == "A" and words[at].lower() in ("up", "off", "out", "down")


def _compared(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Before what something is more or less than: 'one more person on board than | when they went to sleep'."""
    return words[at - 1].lower() == "than"


def _counted(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Inside a number: '365 | and a quarter'."""
    if words[at].lower() in NUMBERS and tags[at - 1] in "NJ" and tags[at + 1 : at + 2] and tags[at + 1] in "BMV.":
        return True  # 'the patient in bed | nine is being poisoned'
    return tags[at - 1] == "#" and [word.lower() for word in words[at : at + 2]] in (["and", "a"], ["and", "one"])


def _town(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Between a town and its land: 'Dry Fork, | Oklahoma'."""
    return (
        at > 1 and words[at - 1] == "," and tags[at - 2] == "P" and tags[at] == "P" and tags[at + 1 : at + 2] != ["P"]
    )


def _paired(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Inside 'between … and', 'from … to' and a list of three short things: 'novelists, lawyers | and a cat'."""
    word, before = words[at].lower(), [each.lower() for each in words[:at]]
    if tags[at] == "T" and at > 1 and "from" in before[-4:]:
        return True
    if "between" in before and "and" not in before[before.index("between") :] and tags[at - 1] != ".":
        return True
    if at < 2 or word not in ("and", "or") or "," not in before:
        return False
    last = before[at - before[::-1].index(",") :]
    return 1 <= len(last) <= 3 and not set("VMBRSIO") & set(tags[at - len(last) : at])


TEARS = (
    dict.fromkeys((_belonging, _close, _asked, listed), STRAINED)
    | dict.fromkeys(
        (
            *(_led, _joined, _helped, _acted_on, _acting, _told_of, _clause_waits),
            *(_subject_waits, _both, _heaped, _counted, _town, _compared, _contact, _phrasal),
        ),
        TORN,
    )
    | {_paired: 1.5 * TORN}
)
"""What tells that a pause before a token would tear something, and what that costs."""


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
