"""What the writer learned, measured on marked loglines of an author whom it never saw: form, genre, place, pauses, titles."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import pytest

from backends.scribe import learned, naming, pauses
from backends.scribe.breaks import STRETCH
from backends.scribe.gist import KINDS, Gist, gist_of
from backends.scribe.grammar import sentences, spans, tokens
from backends.scribe.kinds import speakable
from backends.scribe.parse import parse
from backends.scribe.sheets import STORIES, places
from backends.scribe.words import lexicon

FILE = Path(__file__).parents[1] / "data" / "marked_loglines.tsv"


class Marked(NamedTuple):
    """A logline with what its author says of it; `cuts` are the characters before which a narrator pauses."""

    kind: str
    place: str
    text: str
    cuts: frozenset[int]


def _marked() -> list[Marked]:
    found = []
    with FILE.open(encoding="utf-8", newline="") as file:
        for kind, place, _, barred in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            pieces = [piece.strip() for piece in barred.split("|")]
            ends = [len(" ".join(pieces[:count])) + 1 for count in range(1, len(pieces))]
            found.append(Marked(kind, place, " ".join(pieces), frozenset(ends)))
    return found


ROWS = _marked()


def read(row: Marked) -> Gist:
    return gist_of(row.text, (), parse(speakable(row.text), lexicon()), "en", lexicon())


def pauses_in(text: str) -> set[int]:
    """Where the writer pauses, besides between sentences."""
    found, begin = set(), 0
    for each in sentences(text):
        begin = text.index(each, begin)
        places_ = spans(each)
        found |= {begin + places_[start][0] for start, _ in pauses.split(each, lexicon()) if start}
        begin += len(each)
    return found


def test_the_form_is_read_rightly_and_hardly_a_story_is_sold() -> None:
    told = [(row.kind if row.kind not in STORIES else "story", read(row).kind.replace("list", "story")) for row in ROWS]
    assert len(told) >= 140
    assert sum(want == got for want, got in told) >= 0.88 * len(told)
    sold = [row.text for row, (want, got) in zip(ROWS, told, strict=True) if want == "story" and got == "product"]
    assert len(sold) <= 0.03 * len(told), sold


def test_the_genre_agrees_with_a_strange_author_far_beyond_chance() -> None:
    stories = [row for row in ROWS if row.kind in STORIES]
    assert sum(read(row).genre == row.kind for row in stories) >= 0.45 * len(stories)


def test_the_place_is_among_the_likely_ones() -> None:
    wanted = [KINDS.get(row.place, row.place) for row in ROWS]
    assert set(wanted) <= set(places())
    first = sum(next(iter(read(row).sets)) == want for row, want in zip(ROWS, wanted, strict=True))
    among = sum(want in list(read(row).sets)[:5] for row, want in zip(ROWS, wanted, strict=True))
    assert first >= 0.4 * len(ROWS) and among >= 0.65 * len(ROWS)


def test_it_pauses_where_an_author_would() -> None:
    made = wanted = met = 0
    for row in ROWS:
        own = pauses_in(row.text)
        made, wanted, met = made + len(own), wanted + len(row.cuts), met + len(own & row.cuts)
    # A pause too few is only a longer line: the writer holds back.
    assert met >= 0.7 * made and met >= 0.48 * wanted


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Five old sailors plan to give back the lighthouse lamp.", 1),
        ("The wind blows.", 1),
        ("A baker who never tells her name to anyone in town builds a tower for a client who does not exist.", 2),
    ],
)
def test_no_line_is_longer_than_it_can_be_read(text: str, pieces: int) -> None:
    words, where = tokens(text), spans(text)
    cut = pauses.split(text, lexicon())
    assert len(cut) >= pieces and cut[0][0] == 0 and cut[-1][1] == len(words)
    assert all(where[stop - 1][1] - where[start][0] <= STRETCH for start, stop in cut)
    assert [start for start, _ in cut[1:]] == [stop for _, stop in cut[:-1]]


def test_no_word_is_no_line() -> None:
    assert pauses.split("", lexicon()) == []


def test_a_title_is_a_run_of_the_texts_own_words() -> None:
    for row in ROWS:
        for _, run in naming.ranked(row.text, row.kind, lexicon())[:5]:
            assert run.text in row.text and len(run.text) <= naming.LONGEST


def test_odds_are_odds_and_unknown_words_say_nothing() -> None:
    odds = learned.odds("genre", ["w:zorblax"], {"no genre": {"word": 1.0}})
    assert abs(sum(odds.values()) - 1) < 1e-9 and set(STORIES) <= set(odds)
    assert odds == learned.odds("genre", [], {})
    assert learned.votes("homes", "zorblax") == []
    assert learned.votes("homes", "surgeon")[0] == ("hospital", learned.CERTAIN)
