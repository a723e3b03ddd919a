"""What the small words lead to: where somebody is, and what he goes into."""

from __future__ import annotations

from backends.previz.evidence import DETERMINERS, ENDS, WAYS, is_deed
from backends.previz.vocabulary import TABLE

PLACING = frozenset(
    "in on at near through over across above under beneath into onto inside within behind beside against toward towards between along around past from before among by".split()
)
QUIET = frozenset(TABLE["lists"]["quiet"].split())
WITHIN = frozenset("in on at into onto inside within through across under beneath aboard along".split())
"""What leads to where somebody is."""
INTO = frozenset("in inside into within aboard".split())
"""What leads inside a building or a vehicle."""
STOPS = PLACING | WAYS | INTO | frozenset("of and or who which that where while whose".split())

LOOKS = frozenset(
    "look looks looking stare stares staring gaze gazes gazing watch watches watching peer peers peering".split()
)
GAZE = frozenset("at over across toward towards to out down".split())


def passed_by(run: list[str], at: int, end: int) -> tuple[bool, bool]:
    """Whether a place is only looked at, and whether it is left for another: 'out of a tunnel into the snow'."""
    before = [word for word in run[max(0, at - 3) : at] if word not in DETERMINERS]
    left = before[-2:] == ["out", "of"] and bool({"into", "onto", "to", "towards"}.intersection(run[end:]))
    gazed = bool(LOOKS.intersection(run[max(0, at - 5) : at]) and GAZE.intersection(run[max(0, at - 2) : at]))
    return gazed, left


def within(run: list[str], at: int) -> bool:
    """Whether somebody is inside what a noun phrase names that ends here: 'in the old church'."""
    for before in reversed(run[max(0, at - 4) : at]):
        if before in STOPS or before in ENDS:
            return before in INTO
    return False


def governed(run: list[str], deeds: set[int]) -> list[int]:
    """Where the nouns stand that a preposition of place leads to: the hold of 'in the hold of a ship'."""
    out = []
    for at, token in enumerate(run):
        if token == "seen":  # through what it is seen, is not where it is
            break
        if token not in WITHIN:
            continue
        last = at
        for there in range(at + 1, len(run)):
            if run[there] in ENDS or run[there] in STOPS or there in deeds:
                break
            last = there
        while last > at + 1 and (run[last] in QUIET or (is_deed(run[last]) and run[last - 1] not in DETERMINERS)):
            last -= 1
        if last > at and run[last] not in QUIET and not run[last].isdigit():
            out.append(last)
    return out


def gone_to(run: list[str], place_word: str) -> bool:
    """Whether somebody goes into or through the place that is named, whatever he is at home in."""
    at = run.index(place_word) if place_word in run else 0
    return bool({"into", "through", "towards"}.intersection(run[max(0, at - 2) : at]))
