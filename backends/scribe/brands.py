"""What a spot is about: the brand, the goods or the event, as the text calls them."""

from __future__ import annotations

import re
from typing import NamedTuple

from backends.scribe import naming
from backends.scribe.breaks import pieces
from backends.scribe.grammar import join, noun_phrase_end, tag, tokens
from backends.scribe.parts import Parts
from backends.scribe.titles import CONTRACTED, title_case
from backends.scribe.where import MONTH
from backends.scribe.words import DETERMINERS, POSSESSIVES, Lexicon

DAYS = re.compile(rf"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|{MONTH})$", re.IGNORECASE)
"""Names that nothing is sold under."""

OPENING_NAME = re.compile(r"(?:[Tt]he |[Oo]ur |[Mm]y )?((?:[A-Z][\w'&-]+ ){1,4}[A-Z][\w'&-]+)(?=,|:| - | – )")
"""A name of several words that opens a spot."""

INVITES = re.compile(
    r"(?:Join us (?:for|at)|Come to|Welcome to|Don't miss|[A-Z][^.,:;!?]{2,40}? presents?:?) (?:the |our )?"
    r"([A-Z][\w'&-]*(?: (?:of|an?|the|in|and|&|on|[A-Z][\w'&-]*))* [A-Z][\w'&-]*)"
)
"""An invitation before the name of an event: 'Join us for the Night of a Thousand Kites'."""

APPOSED = re.compile(
    r"\b(?:with|at|from|by|to) ([A-Z][\w'&-]*(?: [A-Z][\w'&-]*){0,3})(?=, (?:the|an?|your|our) [a-z]| that you\b)"
)
"""A name behind which it is said what it is: 'Win back your Sundays with Brightly, the cleaning service'."""

SAVE = re.compile(r"save the date\s*[:,!–—-]*\s*", re.IGNORECASE)
"""What is said of an event and is no name of it."""

NEARLY = 3.0
"""How much less a title may be liked that names a brand."""

EVENT = re.compile(
    r"(?:[Oo]ur|[Tt]he|[Mm]y|[Aa]n?) ((?:[a-z][\w'-]* ){1,4}?)(?=(?:in|on|at|this|next|every|from|with) )|(?:[Oo]ur|[Mm]y) ((?:[a-z][\w'-]* ?){1,4})(?=,)"
)
"""What opens a spot and has no name of its own: 'our flea market on sat 14 june', 'our animal shelter, 3 old dogs nobody wants'."""

WHEN = re.compile(
    rf"\b(?:mon|tue|tues|wed|thu|thurs|fri|sat|sun)(?:day|nesday|sday|urday|rsday)?\b|\b\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTH}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b)|"
    r"\b\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b",
    re.IGNORECASE,
)
"""When an event is."""


class Brand(NamedTuple):
    """What is sold or announced: its name, the name with the article that a sentence needs, whether it is a proper name, its title."""

    name: str
    product: str
    proper: bool
    title: str


def is_dated(text: str) -> bool:
    """Whether a text says when something is: events are."""
    return WHEN.search(text) is not None


def brand_of(text: str, parts: Parts, lexicon: Lexicon) -> Brand:
    """What a spot is about, as its text calls it."""
    text = SAVE.sub("", text)
    quotes = re.finditer(r"[\"“]([A-Z][^\"”]{1,38}[^.!?\"”])[\"”](?=(.?))", text)
    # A quotation that is a sentence of its own at the end is what the spot says last, no name.
    quoted = next(
        (
            found
            for found in quotes
            if found.start() == 0 or found[2] not in ("", ".", "!", "?") or text[found.start() - 2] not in ".!?"
        ),
        None,
    )
    liked = [
        (score, run.text) for score, run in naming.ranked(text, "product", lexicon) if _sellable(run.text, lexicon)
    ]
    goods = [name for name in parts.names if not DAYS.search(name)]
    brands = [run for score, run in liked if score >= liked[0][0] - NEARLY and any(name in run for name in goods)]
    apposed = APPOSED.search(text)
    first, invited = OPENING_NAME.match(text), INVITES.match(text)
    named = (
        quoted[1]
        if quoted
        else first[1]
        if first
        else apposed[1]
        if apposed
        else next(iter(brands), "") or next((run for _, run in liked), "")
    )
    named = named or _named(text, parts, lexicon)
    named = re.sub(r"^we(?:['’]re| are) (?=[A-Z])", "", named, flags=re.IGNORECASE)
    named = "" if CONTRACTED.match(named) else named
    named = named or _named(text, parts, lexicon)
    named = re.split(r" (?:is|are) (?:an?|the|our|your)\b", named)[0]
    named = re.sub(r"^(?:[a-z][\w'-]* )+(?=[A-Z])", "", named)  # 'business Muddy Paws'
    named = re.sub(r"^(?:introducing|meet|discover|presenting|announcing|try) (?=\w)", "", named, flags=re.IGNORECASE)
    named = re.sub(r"^(?:our|my|your|the|an?)\s+(?=[a-z])", "", named, flags=re.IGNORECASE)
    event = "" if quoted or first else _event(text, named, lexicon)
    named = event or named
    named = invited[1] if invited and not quoted and not first else named
    strange = named.islower() and not lexicon.knows(named.split()[0])
    named = title_case(named) if strange else named  # 'vantero hiking boots'
    proper = (
        strange
        or bool(quoted)
        or any(word[:1].isupper() for word in named.split()[1:])
        or _is_name(named, text, lexicon)
    )
    articled = re.search(rf"(?<![.!?] )(?<!^)\bThe (?={re.escape(named)})|\b[Tt]he (?={re.escape(named)} [a-z])", text)
    product = f"the {named}" if articled or event or not proper else named
    title = title_case(product if articled and proper and "The " in articled[0] else named)
    return Brand(named, product, proper, title)


def _event(text: str, named: str, lexicon: Lexicon) -> str:
    """What a spot opens with, where the name that was found is only said of it later, as its venue is: 'Hall 3, Old Slaughterhouse'."""
    words = tokens(text)
    end = noun_phrase_end(words, tag(words, lexicon), 0)
    opening = re.split(r"(?i)\b(?:this|next|every|on|at|from)\b|\d", join(words[:end]))[0]
    opening = WHEN.split(opening)[0].strip(" ,")
    if (
        WHEN.search(text)
        and len(opening.split()) > 1
        and text.startswith(opening)
        and words[0].lower() not in DETERMINERS | POSSESSIVES
    ):
        several = opening.split()
        plain = several[1].islower() and lexicon.knows(several[0].lower())
        return opening[:1].lower() + opening[1:] if plain else opening  # 'charity run saturday 20 sept, Riverside Park'
    found = EVENT.match(text)
    placed = re.search(rf"\b(?:in|from|near) {re.escape(named)}\b", text)  # 'my pottery studio in Lisbon'
    if found and placed:
        return (found[1] or found[2]).strip()
    if (
        placed
        and len(opening.split()) > 1
        and named not in opening
        and words[0].lower() not in DETERMINERS | POSSESSIVES
    ):
        return opening[:1].lower() + opening[1:]
    if not found or not re.search(
        rf"[^,]*,.*[,:] .*{re.escape(named)}|[,:] [^,]*(?:,| and ).*{re.escape(named)}|[ ,]{re.escape(named)}, [A-Z0-9]",
        text,
    ):
        return ""
    return (found[1] or found[2]).strip()


def _sellable(run: str, lexicon: Lexicon) -> bool:
    """Whether a run of words may be what is sold: no 'Neon Orchard's', no 'Finally'."""
    bare = run.lower()
    if (
        re.fullmatch(r"[A-Z]?\d+[A-Za-z]?", run)
        or DAYS.match(run.split()[-1])
        or DAYS.match(run.split()[0])
        or re.search(rf"\d (?:{MONTH})\b|\b(?:{MONTH}) \d", bare)
    ):
        return False
    return not bare.endswith("'s") and (" " in run or not lexicon.knows(bare) or lexicon.entry(bare).noun > 0)


def _is_name(word: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a word with a capital is a name: it has one inside a sentence, or no dictionary knows it."""
    inside = re.search(rf"(?<=[a-z,;:] ){re.escape(word)}\b", text)
    return word[:1].isupper() and (inside is not None or not lexicon.knows(word.lower()))


def _named(text: str, parts: Parts, lexicon: Lexicon) -> str:
    """The thing that a spot is about: its first noun phrase."""
    words = tokens(text)
    tags = tag(words, lexicon)
    end = noun_phrase_end(words, tags, 0)
    while end < len(words) and (words[end][0].isupper() or words[end].isdigit()):
        end += 1
    named = join(words[:end])
    if (
        parts.predicate
        and parts.hero
        and parts.agent is False
        and parts.hero.startswith(named.split(" ", 1)[0] if named else "?")
    ):
        named = parts.hero
    return named or parts.hero or (pieces(text) or [text])[0]
