"""What the painter is unsure of in a shot's words, in plain sentences: the place that nothing names, or that is drawn as another;
words that gave nothing; a thing or a beast drawn as another; what nobody is seen to do. Nothing is said of what is certain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import exp, log

from backends.previz.accounts import unaccounted
from backends.previz.evidence import INDOORS, WAYS, Vote, is_noun, names_place
from backends.previz.hues import uncoloured
from backends.previz.itself import named, sets
from backends.previz.outlines import is_person
from backends.previz.reading import OUTDOORS, Reading
from backends.previz.undone import of_course, unlike, unshown
from backends.previz.vocabulary import TABLE, bases, facts, stood_in, tokens

SPREAD, AGAINST, UNSURE, CONTESTED = 1.5, 0.33, 0.56, 0.1
"""How much the entropy of the places' odds, and how much the log probability of the drawn one by what the phrase means, speak for
a doubt, and from what sum on one is said, where other words speak for another place too from a lower one: with authors left out,
the first finds two thirds of the wrong places, and doubts a quarter of the right ones."""
UNHEARD = -8.0
"""Log probability of a place that no marked phrase has."""
CITY = frozenset(("city", "street", "rooftop"))
"""One place seen from several: a city with somebody in it is a street or a roof."""
ROUND_ABOUT = CITY | OUTDOORS
"""What nobody sees from a room."""
WATERS = frozenset(("sea", "coast", "beach"))
CRAGS = frozenset(("mountain", "coast"))
OF = {"under": WATERS, "floes": WATERS, "ruins": frozenset(("church", "castle"))}
"""What a place is seen to be of, besides: a sea from beneath, the ruins of a church."""
MOST = 3
"""Words that a sentence quotes at most."""


def called(place: str) -> str:
    """A place as a sentence calls it: 'a bunker', 'open fields'."""
    name: str = TABLE["called"][place]
    return name


def doubts(shot: Reading, style: Reading, drawn: Reading, text: str, figures: Sequence[str], unborne: Sequence[str] = (), borne: bool = False, shown: frozenset[str] = frozenset()) -> tuple[str, ...]:  # fmt: skip
    """At most one sentence on the place; then what gave nothing, what no figure shows, each stand-in, and what nobody is
    seen to do nor has the colour of. `drawn` is the scene's reading, the shot's over the film's; `text` the shot's words, `figures` the outlines in the picture."""
    place = _of_place(shot, style, drawn, shown, text)
    usual = of_course(drawn, figures)
    shown |= usual
    undone = (
        *unshown(text, drawn, figures, usual, borne),
        *uncoloured(drawn, text),
        *unlike(text, drawn, figures, shown),
        *unborne,
    )
    things = tuple(_of_things(shot, drawn, bool(place)))
    said = " ".join((place, *things, *undone))
    undone = tuple(dict.fromkeys((*undone, *unaccounted(text, drawn, figures, shown, said))))
    acted = (f"Not shown: {_quoted(undone)}.",) if undone else ()
    return (*filter(None, (place,)), *things, *acted)


def _of_place(shot: Reading, style: Reading, drawn: Reading, shown: frozenset[str], text: str) -> str:
    own = shot.place or shot.implied
    here = _meant(drawn.place)
    if style.place and (here & _meant(style.place) or not (own and here & _meant(own))):
        shot = style  # the film's own place is drawn
    votes = [vote for vote in shot.votes if vote.place in here]
    itself = drawn.place in TABLE["drawn_for"]
    if stand_in := next((vote.words for vote in votes if not itself and _stands_in(vote.words, vote.place)), ""):
        return f"Drawn as {called(drawn.place)}: “{stand_in}”."
    if style.place and shot is style:
        return ""
    seen = here.union(_meant(style.place), *map(_meant, drawn.dressing))
    seen |= OF.get(drawn.place, frozenset())
    if drawn.place == "sky" and any(is_person(one.subject) for one in drawn.subjects):
        seen |= CRAGS  # who stands there stands on one
    lost = [
        vote.words
        for vote in shot.votes
        if vote.how in ("named", "looked", "grown")
        and vote.place not in seen
        and not set(vote.words.split()) <= shown
        and not (not here.isdisjoint(INDOORS) and vote.place in ROUND_ABOUT)
    ]
    lost = lost or _sets_lost(shot, drawn, shown, text)
    if lost:
        return f"Drawn as {called(drawn.place)}, without {_quoted(lost)}."
    if by_nature := _by_nature(shot, here, text):
        took, other = by_nature
        return (
            f"Not sure of the place: took “{took.words}” for {called(drawn.place)}, and not for {called(other.place)}."
        )
    contested = drawn.place not in tokens(text) and any(
        vote.place not in here and vote.how != "hint" for vote in shot.votes
    )
    if not shot.odds or _doubt(shot, here) < (CONTESTED if contested else UNSURE):
        return ""
    if itself and (not shot.votes or drawn.place in {**sets(text), **named(text)}):
        return ""
    if not shot.votes:
        return f"No place is named: drawn as {called(drawn.place)}."
    rival = max(shot.odds.keys() - here, key=shot.odds.__getitem__)
    if votes and not any(map(names_place, votes)):
        words = _quoted(list(dict.fromkeys(vote.words for vote in votes)))
        return f"Not sure of the place: took {words} for {called(drawn.place)}, and not for {called(rival)}."
    return f"Not sure of the place: drawn as {called(drawn.place)}, and not as {called(rival)}."


def _by_nature(shot: Reading, here: frozenset[str], text: str) -> tuple[Vote, Vote] | None:
    """What nature does there that alone speaks for the drawn place, and what names another: a volcano beside the sea."""
    nature = named(text).values()
    votes = [(vote, any(vote.words in told for told in nature)) for vote in shot.votes if vote.how != "hint"]
    took = [(vote, natural) for vote, natural in votes if vote.place in here]
    other = [vote for vote, natural in votes if vote.place not in here and vote.how == "named" and not natural]
    return (took[0][0], other[0]) if took and other and all(natural for _, natural in took) else None


def _sets_lost(shot: Reading, drawn: Reading, shown: frozenset[str], text: str) -> list[str]:
    """The words of places that have a scene of their own, which the drawn one is not: a night market beside a planet's city."""
    here = {*_meant(drawn.place), *drawn.dressing, *drawn.wonders}
    means = {drawn.place, *TABLE["drawn_for"].get(drawn.place, ())}
    stood_for = {
        *shown,
        *(word for vote in shot.votes if vote.place in means for word in vote.words.split()),
        *(word for seen in drawn.subjects for phrase in facts(seen.subject)["words"] for word in phrase.split()),
        *(word for seen in drawn.subjects if not is_person(seen.subject) for word in seen.word.split()),
    }
    named = {key: words for key, words in sets(text).items() if words.split()[0] not in WAYS}  # 'in a bus' is no name
    return [words for key, words in named.items() if key not in here and not set(words.split()) <= stood_for]


def _doubt(shot: Reading, here: frozenset[str]) -> float:
    """How unsure it is that a place is the right one."""
    odds: defaultdict[str, float] = defaultdict(float)
    for place, value in shot.odds.items():
        odds[min(_meant(place))] += value
    spread = -sum(value * log(value) for value in odds.values() if value > 0)
    meant = sum(exp(shot.meant.get(place, UNHEARD)) for place in here)
    return SPREAD * spread - AGAINST * log(meant)


def _meant(place: str) -> frozenset[str]:
    """The names that a place has in the words: those seen as one, and those that a scene of its own is drawn for."""
    alike = next((group for group in (CITY, WATERS) if place in group), frozenset((place,)))
    return alike.union(TABLE["drawn_for"].get(place, ()))


def _stands_in(words: str, place: str) -> bool:
    listed = TABLE["stands_in"].get(place, ())
    head, _, last = words.rpartition(" ")
    return any(f"{head} {base}".strip() in listed for base in bases(last))


def _of_things(shot: Reading, drawn: Reading, lost: bool) -> Iterator[str]:
    """`lost`: the place is doubted, and any word may have meant it; else nouns that gave nothing are told."""
    unread = [*shot.nameless, *shot.missed, *(word for word in shot.unknown if lost or is_noun(word))]
    if unread:
        yield f"Not understood: {_quoted(list(dict.fromkeys(unread)))}."
    if shot.undrawn:
        yield f"Not drawn: {_quoted(shot.undrawn)}."
    for seen in dict.fromkeys(drawn.subjects):
        if (stood_in(seen.word, seen.subject) and seen.word != facts(seen.subject)["words"][0]) or (
            seen.guessed and not is_person(seen.subject)
        ):
            yield f"Drawn as {called_thing(seen.subject)}: “{seen.word}”."
        elif sense := next(filter(None, map(TABLE["two_meanings"].get, bases(seen.word))), ""):
            yield f"Took “{seen.word}” for {sense}."


def called_thing(subject: str) -> str:
    """A subject as a sentence calls it, by the first of its words: 'a bear', 'an octopus'."""
    word = facts(subject)["words"][0]
    return word if word.endswith("s") else f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _quoted(found: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in list(found)[:MOST])
