"""The bones of a sentence in one pass: lead, subject, relative clause, verb, complement."""

from __future__ import annotations

import re

from backends.scribe.grammar import join, noun_phrase_end, phrase_spans, tag, tokens
from backends.scribe.words import Lexicon, word_set

TIME = re.compile(
    r"\b(night|midnight|dawn|sunrise|dusk|sunset|twilight|noon|morning|evening|winter|summer|autumn|spring|christmas|"
    r"halloween|new year'?s? ?(?:eve)?|tonight|tomorrow|1\d{3}s?|2[01]\d{2}s?|victorian|medieval|future|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend)\b",
    re.IGNORECASE,
)
TIMES = re.compile(
    TIME.pattern + r"|\b(years?|months?|weeks?|days?|hours?|minutes?|centur(?:y|ies)|time|ago|later)\b", re.IGNORECASE
)
LATER = re.compile(
    r"(?:[\w-]+ ){1,3}(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?) (?:after|before|since)\b", re.IGNORECASE
)
CAUSES = word_set(
    "teach ask force help tell want order convince send allow persuade beg invite train hire challenge dare expect "
    "teaches forces"
)
"""Verbs whose object does what follows: 'teaches her granddaughter to sail' is one deed, no purpose."""
TAKES_TO = word_set(
    "how want wants whether what where when order orders plan chance right way time reason wish need promise offer attempt "
    "permission ability duty license decision desire dream courage strength refusal"
)
"""Words whose 'to …' belongs to them: 'disobeys an order to fire' has no purpose."""

LEADS = word_set("deep high somewhere after before since until once")
"""Words that open a leading phrase besides prepositions: 'After the funeral, …'."""


class Sentence:
    """A sentence read from left to right. All places are token numbers; `opened` ends the lead, `stop` the predicate."""

    def __init__(self, sentence: str, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.text = sentence
        self.words = tokens(sentence)
        self.tags = tag(self.words, lexicon)
        self.opened = 0
        self.turn = ""
        self.epithet = ""
        start = self._lead()
        self.hero_start, self.hero_end = start, self._subject(start)
        after, self.name, self.relative = self._relative(self.hero_end)
        self.verb = self._finite_verb(after)
        if self.verb is None and not self.relative:
            self._verb_read_as_noun()
        if self.verb is None:
            self._verb_ends_subject()
        self.stop = len(self.words) if self.verb is None else self._complement_end(self.first_verb(self.verb))

    def _lead(self) -> int:
        """First token of the subject, after phrases such as 'In 1917,' and a clause 'When …,'."""
        at, words, tags, led = 0, self.words, self.tags, False
        if (
            at < len(words)
            and words[at].lower()
            in ("when", "while", "after", "once", "as", "if", "whenever", "since", "because", "although", "though")
            and "," in words
            and tags[at] in "SI"
        ):
            comma = words.index(",")
            if any(tag in "VB" for tag in tags[:comma]):
                self.turn = join([words[0].lower(), *words[1:comma]])
                self.opened = comma + 1
                return self._skip(comma + 1, "A")
        comma = words.index(",") if "," in words[:9] else 0
        dated = len(words) > 2 and tags[0] == "D" and TIMES.fullmatch(words[1]) and tags[2] in "DPO"
        habit = words[:1] and words[0].lower() in ("every", "each") and "," in words[2:7]
        if habit and not set("VM") & set(tags[: words.index(",")]):
            led = True
            at = words.index(",") + 1
        elif dated and "," in words[:14]:
            # 'The night the river froze, my mother …'
            led = True
            at = words.index(",") + 1
        elif comma and LATER.match(join(words[:comma])):
            # 'Twelve years after her son vanished, …'
            led = True
            at = comma + 1
        elif comma and tags[0] in "D#NAJ" and not set("VBM") & set(tags[:comma]) and TIMES.search(join(words[:comma])):
            # 'Every night at three, the same stranger knocks …', 'Two hundred years from now, …'
            led = True
            at = comma + 1
        for _ in range(3):
            if at < len(words) and (tags[at] == "I" or words[at].lower() in LEADS):
                comma = words.index(",", at) if "," in words[at:] else 0
                if comma and (comma - at < 9 or (comma - at < 13 and not set("VMB") & set(tags[at:comma]))):
                    led = True
                    at = comma + 1
                    again = words.index(",", at) if "," in words[at : at + 7] else 0
                    if again and TIMES.search(join(words[at : at + 2])) and not set("VBM") & set(tags[at:again]):
                        # 'In 1816, the year without a summer, …'
                        at = again + 1
                    continue
                end = noun_phrase_end(words, tags, at + 1)
                if end < len(words) and tags[end] in "DP" and end > at + 1:
                    at = end
                    continue
            break
        if at == 0 and tags[:2] == ["T", "V"] and "," in words[:12]:
            # 'To save his farm, a stubborn grandfather …'
            led = True
            at = words.index(",") + 1
        for _ in range(2):
            # 'Sent to bury a king, …', 'Born on a train, raised on a train, …'
            past = at + 1 < len(words) and (tags[at] in "VJ" or words[at].lower() in self.lexicon.irregular)
            if not (past and tags[at + 1] in "IAT" and "," in words[at : at + 9]):
                break
            comma = words.index(",", at)
            led = True
            at = comma + 1
        self.opened = at if led else 0
        return self._skip(at, "A")

    def _skip(self, at: int, kinds: str) -> int:
        while at < len(self.words) and self.tags[at] in kinds:
            at += 1
        return at

    def _subject(self, start: int) -> int:
        words, tags = self.words, self.tags
        if start < len(words) and tags[start] == "O":
            return start + 1
        end = noun_phrase_end(words, tags, start)
        if start < end < len(words) - 3 and tags[end] == "I":
            # 'A dancer from Seoul and a monk share …'
            far = noun_phrase_end(words, tags, end + 1)
            other = noun_phrase_end(words, tags, far + 1) if far < len(words) and words[far].lower() == "and" else 0
            if other > far + 1 and tags[far + 1] in "DP" and tags[other : other + 1] in (["V"], ["M"], ["B"]):
                return other
        while end > start and end < len(words) - 1:
            listed = (
                words[end] == ","
                and (tags[end + 1] in "DP" or words[end + 1].lower() == "and")
                and "and" in [w.lower() for w in words[end : end + 8]]
            )
            if not (words[end].lower() in ("and", "or") or (listed and not set("VMB") & set(tags[end : end + 4]))):
                break
            joined = 2 if words[end] == "," and words[end + 1].lower() == "and" else 1
            following = noun_phrase_end(words, tags, end + joined)
            if following <= end + joined:
                break
            end = following
        return end

    def _relative(self, at: int) -> tuple[int, str, str]:
        """Where the main verb may begin, the hero's name, and what a clause tells about the hero."""
        words, tags, name, relative = self.words, self.tags, "", ""
        if at < len(words) and tags[at] == "K":
            end = noun_phrase_end(words, tags, at + 1)
            name, at = join(words[at + 1 : end]), max(end, at + 1)
        elif at + 1 < len(words) and words[at] == "," and tags[at + 1] == "P":
            end = noun_phrase_end(words, tags, at + 1)
            name, at = join(words[at + 1 : end]), end
        start = at
        while at < len(words):
            word, here = words[at].lower(), tags[at]
            participle = here == "V" and at == start and (word.endswith("ing") or self._past_participle(at))
            if here == "R" or participle:
                end = self._clause_end(at, 1 if participle else 0)
                relative = relative or join(words[at:end])
            elif here == "O" and at == start and self._contact(at):
                # 'the bear he wounded are trapped'
                end = self._clause_end(at, 0)
                relative = relative or join(words[at:end])
            elif here == "I" and word in ("from", "with", "in", "on", "of", "at", "aboard", "without", "for"):
                end = noun_phrase_end(words, tags, at + 1)
                end = end if end > at + 1 else at
                if at == start and not relative:
                    self.epithet = join(words[at:end])
            elif words[at] == "," and (closed := self._apposition(at)):
                relative = relative or join(words[at + 1 : closed])
                end = closed + 1
            elif words[at] == ",":
                end = at + 1
            else:
                break
            if end <= at:
                break
            at = end
        return at, name, relative

    def _apposition(self, at: int) -> int:
        """The comma that closes what stands between commas after the subject: 'Lena, a trainee nurse, falls …'; 0 if none does."""
        closing = self.words.index(",", at + 1) if "," in self.words[at + 1 : at + 9] else 0
        inner = self.tags[at + 1 : closing]
        participle = inner[:1] == ["V"] and re.search(r"(ed|en|ing)$", self.words[at + 1].lower())
        told = closing and inner[:1] and inner[0] in "DAJV" and not set("MB") & set(inner)
        deeds = [place for place, here in enumerate(inner) if here == "V" and place and inner[place - 1] not in "OR"]
        follows = closing and self.tags[closing + 1 : closing + 2] not in (["C"], ["O"], ["S"])
        return closing if told and follows and not deeds and ("V" not in inner[:1] or participle) else 0

    def _past_participle(self, at: int) -> bool:
        """'a girl lost in the woods searches …': a participle only where a finite verb follows."""
        word = self.words[at].lower()
        looks = bool(re.search(r"(ed|en|lost|bound|sent)$", word)) and self.lexicon.base(word, "verb") != word
        by = at + 1 < len(self.words) and self.tags[at + 1] in "IA"
        later = next((place for place in range(at + 1, len(self.words)) if self.tags[place] in "VMB"), 0)
        # 'My sister disappeared, and yesterday she called': two deeds.
        two = "," in self.words[at:later] or self.tags[later - 1] == "O"
        return looks and by and later > 0 and not two

    def _clause_end(self, at: int, verbs: int) -> int:
        """The end of a relative clause: a comma, or its second finite verb."""
        end = at + 1
        while end < len(self.words) and self.words[end] != ",":
            here, before = self.tags[end], self.tags[end - 1]
            finite = here in "MB" or (here == "V" and not self.words[end].endswith("ing") and before not in "TMBC")
            following = self._only_verb(end + 1)
            # 'who fixed the palace pipes knows …': of two verbs in a row the first is a noun.
            owned = before == "N" and following and self.lexicon.plural(self.words[end])
            if owned:
                self.tags[end], self.tags[end + 1] = "N", "V"
            if finite and not owned:
                verbs += 1
                if verbs > 1 and (here == "M" or before not in "MBAR"):
                    break
            end += 1
        return end

    def _contact(self, at: int) -> bool:
        """Whether a pronoun opens a clause without 'that', before the main verb."""
        rest = self.tags[at + 2 :]
        stop = next((place for place, here in enumerate(rest) if here in ".SC"), len(rest))
        return self.tags[at + 1 : at + 2] == ["V"] and bool(set("VBM") & set(rest[:stop]))

    def _only_verb(self, at: int) -> bool:
        """Whether a token is an inflected verb and hardly anything else: 'knows'."""
        word = self.words[at].lower() if at < len(self.words) else ""
        base = self.lexicon.base(word, "verb")
        entry = self.lexicon.entry(base)
        return word.endswith("s") and base != word and entry.verb > 8 * entry.noun

    def _finite_verb(self, start: int) -> int | None:
        for at in range(start, len(self.words)):
            if self.tags[at] in "MBV" and self.tags[at - 1 : at] != ["T"]:
                return at
            if self.tags[at] == "S" or self.words[at] in ".!?;:":
                return None
        return None

    def _verb_read_as_noun(self) -> None:
        """'The storm hits': where no verb was found, an -s word inside the subject may be it."""
        for at in range(self.hero_start + 1, min(len(self.words) - 1, self.hero_end + 1)):
            word = self.words[at].lower()
            base = self.lexicon.base(word, "verb")
            if word.endswith("s") and self.tags[at - 1] in "NP" and self.lexicon.entry(base).verb:
                self.verb, self.hero_end = at, at
                self.tags[at] = "V"
                return

    def _verb_ends_subject(self) -> None:
        """'Zara and her drone race through …': the last word of a joined subject may be the verb."""
        last = self.hero_end - 1
        joined = "and" in [word.lower() for word in self.words[self.hero_start : last]]
        goes_on = self.tags[self.hero_end : self.hero_end + 1] in (["I"], ["D"], ["T"], ["A"])
        if joined and goes_on and self.lexicon.entry(self.words[last]).verb and self.tags[last - 1] in "NP":
            self.verb, self.hero_end = last, last
            self.tags[last] = "V"

    def first_verb(self, at: int) -> int:
        """The full verb: after a modal, 'has to', or a verb like 'wants to'."""
        words, tags = self.words, self.tags
        self.modal = ""
        if tags[at] == "M":
            self.modal, at = words[at].lower(), at + 1
        elif tags[at] == "B" and self._to_follows(at):
            self.modal, at = "must", next(place for place in range(at, len(words)) if tags[place] == "T") + 1
        elif at + 1 < len(words) and tags[at + 1] == "T" and self._semi_modal(words[at]):
            self.modal, at = "must", at + 2
        return self._skip(at, "A")

    def _to_follows(self, at: int) -> bool:
        forced = ("forced", "sent", "about", "determined", "chosen", "ordered", "hired")
        following = self.words[at + 1].lower() if at + 1 < len(self.words) else ""
        return "T" in self.tags[at + 1 : at + 2] or (following in forced and self.tags[at + 2 : at + 3] == ["T"])

    def _semi_modal(self, word: str) -> bool:
        return self.lexicon.base(word, "verb") in self.lexicon.lists["semi_modals"]

    def _complement_end(self, verb: int) -> int:
        """Where the predicate ends: a new clause, a purpose ('to save …'), a deadline, a stop."""
        words, tags = self.words, self.tags
        for at in range(verb + 1, len(words)):
            word = words[at].lower()
            later = tags[at + 1] if at + 1 < len(words) else ""
            purpose = (
                tags[at] == "T"
                and later == "V"
                and at > verb + 1
                and words[at - 1].lower() not in TAKES_TO
                and self.lexicon.base(words[verb], "verb") not in CAUSES
                and not (
                    tags[verb] == "B" and words[at - 1].lower() in ("first", "last", "only", "one", "able", "ready")
                )
                and not (set("RSO") & set(tags[verb + 1 : at]) and (at + 2 >= len(words) or words[at + 2] in ",.;!?"))
            )
            between = "between" in words[verb:at] and "and" not in words[verb:at]
            clause = (
                word == "and"
                and not between
                and (later in ("V", "M", "B") or (later in ("D", "O") and set("VMB") & set(tags[at + 2 : at + 7])))
            )
            # 'the day before …' is a time, not a deadline.
            dated = word in ("before", "after") and words[at - 1].lower() in (
                "day",
                "night",
                "hour",
                "week",
                "moment",
                "year",
            )
            if (
                (
                    tags[at] == "S"
                    and not dated
                    and not (word == "until" and at == verb + 1)
                    and word not in ("where", "if")
                    and self._has_verb(at)
                )
                or (words[at][0] in ",.;:!?—–" and not self._listed(at))
                or (purpose and tags[at - 1] != "V")
                or (word == "but" and set("VMB") & set(tags[at:]))
                or clause
            ):
                return at
        return len(words)

    def rest(self) -> list[tuple[int, int]]:
        """(first token, one after the last) of each clause after the predicate: purpose, time, turn, further deeds."""
        words, tags, at = self.words, self.tags, self.stop
        found = []
        while at < len(words):
            if tags[at] == ".":
                at += 1
                continue
            end = at + 1
            while end < len(words) and not (
                tags[end] in "S."
                or (
                    tags[end] == "T"
                    and tags[end + 1 : end + 2] == ["V"]
                    and tags[end - 1] not in "VJB"
                    and end > at + 1
                )
                or words[end].lower() == "but"
            ):
                end += 1
            found.append((at, end))
            at = end
        return found

    def _has_verb(self, at: int) -> bool:
        """Whether what begins here is a clause: 'after the war ends' is one, 'after a man who is still alive' is none."""
        for place in range(at + 1, len(self.words)):
            if self.tags[place] in "VMB":
                return True
            if self.tags[place] == "R" or self.words[place] in ",.;:!?":
                break
        return self.words[at].lower() in ("before", "until", "till")

    def _listed(self, at: int) -> bool:
        """Whether a comma stands in a list of things: 'a vineyard, a curse and a very large debt'."""
        rest = self.words[at + 1 :]
        end = next((place for place, word in enumerate(rest) if word[0] in ".;:!?" or word in ",—–"), len(rest))
        joined = "and" in rest[:end] and self.tags[at + 1 : at + 2] in (["D"], ["#"]) and self.words[at] == ","
        return joined and not set("VMBSRO") & set(self.tags[at + 1 : at + 1 + end])

    def names(self) -> list[str]:
        """Proper names, of several words where they belong together."""
        found, at = [], 0
        while at < len(self.words):
            end = at
            while end < len(self.words) and (
                self.tags[end] == "P"
                or (end > at and self.tags[end] == "#")
                or (
                    end > at
                    and self.words[end].lower() in ("of", "de", "von", "van")
                    and self.tags[end + 1 : end + 2] == ["P"]
                )
            ):
                end += 1
            if end > at:
                found.append(join(self.words[at:end]).removesuffix("'s"))
            at = max(end, at + 1)
        return found

    def phrases(self) -> list[str]:
        """All noun phrases in reading order."""
        return [phrase for _, phrase in self.phrases_at()]

    def phrases_at(self) -> list[tuple[int, str]]:
        """(first token, words) of all noun phrases in reading order."""
        return [(start, join(self.words[start:stop])) for start, stop in phrase_spans(self.words, self.tags)]


def first_names(lexicon: Lexicon) -> frozenset[str]:
    """Every first name the writer knows."""
    return lexicon.lists["female_names"] | lexicon.lists["male_names"]
