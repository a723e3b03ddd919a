"""Where a text may be broken, so that each line is said in one breath and read in its time."""

from __future__ import annotations

import re
import textwrap

from backends.scribe.grammar import join, noun_phrase_end, tag, tokens
from backends.scribe.words import Lexicon

CLAUSE = re.compile(r"\s+(?:that|which|who|whose|where|while|and|but|with|from|through|across|in|on|at|for|by)\s|[,;]")
LONGEST = 100
"""Characters of a line that a narrator says in one breath, about seven seconds."""

EASY = 58
"""Characters that are read, at 16 a second, in the time they are said; longer lines are broken where they can be."""

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

LATER = ("in", "on", "over", "from", "to", "into", "out", "by", "under", "at", "around")

WHOLE = ("half", "two", "love", "time", "vain", "heart", "foot", "pieces", "once", "all", "last")
"""Words that make one with their preposition: 'in half', 'by heart'."""


def pieces(text: str) -> list[str]:
    """A text that is no story, cut where its own marks cut it."""
    found = re.split(
        r"(?<=[.!?…。！？])(?<!\bNo\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bSt\.)\s*|\s*[,;:、，；：]\s+|\s+[–—-]\s+|、|，", text
    )
    return [piece.strip() for piece in found if re.search(r"\w", piece)]


def breaths(text: str) -> list[str]:
    """A long text in stretches that can be said in one breath, broken between words."""
    return textwrap.wrap(text, LONGEST, break_long_words=True) or [text]


def sentence(text: str) -> str:
    """Text with a capital at its start and a mark at its end."""
    text = text.strip(" ,;:–—-")
    return f"{text[:1].upper()}{text[1:]}{'' if text[-1:] in '.!?…' else '.'}"


def within(predicate: str, length: int) -> str:
    """A predicate cut before a clause or phrase where it is too long to be said in one breath."""
    if len(predicate) <= length:
        return predicate
    cuts = [found.start() for found in CLAUSE.finditer(predicate) if 12 < found.start() <= length]
    return predicate[: cuts[-1]].strip(" ,;") if cuts else breaths(predicate)[0]


def halves(text: str, lexicon: Lexicon) -> list[str]:
    """A long line in two or more, broken before a relative clause, a participle or a last phrase: 'Where he lost his hearing.'"""
    if len(text) <= EASY:
        return [text]
    words = tokens(text)
    tags = tag(words, lexicon)
    found = []
    for at in range(2, len(words) - 1):
        word, noun = words[at].lower(), tags[at - 1] in "NPO#" and not _past(words[at - 1], lexicon)
        left, right = join(words[:at]), join(words[at:])
        if min(len(left), len(right)) < HALF or left.lower().endswith((" one", " not")):
            continue
        opened = next((place for place in range(at + 1, len(words)) if tags[place] == "R"), len(words))
        verbs = set("VMB") & set(tags[at + 1 : opened])
        every = word == "for" and words[at + 1].lower() == "every"
        loose = word in ("for", "with", "through", "across", "without") and not every
        clause = noun and word in BEFORE and not (loose and verbs - {"V"})
        later = (
            noun
            and word in LATER
            and words[at + 1].lower() not in WHOLE
            and not verbs
            and not (word == "to" and "from" in words[:at])
        )
        if clause or later or (noun and tags[at] == "V" and word.endswith("ing") and set("VMB") & set(tags[:at])):
            # 'Over a letter that was meant for someone else' before 'That was meant for someone else'.
            found.append(
                (2 if word in ("that", "which") else 1 if later else 0, abs(len(left) - len(right)), left, right)
            )
    told = re.match(
        r"(.{2,}? (?:discover|learn|realise|realize|find|know|believe|see|remember)s?)(?: out)? that (.{16,})$", text
    )
    if told and (not found or min(found)[0] > 0):
        return [f"{told[1]}…", *halves(told[2], lexicon)]
    if not found:
        return [text]
    _, _, left, right = min(found)
    begun, *rest = halves(right, lexicon)
    return [*halves(left, lexicon), _with_head(left, begun, lexicon), *rest]


def _with_head(left: str, right: str, lexicon: Lexicon) -> str:
    """A relative clause with the noun it tells of: 'the violin' before 'that plays by itself'."""
    if right.split()[0].lower() not in ("who", "which", "that"):
        return right
    words = tokens(left)
    tags = tag(words, lexicon)
    start = next((at for at in range(len(words)) if noun_phrase_end(words, tags, at) == len(words)), len(words))
    noun = join(words[start:])
    return f"{noun} {right}" if noun and len(noun) <= LONGEST_HEAD else right


def _past(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is an irregular past form: 'meant', 'found'; 'wolves' is none."""
    base = lexicon.entry(lexicon.irregular.get(word.lower(), ""))
    return base.verb > base.noun
