"""Texts that are no stories — spots, greetings, explainers, social clips, questions, lists — told in their own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from backends.scribe import naming
from backends.scribe.brands import DAYS, brand_of, is_dated
from backends.scribe.breaks import pieces, sentence
from backends.scribe.explanations import explanation
from backends.scribe.grammar import join, noun_phrase_end, sentences, tag, tokens
from backends.scribe.kinds import TELLS_OF_ME, Kind, goods_of
from backends.scribe.lines import Line, own_lines
from backends.scribe.orders import SEEN_BY
from backends.scribe.parse import parse
from backends.scribe.parts import Parts
from backends.scribe.sentence import TIMES
from backends.scribe.slots import Slots, definite
from backends.scribe.titles import bare_title, title_case
from backends.scribe.who import TITLES
from backends.scribe.words import FUNCTION, POSSESSIVES, Lexicon, head, word_set

NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty"
).split()
GREETS = re.compile(
    r"^(?:(?:a very |very )?happy (?:(?:\d+\w* )?[\w']+(?: year| day)?)|merry \w+|congratulations|congrats|welcome(?: back| home)?|thank you|thanks|"
    r"get well(?: soon)?|good luck|(?:goodbye|farewell)(?: and (?:thank you|good luck))?|best wishes|cheers to|here's to|dear|to my|to our|bon voyage|i love you|we (?:love|miss) you)\b",
    re.IGNORECASE,
)
WISHES = re.compile(
    r"\b(birthday|wedding|anniversary|christmas|retirement|new year|graduation|baby|mother's day|father's day|easter|valentine|farewell)\b",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"(?:how|why) (?:do|does|did|can|could|is|are|was|were|will|would|should|much|many|long|far|old|big|often|come)\b|(?:what|where|when)\b(?! to\b)",
    re.IGNORECASE,
)
ASKING = word_set("do does did is are was can come")
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
    asks: bool = False
    """Whether it is a question that nobody answers: it is left to the viewer."""


def told(kind: Kind, text: str, orders: Sequence[str], phrases: list[str], parts: Parts, lexicon: Lexicon) -> Told:
    """The text as its form tells it; `orders` are what it asks of the film maker, which may name a greeting's occasion."""
    return FORMS[kind](text, orders, phrases, parts, lexicon)


def _product(text: str, orders: Sequence[str], phrases: list[str], parts: Parts, lexicon: Lexicon) -> Told:
    brand = brand_of(text, parts, lexicon)
    values = {"product": brand.product} | ({"brand": brand.name} if brand.proper else {})
    sold = len(brand.product) <= 40 and not is_dated(text) and (brand.proper or goods_of(brand.product, lexicon))
    return Told(
        _said(text, lexicon),
        Slots(values if sold else {}),
        brand.title if len(brand.title) <= LONGEST_TITLE else "",
        topic=next((phrase for phrase in (brand.name, *phrases) if lexicon.thing(phrase)), brand.name),
    )


def _said(text: str, lexicon: Lexicon) -> tuple[Line, ...]:
    """The text's own lines, each a piece of it."""
    return tuple(dict.fromkeys(Line("piece", line.text) for line in own_lines(text, lexicon)))


OCCASIONS = {
    r"birthday|bday|b-day": "Happy birthday", r"anniversary": "Happy anniversary", r"retirement": "Happy retirement",
    r"congratulations?|congrats|wedding|engagement|graduation": "Congratulations", r"get[- ]well": "Get well soon",
    r"thank[- ]you (?:card|video|message|film|clip|greeting|note|for|to)": "Thank you", r"farewell|send-off|leaving do": "Farewell",
    r"goodbye": "Goodbye", r"christmas|xmas": "Merry Christmas", r"welcome": "Welcome", r"good luck": "Good luck",
}  # fmt: skip
"""What is wished where an order names the occasion: 'a birthday video for Ines' greets Ines."""


def _greeting(text: str, orders: Sequence[str], phrases: list[str], parts: Parts, lexicon: Lexicon) -> Told:
    text = re.sub(r"\s+x{1,3}[.!]?$", "", text)  # a kiss is not read aloud
    who = _titled(re.sub(r"['’]s$", "", _who(text, parts)), text) or _asked_for(orders, lexicon)
    opening = GREETS.match(text)
    asked = " ".join(orders)
    found = (wish for named, wish in OCCASIONS.items() if re.search(rf"\b(?:{named})\b", asked, re.IGNORECASE))
    wished = "" if opening else next(found, "")
    spoken = _said(text, lexicon)
    clings = [
        following.text.split()[0].lower() in ("as", "because", "than", "since", "that") for following in spoken[1:]
    ]
    lines = tuple(
        line if hangs else Line(line.kind, line.text.replace("…", "."))
        for line, hangs in zip(spoken, [*clings, False], strict=True)
    )
    if wished == "Thank you" and not who and re.match(r"(?:our|my|the|all|everyone|every)\b", text, re.IGNORECASE):
        lines = tuple(_said(f"Thank you to {text[:1].lower()}{text[1:]}", lexicon))
    elif wished and wished.lower() not in text.lower():
        again = re.match(rf"{re.escape(who)}[,:]? (?!who\b|whose\b|which\b|&|and\b)", text) if who else None
        lines = tuple(_said(text[again.end() :], lexicon)) if again else lines
        rest = lines[bool(who and lines and lines[0].text.rstrip(".!") == who) :]
        lines = (Line("piece", f"{wished}, {who}." if who else f"{wished}!"), *rest)
    occasion = WISHES.search(f"{text} {asked}")
    title = re.sub(r"[!.…]+", "", lines[0].text).strip(" ,")
    addressed = opening and opening[0].lower() in ("to my", "to our")
    said = wished or (opening[0] if opening else "").removesuffix(" to")
    full = (
        f"For {who}"
        if addressed and who
        else f"{said}, {who}"
        if said and who and f"{said} {who}".lower() not in title.lower()
        else title
    )
    full = who if " and " in who and not said else wished if wished and not who else full
    turns = re.match(r"(?:my|our) (?:\w+ ){0,2}\w+ turns \d+\b", text, re.IGNORECASE)
    title = next(
        (each for each in (full, title, who, turns[0] if turns else "") if 3 < len(each) <= LONGEST_TITLE),
        occasion[0] if occasion else said,
    )
    return Told(
        lines,
        Slots({"who": who} if who else {}),
        title_case(title),
        topic=occasion[0].lower() if occasion else "",
    )


def _titled(who: str, text: str) -> str:
    """A name with the title that the text gives it: 'Sir Dennis'."""
    before = re.search(rf"\b([A-Z][a-z]+\.?) {re.escape(who)}\b", text) if who else None
    return f"{before[1]} {who}" if before and before[1].lower() in TITLES else who


OF_FILM = word_set(
    "video clip film spot trailer teaser reel message greeting card story post feed instagram insta tiktok youtube whatsapp facebook linkedin tv screen"
)
"""Words of an order that name nobody."""


def _asked_for(orders: Sequence[str], lexicon: Lexicon) -> str:
    """Whom an order names: 'goodbye clip to jin'."""
    for order in orders:
        named = re.search(r"\b(?:for|to) ([^,.:;!?]+)", order)
        words = [word for word in named[1].split() if word.lower() not in OF_FILM] if named else []
        names = [word for word in words if word[0].isupper() and not word.isupper()]
        last = words[-1] if words and words[-1].isalpha() and not lexicon.knows(words[-1].lower()) else ""
        if names or last:
            return " ".join(names) or last.capitalize()
    return ""


def _who(text: str, parts: Parts) -> str:
    """Whom a greeting names: two who open it, what follows its first words, else its first name."""
    if typed := re.match(r"([a-z]{3,}) and ([a-z]{3,}) (?:are|have|were|met|got) ", text):
        return f"{typed[1].capitalize()} and {typed[2].capitalize()}"
    if pair := re.search(
        r"(?<=, )[A-Z][\w']+ and [A-Z][\w']+(?= on\b)|\b[A-Z][\w']+ and [A-Z][\w']+(?= (?:met|are|have|were|said|fell)\b)",
        text,
    ):
        return pair[0]
    if (pair := re.match(r"[A-Z][\w']+ (?:and|&) [A-Z][\w']+\b", text)) and not GREETS.match(pair[0]):
        return pair[0]
    if of := re.match(
        r"(?i:wedding|engagement|christening|birthday|anniversary) of ([A-Z][\w'-]+(?: (?:and|&) [A-Z][\w'-]+)?)", text
    ):
        return of[1]
    if pair := re.match(r"(?:To|For) ([A-Z][\w'-]+ (?:and|&) [A-Z][\w'-]+)\b", text):
        return pair[1]
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
    called = re.search(r"(?<=[,!.] )((?:(?:Mrs?|Ms|Dr|St)\. )?(?:[A-Z][\w'-]+ ?|and ){1,5})(?=[!,.]|$)", text)
    if called and called[1] not in senders:
        return called[1].strip()
    placed = set(re.findall(r"\b(?:in|at|from|of) (?:the )?(?:[Ss]t\.? )?([A-Z][\w'-]+)", text))
    greeted = (name for name in parts.names if name not in senders and name.split()[0] not in placed)
    greeted = (name for name in greeted if not DAYS.match(name))
    return next((name for name in greeted if not GREETS.match(name) and not WISHES.search(name)), "")


TEACHES = re.compile(
    r"^(?:see|learn|find out|discover|here is|here's|explain(?: to [\w -]+?)?(?= (?:how|why|what))|(?:an?|the|your) (?:\w+ )?guide to|.*\b(?:show|explain|tell)s? you) (how|why|what)(?= )",
    re.IGNORECASE,
)
"""What stands before the question that an explainer answers."""


NO_ANSWER = "The text asks and gives no answer: write the steps as sentences after it, and they are told in order."
OWN_ANSWER = (
    "The text asks and gives no answer: it is told from the studio's own table of common questions. Check it, or write yours as "
    "sentences after the question."
)


ASKED_FOR = re.compile(
    r"\b(?P<question>(?:how|why|what|when|where)\b [^:.;]+)|\b(?:about|on) (?P<topic>[^:.;,]+)", re.IGNORECASE
)
"""What an order wants explained: 'Explain | how film grain works', 'An explainer about | tides'."""


HOW_TO = re.compile(r"(?:how|what|where|when) to\b|[^.:?!]+: ", re.IGNORECASE)
"""What is no question to whoever sees the film."""

HOW = re.compile(r"(?:how|why) ", re.IGNORECASE)

SHORTENED = re.compile(
    r" (?:in (?:\d+|\w+) (?:\w+ )?steps?|and (?:why|how)|without|with|for|when|if|before|after|so that|even|from|now$|on (?:your|the|my|an?|ur))\b.*$"
)
"""What the title of an explainer does without: 'How to descale a coffee machine | in 4 steps'."""

STEPS = re.compile(r" in (?:\d+|\w+) (?:\w+ )?steps\b")
"""How many steps an answer shall have."""

EXPLAIN = re.compile(r"(?:please )?explain ([^.:;,!?]+?)(?: (?:to|for|like) [\w' -]+)?[.!]?$", re.IGNORECASE)
"""A topic alone: 'Explain | compound interest | to teens'."""


LENGTH = re.compile(
    r"\b(?:\d+ ?s|(?:\d+|an?|one|two|thirty|sixty|ninety) ?(?:secs?|seconds?|mins?|minutes?))\b", re.IGNORECASE
)
"""How long the film shall be: no topic, 'about a minute'."""


def _explainer(text: str, orders: Sequence[str], phrases: list[str], parts: Parts, lexicon: Lexicon) -> Told:
    orders = [order for order in orders if not LENGTH.search(order)]
    wanted = next(filter(None, map(ASKED_FOR.search, orders)), None)
    if wanted and not ASKS.match(text) and not SEEN_BY.match(wanted["topic"] or ""):
        topic = (wanted["question"] or wanted["topic"]).strip()
        question = _asked(topic, lexicon)
        opening = f"{question}{'.' if HOW_TO.match(question) else '?'}" if wanted["question"] else f"{topic}."
        lines = [*_said(opening[:1].upper() + opening[1:], lexicon), *_said(text, lexicon)]
        title = title_case(topic if len(topic) <= LONGEST_QUESTION else "")
        return Told(
            tuple(dict.fromkeys(lines)), Slots({}), title, topic=definite(_asked_about(question, lexicon) or topic)
        )
    if (told := EXPLAIN.match(text)) and not re.match(r"(?:how|why|what|when|where)\b", told[1], re.IGNORECASE):
        text = f"What {'are' if lexicon.plural(head(told[1])) else 'is'} {told[1]}?"
    text = re.sub(r"^(?:on|about) (?=(?:how|what|why|when)\b)", "", text, flags=re.IGNORECASE)
    text = text[:1].upper() + text[1:]
    opening, *rest = sentences(re.sub(TEACHES, lambda found: found[1].capitalize(), text))
    plain = opening.strip(" .")
    # A question is asked in one breath or not at all.
    asks = re.match(r"(?:how|why|what|where|when)\b[^,:]*: ", plain, re.IGNORECASE)
    question, _, more = plain.partition(": " if asks else ", ")
    asked = question if re.match(r"and (?:whether|how|why|what)\b", more) else _asked(question, lexicon)
    asked = asked if len(own_lines(asked, lexicon)) == 1 else question
    stays = asked == question and re.search(r" and (?:why|how|what)\b", question) and "?" not in question
    asked = asked.rstrip("?.! ") + ("?" if ASKS.match(asked) and not stays else ".")
    lines = [*_said(asked, lexicon), *(_said(f"{more}.", lexicon) if more else ())]
    lines += [line for each in rest for line in _said(each, lexicon)]
    notes: tuple[str, ...] = ()
    if not rest and not (asks and more):
        about = _asked_about(_asked(question, lexicon), lexicon)
        answer = explanation(plain, lexicon, about) or explanation(SHORTENED.sub("", plain), lexicon)
        means = re.search(r" with (?:an? |the )?((?:\w+ )?\w+)", question)  # 'descale a kettle with citric acid'
        told_with = set(re.findall(r"\w+", " ".join(answer).lower()))
        answer = () if means and not set(means[1].lower().split()) <= told_with else answer
        if answer and (counted := STEPS.search(lines[0].text)):  # the table does not count as the user did
            lines[0] = Line("piece", lines[0].text.replace(counted[0], ""))
        lines += [Line("piece", each, template=each) for each in answer]  # shown: what is asked about
        tells = not ASKS.match(plain) and len(own_lines(text, lexicon)) > 1
        notes = (OWN_ANSWER if answer else NO_ANSWER,) if answer or not tells else ()
    things = [phrase for phrase in phrases if phrase.lower() not in FUNCTION and not TIMES.search(phrase)]
    things = [phrase for phrase in things if phrase.split()[0].lower() not in POSSESSIVES and len(phrase) <= 32]
    things = [phrase for phrase in things if not phrase.lower().startswith("else ")]  # 'someone else yawns'
    topic = naming.HANGING_END.sub("", definite(_asked_about(asked, lexicon) or next(iter(things), "")))
    whole = {
        re.sub(r"^(?:the|an?) ", "", phrase.lower()) for phrase in phrases if not phrase.lower().startswith("else ")
    }
    ranked = [run.text for _, run in naming.ranked(text, "explainer", lexicon)]
    liked = next((each for each in ranked[:8] if each.lower() in whole), "")
    liked = liked if not topic or head(topic).lower() in liked.lower() else ""
    short = SHORTENED.sub("", question) if HOW.match(question) or ASKS.match(question) else ""
    then = re.match(r"(?:.*: )?what to do .*?\b((?:after|if|when|during|before) .+)", question, re.IGNORECASE)
    titles = (
        then[1] if then else "",
        question if ASKS.match(question) or HOW.match(question) else "",
        short,
        liked,
        re.sub(r"^(?:the|an?) ", "", topic),
        question,
    )
    title = next((each for each in titles if 2 < len(each) <= LONGEST_TITLE), question)
    title = title if len(title) <= LONGEST_QUESTION else ""
    title = re.sub(r"([?!])[?!]+$", r"\1", title)
    title = f"{title}?" if title == question and ASKS.match(asked) and asked == f"{question}?" else title
    unanswered = notes == (NO_ANSWER,) and not HOW_TO.match(plain)
    return Told(tuple(dict.fromkeys(lines)), Slots({}), title_case(title), topic=topic, notes=notes, asks=unanswered)


def _asked_about(question: str, lexicon: Lexicon) -> str:
    """What a question is about: 'bread' in 'Why does bread rise?'."""
    words = tokens(question)
    begin = next((at + 1 for at, word in enumerate(words[:3]) if word.lower() in ASKING), 0)
    tags = tag(words, lexicon)
    end = noun_phrase_end(words, tags, begin) if begin else 0
    return join(words[begin:end])


def _asked(text: str, lexicon: Lexicon) -> str:
    """'How wind turbines turn a breeze into electricity' as a question: 'How do wind turbines turn …'."""
    if does := re.match(r"what ((?:[\w'’-]+ ){1,3}?)(do(?:es)?)(?=$| and )", text, re.IGNORECASE):
        return f"What {does[2]} {does[1].strip()} do{text[does.end() :]}"  # 'what a heat pump does'
    if what := re.match(r"what ((?:[\w'’-]+ ){1,4}?)(is|are)(?=$| and )", text, re.IGNORECASE):
        return f"What {what[2]} {what[1].strip()}{text[what.end() :]}"  # 'what two-factor login is'
    found = re.match(
        r"(how|why) (?!to\b|come\b|do\b|does\b|did\b|can\b|is\b|are\b|much\b|many\b|long\b|far\b)(.+)",
        text,
        re.IGNORECASE,
    )
    if not found:
        return text
    words = tokens(found[2])
    tags = tag(words, lexicon)
    end = noun_phrase_end(words, tags, 0)
    if (end < 2 and end == len(words)) or tags[end : end + 1] == ["I"]:
        return text  # 'How a lock on a canal works' is said as it stands
    if end == len(words) or tags[end] not in "VN" or not lexicon.entry(lexicon.base(words[end], "verb")).verb:
        # 'How vaccines train …': the verb was taken for the last noun.
        end -= 1
    goes_on = tokens(" ".join(words[end + 1 :]))
    one = (
        words[0].lower() in ("the", "a", "an") and end == 2 and not lexicon.plural(words[1])
    )  # 'the moon changes shape'
    several = lexicon.plural(words[end]) and goes_on and goes_on[0] not in FUNCTION and not one
    if several and lexicon.entry(goes_on[0]).verb:
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


def _social(text: str, orders: Sequence[str], phrases: list[str], parts: Parts, lexicon: Lexicon) -> Told:
    counted = re.search(r"\b(?:\d+|" + "|".join(NUMBERS[2:]) + r")\b[^:]*:(?= )", text, re.IGNORECASE)
    counted = None if re.match(r"pov\b", text, re.IGNORECASE) else counted
    opening, listed = (text[: counted.end() - 1], text[counted.end() :]) if counted else (text, "")
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
    values = {"count": spelt, "things": noun} if number and noun and items else {}
    cards = tuple(f"{at}  {item}" for at, item in enumerate(items, 1))
    asks = f"The text names none of the {spelt} {noun or 'points'}. Write them after a colon, and they are told."
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


def _question(text: str, orders: Sequence[str], phrases: list[str], parts: Parts, lexicon: Lexicon) -> Told:
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


def _list(text: str, orders: Sequence[str], phrases: list[str], parts: Parts, lexicon: Lexicon) -> Told:
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


FORMS: dict[str, Callable[[str, Sequence[str], list[str], Parts, Lexicon], Told]] = {
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
