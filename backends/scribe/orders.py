"""What a text says to whoever makes the film, and not to who sees it: '15 sec ad for', 'no voice-over, please'.

Every word has the odds of being such an order, by what the whole text means (`studio.analysis.meaning`); the cut with the best sum
wins, where each change from telling to ordering costs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from studio.analysis.meaning import meaning_of

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]|_")

AT_MARK, AFTER_LEAD, INSIDE = 1.0, 1.5, 5.0
"""Log odds that a change from telling to ordering costs, and back: behind a mark; from an order that leads to what is told; anywhere
else, where it would tear what belongs together."""

ENDS = frozenset(".!?;:,–—-()/|[]…")
"""Marks between which a part of a text is told or ordered as a whole."""

LEADING = frozenset("for about of with to say says saying that is called named".split())
"""Words by which an order leads to what is told: 'make a spot for | Lumo', 'end with | good night'."""

WHEN = re.compile(r"(?:[A-Z][\w' ]+, )?(?:\d+ (?:AD|BC|CE|BCE)|(?:1\d|20)\d\d)\W*")
"""Where and when a story is: 'Rome, 64 AD.'"""

BESIDE = re.compile(
    r"(?<=\bbirthday) (?:film|video|clip|message|card)(?= (?:for|to)\b)|,\s*set(?= in (?:the )?[A-Z0-9])", re.I
)
"""A film maker's word in the middle of what is told: 'happy birthday | film | for my mum', 'two cooks | , set | in Naples'."""

OF_WHAT = re.compile(
    r"(?:(?:an?|need|make|some|short|little|quick|\d+|sec\w*|s|please|pls|me|us|we|i) )*(?:[\w-]+ ){0,2}"
    r"(?:ads?|spot|promo|reel|teaser|trailer|clip|video|vid|film|commercial) (?:for|about|of) (?P<what>[^.,:;!?()–—/]+)",
    re.I,
)
"""What a film is wished of, and for whom: 'promo for our bike shop'."""

SEEN_BY = re.compile(
    r"\b(?:insta\w*|tiktok|youtube|linkedin|facebook|whatsapp|tv|cinema|web\w*|site|channel|feed|page|account|social\w*|stories|screens?|lobby|newsletter|"
    r"kids|children|teens|beginners|parents|customers|clients|staff|students?|people|patients|residents|homeowners|class)\b",
    re.I,
)
"""Who sees a film, and where: nothing that it is of."""

LEFT = frozenset("a an the my our from".split())
"""Words that no told part ends with."""

FEWEST = 2
"""Words that have to be left for a text to be told without its orders."""

DANGLING = re.compile(r"[\s,]+(?:and|or|but|with|for|of|in|as)$", re.IGNORECASE)
"""What leads on to an order: 'and | make it funny'."""

CALLED = re.compile(r"^(?:and )?(?:it's |its |is )?(?:called|named|titled) (?=\S)", re.IGNORECASE)
"""What stood before a name whose thing was part of an order."""

LEADS = " ,;:–—-/|"


def ordered(text: str) -> list[tuple[int, int]]:
    """(first character, one after the last) of each order in a text."""
    pieces = meaning_of(text).pieces["order"]
    places = [match.span() for match in WORD.finditer(text)]
    marked = _best(
        [text[start:end] for start, end in places],
        [_mean([odds for at, odds in pieces.items() if start <= at < end]) for start, end in places],
    )
    runs = [list(run) for order, run in groupby(zip(places, marked, strict=True), key=lambda each: each[1]) if order]
    spans = [(run[0][0][0], run[-1][0][1]) for run in runs if any(text[start].isalnum() for (start, _), _ in run)]
    spans = [part for start, end in spans for part in _without_what(text, _begun(text, start, end), end)]
    spans = [
        span
        for span in spans
        if span[0] < span[1] and not WHEN.fullmatch(text[slice(*span)]) and not _is_torn(text, *span)
    ]
    beside = [match.span() for match in BESIDE.finditer(text)]
    return sorted(
        [*spans, *(span for span in beside if not any(span[0] < end and begin < span[1] for begin, end in spans))]
    )


def _begun(text: str, start: int, end: int) -> int:
    """Where an order begins that the words before it do not let begin: 'from | the whole office, 40 seconds'."""
    before = re.search(r"(\w+) $", text[:start])
    if before is None or not (before[1].lower() in LEFT or before[1].isdigit()):
        return start
    mark = re.compile(r"[,.;:!?(–—-]").search(text, start, end)
    return mark.start() if mark else end


def _without_what(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """An order without what the film is of, which is told: nothing else may say it."""
    wish = None if start else OF_WHAT.match(text)
    if wish is None or wish.start("what") >= end or SEEN_BY.search(wish["what"]):
        return [(start, end)]
    if wish.end() > end + 1:
        return [(start, wish.start("what"))]
    if wish.end() < end - 1 < len(text) - 2 and not re.search(r"[A-Z]", wish["what"]):
        return [(start, end)]
    return [(start, wish.start("what")), (wish.end(), end)]


def _is_torn(text: str, start: int, end: int) -> bool:
    """Whether an order is but a word of what goes on: 'Funny | how the quiet ones leave first'."""
    return re.fullmatch(r"[\w'’-]+", text[start:end]) is not None and re.match(r" \w", text[end:]) is not None


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _best(words: Sequence[str], odds: Sequence[float]) -> list[bool]:
    """Which words are ordered, so that the odds less the cost of changes are the most."""
    tells, orders = 0.0, 0.0
    back: list[tuple[bool, bool]] = []  # whether the word before was an order, where this one is told, or ordered
    for before, value in zip(["", *words], odds, strict=False):
        begin = AT_MARK if before in ENDS or not before else INSIDE
        end = min(begin, AFTER_LEAD) if before.lower() in LEADING else begin
        back.append((orders - end > tells, orders >= tells - begin))
        tells, orders = max(tells, orders - end), max(orders, tells - begin) + value
    marked, here = [], orders > tells
    for was_told, was_order in reversed(back):
        marked.append(here)
        here = was_order if here else was_told
    return marked[::-1]


def told_of(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without its orders, and these. A text that is nothing else stays whole."""
    spans = ordered(text)
    left = without(text, spans)
    if not spans or len(re.findall(r"\w+", left)) < FEWEST:
        return text, ()
    return left, tuple(text[start:end] for start, end in spans)


def without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A text without the characters of some spans, its marks put right."""
    kept, at, between = "", 0, ""
    for start, end in [*spans, (len(text), len(text))]:
        kept = _joined(kept, between, text[at:start]) if text[at:start].strip() else kept
        between, at = between * (not text[at:start].strip()) + text[start:end], end
    kept = DANGLING.sub("", kept.rstrip()) if between else kept
    kept = re.sub(r"\(\s*\)|\[\s*\]|“\s*”|\"\s*\"", "", kept)
    kept = re.sub(r"([.!?…])[\s,;]+(?=[.!?])\.?", r"\1", kept)
    for pair in ("()", "[]", "“”"):
        if kept.count(pair[0]) != kept.count(pair[1]):
            kept = kept.replace(pair[0], "").replace(pair[1], "")
    return CALLED.sub("", " ".join(kept.split()).strip(LEADS))


def _joined(left: str, between: str, right: str) -> str:
    """Two told parts with what stood between them taken out."""
    right = right.lstrip(f"{LEADS}." if not left else " ")
    if between:
        left = DANGLING.sub("", left.rstrip())
    if not left or not right:
        return left or right
    bare = left.rstrip(LEADS)
    if bare[-1:] in ".!?…" or right[0] in ".!?":
        return f"{bare}{'' if right[0] in '.!?' and bare[-1:] not in '.!?…' else ' '}{right.lstrip(LEADS)}"
    ends = (
        right.lstrip(LEADS)[:1] in ('"', "“")
        or re.search(r"[.!?:;|/]|\s[–—-]\s", between)
        or left.rstrip()[-1:] in (":", ";", "/", "|")
    )
    if ends or (right.lstrip(LEADS)[:1].isupper() and re.search(r"[,–—-]", f"{left.rstrip()[-1:]}{between}")):
        return f"{bare}. {right.lstrip(LEADS)}"
    comma = "," in between or left.rstrip().endswith(",") or right[0] == ","
    return f"{bare}{',' * bool(comma)} {right.lstrip(LEADS)}"
