"""What the painter is unsure of in a shot's words, in plain sentences: the place that nothing names, or that is drawn as another;
words that gave nothing; a thing or a beast drawn as another. Nothing is said of what is certain."""

from __future__ import annotations

from collections.abc import Sequence

from backends.previz.evidence import INDOORS, LOOSE, Vote, summed
from backends.previz.outlines import is_person
from backends.previz.reading import OUTDOORS, Reading, Seen, main_subject
from backends.previz.vocabulary import TABLE, bases, facts

SURE = 3.7
"""How much must speak for a place that no word names: more than one strong hint by a preposition."""
TRADE = 2.9
"""The same where somebody is there whose work it is: a librarian."""
CLOSE = 0.7
"""From which share of the first the second of two hinted places is as likely."""
RIVAL = 0.8
"""The same where a word names the first."""
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
    named = any(map(_names, votes))
    lost = [
        vote.words
        for vote in shot.votes
        if vote.how in ("named", "looked", "grown")
        and vote.place not in seen
        and not (drawn.place in INDOORS and vote.place in ROUND_ABOUT)
    ]
    if lost:
        return f"Drawn as {called(drawn.place)}, without {_quoted(lost)}."
    weights = summed(shot.votes)
    mine = max(weights[place] for place in here)
    others = {place: weight for place, weight in weights.items() if place not in here}
    rival = max(others, key=lambda place: others[place], default="")
    if named:
        apart = rival and not ({rival, drawn.place} & ROUND_ABOUT) and rival not in drawn.dressing
        return (
            f"Not sure of the place: drawn as {called(drawn.place)}, and not as {called(rival)}."
            if apart and others[rival] >= RIVAL * mine
            else ""
        )
    if any(_is_place(seen) and all(vote.words == seen.word for vote in votes) for seen in shot.subjects):
        return ""
    if not votes:
        lead = main_subject(drawn)
        if (own and not here & _meant(own)) or (lead is not None and facts(lead.subject).get("sight")):
            return ""  # what swims takes the place under water with it; a tower is a place to itself
        return f"No place is named: drawn as {called(drawn.place)}."
    workers = {seen.word for seen in drawn.subjects if is_person(seen.subject)}
    trade = any(vote.words in workers for vote in votes) and not any(map(_is_place, shot.subjects))
    if mine < (TRADE if trade else SURE):
        words = _quoted(list(dict.fromkeys(vote.words for vote in votes)))
        return f"Not sure of the place: took {words} for {called(drawn.place)}."
    if rival and others[rival] >= CLOSE * mine:
        return f"Not sure of the place: drawn as {called(drawn.place)}, and not as {called(rival)}."
    return ""


def _is_place(seen: Seen) -> bool:
    """Whether a subject is a place to who is in it or on it: a tower, a tent, a bus."""
    fact = facts(seen.subject)
    moves, large = fact.get("moves", ""), float(fact["height"]) >= LARGE and fact.get("home") not in INDOORS
    built = moves in ("drive", "sail", "glide") or (large and moves in ("", "wave", "turn"))
    return seen.placed and built and not is_person(seen.subject)


def _names(vote: Vote) -> bool:
    """Whether a word names a place, surely or behind a preposition."""
    return vote.how == "named" or (vote.how == "loose" and vote.weight > LOOSE)


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
    for seen in drawn.subjects:
        another = any(base in TABLE["others"].get(seen.subject, ()) for base in bases(seen.word.split()[-1]))
        if another or (seen.guessed and not is_person(seen.subject)):
            return f"Drawn as {called_thing(seen.subject)}: “{seen.word}”."
    return ""


def called_thing(subject: str) -> str:
    """A subject as a sentence calls it, by the first of its words: 'a bear', 'an octopus'."""
    word = facts(subject)["words"][0]
    return word if word.endswith("s") else f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _quoted(found: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in list(found)[:MOST])
