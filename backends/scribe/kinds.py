"""What kind of text a logline is: a story, a list, a question, a spot, a greeting, an explainer, a social clip, or foreign."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from backends.scribe.grammar import join, noun_phrase_end, tag, tokens
from backends.scribe.parts import Parts
from backends.scribe.words import ANIMAL, ARTEFACT, FOOD, PERSON, SUBSTANCE, Lexicon, head, word_set

Kind = Literal["story", "list", "question", "product", "greeting", "explainer", "social", "foreign"]

FOREIGN = word_set(
    "der die das und ein eine einer dem den le la les un une et des du el los las una en de que y il lo gli che di wenn "
    "mit für dans sur pour con por para nicht sich von zum auf seine ihre sein ist qui ne pas het een niet och att som är"
)
ENGLISH = word_set("the a an of to and in her his their with who must is our for on at when that")
NUMBER = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)"
MINE = (
    r"\bthis is how (?:it|that) went\b|^i tried\b|^i \w+ .*\b(?:here is|here's|this is) (?:what|how|everything|why)\b|\ba day in (?:my|the) life\b|"
    r"\breleases? (?:her|his|their|its) (?:\w+ )?(?:album|single|ep|mixtape|song)\b"
)
TELLS_OF_ME = re.compile(MINE, re.IGNORECASE)
"""Clips in which somebody tells of their own: what they tried, what they bring out."""
ADVERT = (
    r"^(?:an? |the )?(?:\d+[ -]?s(?:ec(?:ond)?s?)? )?(?:(?:launch|tv|radio|short|funny|quick|online|video|instagram) )*"
    r"(?:ad|advert|advertisement|spot|commercial|promo) (?:for|about) "
)
"""What stands before what is to be sold, and is not told."""

PATTERNS: tuple[tuple[Kind, str], ...] = (
    (
        "greeting",
        r"^(?:(?:a )?(?:very )?happy|merry|congratulations|congrats|welcome (?:back|home|to the (?:team|family|world))|"
        r"thank you|thanks|get well|good luck|farewell|best wishes|cheers to|here's to|dear|to my|to our|bon voyage|for (?-i:[A-Z])\w+,? (?:on|at) (?:her|his|their|your)|"
        r"(?:an? )?(?:get-well|thank-you|congratulations?|birthday|wedding|anniversary|farewell|christmas|welcome|goodbye) (?:message|greeting|card|video|film|clip|wish)|"
        r"wishing|season's greetings|we (?:love|miss) you|i love you|will you marry|save the date)\b|\b(?:are|is|we're|we are) (?:getting married|turning \w+)\b|\byears after .*\bwedding\b.*\bstill\b|\bmarried for \w+ years\b|\bhappy (?:birthday|anniversary)\b|\blove from\b",
    ),
    (
        "question",
        r"^(?:what (?:if|would|will|happens (?:if|when))|could you|would you|can you|have you|do you|are you|is there|"
        r"who would|where would|how far|how much would|how long would|imagine)\b.*",
    ),
    (
        "explainer",
        r"^how (?:to|do|does|did|can|is|are)\b|^how (?!one\b|a boy|a girl|a man|a woman|two )|^why\b|^what (?:is|are|makes|causes)\b|"
        r"\bexplained\b|^see (?:how|why)\b|\b(?:show|explain|tell)s? you (?:how|why)\b|^(?:an?|the|your) (?:\w+ )?guide to\b|^(?:learn|find out|discover|here is|here's) (?:how|why)\b|^the (?:science|history|secret) (?:of|behind)\b|^where do(?:es)?\b|^when do(?:es)?\b|"
        r"^[^.:?!]{3,40}: (?:how|what|when) to\b|^explain\b|\b(?:explainer|tutorial|how-to) (?:on|about|for|of)\b",
    ),
    (
        "social",
        rf"^(?:top|my top|the|our|my)?\s*{NUMBER}\s+(?:[\w-]+\s+){{0,3}}?(?:tips?|tricks?|hacks?|ways?|reasons?|things|mistakes|recipes|"
        r"stretches|exercises|beaches|places|books|films|movies|habits|secrets|facts|ideas|rules|signs|steps|lessons|cafes|"
        r"foods|songs|apps|tools|gifts|outfits|spots|hikes|myths|questions|words|plants|dishes|drinks|workouts|snacks)\b"
        rf"|^top {NUMBER}\b|\b(?:follow me|subscribe|link in bio|swipe up|stop scrolling)\b|{MINE}|^#|^\d+ |^pov\b|\b(?:vertical|quick|short|social) (?:clip|reel)\b|\btiktok\b|\breels?\b for\b",
    ),
    (
        "product",
        r"^(?:introducing|meet the|meet|discover|try|buy|order|say hello to|presenting|announcing|get the|our (?:new|latest|first|all-new)|"
        r"the (?:all-new|new)|new:|now available|finally,? a)\b|\b(?:on sale|available now|pre-?order|% off|free shipping|"
        r"limited edition|in stores|(?:new|debut|latest|first) (?:single|album|ep|mixtape|music video)\b.*(?:drops|out|available|released|streaming))\b|^your \w+ (?:deserves?|needs?|wants?|will (?:love|thank))\b|, now (?:in|with|for|even)\b|^(?:get|make|start|stop|save|enjoy|feel|sleep|cook|learn|travel|turn|keep|bring|take|give|wake|clean|charge|ride|wash|write|brew|drink|play)\b.* with (?-i:(?:the |our )?(?:all-)?(?:new )?[A-Z])|:\s*(?:the|our) (?:all-)?new\b",
    ),
)
SHORT_LIST = 5
"""Words without a comma that are told as a list; more are a sentence whose verb could not be read."""

PREAMBLE = re.compile(
    rf"{ADVERT}|"
    r"^(?:an? )?(?:(?:quick|short|vertical|funny|social) )+(?:clip|reel|video|film) for [\w' ]{2,30}: |"
    r"^(?:(?:make|create|write)(?: me)? )?(?:(?:an?|the|my) )?(?:short |new |intimate |feature |candid )?(?:film|movie|trailer|teaser|story|documentary|portrait)(?: trailer)? "
    r"(?:about|for|of)(?: an? [\w -]{3,20}:)? (?=\S)|^[“\"][^”\"]{3,60}[”\"]\s*[-–—:]\s*",
    re.IGNORECASE,
)
"""What stands before a logline and is none of it."""

WARES = word_set("gadget lamp shoe mug bottle cake bike tent grinder gift clock candle")
"""Looks of things that are sold; one with a name of its own is a product."""

OURS = re.compile(r"^(?:our|my|the)\b", re.IGNORECASE)
SERVES = re.compile(r"\byou(?:r|rs)?\b|\bfor people who\b|\bin (?:one|\w+) (?:seconds|minutes)\b", re.IGNORECASE)
"""A thing of ours that does something for the reader is a product, not a story."""

PROMISE = re.compile(
    r"\blike (?:an? |the |no )?\w+|\ball (?:day|night|winter|summer|week|year)\b|\bevery (?:day|morning|time|step|night)\b|"
    r"\bwithout (?:an?y? )?\w+|\bno more\b|\bfor (?:hours|days|years|life)\b|\bguaranteed\b|\banywhere\b|\bnever \w+s?\b|"
    r"\bin (?:minutes|seconds)\b|\b\w+er than\b|\byou\b",
    re.IGNORECASE,
)
"""What an advertisement says its goods do."""

KIN = word_set(
    "family neighbour neighbours neighbor neighbors teacher friend friends dog cat house town village street school ship"
)
UNBORN = re.compile(r"^(?:meet|discover) (?:a|an|the) (?:man|woman|boy|girl|family|people)\b", re.IGNORECASE)


GREETING = re.compile(
    r"(?i:an? )?(?i:farewell|goodbye|send-off|birthday (?:message|greeting|wish)) (?:for|to) \w|"
    r"(?i:my|our) (?:[a-z]+ ){0,2}[a-z]+ (?i:turns|will be|is turning) \d+\b|"
    r"(?i:wedding|engagement|christening|birthday|anniversary) of [A-Z]|"
    r"(?:To|For) (?:[A-Z][\w'-]+ )+(?:(?:and|&) [A-Z][\w'-]+ )?(?:on (?:your|this)|who (?:marry|marries|are getting married))\b"
)
"""A text that calls itself a greeting, or is addressed to somebody."""


def outright(text: str) -> Kind | None:
    """The form that a text calls itself: '30 sec ad for …', 'POV: …'; no odds speak against it."""
    if re.match(ADVERT, text, re.IGNORECASE):
        return "product"
    if GREETING.match(text):
        return "greeting"
    if re.match(
        r"(?:[^.:?!]{3,40}: (?:how|what|when) to|what to do (?:if|when|after|before|in|during))\b", text, re.IGNORECASE
    ):
        return "explainer"
    return "social" if re.match(r"pov\b", text, re.IGNORECASE) else None


def kind_of(text: str, parts: Parts, language: str, lexicon: Lexicon) -> Kind:
    """The kind of a text; `language` is what the user said it is."""
    if is_foreign(text, lexicon, language):
        return "foreign"
    if said := outright(text):
        return said
    for kind, pattern in PATTERNS:
        if re.search(pattern, text, re.IGNORECASE) and _fits(kind, text, parts, lexicon):
            return kind
    if parts.predicate and not parts.agent and OURS.match(text) and SERVES.search(text):
        return "product"
    last = head(parts.hero).lower()
    people = lexicon.lists["female_nouns"] | lexicon.lists["male_nouns"] | KIN
    ours = re.match(r"our\b", text, re.IGNORECASE) and not parts.before and not parts.after
    living = last in people or lexicon.base(last, "noun") in people or lexicon.kind(last) in (PERSON, ANIMAL)
    if ours and not living and not parts.names and PROMISE.search(text):
        return "product"
    goods = re.match(r"our\b", text, re.IGNORECASE) and goods_of(parts.hero, lexicon)
    brand = bool(parts.names) and parts.names[0] in parts.hero and lexicon.thing(parts.hero) in WARES
    brand = brand and lexicon.kind(parts.hero) != PERSON and " and " not in parts.hero
    brand = brand and " of " not in parts.hero and f"{parts.names[0]}'s" not in parts.hero
    acts = parts.agent and lexicon.thing(parts.hero) != "robot"
    if parts.predicate and not acts and last not in ("robot", "android") and (goods or brand):
        return "product"
    named = re.search(r"[A-Z][\w']+ ([a-z]+)$", parts.hero)
    food = named is not None and lexicon.entry(lexicon.base(named[1], "noun")).kind == FOOD
    if parts.predicate and not acts and food:
        return "product"
    new = re.match(r"(?:an?|the) (?:all-)?new\b", text, re.IGNORECASE) and not parts.predicate
    yours = re.search(r"\byour\b", text) and not acts and (goods_of(parts.hero, lexicon) or parts.names)
    if (new and goods_of(parts.hero, lexicon)) or yours:
        return "product"
    if re.search(r"\bis an? [\w ]+ for (?:people|everyone|anyone|those)\b", text, re.IGNORECASE):
        return "product"
    return "story" if _tells(text, parts, lexicon) else "list"


def goods_of(phrase: str, lexicon: Lexicon) -> bool:
    """Whether a phrase is something that is sold: a shoe, a coffee."""
    made = lexicon.entry(lexicon.base(head(phrase).lower(), "noun")).kind in (ARTEFACT, FOOD, SUBSTANCE)
    return made or lexicon.thing(phrase) in WARES


def is_goods_alone(text: str, lexicon: Lexicon) -> bool:
    """Whether a text opens with goods that nobody does anything with: 'A mug that keeps coffee hot.', 'Shoes made from nets.'"""
    words = tokens(text)
    tags = tag(words, lexicon)
    end = noun_phrase_end(words, tags, 0)
    goods = re.sub(r"^an? (?:pair|bottle|can|cup|box|set|jar) of ", "", join(words[:end]))
    stop = next((at for at, word in enumerate(words) if word in ".!?:"), len(words))
    after = tags[end : end + 1]
    told_of = after == ["R"] or (after == ["V"] and re.search(r"(?:ed|en|made|grown|woven)$", words[end]) is not None)
    alone = end == stop or told_of or (after == ["I"] and not set("VMB") & set(tags[end:stop]))
    return bool(end) and alone and goods_of(goods, lexicon) and "," not in words[:end]


def _tells(text: str, parts: Parts, lexicon: Lexicon) -> bool:
    """Whether a text has a deed outside its relative clauses: 'a storm, and the letter that came too late' has none."""
    words = tokens(text)
    tags = tag(words, lexicon)
    aside = False
    for at, (word, here) in enumerate(zip(words, tags, strict=True)):
        aside = (aside or (here == "R" and at > 0 and "," in words[:at])) and here != "."
        # 'Elise, a cartographer who never travels, falls for the pilot.'
        aside = aside and not (here == "V" and at > 1 and words[at - 1] == ",")
        if not aside and (here in "MB" or (here == "V" and not word.endswith("ing"))):
            return True
    listed = "," in words
    long = max(len(piece.split()) for piece in text.split(",")) > 2 * SHORT_LIST
    return (bool(parts.predicate) and not (listed and "R" in tags)) or long or (not listed and len(words) > SHORT_LIST)


def _fits(kind: Kind, text: str, parts: Parts, lexicon: Lexicon) -> bool:
    """What a pattern alone does not see."""
    if kind == "social" and parts.predicate and parts.agent and not TELLS_OF_ME.search(text):
        counted = next((word for word in text.split()[1:] if lexicon.plural(word)), "")
        return bool(counted) and lexicon.kind(counted) not in (PERSON, ANIMAL) and text[0].isdigit()
    if kind == "question":
        return "?" in text or bool(re.match(r"(what if|imagine)\b", text, re.IGNORECASE))
    return not (kind == "product" and UNBORN.match(text))


def is_foreign(text: str, lexicon: Lexicon, language: str = "en") -> bool:
    """Whether the embedded English voice had better not speak this."""
    letters = [char for char in text if char.isalpha()]
    latin = sum(unicodedata.name(char, "").startswith("LATIN") for char in letters)
    if not letters or latin < 0.7 * len(letters):
        return True
    words = re.findall(r"[^\W\d_]+", text.lower())
    known = sum(lexicon.knows(word) for word in words) / len(words)
    theirs, ours = sum(word in FOREIGN for word in words), sum(word in ENGLISH for word in words)
    strange = len(words) > 2 and known < (0.5 if language.startswith("en") else 0.8)
    return strange or (theirs >= 2 and theirs > ours) or (theirs >= 1 and not ours and not language.startswith("en"))


def told_text(text: str) -> str:
    """What is told of a text: without 'a film about', without a title in quotes before it, not in capitals throughout."""
    text = PREAMBLE.sub("", text, count=1).strip() or text
    return text.capitalize() if text.isupper() and len(text.split()) > 2 else text


def double_quoted(text: str) -> str:
    """A text whose names in single quotes stand in double ones, which no apostrophe is taken for."""
    return re.sub(r"(?<!\w)['‘](?=[A-Z])([^'‘’\"]{2,50})['’](?!\w)", r'"\1"', text)


SHORT = {
    "bc": "because", "cuz": "because", "yr": "year", "yrs": "years", "abt": "about", "pls": "please", "plz": "please", "ppl": "people",
    "u": "you", "ur": "your", "thx": "thanks", "tmrw": "tomorrow", "xmas": "Christmas", "bday": "birthday", "govt": "government",
    "dept": "department", "hrs": "hours", "mins": "minutes", "thurs": "thursday",
}  # fmt: skip
"""What people type for a word."""


DAYS = {
    "mon": "monday", "tue": "tuesday", "wed": "wednesday", "thu": "thursday", "fri": "friday", "sat": "saturday", "sun": "sunday",
}  # fmt: skip


SIGNS = {
    r"\bw/o\b": "without",
    r"\bw/ ?(?=[\w\"“])|\bw (?=(?:the|our|an?|my|your)\b)": "with ",
    r"(?<=[a-z]) \+ (?=[A-Z])": " & ",
}
"""What stands for a word before anything is read: 'Priya + Jonas', 'end w/ "Good dog."'."""


def with_its_signs(text: str) -> str:
    """A text whose signs for words are such as the reader knows."""
    for sign, word in SIGNS.items():
        text = re.sub(sign, word, text)
    return text


def spelt(text: str) -> str:
    """A text with its words spelt out, as they are said: 'bc grandma wanted' is 'because grandma wanted'."""
    text = re.sub(r"\bur (?=(?:at|in|on|not|a|an|the|so|too|\w+ing)\b)", "you're ", text)
    text = re.sub(r"\b(mon|tues?|wed|thu|fri|sat|sun)\b(?=\.? \d)", lambda found: DAYS[found[1][:3]], text)
    text = re.sub(r"(?<=[a-z]) n (?=[a-z])(?!roll\b|bass\b|chips?\b)", " and ", text)
    words = rf"(?<![\w.@#/-])(?:{'|'.join(SHORT)})(?![\w@/-]|\.\w)"
    return re.sub(words, lambda found: SHORT.get(found[0], found[0]), text)


def speakable(text: str) -> str:
    """A line for the voice: words and marks only, no pictographs."""
    text = told_text(text)
    text = re.sub(r"\bNo\. ?(?=\d)", "Number ", text)
    text = re.sub(r"(?<=\d)\+", " plus", text)
    kept = (char if char.isalnum() or char.isspace() or char in ",.;:!?'’\"“”…–—-&%()" else " " for char in text)
    return re.sub(r"\s+([,.!?;:])", r"\1", " ".join("".join(kept).split())).strip()
