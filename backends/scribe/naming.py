"""A title among a text's own words: which run of them an author would choose, as learned from titled loglines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from backends.scribe.grammar import phrase_spans, sentences, spans, tag, tokens
from backends.scribe.learned import weights
from backends.scribe.sheets import STORIES
from backends.scribe.words import FUNCTION, NUMBERS, POSSESSIVES, Lexicon
from studio.analysis.meaning import meaning_of

MOST, LONGEST = 5, 30
"""Words and characters of a title."""

QUOTES = frozenset("\"'“”‘’«»")

HANGING = frozenset(
    "else sometimes never always often usually just only also even still now then really already ever quite".split()
)
"""Adverbs that no title ends with."""

TIMES = frozenset("day night week month year hour morning evening time summer winter".split())

HANGING_END = re.compile(rf"(?: (?:{'|'.join(HANGING)}))+$")

ARTICLES = frozenset(("a", "an", "the"))

MEANT, GIVEN, MOST_MEANT = 0.5, 1.0, 5.0
"""How much each piece of a run counts by the odds of its being in the title, what is given to these, and where they are cut."""


@dataclass(frozen=True)
class Run:
    """Words of a text in their order, without an article before them, and what speaks for or against them as a title."""

    text: str
    features: tuple[str, ...]


def runs(text: str, kind: str, lexicon: Lexicon) -> list[Run]:
    """Every run of words that may be a title, once."""
    found: dict[str, Run] = {}
    form = "story" if kind in STORIES else kind
    for number, each in enumerate(sentences(text)):
        words, places = tokens(each), spans(each)
        tags = tag(words, lexicon)
        phrases = set(phrase_spans(words, tags))
        phrases |= {
            (start, at)
            for start, stop in phrases
            for at in range(start + 1, stop)
            if words[at].lower() == "of" and tags[at - 1] in "NP"
        }
        low = [word.lower() for word in words]
        verb = next((at for at, here in enumerate(tags) if here in "VMB"), len(words))
        aside = next((at for at, here in enumerate(tags) if here == "R"), len(words))
        for start in range(len(words)):
            if low[start] in ARTICLES or tags[start] in ".C":
                continue
            for stop in range(start + 1, min(start + MOST, len(words)) + 1):
                if tags[stop - 1] == ".":
                    break
                said = each[places[start][0] : places[stop - 1][1]].strip(" ,.!?")
                if tags[stop - 1] in "DTCMI" or len(said) > LONGEST or low[stop - 1] in POSSESSIVES | HANGING:
                    continue
                if len(said) < 3 or said.lower() in found:
                    continue
                going = low[stop - 1].endswith("ing") and tags[stop : stop + 1] == ["A"]
                if (tags[stop - 1] == "V" or going) and "N" in tags[start : stop - 1]:
                    continue  # '22 visitors going'
                if low[start] in ("more", "most", "less", "other", "come"):
                    continue
                if low[start] in ("next", "last", "same", "whole") and low[stop - 1] in TIMES:
                    continue
                before = low[start - 1] if start else "^"
                led = before if before in ARTICLES | POSSESSIVES | NUMBERS else tags[start - 1] if start else "^"
                after = tags[stop] if stop < len(words) else "."
                shape = "".join(tags[start:stop])
                inside = words[start:stop]
                bases = [lexicon.base(word.removesuffix("'s"), "noun") for word in low[start:stop]]
                whole = (start, stop) in phrases or (
                    start > 0 and low[start - 1] in ARTICLES | POSSESSIVES and (start - 1, stop) in phrases
                )
                starts = any(begin in (start, start - 1) for begin, _ in phrases)
                ends = any(end == stop for _, end in phrases)
                rare = min((_known(base, lexicon) for base in bases if base not in FUNCTION), default=9)
                last = lexicon.entry(bases[-1]).kind
                place = "lead" if start < verb and start < aside else "aside" if start > aside else "rest"
                names = sum(
                    word[:1].isupper() and here == "P" for word, here in zip(inside, tags[start:stop], strict=True)
                )
                around = each[: places[start][0]][-1:] + each[places[stop - 1][1] :][:1]
                quoted = len(around) == 2 and set(around) <= QUOTES
                capitals = all(word[:1].isupper() or word[:1].isdigit() for word in inside)
                features = [
                    f"quoted{quoted}{form}",
                    f"capitals{capitals}{form}{min(names, 2)}{whole}",
                    f"deed{shape[0] in 'NP' and 'V' in shape[1:]}{form}{whole}",
                    f"s{shape}",
                    f"fs{form}{shape}",
                    f"n{stop - start}",
                    f"fn{form}{stop - start}",
                    f"w{whole}",
                    f"fw{form}{whole}",
                    f"ws{whole}{shape}",
                    f"b{starts}{ends}",
                    f"l{led}",
                    f"ls{led}{shape[:2]}",
                    f"la{led}{after}{whole}",
                    f"a{after}",
                    f"as{after}{shape[-1]}",
                    f"p{place}{number > 0}",
                    f"fp{form}{place}{number > 0}",
                    f"ps{place}{shape}",
                    f"r{rare}",
                    f"rw{rare}{whole}{stop - start}",
                    f"c{last}",
                    f"cw{last}{whole}{stop - start}",
                    f"names{min(names, 2)}{form}",
                    f"names{min(names, 2)}{stop - start}{whole}",
                    f"first{form}{start == 0 and number == 0}{min(stop - start, 3)}",
                    f"end{stop >= len(words) - 1}",
                    f"at{min(start // 4, 5)}",
                    f"big{min(len(said) // 5, 5)}",
                    f"x{bases[0]}",
                    f"y{bases[-1]}",
                    f"xone{stop - start == 1}{bases[0]}",
                    *(f"z{base}" for base in bases),
                    f"own{any(word.endswith(chr(39) + 's') for word in low[start:stop])}",
                ]
                found[said.lower()] = Run(said, tuple(features))
    return list(found.values())


def _known(word: str, lexicon: Lexicon) -> int:
    """How common a noun is, in five steps."""
    count = lexicon.entry(word).noun
    return 0 if count == 0 else 1 if count <= 2 else 2 if count <= 8 else 3 if count <= 30 else 4


def ranked(text: str, kind: str, lexicon: Lexicon) -> list[tuple[float, Run]]:
    """The runs of a text, the best title first."""
    known, meant = weights("titles"), meaning_of(text).pieces["title"]
    scored = [
        (sum(known.get(name, 0) for name in run.features) / 100 + MEANT * _meant(text, run.text, meant), run)
        for run in runs(text, kind, lexicon)
    ]
    return sorted(scored, key=lambda pair: -pair[0])


def _meant(text: str, run: str, odds: Mapping[int, float]) -> float:
    """How much the pieces of a run, where it stands first, are in the title by what the text means."""
    start = text.lower().find(run.lower())
    return sum(
        max(-MOST_MEANT, min(MOST_MEANT, GIVEN + value)) for at, value in odds.items() if start <= at < start + len(run)
    )
