"""Texts that are no stories — spots, greetings, explainers, social clips, questions, lists — told in their own words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from backends.scribe import naming
from backends.scribe.breaks import pieces, sentence
from backends.scribe.grammar import join, noun_phrase_end, sentences, tag, tokens
from backends.scribe.kinds import TELLS_OF_ME, Kind, goods_of
from backends.scribe.lines import Line, own_lines
from backends.scribe.parse import parse
from backends.scribe.parts import Parts
from backends.scribe.sentence import TIMES
from backends.scribe.slots import Slots, definite
from backends.scribe.titles import bare_title, title_case
from backends.scribe.words import DETERMINERS, FUNCTION, POSSESSIVES, Lexicon, word_set

NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty"
).split()
INTRODUCES = re.compile(
    r"^(introducing|now available|available now|finally|meet|discover|try|buy|order|say hello to|presenting|announcing|get|new)\b[:,]?\s+",
    re.IGNORECASE,
)
GREETS = re.compile(
    r"^(?:(?:a very |very )?happy (?:(?:\d+\w* )?[\w']+(?: year| day)?)|merry \w+|congratulations|congrats|welcome(?: back| home)?|thank you|thanks|"
    r"get well(?: soon)?|good luck|farewell|best wishes|cheers to|here's to|dear|to my|to our|bon voyage|i love you|we (?:love|miss) you)\b",
    re.IGNORECASE,
)
WISHES = re.compile(
    r"\b(birthday|wedding|anniversary|christmas|retirement|new year|graduation|baby|mother's day|father's day|easter|valentine|farewell)\b",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"(?:how|why) (?:do|does|did|can|could|is|are|was|were|will|would|should|much|many|long|far|old|big|often)\b|(?:what|where|when)\b",
    re.IGNORECASE,
)
ASKING = word_set("do does did is are was can")
LONGEST_TITLE, LONGEST_QUESTION = 34, 50


@dataclass(frozen=True)
class Told:
    """A text's own lines, the cards over its shots, its title where the form gives one, what stock lines may name."""

    lines: tuple[Line, ...]
    slots: Slots
    title: str = ""
    cards: tuple[str, ...] = ()
    topic: str = ""
    notes: tuple[str, ...] = ()


def told(kind: Kind, text: str, phrases: list[str], parts: Parts, lexicon: Lexicon) -> Told:
    """The text as its form tells it, without what it asks of the film."""
    heard = " ".join(
        each[: found.start()] + "." if (found := DIRECTS.search(each)) else each for each in sentences(text)
    )
    heard = " ".join(each for each in sentences(heard) if re.search(r"\w", each))
    return FORMS[kind](heard if re.search(r"\w", heard) else text, phrases, parts, lexicon)


def _product(text: str, phrases: list[str], parts: Parts, lexicon: Lexicon) -> Told:
    intro = INTRODUCES.match(text)
    late = re.search(r" with ((?:the |our )?(?:new )?[A-Z][\w' -]*)(?:,|[.!]?$)", text) or re.search(
        r":\s*((?:the|our) (?:(?:all-)?new\b|(?-i:[A-Z])).*?)[.!]?$", text, re.IGNORECASE
    )
    late = late or re.search(r"[.!?] ((?:The|Our) (?:all-)?new [A-Z][\w' -]*)[.!]?$", text)
    late = late or re.search(r"\b(?:deserve|need|want|love)s? ((?:the|our) [A-Z][\w']*(?: [a-z]+)?)", text)
    named = _named(late[1] if late else text[intro.end() :] if intro else text, parts, lexicon)
    quoted = re.search(r"[\"“]([^\"”]{2,40})[\"”]", parts.text) or re.search(
        r"\b(?:album|single|EP|mixtape|song|track) ((?:[A-Z][\w']*\s?)+)(?<!\s)", text
    )
    named = quoted[1] if quoted else (named if intro or late else _branded(text, parts.hero) or named)
    opens = tag(tokens(text), lexicon)[0]
    small = opens not in "DJNP#" or (named or "there").split()[0].lower() in FUNCTION - DETERMINERS - POSSESSIVES | {
        "there",
        "here",
    }
    if not (quoted or late or intro) and (small or not _is_thing(named, lexicon)):
        # 'There is a machine', 'Lost your keys again?': what the text is named after is what is sold.
        named = next((run.text for _, run in naming.ranked(text, "product", lexicon)), named)
        small = not named[:1].isupper()
    product = re.sub(
        r"^(?:our|my|your|a|an)\s+(?:(?:new|latest|first|all-new)\s+)?", "the ", named, flags=re.IGNORECASE
    )
    product = product[:1].lower() + product[1:] if product.lower().startswith("the ") else product
    brand = next((name for name in parts.names if name in named), "")
    whole = re.match(r"(?:[Tt]he )?((?:[A-Z][\w'&-]* ?)+)(?=[a-z]|$)", named)
    brand = whole[1].strip() if brand and whole and brand in whole[1] else brand
    values = {"product": product} | ({"brand": brand} if brand else {})
    title = re.sub(r"^(?:the|our|all-new|new)\s+", "", product, flags=re.IGNORECASE)
    title = re.sub(r"^(?:all-new|new)\s+", "", title, flags=re.IGNORECASE)
    title = brand if len(title) > LONGEST_TITLE and brand else title
    topic = named if lexicon.thing(named) else next((phrase for phrase in phrases if lexicon.thing(phrase)), named)
    return Told(
        _said(text, lexicon),
        Slots(values if len(product) <= 40 and not small and (brand or intro or goods_of(product, lexicon)) else {}),
        title_case(title)[:LONGEST_TITLE],
        topic=topic,
    )


def _branded(text: str, hero: str) -> str:
    """What bears a name after an opening phrase or a measure: 'Slow roasted, Harbour Lane coffee …', 'One cup of …'; '' if
    nothing does."""
    named = r"((?:[A-Z][\w']+ ){1,3}[a-z]+)"
    found = re.match(rf"[^,]+, {named}\b", text) or re.search(rf" of {named}$", hero)
    return found[1] if found else ""


DIRECTS = re.compile(
    r"(?:^|[,;:] )(?:please |and |then )*(?:make (?:it|this|sure)|show (?!your|you|off)|include|end(?:s|ing)? (?:with|on)|start with|keep it|have it|set it|"
    r"done like|in the style of|no voice-?over|simple enough|vertical\b|fast cuts|short and clear|something (?:warm|funny|short|"
    r"simple)|for (?:middle|high|primary) schoolers|square format)\b",
    re.IGNORECASE,
)
"""What a text says to whoever makes the film, and not to who sees it."""


def _said(text: str, lexicon: Lexicon) -> tuple[Line, ...]:
    """The text's own lines, each a piece of it."""
    return tuple(dict.fromkeys(Line("piece", line.text) for line in own_lines(text, lexicon)))


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


ORDERS = {
    "birthday": "Happy birthday", "anniversary": "Happy anniversary", "congratulations": "Congratulations",
    "congratulation": "Congratulations", "wedding": "Congratulations", "thank-you": "Thank you", "get-well": "Get well soon",
    "farewell": "Farewell", "goodbye": "Goodbye", "christmas": "Merry Christmas", "welcome": "Welcome",
}  # fmt: skip
ORDERED = re.compile(
    rf"^(?:an? )?({'|'.join(ORDERS)}) (?:message|greeting|card|video|film|clip|wish)(?: for| to) (.+)$",
    re.IGNORECASE | re.DOTALL,
)
"""'A birthday video for Ines' greets Ines."""


def _greeting(text: str, phrases: list[str], parts: Parts, lexicon: Lexicon) -> Told:
    text = ORDERED.sub(lambda found: f"{ORDERS[found[1].lower()]}, {found[2]}", text)
    lines = tuple(Line(line.kind, line.text.replace("…", ".")) for line in _said(text, lexicon))
    who = _who(text, parts)
    occasion = WISHES.search(text)
    title = re.sub(r"[!.…]+", "", lines[0].text).strip(" ,")
    opening = GREETS.match(text)
    addressed = opening and opening[0].lower() in ("to my", "to our")
    full = (
        f"For {who}"
        if addressed and who
        else f"{opening[0]}, {who}"
        if opening and who and f"{opening[0]} {who}".lower() not in title.lower()
        else title
    )
    full = who if " and " in who and not opening else full
    title = next(
        (each for each in (full, title, who) if 3 < len(each) <= LONGEST_TITLE), occasion[0] if occasion else ""
    )
    return Told(
        lines,
        Slots({"who": who} if who else {}),
        title_case(title),
        topic=occasion[0].lower() if occasion else "",
    )


def _who(text: str, parts: Parts) -> str:
    """Whom a greeting names: two who open it, what follows its first words, else its first name."""
    if pair := re.search(
        r"(?<=, )[A-Z][\w']+ and [A-Z][\w']+(?= on\b)|\b[A-Z][\w']+ and [A-Z][\w']+(?= (?:met|are|have|were|said|fell)\b)",
        text,
    ):
        return pair[0]
    opening = GREETS.match(text)
    rest = text[opening.end() :].lstrip(" ,:") if opening else text
    direct = re.match(
        r"(?:to )?((?:the (?:whole |entire )?)?(?:[A-Z][\w'.-]*)(?:(?: and| &|,)? (?:[A-Z][\w'.-]*))*(?: family| team)?)",
        rest,
    )
    if direct:
        direct = re.match(r".+?(?=(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bSt)\. |$)", direct[0])
    if opening and direct and not rest.lower().startswith(("on ", "for ", "from ")):
        return re.sub(r"^to ", "", direct[0]).strip(" ,.!")
    if dear := re.search(r"\bdear ((?:[A-Z][\w'-]+ ?)+)", text):
        return dear[1].strip()
    signed = re.search(r"\b(?:from|love)\b(.*)$", text)
    senders = signed[1] if signed else ""
    called = re.search(r"(?<=[,!.] )((?:[A-Z][\w'-]+ ?|and ){1,5})(?=[!,.]|$)", text)
    if called and called[1] not in senders:
        return called[1].strip()
    placed = set(re.findall(r"\b(?:in|at|from|of) (?:the )?([A-Z][\w'-]+)", text))
    greeted = (name for name in parts.names if name not in senders and name.split()[0] not in placed)
    return next((name for name in greeted if not GREETS.match(name) and not WISHES.search(name)), "")


TEACHES = re.compile(
    r"^(?:see|learn|find out|discover|here is|here's|explain(?: to [\w -]+?)?|(?:an?|the|your) (?:\w+ )?guide to|.*\b(?:show|explain|tell)s? you) (how|why)(?= )",
    re.IGNORECASE,
)
"""What stands before the question that an explainer answers."""


def _explainer(text: str, phrases: list[str], parts: Parts, lexicon: Lexicon) -> Told:
    opening, *rest = sentences(re.sub(TEACHES, lambda found: found[1].capitalize(), text))
    plain = opening.strip(" .")
    # A question is asked in one breath or not at all.
    question, _, more = plain.partition(", ")
    asked = _asked(question, lexicon)
    asked = asked if len(own_lines(asked, lexicon)) == 1 else question
    asked = asked.rstrip("?.! ") + ("?" if ASKS.match(asked) else ".")
    lines = [*_said(asked, lexicon), *(_said(f"{more}.", lexicon) if more else ())]
    lines += [line for each in rest for line in _said(each, lexicon)]
    notes: tuple[str, ...] = ()
    if not rest:
        notes = (
            "The text asks and gives no answer: write the steps as sentences after it, and they are told in order.",
        )
    things = [phrase for phrase in phrases if phrase.lower() not in FUNCTION and not TIMES.search(phrase)]
    things = [phrase for phrase in things if phrase.split()[0].lower() not in POSSESSIVES and len(phrase) <= 32]
    topic = definite(_asked_about(asked, lexicon) or next(iter(things), ""))
    asks = opening.rstrip(".! ").split(",")[0]
    first = own_lines(opening, lexicon)[0].text.rstrip(".…")
    titles = (asks, first, re.split(r" (?:but|and|so|because) ", asks)[0], re.sub(r"^(?:the|an?) ", "", topic))
    title = next((each for each in titles if each and len(each) <= LONGEST_QUESTION), "")
    return Told(tuple(dict.fromkeys(lines)), Slots({}), title_case(title), topic=topic, notes=notes)


def _asked_about(question: str, lexicon: Lexicon) -> str:
    """What a question is about: 'bread' in 'Why does bread rise?'."""
    words = tokens(question)
    begin = next((at + 1 for at, word in enumerate(words[:3]) if word.lower() in ASKING), 0)
    tags = tag(words, lexicon)
    end = noun_phrase_end(words, tags, begin) if begin else 0
    return join(words[begin:end])


def _asked(text: str, lexicon: Lexicon) -> str:
    """'How wind turbines turn a breeze into electricity' as a question: 'How do wind turbines turn …'."""
    found = re.match(
        r"(how|why) (?!to\b|do\b|does\b|did\b|can\b|is\b|are\b|much\b|many\b|long\b|far\b)(.+)", text, re.IGNORECASE
    )
    if not found:
        return text
    words = tokens(found[2])
    tags = tag(words, lexicon)
    end = noun_phrase_end(words, tags, 0)
    if end < 2 and end == len(words):
        return text
    if end == len(words) or tags[end] not in "VN" or not lexicon.entry(lexicon.base(words[end], "verb")).verb:
        # 'How vaccines train …': the verb was taken for the last noun.
        end -= 1
    goes_on = tokens(" ".join(words[end + 1 :]))
    if lexicon.plural(words[end]) and goes_on and lexicon.entry(goes_on[0]).verb and goes_on[0] not in FUNCTION:
        # 'How heat pumps work': the plural was taken for the verb.
        end += 1
    if end < 1 or tags[end] in "MB" or words[end][0].isupper() or _past(words[1:], lexicon):
        return text
    many = lexicon.plural(words[end - 1]) or "and" in words[:end]
    verb = words[end] if many else lexicon.base(words[end], "verb")
    for at in range(end + 2, len(words) if not many else 0):
        deed = lexicon.base(words[at], "verb")
        if words[at - 1] == "and" and words[at].endswith("s") and lexicon.entry(deed).verb > lexicon.entry(deed).noun:
            words[at] = deed  # 'take warmth from the air and use it'
    return join([found[1], "do" if many else "does", *words[:end], verb, *words[end + 1 :]])


def _past(words: list[str], lexicon: Lexicon) -> bool:
    """Whether something in a clause is told as past: 'a blind man taught Paris to see'."""
    return any(lexicon.entry(lexicon.irregular.get(word, "")).verb > lexicon.entry(word).noun for word in words)


def _social(text: str, phrases: list[str], parts: Parts, lexicon: Lexicon) -> Told:
    counted = re.search(r"\b(?:\d+|" + "|".join(NUMBERS[2:]) + r")\b[^:]*:", text, re.IGNORECASE)
    opening, _, listed = text.partition(":") if counted else (text, "", "")
    items = [item.strip(" .") for item in re.split(r"[,;]|\band\b", listed) if re.search(r"\w", item)]
    head, *calls = pieces(opening) if counted else (text,)
    mine = TELLS_OF_ME.search(text)
    leads = re.search(r"^(?:\W*[\w']+ ){0,3}?\b(\d+|" + "|".join(NUMBERS[2:]) + r")\b", head, re.IGNORECASE)
    number = leads if not mine else None
    count = int(number[1]) if number and number[1].isdigit() else NUMBERS.index(number[1].lower()) if number else 0
    spelt = NUMBERS[count] if 0 < count < len(NUMBERS) else str(count)
    said = head.replace(number[1], spelt, 1) if number else head
    lines = list(_said(said, lexicon))
    lines += [
        Line("piece", f"Number {NUMBERS[at] if at < 21 else at}. {sentence(item)}") for at, item in enumerate(items, 1)
    ]
    lines += [line for call in calls for line in _said(sentence(call), lexicon)]
    things = re.sub(rf"^.*?\b{re.escape(number[1])}\b\s*", "", head) if number else ""
    noun = _counted(things, lexicon)
    values = {"count": spelt, "things": noun} if number and noun else {}
    cards = tuple(f"{at}  {item}" if items else str(at) for at, item in enumerate(items or range(1, count + 1), 1))
    asks = f"The text names none of the {spelt} {noun or 'points'}: their cards hold only numbers. Write them after a colon, and they are told."
    short = re.split(r" (?:for|that|who|you|every|to|in|on|with|at|of people|nobody|people)\b", things)[0]
    title = f"{count} {short}" if number and 0 < len(short) < 24 else f"{count} {noun}" if number and noun else ""
    if mine:
        title = (
            re.match(r"I(?: [\w']+){3,}?(?=,| (?:to|of|and|for|in|with|from|because|so)\b|$)", head) or [parts.name]
        )[0]
        lines = own_lines(text, lexicon)
    notes = (asks,) if number and not items else ()
    topic = noun if lexicon.thing(noun) or lexicon.place(noun) else next((p for p in phrases if lexicon.thing(p)), noun)
    return Told(tuple(lines), Slots(values), title_case(title), cards, topic, notes)


def _counted(things: str, lexicon: Lexicon) -> str:
    """What is counted: 'hidden beaches in Portugal' counts beaches, 'mistakes every new runner makes' mistakes."""
    words = things.split()
    plural = next((at for at, word in enumerate(words) if lexicon.plural(word.strip(",.!"))), -1)
    return words[plural].strip(",.!") if plural >= 0 else ""


def _question(text: str, phrases: list[str], parts: Parts, lexicon: Lexicon) -> Told:
    opening, *rest = sentences(text)
    clause = re.match(
        r"(?:what (?:if|would you \w+ if|would happen if|happens if|happens when)|imagine(?: that)?)\s+(.+?)[?.!]*$",
        opening,
        re.IGNORECASE,
    )
    lines = list(_said(opening, lexicon))
    if clause and len(clause[1]) < 54 and not rest:
        lines.append(Line("piece", sentence(f"imagine {clause[1]}")))
        if re.match(r"what would you do", opening, re.IGNORECASE):
            lines.append(Line("piece", "What would you do?"))
    lines += [line for each in rest for line in own_lines(each, lexicon)]
    things = [phrase for phrase in phrases if phrase.lower() not in FUNCTION and not TIMES.search(phrase)]
    topic = next((phrase for phrase in things if lexicon.thing(phrase)), "")
    named = [phrase for phrase in phrases if bare_title(phrase, lexicon)]
    bare = (
        "What If?"
        if re.match(r"what (?:if|would happen|happens)\b", opening, re.IGNORECASE)
        else "Imagine"
        if opening[-1] != "?"
        else ""
    )
    title = "" if named or len(opening) <= LONGEST_QUESTION else bare
    return Told(tuple(dict.fromkeys(lines)), Slots({}), title=title, topic=topic)


def _list(text: str, phrases: list[str], parts: Parts, lexicon: Lexicon) -> Told:
    things = [phrase for phrase in phrases if len(phrase) <= 32 and _is_thing(phrase, lexicon)]
    note = "The text is no story with a hero and a deed: its own pieces are told as they stand."
    topic = things[0] if things else ""
    lines = dict.fromkeys(line for piece in pieces(text) for line in _said(sentence(piece), lexicon))
    return Told(tuple(lines), Slots({}), topic=topic, notes=(note,))


def _is_thing(phrase: str, lexicon: Lexicon) -> bool:
    """Whether a phrase names something that lines may be about: no hour, no verb read as a noun."""
    last = lexicon.entry(phrase.split()[-1])
    past = phrase.split()[-1].lower() in lexicon.irregular and " " not in phrase
    return phrase.lower() not in FUNCTION and not past and not TIMES.search(phrase) and last.noun >= last.verb * 0.5


FORMS: dict[str, Callable[[str, list[str], Parts, Lexicon], Told]] = {
    "product": _product, "greeting": _greeting, "explainer": _explainer, "social": _social, "question": _question, "list": _list,
}  # fmt: skip


def reread(text: str, lexicon: Lexicon) -> Parts:
    """The parts of a text that a form keeps for its pictures: names, place and hour, no hero or deed."""
    parts = parse(text, lexicon)
    return Parts(
        text=parts.text,
        place=parts.place,
        preposition=parts.preposition,
        named_place=parts.named_place,
        names=parts.names,
    )
