"""What a text says to whoever makes the film, and not to who sees it: '15 sec ad for', 'no voice-over, please'.

Every word has the odds of being such an order, summed from what stands around it, as learned from marked texts
(`scripts/train_writer.py`); the cut with the best sum wins, where each change from telling to ordering costs.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from itertools import groupby

from backends.scribe.asked import tones
from backends.scribe.grammar import tag
from backends.scribe.learned import weights
from backends.scribe.meaning import meaning_of
from backends.scribe.words import PERSON, lexicon

TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]|_")
ENDS = frozenset(".!?;:,–—-()/|[]…")
"""Marks between which a part of a text lies that is told or ordered as a whole."""

CHANGE = 1.5
"""Log odds that a change from telling to ordering costs, and back."""

SURE = 1.5
"""Mean log odds of an order without a word of those who make films."""

QUOTED = re.compile(r"[\"“](?=\w)[^\"“”]{2,60}[\"”]")
"""Names and slogans, which nobody asks of a film maker."""

NO_FILM = re.compile(
    r"\bsave the date\b|\b(?:late|early|mid)[- ](?:the )?(?:19)?\d0s\b|\b\d+ (?:AD|BC|CE|BCE)\b|\b(?:video|film|movie) cameras?\b|"
    r"\b(?:trailer (?:park|home|court|truck|hitch)|(?:film|movie) (?:star|director|crew|set|theater|theatre|house|projector)|video (?:shop|store|game|rental)|"
    r"commercial (?:kitchen|pilot|flight|diver|fisher\w*))s?\b",
    re.IGNORECASE,
)
"""What has a film maker's word in it and is said to whoever sees the film, or is a matter of stories."""

FOR_WHAT = re.compile(r"\b(?:for|about) (?=(?:our|my|the|an?) \w+)", re.IGNORECASE)
"""What leads to what is told of."""

AUDIENCE = re.compile(
    r"\b(?:insta|instagram|tiktok|youtube|tv|cinema|website|site|channel|feed|page|account|socials?|screens?|class|classes|students?|kids|"
    r"children|teens|teenagers|audience|room|lobby|newsletter|museum|olds?|people|beginners|families|parents|customers|clients|guests|patients|residents|visitors|users|buyers|homeowners|managers|festival (?:screen|account)|"
    r"film|movie|short|trailer|teaser|documentary|story|video|clip|sec|seconds)\b",
    re.IGNORECASE,
)
"""Who sees a film, where, and what it is: no matter of its own."""

FEWEST = 2
"""Words that have to be left for a text to be told without its orders."""

LABELS = frozenset(
    "target audience ta tone mood style music format length look voice vo duration visuals colours colors lighting pace platform".split()
)
"""Words before a colon behind which nothing is told."""

TAIL = 4
"""Words between marks that are no matter of their own beside an order."""

DENIES = frozenset("no not without nothing".split())

FEW = 6
"""Words behind a label or of a denial that are sure to belong to the order."""

COUNTED, MEANT = 0.7, 0.7
"""How much what small patterns say of an order counts, and what the whole text says."""

TOLD, MEANS, LIKE, UNLIKE = 4, (1.0, 0.4), (-1.0, -4.0), -9.0
"""Words that are told before a brief goes on with orders alone; mean log odds by the whole text from which a part is one, and one
with 'for' before it; mean log odds from which a part goes on with them, and one that 'and' joins to them; and from which one that
speaks to the film maker may be meant so."""

LENGTH_ALONE = re.compile(
    r"(?:(?:and|about|around|max|maximum|under|circa|ca|in|no longer than|not longer than|up to|at most) )*"
    r"(?:\d+|an?|half an?|one|two|three|five|ten|fifteen|twenty|thirty|forty-five|sixty|ninety) ?(?:s|secs?|seconds?|mins?|minutes?)"
    r"(?: and a half)?(?: (?:max|maximum|at most|tops|or less|or so|long|please|pls|only|video|film|clip|spot))*",
    re.IGNORECASE,
)
"""How long the film shall be, and nothing else: 'two minutes max'."""

LEAD = re.compile(
    r"^(?:(?:my|our|his|her)\b[^.:!?]{0,30} )?idea(?: for [^.:!?]{2,30})?:\s*|\bmust (?:say|mention|include):\s*|"
    r"(?:^|(?<=[:–—-] ))(?:an? )?(?:(?:feature|short|dark|little|small|animated|romantic|black|hip hop|rock|folk|epic|silent|stop[- ]motion|family|fantasy|horror) )*(?:documentary|documentry|documentery|docu|doc|film|movie|musical|cartoon|animation|rom-?com|comedy|drama|thriller|western|biopic) "
    r"(?:(?:about|following|on) |set (?=(?:in|on|at)\b))|"
    r"(?<=[.!?,;] )(?:the |our )?(?:company|brand|product|business|shop|app)(?:'s)? name is (?=[A-Z])|"
    r"(?<=[.!?,;] )(?:please |pls )?say that (?!twice|again|once|at |in |on |out )(?=\w)|(?<=[.!?,;] )(?:please |pls )?tell (?:people|them|everyone|viewers|customers) (?:that )?(?=\w+ )|(?<=[.!?,;] )(?:please |pls )?say (?=(?:order|book|call|visit|ask|come|download|try|buy|get) )|"
    r"(?<=\bbirthday) (?:film|video|clip|message|card)(?= (?:for|to)\b)|(?<=\bbday) (?:film|video|clip|message|card)(?= (?:for|to)\b)|"
    r"^(?:wedding|birthday|engagement|anniversary|retirement|graduation) (?:congratulations|greetings?|wishes) (?:for|to) (?=[A-Z])|"
    r",\s*set(?= in (?:the )?[A-Z0-9])[ ]?|"
    r"(?:^|(?<=[.!?,;:] ))(?:we|i)(?:'d| would)? (?:need|want|like|love|are looking for|am looking for) (?:to have )?(?:an? |some)?(?:\w+ ){0,4}?"
    r"(?:film|video|vid|clip|spot|trailer|ad|something|smth|reel|teaser) (?:that|which|to|so)\b[^.!?]*[.!?]?|"
    r"(?:^|(?<=[.!?,;:] ))(?:we|i)(?:'d| would)? (?:want|need|like) something (?!that|to|in|on|from|for|of)[^.,!?;]*|"
    r"(?<=[.!?] )(?:want|need) something (?!that|to|in|on|from|for|of)[^.!?]*[.!?]?|"
    r"(?:^|(?<=[.!?,;:] ))we want (?:people|viewers|customers|them|everyone|everybody|the (?:viewer|audience|public)s?) to (?=(?:see|feel|know|understand|think|remember)\b)|"
    r"(?<=[.!?] )an? (?:\w+ ){0,2}(?:greeting|message|video|film|clip) (?=from\b)|"
    r"(?<=[.!?] )explain (?:it|this|that) (?:to|for) [^.!?]*[.!?]?$",
    re.IGNORECASE,
)
"""What nobody says aloud: 'My idea: | a projectionist dies'."""

MANNERS = frozenset(
    "friendly serious calm honest simple clear upbeat energetic professional trustworthy modern authentic emotional encouraging elegant dry informative confident".split()
)
"""Tones that ask for no mood of their own."""

DEGREES = frozenset("a little bit slightly very quite rather not too so and but please really more".split())
"""Words before a tone: 'a bit cheeky'."""

TO_WHOM = re.compile(
    r"(?:please |pls )?explain(?:s|ing)? (?:how|why|what)\b[^.,;:!?]*?( (?:to|for) ((?:[\w-]+ ){0,2}?[\w-]+)(?: (?:who|that|with|in|of|from) [^.,;:!?]*)?)(?=[.,;:!?]|$)",
    re.IGNORECASE,
)
"""Whom something is explained to: 'explain how a heat pump works | to home owners who are scared of the costs'."""

DIRECTS = re.compile(
    r"(?:(?:and|but|so|also|please|pls|just) )*(?:"
    r"(?:don't|don’t|dont|do not|never|no need to|avoid) (?:show|use|using|mention|reveal|spoil|give|put|include|make (?:people|it|them)|say|name|tell|add|forget|want)\b|"
    r"(?:say|mention|repeat|show|include|write) (?:the|our|its|my) (?:name|logo|brand|price|date|website|address|phone)\b|"
    r"(?:the |our )?(?:target (?:group|audience)|audience|main character|customers|clients|tone|style|mood|music|length|format|setting|logo|colou?rs?) (?:is|are|should|must)\b|"
    r"(?:it|the (?:film|video|ad|clip|spot)) (?:should|must|has to|needs to|is (?:for|aimed at))\b|it['’]s for\b|"
    r"(?:talk|speak) to\b|say (?:that|it|this) (?:twice|again|once|\w+ times)\b|(?:aimed|directed|targeted|meant|intended) (?:at|for)\b|"
    r"(?:use|with) (?:an?|the|our|some) .*(?:as (?:the|an?) (?:\w+ )?(?:example|character|hero|mascot)|\b(?:examples?|experiment|animation|mascot))\b|show (?!up\b|off\b|me\b|your?\b)|"
    r"(?:keep|make|leave|let|shoot|film) it\b|(?:make|let) (?:people|ppl|viewers|them|everyone|everybody|us|me) (?!out\b)|leave (?:out|two|some|room|the ending)\b|"
    r"for (?:our |the |my )?(?:linkedin|instagram|insta|tiktok|facebook|youtube|website|homepage|intranet|newsletter|whatsapp|email|socials?|social media|lobby|foyer|screens?)$)",
    re.IGNORECASE,
)
"""How a part begins that tells the film maker what to do: 'don't reveal how it ends', 'say the name at least twice'."""

THANKS = re.compile(
    r"(?:many )?(?:thank you|thanks|thx|cheers|ty)(?: (?:so much|a lot|in advance|very much))?", re.IGNORECASE
)
"""What ends a letter to the film maker."""

NUMBER = re.compile(r"(?:^|[.!?:;,(]\s*)(\d+)[ -]*$")
LENGTH = re.compile(r"(?:s|secs?|seconds?|mins?|minutes?)\b", re.IGNORECASE)
EXPLAINS = re.compile(r"(?:please )?explain(?:s|ing|er)?\b[^:.;,]*\b(?:how|why|what)\b", re.IGNORECASE)
UNTIL = re.compile(r"[^:.;,!?]{1,40}(?=:)")
"""What an order wants explained, to its colon."""

IS_SO = re.compile(r"\s+(?:is|are|should|must)\b[^.!?,;:/|]*", re.IGNORECASE)

EVERYDAY = frozenset(
    "kids family war crime folk sport sports dark story stories card point for of about no not don't and".split()
)
"""Words of film makers that others use for what they tell."""

DANGLING = re.compile(r"[\s,]+(?:and|or|but|with|for|of|in|as)$", re.IGNORECASE)
"""What leads on to an order: 'and | make it funny'."""

AMONG = re.compile(r"[,.;:!?\"“”]")
"""Marks that part what stands between two orders."""

CALLED = re.compile(r"^(?:and )?(?:it's |its |is )?(?:called|named|titled) (?=\S)", re.IGNORECASE)
"""What stood before a name whose thing was part of an order."""

LEADS = " ,;:–—-/|"


@cache
def film_words() -> dict[str, str]:
    """What the words of those who make films speak of, by word; a word of several kinds has all their names."""
    table = tomllib.loads(
        resources.files("backends.scribe").joinpath("data").joinpath("film_words.toml").read_text(encoding="utf-8")
    )
    found: dict[str, str] = {}
    for kind, listed in table.items():
        for word in listed.split():
            found[word] = f"{found.get(word, '')}{'=' if kind == 'label' else kind[0]}"
    return found


def features(words: Sequence[str]) -> list[list[str]]:
    """What speaks for or against each token of a text being an order."""
    low = [word.lower() for word in words]
    kinds = [film_words().get(word, "-") for word in low]
    parts, tags = _parts(words), tag(words, lexicon())
    found: list[list[str]] = []
    for number, (start, stop) in enumerate(parts):
        inside = [word for word in low[start:stop] if word[0].isalnum()]
        first, last = inside[0] if inside else "", inside[-1] if inside else ""
        left = len(parts) - number
        finite = any(
            sort in "VMB" and not word.endswith("ing")
            for sort, word in zip(tags[start:stop], low[start:stop], strict=True)
        )
        subject = bool({"O", "P"} & set(tags[start:stop]))
        before, after = (low[start - 1] if start else "^"), (low[stop - 1] if stop else "")
        opens = low[0] if low else ""
        shared = [
            f"first:{first}",
            f"first2:{' '.join(inside[:2])}",
            f"last:{last}",
            f"number:{min(number, 3)}",
            f"left:{min(left, 3)}",
        ]
        shared += [
            f"marks:{before}{after if after in ENDS else '*'}",
            f"size:{min(len(inside), 6)}{before}",
            f"opens:{opens}",
        ]
        shared += [f"in:{word}" for word in dict.fromkeys(inside)]
        spoken = [kind for kind, word in zip(kinds[start:stop], low[start:stop], strict=True) if word[0].isalnum()]
        said = sum(kind not in ("-", "a") for kind in spoken)
        shared += [f"has:{letter}" for letter in set("".join(spoken)) - {"-"}]
        shared += [
            f"share:{round(4 * said / max(1, len(spoken)))}{min(len(spoken), 4)}",
            f"kinds:{''.join(spoken[:3])}",
            f"tags:{''.join(tags[start:stop])[:6]}",
            f"finite:{finite}{subject}{min(stop - start, 6)}",
        ]
        shared += [f"film:{min(said, 3)}{number > 0}{left > 1}"]
        shared += [f"lower:{inside[:1] == [word for word in words[start:stop] if word[0].isalnum()][:1]}{before}"]
        for at in range(start, stop):
            here, word, sort = at - start, low[at], tags[at]
            one, two = _at(low, at - 1), _at(low, at - 2)
            next_one, next_two = _at(low, at + 1), _at(low, at + 2)
            found.append(
                [
                    *shared,
                    f"w:{word}",
                    f"end:{word[-3:]}",
                    f"k:{kinds[at]}",
                    f"t:{sort}",
                    f"tt:{_at(tags, at - 1)}{sort}{_at(tags, at + 1)}",
                    f"tf:{finite}{min(number, 2)}{sort}",
                    f"ks:{''.join(f'{kind} ' for kind in kinds[max(0, at - 2) : at + 2])}",
                    f"kb:{''.join(f'{kind} ' for kind in kinds[max(0, at - 1) : at + 1])}{min(here, 2)}",
                    f"ka:{''.join(f'{kind} ' for kind in kinds[at : at + 3])}{number > 0}",
                    f"b:{one}",
                    f"a:{next_one}",
                    f"bw:{one} {word}",
                    f"wa:{word} {next_one}",
                    f"bb:{two} {one}",
                    f"aa:{next_one} {next_two}",
                    f"at:{min(at, 6)}",
                    f"here:{min(here, 5)}{number > 0}",
                    f"first:{first} here:{min(here, 3)}",
                    f"shape:{_shape(words[at])}{min(here, 2)}",
                    f"next:{_shape(words[at + 1]) if at + 1 < len(words) else '$'}{_shape(words[at])}",
                    *(f"back:{each}" for each in low[max(0, at - 5) : at]),
                    *(f"ahead:{each}" for each in low[at + 1 : at + 5]),
                ]
            )
    return found


def _at(low: Sequence[str], at: int) -> str:
    return low[at] if 0 <= at < len(low) else "^$"[at >= 0]


def _shape(word: str) -> str:
    return "0" if word.isdigit() else "A" if word[:1].isupper() else "a" if word[:1].isalpha() else word[:1]


def _parts(words: Sequence[str]) -> list[tuple[int, int]]:
    """(first token, one after the last) of each part between marks, its last mark with it."""
    found, start = [], 0
    for at, word in enumerate(words):
        if word in ENDS:
            found.append((start, at + 1))
            start = at + 1
    return [*found, (start, len(words))] if start < len(words) else found


def ordered(text: str) -> list[tuple[int, int]]:
    """(first character, one after the last) of each order in a text."""
    places = [match.span() for match in TOKEN.finditer(text)]
    words = [text[start:end] for start, end in places]
    known, meant = weights("orders"), meaning_of(text).order
    odds = [
        COUNTED * sum(known.get(name, 0) for name in names) / 100 + MEANT * meant.get(start, 0.0)
        for names, (start, _) in zip(features(words), places, strict=True)
    ]
    alone = _followed(words, _rested(words, _best(odds), odds))
    sure = _carried(words, alone, odds, [meant.get(start, 0.0) for start, _ in places])
    marked = [here or more for here, more in zip(alone, sure, strict=True)]
    quoted = [match.span() for pattern in (QUOTED, NO_FILM) for match in pattern.finditer(text)]
    runs = [
        _ended(words, _begun(words, [at for at, _ in run]))
        for order, run in groupby(enumerate(marked), key=lambda each: each[1] and not _within(places[each[0]], quoted))
        if order
    ]
    found = [
        (places[run[0]][0], places[run[-1]][1])
        for run in filter(None, runs)
        if _at_a_mark(words, run)
        and any(words[at].lower() not in ("a", "an", "the") for at in run if words[at][0].isalnum())
        and (
            sum(odds[at] for at in run) >= SURE * len(run)
            or any(sure[at] for at in run)
            or _speaks_of_film(words[run[0] : run[-1] + 1])
        )
    ]
    spans = [_to_what(text, *_grown(text, start, end)) for start, end in found]
    spans += [match.span(1) for match in (TO_WHOM.match(text),) if match and _is_people(match[2])]
    merged: list[tuple[int, int]] = []
    for start, end in sorted([*spans, *(lead.span() for lead in LEAD.finditer(text))]):
        if merged and (start <= merged[-1][1] or _between(text, *merged[-1], start)):
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _between(text: str, before: int, start: int, end: int) -> bool:
    """Whether what stands between two orders of a later sentence is ordered too: 'Fast cuts, | Bogotá at dawn | , tagline: …'."""
    begins = text[:before].rstrip()[-1:] in (".", "!", "?")  # no 'ad for Lumo, the lamp that dims, tone: warm'
    marked = text[before:start].rstrip()[-1:] in ("", ",", ";") or text[start:].lstrip()[:1] in (",", ";")
    left = text[start:end].strip(" ,;")
    return begins and marked and AMONG.search(left) is None and 0 < len(left.split()) <= FEW


def _begun(words: Sequence[str], run: list[int]) -> list[int]:
    """A run of ordered words without the end of a sentence that is told: '… over | video. Audience: …'."""
    ends = next((at for at in run[:3] if words[at] in ".!?"), None)
    inside = run[0] > 0 and words[run[0] - 1] not in ENDS
    return run[run.index(ends) + 1 :] if ends is not None and inside and ends < run[-1] else run


def _ended(words: Sequence[str], run: list[int]) -> list[int]:
    """A run of ordered words without the beginning of a part that is told: 'clip for tiktok, | our volunteer fire brigade needs …'."""
    if not run:
        return run
    mark = next((at for at in reversed(run) if words[at] in ENDS), None)
    stop = next((at for at in range(run[-1] + 1, len(words)) if words[at] in ENDS), len(words))
    tail = [at for at in run if mark is not None and at > mark]
    short = 0 < len(tail) <= FEWEST and not _speaks_of_film([words[at] for at in tail])
    led = short and words[tail[0]].lower() in ("our", "my", "the", "a", "an")
    torn = led or (len(tail) == 1 and stop - run[-1] > TAIL and words[tail[0]].lower() not in ("say", "show", "use"))
    return [at for at in run if at not in tail] if short and torn and stop > run[-1] + 1 else run


def _at_a_mark(words: Sequence[str], run: Sequence[int]) -> bool:
    """Whether an order begins or ends at a mark or an end of the text: nobody orders in the middle of what is told."""
    first, last = run[0], run[-1]
    if first == last == 0 and words[1:2] and words[1] not in ENDS:
        return False  # 'Funny how the quiet ones leave first'
    first -= first > 0 and words[first - 1].isdigit()  # '15 | second spot'
    return (
        first == 0 or last == len(words) - 1 or bool({*ENDS, *'"“”'} & {words[first - 1], words[last], words[last + 1]})
    )


def _grown(text: str, start: int, end: int) -> tuple[int, int]:
    """An order with its number, '15 | second spot', and with what it says is so: 'call to action | is download free'."""
    number = NUMBER.search(text[:start]) if LENGTH.match(text, start) else None
    said = IS_SO.match(text, end) or (EXPLAINS.match(text, start) and UNTIL.match(text, end))
    return number.start(1) if number else start, said.end() if said else end


def _within(place: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(begin <= place[0] < end for begin, end in spans)


def _speaks_of_film(words: Sequence[str]) -> bool:
    """Whether an order has a word of those who make films: no '4 kids,'."""
    return any(word.lower() in film_words() and word.lower() not in EVERYDAY for word in words)


def _to_what(text: str, start: int, end: int) -> tuple[int, int]:
    """An order without what it is for: 'promo for | our bike shop', but not 'video for our website', nor two orders in a row."""
    what = FOR_WHAT.search(text, start, end)
    if what and LENGTH_ALONE.match(text, what.start()):
        return start, end  # 'ages 6+, about a minute'
    if what and re.match(r" [A-Z\"“]", text[end:]):
        return start, what.end()  # 'teaser for | our student film festival SECOND REEL'
    if start and what and len(text[what.end() : _mark(text, end)].split()) <= TAIL:
        return start, _mark(text, end)  # '… Make us a trailer for | the wedding party.'
    if what is None or AUDIENCE.search(text, what.end(), end) or re.search(r"[.!?;]", text[start:end].rstrip(" .!?;")):
        return start, end
    return start, what.end()


def _best(odds: Sequence[float]) -> list[bool]:
    """Which tokens are ordered, so that the odds less the cost of changes are the most."""
    tells, orders = 0.0, -CHANGE
    back: list[tuple[bool, bool]] = []  # whether the token before was an order, where this one is told, or ordered
    for value in odds:
        back.append((orders - CHANGE > tells, orders >= tells - CHANGE))
        tells, orders = max(tells, orders - CHANGE), max(orders, tells - CHANGE) + value
    marked, here = [], orders > tells
    for was_told, was_order in reversed(back):
        marked.append(here)
        here = was_order if here else was_told
    return marked[::-1]


def _mark(text: str, at: int) -> int:
    """The end of the sentence that a place is in, its mark with it."""
    found = re.compile(r"[.!?]+|$").search(text, at)
    return found.end() if found else len(text)


def _rested(words: Sequence[str], marked: Sequence[bool], odds: Sequence[float]) -> list[bool]:
    """Without stubs: a few words that an order leaves between marks go with it, 'fast cuts for parents | at 3am', and so does a
    subject that it took from its verb come back, 'horror short, | babysitter hears …'."""
    found, tags = list(marked), tag(words, lexicon())
    for number, (start, stop) in enumerate(_parts(words)):
        said = [at for at in range(start, stop) if words[at][0].isalnum()]
        rest = [at for at in said if not found[at]]
        if (
            len(rest) == len(said) <= 2
            and number
            and sum(odds[at] for at in said) > 0
            and all(found[_parts(words)[number - 1][0] : start])
        ):
            found[start:stop] = [True] * (stop - start)  # 'neon pier at night, | rain'
        if not rest or len(rest) == len(said):
            continue
        deed = any(tags[at] in "VMB" and not words[at].lower().endswith("ing") for at in rest)
        named = any(words[at][0].isupper() for at in rest)
        if number and not deed and not named and len(rest) <= TAIL:
            found[start:stop] = [True] * (stop - start)
        elif number and rest[0] > start and _torn(tags[start : rest[0]], tags[rest[0]]):
            films = words[rest[0] - 1].lower() in film_words()  # 'call to action | is …'
            found[start : rest[0]] = [films] * (rest[0] - start)
    return found


def _torn(before: Sequence[str], after: str) -> bool:
    """Whether an order ends between somebody and a deed, or with somebody's deed: 'babysitter hears | someone'."""
    return (before[-1] in "NPO" and after in "VMB") or (before[0] in "NPODJ" and before[-1] in "VMB")


def _followed(words: Sequence[str], marked: Sequence[bool]) -> list[bool]:
    """With what goes on with an order: little behind a label, 'Audience: | students', and what it denies, 'warm, | not loud'."""
    found = list(marked)
    for start, stop in _parts(words):
        labels = start > 1 and words[start - 1] == ":" and words[start - 2].lower() in LABELS and stop - start <= FEW
        denies = start > 1 and words[start].lower() in DENIES and words[start - 1] in ",;" and stop - start <= FEW
        if (labels or denies) and found[start - 2]:
            found[start:stop] = [True] * (stop - start)
    return found


def _carried(words: Sequence[str], marked: Sequence[bool], odds: Sequence[float], meant: Sequence[float]) -> list[bool]:
    """What a brief goes on with, once it has told something: 'warm and honest, | show a rainy Monday morning', and with parts that
    the whole text means as orders: 'for hotel staff, | no jokes', 'two minutes max'."""
    found, sure, tags = list(marked), [False] * len(words), tag(words, lexicon())
    told, ordering = 0, False  # words told so far; whether the sentence began with an order
    for start, stop in _parts(words):
        said = [at for at in range(start, stop) if words[at][0].isalnum()]
        begins = start == 0 or words[start - 1] in ".!?"
        quoted = bool(set('"“”') & set(words[start:stop]))
        clause = any(
            tags[at] in "NPO" and tags[at + 1] in "MVB" and not words[at + 1].endswith("ing")
            for at in said
            if at + 1 < stop
        )
        if said and told >= TOLD and not quoted:
            length = LENGTH_ALONE.fullmatch(" ".join(words[at] for at in said))
            named = any(words[at][0].isupper() for at in said[1:])
            means = (
                _mean(meant, said) >= MEANS[words[start].lower() == "for"]
                and words[start].lower() != "from"
                and not named
            )
            leads_on = found[start] or words[start].lower() in ("and", "but", "so", "then")
            goes_on = ordering and not clause and words[start - 1] != ":" and _mean(odds, said) >= LIKE[leads_on]
            plain = " ".join(words[at] for at in said)
            directs = (any(found) or told >= FEW) and DIRECTS.match(plain) and _mean(odds, said) >= UNLIKE
            thanks = stop == len(words) and start and found[start - 1] and THANKS.fullmatch(plain)
            tone = (any(found) or words[said[0]].lower() in DEGREES or (begins and told > FEW)) and _is_tone(
                words[at] for at in said
            )
            audience = words[start].lower() == "for" and len(said) <= FEW and not named and not clause
            following = [at for at in range(stop, _next_mark(words, stop)) if words[at][0].isalnum()]
            audience = audience and bool(following)
            audience = audience and (
                bool(LENGTH_ALONE.fullmatch(" ".join(words[at] for at in following)))
                or all(marked[at] for at in following if words[at].isalpha())
                or _is_tone(words[at] for at in following)
            )
            denies = start > 1 and words[start].lower() in DENIES and found[start - 2] and len(said) <= FEW
            if length or means or goes_on or tone or directs or thanks or audience or denies:
                found[start:stop] = sure[start:stop] = [True] * (stop - start)
        ordered = bool(said) and all(found[at] for at in said if not words[at].isdigit())
        ordering = ordered if begins else ordering and ordered
        told += sum(not found[at] for at in said)
    return sure


def _is_people(phrase: str) -> bool:
    """Whether a phrase names those who see a film: 'home owners', '9 yr olds'."""
    known, last = lexicon(), phrase.split()[-1].lower()
    return AUDIENCE.fullmatch(last) is not None or (known.plural(last) and known.kind(last) == PERSON)


def _next_mark(words: Sequence[str], at: int) -> int:
    """One after the end of the part that begins at a token."""
    return next((place + 1 for place in range(at, len(words)) if words[place] in ENDS), len(words))


def _is_tone(said: Iterable[str]) -> bool:
    """Whether a part asks for a tone and says nothing else: 'a little silly'."""
    low = [word.lower() for word in said]
    return low[-1] in tones() | MANNERS and all(word in tones() | MANNERS | DEGREES for word in low)


def _mean(values: Sequence[float], places: Sequence[int]) -> float:
    return sum(values[at] for at in places) / len(places)


def told_of(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without its orders, and these. A text that is nothing else stays whole."""
    spans = ordered(text)
    left = without(text, spans)
    if not spans or len(re.findall(r"\w+", left)) < FEWEST:
        return text, ()
    return left, tuple(text[start:end] for start, end in spans)


def without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A text without the characters of some spans, its marks put right."""
    kept, at, between = "", 0, ""
    for start, end in [*spans, (len(text), len(text))]:
        kept = _joined(kept, between, text[at:start]) if text[at:start].strip() else kept
        between, at = between * (not text[at:start].strip()) + text[start:end], end
    kept = DANGLING.sub("", kept.rstrip()) if between else kept
    kept = re.sub(r"\(\s*\)|\[\s*\]|“\s*”|\"\s*\"", "", kept)
    kept = re.sub(r"([.!?…])[\s,;]+(?=[.!?])\.?", r"\1", kept)
    for pair in ("()", "[]", "“”"):
        if kept.count(pair[0]) != kept.count(pair[1]):
            kept = kept.replace(pair[0], "").replace(pair[1], "")
    return CALLED.sub("", " ".join(kept.split()).strip(LEADS))


def _joined(left: str, between: str, right: str) -> str:
    """Two told parts with what stood between them taken out."""
    right = right.lstrip(f"{LEADS}." if not left else " ")
    if between:
        left = DANGLING.sub("", left.rstrip())
    if not left or not right:
        return left or right
    bare = left.rstrip(LEADS)
    if bare[-1:] in ".!?…" or right[0] in ".!?":
        return f"{bare}{'' if right[0] in '.!?' and bare[-1:] not in '.!?…' else ' '}{right.lstrip(LEADS)}"
    ends = (
        right.lstrip(LEADS)[:1] in ('"', "“")
        or re.search(r"[.!?:;|/]|\s[–—-]\s", between)
        or left.rstrip()[-1:] in (":", ";", "/", "|")
    )
    if ends or (right.lstrip(LEADS)[:1].isupper() and re.search(r"[,–—-]", f"{left.rstrip()[-1:]}{between}")):
        return f"{bare}. {right.lstrip(LEADS)}"
    comma = "," in between or left.rstrip().endswith(",") or right[0] == ","
    return f"{bare}{',' * bool(comma)} {right.lstrip(LEADS)}"
