"""Where a text may be broken, so that each line is said in one breath and read in its time."""

from __future__ import annotations

import re
import textwrap
from itertools import pairwise

from backends.scribe.grammar import join, noun_phrase_end, spans, tag, tokens
from backends.scribe.words import Lexicon

LONGEST = 62
"""Characters of a line, without its mark, that is read, at 16 a second, in the time in which it is said."""

SHORT = 16
"""Characters that the last part of a broken line has at least: 'For many a winter.'"""

LONGEST_HEAD = 30
HALF = 12
"""Characters that each part of a broken line has at least."""

BEFORE = (
    "who",
    "where",
    "which",
    "whose",
    "that",
    "for",
    "with",
    "through",
    "across",
    "because",
    "while",
    "so",
    "until",
    "without",
)
"""Words before which a long line is broken, if a noun stands before them."""

RELATIVES = ("who", "which", "whose", "that")
"""Words that stay with the subject that they tell of."""

SMALL = re.compile(
    r"\s(?=(?:and|or|but|who|which|that|whose|where|while|when|with|from|through|across|in|on|at|for|by|into|to|of|under|over|about|because|until|before)\s)",
    re.IGNORECASE,
)
"""Where a line may be broken that breaks nowhere else."""

LATER = (
    "in",
    "on",
    "over",
    "from",
    "to",
    "into",
    "out",
    "by",
    "under",
    "at",
    "around",
    "as",
    "near",
    "between",
    "after",
)

CONTACTS = ("he", "she", "they", "we", "i", "you", "nobody", "everyone")
"""Who opens a clause without 'that' behind a noun."""

WHOLE = ("half", "two", "love", "time", "vain", "heart", "foot", "pieces", "once", "all", "last", "front")
"""Words that make one with their preposition: 'in half', 'by heart'."""


def pieces(text: str) -> list[str]:
    """A text that is no story, cut where its own marks cut it."""
    found = re.split(
        r"(?<=[.!?…。！？])(?<!\bNo\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bSt\.)\s*|\s*[,;:、，；：]\s+|\s+[–—-]\s+|、|，", text
    )
    return [piece.strip() for piece in found if re.search(r"\w", piece)]


def breaths(text: str) -> list[str]:
    """A text in stretches that can be said in one breath: broken before a small word, else between any words."""
    if len(text) <= LONGEST:
        return [text]
    small = [found.start() for found in SMALL.finditer(text) if HALF <= found.start() < LONGEST]
    middle = len(text) / (len(text) // LONGEST + 1)
    cut = min(small, key=lambda at: abs(at - middle)) if small else 0
    if not cut:
        first = textwrap.wrap(text, LONGEST - 1, break_long_words=True)[0]
        cut = len(first)
    left, right = text[:cut].rstrip(), text[cut:].strip(" ,;:–—-")
    goes_on = left[-1:] not in ".!?…"
    return [f"{left.rstrip(' ,;:–—-')}{'…' * goes_on}", *(breaths(right) if re.search(r"\w", right) else [])]


def sentence(text: str) -> str:
    """Text with a capital at its start and a mark at its end."""
    text = text.strip(" ,;:–—-")
    return f"{text[:1].upper()}{text[1:]}{'' if text[-1:] in '.!?…' else '.'}"


def halves(text: str, lexicon: Lexicon, room: int = LONGEST) -> list[str]:
    """A long line in two or more, broken before a relative clause, a participle or a last phrase: 'Where he lost his hearing.'

    The first line has at most `room` characters where its sense allows it.
    """
    if len(text) <= room:
        return [text]
    if text.count(",") == 1:
        left, right = (part.strip() for part in text.split(","))
        if HALF <= len(left) <= room and len(right) >= SHORT and not re.match(r"(?:and|or|who|which)\b", right):
            return [f"{left}…", *halves(right, lexicon)]
    words, places = tokens(text), spans(text)
    tags = tag(words, lexicon)
    found = []
    for at in range(2, len(words) - 1):
        word, noun = words[at].lower(), tags[at - 1] in "NPO#" and not _past(words[at - 1], lexicon)
        left, right = text[: places[at][0]].strip(" ,;:–—-"), text[places[at][0] :].strip()
        if "between" in left.lower().split() and "and" in right.lower().split() and "and" not in left.lower().split():
            continue
        if len(left) < HALF or len(right) < SHORT or left.lower().endswith((" one", " not")):
            continue
        opened = next((place for place in range(at + 1, len(words)) if tags[place] == "R"), len(words))
        verbs = set("VMB") & set(tags[at + 1 : opened])
        every = word == "for" and words[at + 1].lower() == "every"
        loose = word in ("for", "with", "through", "across", "without") and not every
        acts = set("VMB") & set(tags[:at]) or words[0].lower() in RELATIVES
        clause = (
            noun
            and word in BEFORE
            and not (loose and verbs - {"V"})
            and (acts or (word not in RELATIVES and not (loose and verbs)))
        )
        if clause and word in RELATIVES and (earlier := _phrase_before(words, tags, at)):
            # 'Receives books | from people who died', not 'from people | people who died'.
            left, right = text[: places[earlier][0]].strip(" ,;:–—-"), text[places[earlier][0] :].strip()
            if len(left) < HALF:
                continue
        later = (
            noun
            and word in LATER
            and words[at + 1].lower() not in WHOLE
            and not verbs
            and not re.search(r"\band \w+(?:ed|s)[.!]?$", right)
            and not (word == "to" and "from" in words[:at])
        )
        if word == "and" and tags[at + 1] == "I" and acts and noun:
            # 'For the enemy by day | and for the resistance by night'
            clause = True
        gerund = tags[at] == "V" and word.endswith("ing") and lexicon.base(word, "verb") != word
        if tags[at] == "O" and word in CONTACTS and noun and acts and tags[at + 1] in "VMB":
            # 'A painting they stole in 1974'
            found.append((2, abs(len(left) - len(right)), left, right))
        elif clause or later or (noun and gerund and acts):
            # 'Over a letter that was meant for someone else' before 'That was meant for someone else'.
            found.append(
                (2 if word in ("that", "which") else 1 if later else 0, abs(len(left) - len(right)), left, right)
            )
    learns = re.match(r"(.{12,}?),? (and \w+ (?:out )?that .{12,})$", text)
    if learns and " " in learns[1]:
        # 'That made her famous | and learns that she jailed the wrong man'
        return [*halves(learns[1], lexicon), *halves(learns[2], lexicon)]
    said = re.match(
        r"(.{2,}? (?:discover|learn|realise|realize|find|know|believe|see|remember|notice|suspect|swear|insist|claim|promise)s?)(?: out)? that (.{16,})$",
        text,
    )
    if said and (not found or min(found)[0] > 0):
        return [f"{said[1]}…", *halves(said[2], lexicon)]
    if not found:
        return _anywhere(text, places, tags, lexicon)
    _, _, left, right = min(found)
    whose = _head_before(left, right, lexicon)
    begun, *rest = halves(right, lexicon, LONGEST - len(whose))
    return [*halves(left, lexicon), f"{whose}{begun}", *rest]


def _anywhere(text: str, places: list[tuple[int, int]], tags: list[str], lexicon: Lexicon) -> list[str]:
    """A line that breaks nowhere by its sense: before its verb, a second deed, or a phrase, where a narrator would wait."""
    words = tokens(text)
    best: tuple[float, int] | None = None
    told = next((at for at, here in enumerate(tags) if here in "VMB"), len(tags))
    for at in range(2, len(tags)):
        before = [each.lower() for each in words[:at]]
        if words[at].lower() == "and" and "between" in before and "and" not in before:
            continue
        start = places[at][0]
        if not HALF <= start < LONGEST or len(text) - start < SHORT:
            continue
        joins = 0.0 if at > told else 6.0
        cost = {"R": 1.0, "S": 0.5, "C": joins, "I": 1.5, "T": 3.0, "M": 2.0, "B": 2.0, "V": 2.5}.get(tags[at], 9.0)
        cost = (1.0 if start >= 2 * HALF else 6.0) if at == told else 5.0 if words[at].lower() == "of" else cost
        if tags[at - 1] in "DJITMCRBA" or (tags[at] in "VB" and tags[at - 1] in "VB"):
            cost += 6.0
        opened = max((place for place in range(at) if tags[place] in "VMBRSC"), default=-1)
        ahead = next((here for here in tags[at:] if here in "VMBRSC."), ".")
        whose = opened < 0 or tags[opened] in "RSC"
        # Not between somebody and what they do: 'that every patient | in room nine describes'.
        # 'takes on a pupil', 'learn they will be thrown away'
        goes_with = words[at].lower() in ("on", "off", "over", "in", "up", "out") and tags[at - 1] in "VB"
        cost += 6.0 * (goes_with or (tags[at - 1] == "O" and tags[at] in "VMB"))
        cost += 6.0 * (words[at].lower() in ("by", "as") and words[at - 1].endswith("ed"))
        cost += 4.0 * (tags[at] == "I" and opened < 0 and ahead in "VMB")
        cost += 4.0 * (tags[at] == "I" and ("C", "V") in pairwise(tags[at:]))
        cost += 4.0 * (opened >= 0 and whose and (tags[at] in "VMB" or ahead in "VMB"))
        cost += 9.0 * (tags[at] == "I" and at + 1 < len(words) and words[at + 1].lower() in WHOLE)
        cost += abs(start - len(text) / 2) / 12
        if best is None or (cost, start) < best:
            best = cost, start
    if best is None:
        return [text]
    left, right = text[: best[1]].rstrip(" ,;:–—-"), text[best[1] :].strip()
    return [f"{left}…", *halves(right, lexicon)]


def _phrase_before(words: list[str], tags: list[str], at: int) -> int:
    """The preposition, behind a noun, that opens the phrase which ends before `at`; 0 if none does."""
    start = next((place for place in range(at) if noun_phrase_end(words, tags, place) == at), 0)
    opens = start > 2 and tags[start - 1] == "I" and words[start - 1].lower() != "of" and tags[start - 2] in "NP"
    return start - 1 if opens and set("VMB") & set(tags[: start - 1]) else 0


def _head_before(left: str, right: str, lexicon: Lexicon) -> str:
    """The noun that a relative clause tells of: 'the violin ' before 'that plays by itself'; '' before anything else."""
    if right.split()[0].lower() not in ("who", "which", "that", *CONTACTS):
        return ""
    words = tokens(left)
    tags = tag(words, lexicon)
    start = next((at for at in range(len(words)) if noun_phrase_end(words, tags, at) == len(words)), len(words))
    noun = join(words[start:])
    return f"{noun} " if noun and len(noun) <= LONGEST_HEAD else ""


def _past(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is an irregular past form: 'meant', 'found'; 'wolves' is none."""
    base = lexicon.entry(lexicon.irregular.get(word.lower(), ""))
    return base.verb > base.noun
