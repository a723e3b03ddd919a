"""Verbs that change a scene — freezes, burns, vanishes, floods — and the picture of it."""

from __future__ import annotations

from backends.scribe.grammar import join, noun_phrase_end, tag, tokens
from backends.scribe.pictures import World, pictured
from backends.scribe.sheets import changes
from backends.scribe.words import PRONOUNS, Lexicon, head


def changed(told: str, world: World, lexicon: Lexicon) -> tuple[str, str] | None:
    """(what changes, how it is seen) where the user's own words tell of a change; None where they do not."""
    words = tokens(told)
    words = [words[0][:1].lower() + words[0][1:], *words[1:]] if words and lexicon.knows(words[0]) else words
    tags = tag(words, lexicon)
    for at, here in enumerate(tags):
        if here != "V" and not (here == "N" and words[at].endswith("s") and at == len(words) - 2):
            continue
        verb = lexicon.base(words[at], "verb")
        if verb not in changes() or (
            words[at + 1 : at + 2] in (["in"], ["for"], ["up"], ["out"])
            and verb in ("fall", "wake", "open", "rise", "rain", "snow")
        ):
            continue
        whose, seen = changes()[verb]
        if whose == "object" and words[at + 1 : at + 2] and words[at + 1].lower() in PRONOUNS:
            continue
        end = noun_phrase_end(words, tags, at + 1)
        what = join(words[at + 1 : end]) if whose == "object" and end > at + 1 else _subject(words, tags, at)
        if whose == "place":
            what = world.place.noun
        if not what or what.lower() in PRONOUNS:
            continue
        is_hero = bool(world.hero) and head(what) == head(world.hero.partition(",")[0])
        return (world.hero if is_hero else pictured(what)), seen
    return None


def _subject(words: list[str], tags: list[str], verb: int) -> str:
    """The noun phrase that stands before a verb."""
    for start in range(verb):
        if noun_phrase_end(words, tags, start) == verb:
            return join(words[start:verb])
    return ""
