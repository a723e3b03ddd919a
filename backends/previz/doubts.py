"""What the painter is unsure of in a shot's words, in plain sentences: the place that nothing names, or that is drawn as another;
words that gave nothing; a thing or a beast drawn as another. Nothing is said of what is certain."""

from __future__ import annotations

from collections.abc import Sequence

from backends.previz.evidence import INDOORS, names_place
from backends.previz.outlines import is_person
from backends.previz.reading import OUTDOORS, Reading, Seen, main_subject
from backends.previz.vocabulary import TABLE, bases, facts, stood_in

SURE = 0.5
"""Odds of a place from which nothing is said of it."""
CITY = frozenset(("city", "street", "rooftop"))
"""One place seen from several: a city with somebody in it is a street or a roof."""
ROUND_ABOUT = CITY | OUTDOORS
"""What nobody sees from a room."""
WATERS = frozenset(("sea", "coast", "beach"))
LARGE = 2.3
"""Metres from which a thing has room for somebody."""
MOST = 3
"""Words that a sentence quotes at most."""


def called(place: str) -> str:
    """A place as a sentence calls it: 'a bunker', 'open fields'."""
    name: str = TABLE["called"][place]
    return name


def doubts(shot: Reading, style: Reading, drawn: Reading) -> tuple[str, ...]:
    """At most one sentence on the place and one on the things. `drawn` is the scene's reading, the shot's over the film's."""
    place = _of_place(shot, style, drawn)
    return tuple(filter(None, (place, _of_things(shot, drawn, bool(place)))))


def _of_place(shot: Reading, style: Reading, drawn: Reading) -> str:
    own = shot.place or shot.implied
    here = _meant(drawn.place)
    if style.place and (here & _meant(style.place) or not (own and here & _meant(own))):
        shot = style  # the film's own place is drawn
    votes = [vote for vote in shot.votes if vote.place in here]
    if stand_in := next((vote.words for vote in votes if _stands_in(vote.words, vote.place)), ""):
        return f"Drawn as {called(drawn.place)}: “{stand_in}”."
    if style.place and shot is style:
        return ""
    seen = here.union(_meant(style.place), *map(_meant, drawn.dressing))
    lost = [
        vote.words
        for vote in shot.votes
        if vote.how in ("named", "looked", "grown")
        and vote.place not in seen
        and not (drawn.place in INDOORS and vote.place in ROUND_ABOUT)
    ]
    if lost:
        return f"Drawn as {called(drawn.place)}, without {_quoted(lost)}."
    if sum(shot.odds.get(place, 0.0) for place in here) >= SURE or not shot.odds:
        return ""
    if any(_is_place(seen) and all(vote.words == seen.word for vote in votes) for seen in shot.subjects):
        return ""
    if not shot.votes:
        lead = main_subject(drawn)
        if (own and not here & _meant(own)) or (lead is not None and facts(lead.subject).get("sight")):
            return ""  # what swims takes the place under water with it; a tower is a place to itself
        return f"No place is named: drawn as {called(drawn.place)}."
    rival = max(shot.odds.keys() - here, key=shot.odds.__getitem__)
    if votes and not any(map(names_place, votes)):
        words = _quoted(list(dict.fromkeys(vote.words for vote in votes)))
        return f"Not sure of the place: took {words} for {called(drawn.place)}, and not for {called(rival)}."
    return f"Not sure of the place: drawn as {called(drawn.place)}, and not as {called(rival)}."


def _is_place(seen: Seen) -> bool:
    """Whether a subject is a place to who is in it or on it: a tower, a tent, a bus."""
    fact = facts(seen.subject)
    moves, large = fact.get("moves", ""), float(fact["height"]) >= LARGE and fact.get("home") not in INDOORS
    built = moves in ("drive", "sail", "glide") or (large and moves in ("", "wave", "turn"))
    return seen.placed and built and not is_person(seen.subject)


def _meant(place: str) -> frozenset[str]:
    return next((group for group in (CITY, WATERS) if place in group), frozenset((place,)))


def _stands_in(words: str, place: str) -> bool:
    listed = TABLE["stands_in"].get(place, ())
    head, _, last = words.rpartition(" ")
    return any(f"{head} {base}".strip() in listed for base in bases(last))


def _of_things(shot: Reading, drawn: Reading, lost: bool) -> str:
    """`lost`: the place is doubted, and any word may have meant it."""
    unread = [*shot.nameless, *shot.missed, *(shot.unknown if lost else ())]
    if unread:
        return f"Not understood: {_quoted(list(dict.fromkeys(unread)))}."
    if shot.undrawn:
        return f"Not drawn: {_quoted(shot.undrawn)}."
    for seen in drawn.subjects:
        if stood_in(seen.word, seen.subject) or (seen.guessed and not is_person(seen.subject)):
            return f"Drawn as {called_thing(seen.subject)}: “{seen.word}”."
    return ""


def called_thing(subject: str) -> str:
    """A subject as a sentence calls it, by the first of its words: 'a bear', 'an octopus'."""
    word = facts(subject)["words"][0]
    return word if word.endswith("s") else f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _quoted(found: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in list(found)[:MOST])
