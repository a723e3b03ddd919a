"""What a text as a whole is: its genre or form, and the set where its film is shot, as learned from marked loglines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from backends.scribe.grammar import phrases_of, sentences
from backends.scribe.kinds import Kind, is_goods_alone, kind_of, outright
from backends.scribe.learned import CERTAIN, FIRST, Votes, odds, votes
from backends.scribe.overruled import genre_in, sets_in
from backends.scribe.parts import Parts
from backends.scribe.setting import ROOMS, WATER
from backends.scribe.sheets import STORIES, kind_named, kinds_of_place, sheet
from backends.scribe.who import TITLES, is_titled
from backends.scribe.words import ANIMAL, FUNCTION, LOCATION, NUMBERS, OBJECT, Lexicon, head
from studio.analysis.meaning import meaning_of

SPOKEN = frozenset("you your yours we us our i my me how why what if when who must imagine would can do".split())
"""Small words that tell a spot, a greeting or a question from a story."""


BUYER = frozenset("you your yours our we us".split())
"""Words between somebody who sells and somebody who buys."""

SPOTS = frozenset(
    "ad ads advert promo spot commercial launch product brand campaign recruiting album app shop event client brief".split()
)
"""Words of an order for a spot."""

CHANNEL = re.compile(r"\b(?:tiktok|insta\w*|facebook|reels?|social media|linkedin)\b", re.IGNORECASE)
OURS = re.compile(
    r"(?:^|[:.] )(?:our|my|we)\b|\b(?:pls|please|adopt|join us|come (?:and|to|by)|visit us)\b", re.IGNORECASE
)
"""Where a clip is shown, and what in it asks something of those who see it: 'clip for tiktok our shelter dog … adopt him'."""

TEACHES = re.compile(
    r"\b(?:onboarding|training|tutorial|how-to|instructions?|explainer|safety|e-?learning)\b", re.IGNORECASE
)
"""Orders for a film that explains."""

YEAR, LATE = re.compile(r"\b2\d{3}\b(?!-)"), 2050
"""A year, and the last that stories of our days name."""

NAMED = {"documentary": 0.8, "action": 0.5, "adventure": 0.5, "western": 0.5, "scifi": 0.5, "comedy": 0.5}
"""Genres that a text mostly has a word for, and the share of all genres' odds from which one is guessed without: of 95 loglines of strangers without one, guessed below half, 8 were right, and 28 the next."""

APART = {
    "documentary": STORIES,
    "family": ("crime", "horror", "war", "western", "romance", "action"),
    "romance": ("scifi", "horror", "crime", "action", "western", "mystery"),
    "war": ("comedy", "fantasy", "scifi", "wonder", "western", "mystery"),
    "western": ("scifi", "fantasy", "wonder", "horror"),
    "wonder": ("horror", "crime", "action"),
}
"""Genres of which no film is both."""

AHEAD = ("scifi", "comedy", "horror", "fantasy", "action", "documentary")
"""Genres that a year to come leaves as they are."""

TOLD: tuple[Kind, ...] = ("product", "greeting", "explainer", "social", "question")
"""The forms that are learned beside the genres."""

OUT = 0.25
"""Odds from which goods are shown where they are used, and not on a table."""

ALONE = 0.3
"""Odds of a product from which goods are one of which a text says only what they are."""

HOME, INDOORS, FEAST = 0.8, 0.5, 0.3
"""Odds from which a greeting is shown anywhere but at home, under another roof, and where feasts are: a cake stands on no meadow."""

FEASTS = ("church", "garden", "restaurant")
"""Where feasts are."""

THIN, GUESS, GUESS_SURE = 0.02, 0.14, 0.2
"""Odds of a set that a text may still mean where it names it, and of one that is shown where it names none, instead of the
genre's or the form's own."""

MAY, MAY_SELL, SURE, SOLD, OUTSOLD, LISTED, HARDLY, FEW, DRAMA, CLOSE = (
    0.08,
    0.35,
    0.9,
    0.85,
    0.97,
    0.9,
    0.6,
    0.15,
    0.4,
    0.6,
)
"""Odds from which a form that a pattern found stands, a product that one found, any form without a pattern, a product without
one, a product that nothing else speaks for, a clip without a pattern, a story against a pattern, a genre among the genres, a
drama among them, and a second genre as a share of the first's."""

UNHEARD = -9.0
"""Log probability of a label that the whole was not taught."""

KINDS = {
    "house": "room",
    "moon": "moonland",
    "school": "classroom",
    "table": "stage",
    "library": "books",
    "newsroom": "studio",
}
"""Sets whose kind of place has another name."""


@dataclass(frozen=True)
class Gist:
    """The form of a text, the genre of its story, another that it may be as well, and the odds of the kinds of places where it
    may play, the likeliest first."""

    kind: Kind
    genre: str
    beside: str
    sets: Mapping[str, float]


@dataclass(frozen=True)
class Heard:
    """A text's features, and its words' votes by label."""

    features: tuple[str, ...]
    genre: Votes
    place: Votes


def heard(text: str, orders: Sequence[str], parts: Parts, lexicon: Lexicon) -> Heard:
    """What stands in a text; `orders` is what of it is said to the film maker alone."""
    written = re.findall(r"[^\W\d_][\w'’-]*|\d+|[?!:“\"]", text)
    low = [word.lower().replace("’", "'").removesuffix("'s") for word in written]
    bases = [_base(word, lexicon) for word in low]
    asked = {word for order in orders for word in re.findall(r"[a-z][\w'-]*", order.lower())}
    hero = set(parts.hero.lower().split())
    aims = {word for aim in parts.aims for word in aim.lower().split()}
    place = set(parts.place.lower().split()) | set(parts.named_place.lower().split())
    features = [f"ordered:{_base(word, lexicon)}" for word in asked]
    features += [
        f"orders:{min(len(orders), 2)}",
        f"first:{low[0] if low else ''}",
        f"first2:{' '.join(low[:2])}",
        *_shape(text, parts, low, lexicon),
    ]
    genre: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    sets: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    pairs = [f"{first}-{second}" for first, second in zip(low, bases[1:], strict=False)]
    for word, base, raw in [*zip(low, bases, written, strict=True), *((pair, pair, pair) for pair in pairs)]:
        if word in FUNCTION - SPOKEN:
            continue
        features.append(f"w:{base}")
        inner = raw[:1].isupper() and raw != written[0]
        features += ["name"] * inner
        if inner:
            # 'Harrow Hospital' is no farm.
            continue
        role = "hero" if word in hero else "place" if word in place else "order" if word in asked else "word"
        for form in dict.fromkeys((word, base)):
            its, theirs = votes("genres", form), votes("homes", form)
            for name, sure in its:
                genre[name][f"{role}{'!' * (sure == CERTAIN)}"] += min(sure, FIRST)
            for name, sure in theirs if word not in aims else ():
                sets[name][f"{role}{'!' * (sure == CERTAIN)}"] += min(sure, FIRST)
            if its or theirs:
                break
    for phrase in dict.fromkeys(filter(None, (parts.place, parts.named_place))):
        sets[_set(kind_named(phrase, lexicon))]["named"] = 1.0
    for phrase in (phrase for each in sentences(text) for phrase in phrases_of(each, lexicon)):
        if phrase in parts.aims or is_titled(phrase):
            continue
        if lexicon.base(head(phrase).lower(), "noun") in kinds_of_place() or lexicon.kind(phrase) in (LOCATION, OBJECT):
            sets[_set(kind_named(phrase, lexicon))]["mentioned"] = 1.0
    return Heard(tuple(sorted(set(features))), genre, sets)


def _set(kind: str) -> str:
    """The set of a kind of place."""
    return next((name for name, its in KINDS.items() if its == kind), kind)


def _shape(text: str, parts: Parts, low: list[str], lexicon: Lexicon) -> list[str]:
    """What a text looks like, whatever its words mean."""
    ends = re.findall(r"[.!?…:]", text)
    names = [name for name in parts.names if name]
    hero = lexicon.kind(parts.hero) if parts.hero else -1
    found = [
        f"verb:{bool(parts.predicate)}",
        f"agent:{parts.agent}",
        f"verb:{bool(parts.predicate)} agent:{parts.agent} you:{bool({'you', 'your'} & set(low))}",
        f"hero class:{hero}",
        f"hero class:{hero} verb:{bool(parts.predicate)}",
        f"hero pronoun:{parts.pronoun}",
        f"long:{min(len(text) // 40, 4)}",
        f"ends:{''.join(ends[:3])}",
        f"names:{min(len(names), 2)}",
        f"own name leads:{bool(names) and text.startswith(names[0])}",
        f"kind:{kind_of(text, parts, 'en', lexicon)}",
        f"modal:{bool({'must', 'has', 'have'} & set(low))}",
        f"number leads:{low[:1] and (low[0].isdigit() or low[0] in NUMBERS)}",
        f"past:{any(word.endswith('ed') for word in low[1:])}",
    ]
    found += [f"century:{word[:2]}" for word in low if re.fullmatch(r"[12]\d{3}", word)]
    found += [f"class:{kind}" for kind in {lexicon.kind(word) for word in low} if kind]
    return [*found, *(f"has:{word}" for word in SPOKEN & set(low))]


def _base(word: str, lexicon: Lexicon) -> str:
    noun = lexicon.base(word, "noun")
    return noun if noun != word else lexicon.base(word, "verb")


def gist_of(text: str, orders: Sequence[str], parts: Parts, language: str, lexicon: Lexicon) -> Gist:
    """What a text as a whole is. Its own patterns say what it may be, the learned odds whether it is."""
    marked = kind_of(text, parts, language, lexicon)
    seen = heard(text, orders, parts, lexicon)
    meant = meaning_of(_unranked(text, parts))
    likely_kinds = both(odds("genre", seen.features, seen.genre), meant.whole["genre"])
    sets = both(odds("place", seen.features, seen.place), meant.whole["set"])
    genre, beside = _likeliest(likely_kinds, seen.genre)
    ranked = sorted(sets, key=sets.__getitem__, reverse=True)
    kind = _form(marked, likely_kinds, sells=_sells(text, orders, parts, lexicon))
    alone = is_goods_alone(text, lexicon) and max(likely_kinds, key=likely_kinds.__getitem__) == "product"
    if kind == "question" and parts.names and len(sentences(parts.text)) > 1:
        kind = "story"  # 'What if you could sell your memories? Tomas sold them all.'
    if (
        kind == "story"
        and any(CHANNEL.search(order) for order in orders)
        and (OURS.search(text) or OURS.search(parts.text))
    ):
        kind = "product"
    if kind in ("product", "list", "social", "story") and any(TEACHES.search(order) for order in orders):
        kind = "explainer"
    if marked != "foreign":
        kind = outright(text) or ("product" if alone and likely_kinds["product"] > ALONE else kind)
    if genre not in AHEAD and (year := YEAR.search(text)) and int(year[0]) > LATE:
        genre, beside = "scifi", ""
    if (known := genre_in(text, genre, likely_kinds)) != genre:
        genre, beside = known, ""
    first = sets[ranked[0]]
    likely = {KINDS.get(name, name): sets[name] for name in ranked if sets[name] >= THIN}
    home = FEAST if ranked[0] in FEASTS else INDOORS if KINDS.get(ranked[0], ranked[0]) in ROOMS else HOME
    if first < {"product": GUESS_SURE, "greeting": home}.get(kind, GUESS):
        ends = (kind_named(aim, lexicon) for aim in parts.aims)
        usual = (
            next((end for end in ends if end and end not in WATER), "") or sheet(kind if kind in TOLD else genre).place
        )
        likely = {usual: first} | {name: odd for name, odd in likely.items() if name != usual}
    if kind == "product" and next(iter(likely)) == "stage" and sets[ranked[1]] >= OUT:
        used = KINDS.get(ranked[1], ranked[1])
        likely = {used: first} | {name: odd for name, odd in likely.items() if name != used}
    about = [kind, genre if kind == "story" else "", "animal" if lexicon.kind(parts.hero) == ANIMAL else ""]
    return Gist(kind, genre, beside, sets_in(text, about, likely))


def _unranked(text: str, parts: Parts) -> str:
    """A text in which nobody is called like a place: 'Corporal Lake'."""
    for name in parts.names:
        if name.lower() in kinds_of_place() and re.search(
            rf"\b(?i:{'|'.join(map(re.escape, TITLES))}) {re.escape(name)}\b", text
        ):
            text = text.replace(name, "Smith")
    return text


def both(counted: Mapping[str, float], meant: Mapping[str, float]) -> dict[str, float]:
    """Odds from two that judge apart: what the words speak for, and the log probabilities of the whole."""
    product = {name: odd * exp(meant.get(name, UNHEARD)) for name, odd in counted.items()}
    total = sum(product.values())
    return {name: odd / total for name, odd in product.items()}


def _likeliest(likely: Mapping[str, float], votes: Mapping[str, Mapping[str, float]]) -> tuple[str, str]:
    """The likeliest genre of a story, and one that is nearly as likely, or ''. Those that are seldom right without a word for
    them have to be likelier than not; a drama is what is no other."""
    told = {name: likely.get(name, 0.0) for name in STORIES}
    most = sum(told.values())
    named = [name for name in STORIES if votes.get(name) or told[name] >= NAMED.get(name, 0.0) * most]
    first, second = sorted(named, key=told.__getitem__, reverse=True)[:2]
    if first == "drama" and told[first] < DRAMA * most:
        first, second = second, first
    if told[first] < FEW * most:
        return "drama", ""
    apart = second in APART.get(first, ()) or first in APART.get(second, ())
    return first, second if told[second] >= CLOSE * told[first] and not apart else ""


def _form(marked: Kind, likely: dict[str, float], *, sells: bool) -> Kind:
    """The kind that patterns gave a text, unless the odds speak against it."""
    if marked == "foreign":
        return marked
    forms: dict[Kind, float] = {form: likely.get(form, 0.0) for form in TOLD}
    best = max(TOLD, key=forms.__getitem__)
    # A story sold as goods is worse than goods told as a story; a list of two is no clip.
    sure = forms[best] >= {"product": SOLD if sells else OUTSOLD, "social": LISTED}.get(best, SURE)
    if marked not in TOLD:
        return best if sure else marked
    if forms[marked] >= (MAY_SELL if marked == "product" else MAY):
        return marked
    return best if sure else "story" if 1 - sum(forms.values()) >= HARDLY else marked


def _sells(text: str, orders: Sequence[str], parts: Parts, lexicon: Lexicon) -> bool:
    """Whether a text speaks to somebody who buys, names goods, asks for a spot, or says nothing of a deed."""
    low = re.findall(r"[a-z'-]+", text.lower())
    if SPOTS & {word for order in orders for word in re.findall(r"[a-z]+", order.lower())}:
        return True
    goods = any(name == "product" for word in low for name, _ in votes("genres", _base(word, lexicon)))
    return goods or not parts.predicate or bool(BUYER & set(low))
