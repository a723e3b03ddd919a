"""What a text orders its film to end on: 'end with "Good dog."', 'slogan: Stay out longer', 'finish on our number 0113 555 0142'."""

from __future__ import annotations

import re
from typing import NamedTuple

from backends.scribe.breaks import sentence

ENDS = (
    r"(?:(?:it )?(?:should|must) )?(?:end|ends|ending|finish|finishing|close|closing|conclude|sign off|wrap up)(?: it| off| up| out)?(?: the (?:film|video|clip|spot|ad))?"
    r"(?: please| pls)? (?:on|with|by saying)"
    r"(?: (?:the|our) (?:date|words?|line|slogan|text|sentence|question|phone number|number|web address|website|address)(?=:| [\"“A-Z0-9])|(?: [\w'’]+){1,6}(?=:))?"
)
LINE = r"(?:(?:end|ending|outro)(?=\s*:)|(?:the )?(?:closing|last|final|end) (?:line|words?|card|frame|slide|title|sentence|screen|thing (?:we|you|people) (?:see|hear|read))(?:(?: (?:should|must|has to))? (?:be|say|read|is|says|reads))?(?:[^.!?:\"“]{0,40}? ?(?:with )?the words)?)"
SLOGAN = r"(?:the |our )?(?:slogan|tagline|tag line|claim|endline|call to action|cta)(?: (?:is|at the end|in the end))?"
THEN = r"(?:(?:(?:our|the) )?(?:phone |telephone )?(?:number|website|address|url) )?(?:(?:please |pls )?(?:say|show|write|put) )?(?:at|in) the (?:very )?end(?: please| pls)?(?: (?:say|show|write|the (?:line|words?|slogan|text|claim)))?"

LEAD = re.compile(
    rf"(?:(?<=[.!?;:,–—-]) ?|^|(?<=\bplease )|(?<=\bpls ))[ ,]*(?:(?:and|then|pls|please) )*"
    rf"(?:(?:{ENDS}|{LINE})|(?:{SLOGAN})|(?:{THEN}))\b(?P<colon>\s*[:,–—-])?\s*",
    re.IGNORECASE,
)
"""What stands before the last words of a film, at the beginning of a part of the text."""

PUT = re.compile(
    r"[ ,]*(?:(?:and|please|pls|could you|can you) )*(?:put|show|add|include|display|have|say) (?P<said>[^.!?;]*?[^.!?;,]) (?:at|in) the (?:very )?end\b|"
    r"[ ,]*(?:(?:and|please|pls|could you|can you) )*(?:put|show|add|include|display|have|write) (?P<said2>[^.!?;]*?) on the (?:end|final|last) (?:card|screen|frame|slide)\b|"
    r"(?:^|(?<=[.!?,;])) ?(?:and |with )?(?:the |our )?(?:website|web address|phone number|phone|number|address|url|hashtag) (?P<said3>[^,!?;]*?[^,!?;.]) (?:at|in) the end\b",
    re.IGNORECASE,
)
"""An order that names the words first: 'put the phone 0113 496 0182 at the end'."""

SENTENCE = re.compile(r"(?:[.!?](?=[\w/])|\b(?:Mr|Mrs|Ms|Dr|St|No)\.|[^.!?])*[.!?]*")
"""A sentence to its mark; an address has points inside."""

QUOTED = re.compile(r"[\"“]([^\"“”]{2,80})[\"”]")

SHOWN = re.compile(
    r"[\"“](?P<quoted>[^\"“”]{2,80})[\"”]|(?P<address>(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,8}\b(?:/[\w/-]*)?)|"
    r"(?P<street>\d+[a-z]? (?:[A-Z][\w'’.-]+ )*[A-Z][\w'’-]+)|(?P<number>\+?\(?\d[\d ()/-]{1,}\d)|(?P<handle>[@#]\w+)"
)
"""What can be read out: a quotation, an address, a number, a handle."""

BEHIND = re.compile(rf"[,:]?\s*({SHOWN.pattern})\W*$")
"""What can be read out, and nothing after it."""

FEW = 10
"""Words after a colon that are said as they stand."""

CALLS = "ask|book|call|come|find|join|get|try|buy|order|visit|download|sign|scan|taste|know|see|bring|reserve|save|swipe|follow|tap|click|register|apply|subscribe|donate"
"""What asks something of whoever sees the film: 'end with download it free'."""

LONGEST = 90
"""Characters of a last line."""


class Closing(NamedTuple):
    """The text without the order, the words of the order, and what is said and read at the very end."""

    text: str
    order: str
    line: str


def closing_of(text: str) -> Closing | None:
    """What the film is ordered to end on; None where nothing is, or where it is nothing that can be read out, 'our logo'."""
    for lead in reversed(list(LEAD.finditer(text))):
        rest = SENTENCE.match(text, lead.end())
        end = rest.end() if rest else len(text)
        quoted = QUOTED.match(text, lead.end())
        if quoted and end <= quoted.end():
            end = quoted.end()  # '"Good dog. Good food."': points inside
        elif (first := QUOTED.search(text, lead.end())) and lead.end() < first.start() < end < first.end():
            end = first.end()
        if lead["colon"] and not QUOTED.search(text, lead.end()) and len(text[lead.end() :].split()) <= FEW:
            end = len(text)  # 'End line: Fjellhut. Made for people who don't listen.'
        said = text[lead.end() : end].strip()
        told = re.search(r"(?:words|reads?|says?)$", lead[0].strip()) and said[:1].isupper()
        line = _line(said, announced=":" in (lead["colon"] or "") or bool(told))
        if not line or len(line) > LONGEST:
            continue
        stop = end + len(text[end:]) - len(text[end:].lstrip(" .,;"))
        before = text[: lead.start()].rstrip(" ,;:–—-")
        mark = "" if not before or before[-1] in ".!?" or not text[stop:] else "."
        order = text[lead.start() : lead.end()].strip(" ,;.")
        return Closing(f"{before}{mark} {text[stop:]}".strip(), order, line)
    for put in PUT.finditer(text):
        said = put["said"] or put["said2"] or put["said3"]
        line = _line(said, announced=said[:1].isupper())
        behind = BEHIND.match(text, put.end())
        if not line and behind:  # 'put our number at the end, 555-0142'
            return Closing(text[: put.start()].rstrip(" ,;"), put[0].strip(" ,"), _line(behind[1], announced=False))
        if line and len(line) <= LONGEST:
            order = put[0].replace(said, "…").strip(" ,")
            return Closing(f"{text[: put.start()].rstrip(' ,;')}{text[put.end() :]}".strip(), order, line)
    return None


def _line(said: str, *, announced: bool) -> str:
    """What of an order's words is read out: all that a colon announces, else what is quoted and what can be called."""
    found = list(SHOWN.finditer(said))
    words = said.strip(" .,;")
    announced = announced or re.match(rf"(?:{CALLS})\b", said, re.IGNORECASE) is not None
    number = re.match(r"(?:the |our )?\w+ number \d+\W*$", said)  # 'the emergency number 112'
    if number or (announced and not QUOTED.search(said) and 0 < len(words.split()) <= FEW):
        return sentence(re.sub(r"^(?:the|our) (?=\w+ number)", "", said.strip(" ,;")))
    parts = (match[0] if match["address"] or match["handle"] else sentence(match[0].strip('"“”')) for match in found)
    return " ".join(f"{part}." if part[-1:].isalnum() else part for part in parts)
