"""A logline's parts — hero, predicate, goal, deadline, turn, place, threat, object — in the user's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from backends.scribe.grammar import join, noun_phrase_end, tag, tokens
from backends.scribe.words import (
    ANIMAL,
    ARTEFACT,
    DETERMINERS,
    GROUP,
    LOCATION,
    NUMBERS,
    OBJECT,
    PERSON,
    POSSESSIVES,
    Lexicon,
    head,
    word_set,
)

TIME = re.compile(
    r"\b(night|midnight|dawn|sunrise|dusk|sunset|twilight|noon|morning|evening|winter|summer|autumn|spring|christmas|"
    r"halloween|new year'?s? ?(?:eve)?|tonight|tomorrow|1\d{3}s?|2[01]\d{2}s?|victorian|medieval|future|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend)\b",
    re.IGNORECASE,
)
NO_PLACE = re.compile(
    r"\b(time|life|love|death|danger|debt|order|war|trouble|secret|peace|past|hour|minutes|days?|years?|week|mind|head|"
    r"dreams?|hearts?|way|fact|end|search|front)$",
    re.IGNORECASE,
)
LEADS = word_set("deep high somewhere after before since until once")
"""Words that open a leading phrase besides prepositions: 'After the funeral, …'."""

PLACE_PREPOSITIONS = word_set(
    "in on at under across through near aboard inside beneath beyond into above to over outside behind around along "
    "throughout within atop from between beside"
)
STANDS = {
    "through": "in",
    "throughout": "in",
    "across": "in",
    "to": "in",
    "into": "in",
    "from": "in",
    "along": "on",
    "behind": "in",
    "around": "in",
    "outside": "near",
}
"""The preposition with which a place is named again: 'races through Shanghai' happens in Shanghai."""

ON = word_set("mars moonland war")
"""Kinds of places one is on rather than in."""


@dataclass(frozen=True)
class Parts:
    """What was understood; '' or () where the sentence does not say. `words` and `tags` are for those who look closer."""

    text: str
    hero: str = ""
    short: str = ""
    name: str = ""
    pronoun: str = "they"
    plural: bool = False
    agent: bool = False
    relative: str = ""
    lead: str = ""
    predicate: str = ""
    want: str = ""
    modal: str = ""
    verb: str = ""
    goal: str = ""
    deadline: str = ""
    turn: str = ""
    turn_leads: bool = False
    tails: tuple[str, ...] = ()
    place: str = ""
    preposition: str = "in"
    named_place: str = ""
    threat: str = ""
    object: str = ""
    time: str = ""
    names: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    words: tuple[str, ...] = field(default=(), repr=False)
    tags: str = field(default="", repr=False)


def parse(text: str, lexicon: Lexicon) -> Parts:
    """The parts of a logline. The first sentence with a verb is taken apart; the others are kept as they are."""
    sentences = [sentence for sentence in re.split(r"(?<=[.!?…])\s+", text) if re.search(r"\w", sentence)]
    read = [_Reader(sentence, lexicon) for sentence in sentences or [""]]
    chosen = next((at for at, reader in enumerate(read) if reader.verb is not None), 0)
    parts = read[chosen].parts()
    names = dict.fromkeys(name for reader in read for name in reader.names())
    before, after = tuple(sentences[:chosen]), tuple(sentences[chosen + 1 :])
    return replace(parts, text=text, names=tuple(names), before=before, after=after)


class _Reader:
    """One pass over a sentence, from left to right: lead, subject, relative clause, verb, complement, rest."""

    def __init__(self, sentence: str, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.words = tokens(re.sub(r"[“”\"]", "", sentence))
        self.tags = tag(self.words, lexicon)
        self.turn = ""
        self.lead = ""
        start = self._lead()
        self.hero_start, self.hero_end = start, self._subject(start)
        after, self.name, self.relative = self._relative(self.hero_end)
        self.verb = self._finite_verb(after)
        if self.verb is None and not self.relative:
            self._verb_read_as_noun()
        if self.verb is None:
            self._verb_ends_subject()
        self.stop = len(self.words) if self.verb is None else self._complement_end(self._first_verb(self.verb))

    # --- from left to right ---------------------------------------------------------------------------------------

    def _lead(self) -> int:
        """First token of the subject, after phrases such as 'In 1917,' and a clause 'When …,'."""
        at, words, tags = 0, self.words, self.tags
        if (
            at < len(words)
            and words[at].lower() in ("when", "after", "once", "as", "if")
            and "," in words
            and tags[at] in "SI"
        ):
            comma = words.index(",")
            if any(tag in "VB" for tag in tags[:comma]):
                self.turn = join([words[0].lower(), *words[1:comma]])
                return self._skip(comma + 1, "A")
        if "," in words[:7] and tags[0] == "D" and TIME.search(join(words[:3])):
            # 'Every night at three, the same stranger knocks …'
            self.lead = join(words[: words.index(",")])
            at = words.index(",") + 1
        for _ in range(3):
            if at < len(words) and (tags[at] == "I" or words[at].lower() in LEADS):
                comma = words.index(",", at) if "," in words[at:] else 0
                if comma and comma - at < 9:
                    self.lead = join(words[:comma])
                    at = comma + 1
                    continue
                end = noun_phrase_end(words, tags, at + 1)
                if end < len(words) and tags[end] in "DP" and end > at + 1:
                    at = end
                    continue
            break
        opens = at + 1 < len(words) and tags[at] in "VJ" and tags[at + 1] in "IA"
        if opens and "," in words[at : at + 9]:
            self.lead = join(words[at : words.index(",", at)])
            at = words.index(",", at) + 1
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
        while end > start and end < len(words) - 1:
            listed = words[end] == "," and tags[end + 1] in "DP" and "and" in [w.lower() for w in words[end : end + 8]]
            if not (words[end].lower() in ("and", "or") or (listed and not set("VMB") & set(tags[end : end + 4]))):
                break
            following = noun_phrase_end(words, tags, end + 1)
            if following <= end + 1:
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
            elif here == "I" and word in ("from", "with", "in", "on", "of", "at", "aboard", "without", "for"):
                end = noun_phrase_end(words, tags, at + 1)
                end = end if end > at + 1 else at
            elif words[at] == ",":
                end = at + 1
            else:
                break
            if end <= at:
                break
            at = end
        return at, name, relative

    def _past_participle(self, at: int) -> bool:
        """'a girl lost in the woods searches …': a participle only where a finite verb follows."""
        word = self.words[at].lower()
        looks = bool(re.search(r"(ed|en|lost|bound|sent)$", word)) and self.lexicon.base(word, "verb") != word
        by = at + 1 < len(self.words) and self.tags[at + 1] == "I"
        return looks and by and any(tag in "VMB" for tag in self.tags[at + 1 :])

    def _clause_end(self, at: int, verbs: int) -> int:
        """The end of a relative clause: a comma, or its second finite verb."""
        end = at + 1
        while end < len(self.words) and self.words[end] != ",":
            here, before = self.tags[end], self.tags[end - 1]
            finite = here in "MB" or (here == "V" and not self.words[end].endswith("ing") and before not in "TMBC")
            if finite:
                verbs += 1
                if verbs > 1 and before not in "MBAR":
                    break
            end += 1
        return end

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

    def _first_verb(self, at: int) -> int:
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
                and words[at - 1].lower() not in ("how", "want", "wants")
            )
            clause = word == "and" and (
                later in ("V", "M", "B") or (later in ("D", "O") and set("VMB") & set(tags[at + 2 : at + 7]))
            )
            if (
                (tags[at] == "S" and word not in ("where", "if"))
                or words[at][0] in ",.;:!?—–"
                or (purpose and tags[at - 1] != "V")
                or word == "but"
                or clause
            ):
                return at
        return len(words)

    # --- what it means ---------------------------------------------------------------------------------------------

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

    def parts(self) -> Parts:
        """Everything this sentence says."""
        words = self.words
        hero = join(words[self.hero_start : self.hero_end])
        parts = Parts(
            text=" ".join(words),
            hero=hero,
            relative=self.relative,
            lead=self.lead,
            turn=self.turn,
            turn_leads=bool(self.turn),
            words=tuple(words),
            tags="".join(self.tags),
        )
        if self.verb is not None:
            parts = self._rest(self._predicate(parts))
        place, preposition, named = self._place(parts)
        parts = replace(parts, place=place, preposition=preposition, named_place=named)
        parts = replace(parts, threat=self._threat(parts))
        parts = replace(parts, object=self._object(parts))
        if match := TIME.search(parts.text):
            parts = replace(parts, time=match.group(0))
        return self._hero(parts)

    def _predicate(self, parts: Parts) -> Parts:
        assert self.verb is not None
        verb = self._first_verb(self.verb)
        base = self.lexicon.base(self.words[verb], "verb") if verb < len(self.words) else ""
        state = self.tags[self.verb] == "B" and not self.modal
        want = "" if state or self.tags[verb : verb + 1] != ["V"] else join([base, *self.words[verb + 1 : self.stop]])
        return replace(parts, predicate=join(self.words[self.verb : self.stop]), want=want, modal=self.modal, verb=base)

    def _rest(self, parts: Parts) -> Parts:
        """Purpose, deadline, turn and further clauses after the predicate."""
        words, tags, at = self.words, self.tags, self.stop
        found: dict[str, str] = {}
        tails: list[str] = []
        while at < len(words):
            if tags[at] == ".":
                at += 1
                continue
            end = at + 1
            while end < len(words) and not (
                tags[end] in "S."
                or (
                    tags[end] == "T" and tags[end + 1 : end + 2] == ["V"] and tags[end - 1] not in "VJ" and end > at + 1
                )
                or words[end].lower() == "but"
            ):
                end += 1
            piece, word, later = join(words[at:end]), words[at].lower(), tags[at + 1 : at + 2]
            if word == "to" and later == ["V"]:
                found.setdefault("goal", join(words[at + 1 : end]))
            elif word in ("before", "until", "till"):
                found.setdefault("deadline", piece)
            elif tags[at] == "S" and end - at > 2:
                found.setdefault("turn", piece)
            elif word in ("and", "but") and end - at > 2:
                if later == ["M"] and self.tags[at + 2 : at + 3] == ["V"]:
                    found.setdefault("goal", join(words[at + 2 : end]))
                elif "V" in tags[at:end] or "B" in tags[at:end] or "M" in tags[at:end]:
                    tails.append(join(words[at + 1 : end]))
            at = end
        turn = parts.turn or found.get("turn", "")
        return replace(
            parts, goal=found.get("goal", ""), deadline=found.get("deadline", ""), turn=turn, tails=tuple(tails)
        )

    def _place(self, parts: Parts) -> tuple[str, str, str]:
        """The place, the preposition it is named with, and the proper name of a place if there is one."""
        scored: list[tuple[int, int, str, str, bool]] = []
        for at in range(len(self.words) - 1):
            preposition = self.words[at].lower()
            if preposition not in PLACE_PREPOSITIONS or self.tags[at] not in "IT" or self.tags[at + 1] == "V":
                continue
            end = noun_phrase_end(self.words, self.tags, at + 1)
            if end > at + 1:
                phrase = self._without_its_name(join(self.words[at + 1 : end]))
                named = self.tags[end - 1] == "P" and phrase.split()[0] not in self._first_names()
                scored.append((self._place_score(phrase, preposition, named), -at, preposition, phrase, named))
        good = [entry for entry in scored if entry[0] >= 2]
        if good:
            # Of 'the cellar of a hospital in Warsaw' the common noun is drawn, the proper noun is named.
            drawn = max((entry for entry in good if not entry[4]), default=max(good))
            best = drawn if drawn[0] >= max(good)[0] - 1 else max(good)
            named_place = next((entry[3] for entry in sorted(good, reverse=True) if entry[4]), "")
            return best[3], self._stands(best[2], best[3]), named_place
        if self.lexicon.place(parts.hero) and self.lexicon.kind(parts.hero) not in (PERSON, ANIMAL, GROUP):
            return parts.hero, self._stands("in", parts.hero), ""
        for phrase in self._phrases():
            if self.lexicon.place(phrase) and self.lexicon.kind(phrase) in (LOCATION, OBJECT):
                return phrase, self._stands("in", phrase), ""
        return "", "in", ""

    def _without_its_name(self, phrase: str) -> str:
        """'the neon rain of Shanghai' happens in Shanghai; 'the port of Hamburg' stays what it is."""
        what, of, name = phrase.partition(" of ")
        named = of and name[:1].isupper()
        return name if named and not self.lexicon.places.get(self.lexicon.base(head(what), "noun")) else phrase

    def _place_score(self, phrase: str, preposition: str, named: bool) -> int:
        kind = self.lexicon.kind(phrase)
        bare = re.sub(r"^(the|a|an|one)\s+", "", phrase, flags=re.IGNORECASE)
        inside = preposition in ("in", "at", "inside", "aboard", "under", "beneath")
        score = 3 if self.lexicon.place(phrase) else 0
        score += 2 if kind == LOCATION else 1 if kind in (ARTEFACT, OBJECT) and inside else 0
        score += 2 if named and preposition in ("in", "at", "to", "through", "across", "on", "from", "into") else 0
        score += 1 if preposition in ("in", "on", "at", "aboard", "inside", "beneath", "across") else 0
        score -= 2 if preposition in ("from", "to", "over", "between", "behind") else 0
        score -= (
            9 if phrase.split()[0].lower() in ("every", "each", "any", "no", "his", "her") and kind != LOCATION else 0
        )
        score -= 4 if TIME.fullmatch(bare) else 0
        nobody = kind in (PERSON, GROUP) and not named and not self.lexicon.place(phrase)
        score -= 3 if NO_PLACE.search(phrase) or nobody else 0
        return score

    def _stands(self, preposition: str, place: str) -> str:
        if self.lexicon.place(place) in ON and preposition in ("to", "across", "from", "into", "in"):
            return "on" if self.lexicon.place(place) != "sea" or preposition != "in" else "in"
        return STANDS.get(preposition, preposition)

    def _threat(self, parts: Parts) -> str:
        for at, word in enumerate(self.words[:-1]):
            before = self.lexicon.base(self.words[at - 1], "verb") if at else ""
            against = word.lower() == "against"
            by = word.lower() == "by" and at > 0 and self.tags[at - 1] in "VJ"
            flees = word.lower() == "from" and before in ("escape", "flee", "hide", "run")
            if against or by or flees:
                end = noun_phrase_end(self.words, self.tags, at + 1)
                if end > at + 1:
                    return join(self.words[at + 1 : end])
        evil, threats = self.lexicon.lists["evil"], self.lexicon.lists["threats"]
        without = {
            join(self.words[at + 1 : at + 3]) for at, word in enumerate(self.words) if word.lower() in ("without", "no")
        }
        for phrase in self._phrases():
            if phrase in (parts.hero, parts.place) or any(phrase in other for other in without):
                continue
            if self.lexicon.base(head(phrase), "noun") in threats or evil & set(phrase.lower().split()):
                return phrase
        if parts.turn:
            return self._subject_of(parts.turn)
        return ""

    def _subject_of(self, clause: str) -> str:
        words = tokens(clause)[1:]
        end = noun_phrase_end(words, tag(words, self.lexicon), 0)
        phrase = join(words[:end])
        own = words[:1] and words[0].lower() in POSSESSIVES | {"it", "they", "he", "she"}
        return "" if own or self.lexicon.place(phrase) else phrase

    def _object(self, parts: Parts) -> str:
        """The direct object of the main verb, if it is a thing."""
        if self.verb is None:
            return ""
        for at in range(self.verb + 1, self.stop):
            if self.tags[at] == "R":
                break
            if self.tags[at] in "DJN#P" and self.tags[at - 1] in "VA":
                end = noun_phrase_end(self.words, self.tags, at)
                phrase = join(self.words[at:end])
                vague = self.words[at].lower() in ("every", "each", "some", "any", "no", "all", "that")
                counted = self.tags[at] in "D#P" or self.lexicon.plural(self.words[end - 1])
                return (
                    phrase if end > at and counted and not vague and phrase not in (parts.place, parts.threat) else ""
                )
        return ""

    def _phrases(self) -> list[str]:
        """All noun phrases in reading order."""
        found, at = [], 0
        while at < len(self.words):
            end = noun_phrase_end(self.words, self.tags, at) if self.tags[at] in "DJNP#" else at
            if end > at:
                found.append(join(self.words[at:end]))
            at = max(end, at + 1)
        return found

    def _first_names(self) -> frozenset[str]:
        return self.lexicon.lists["female_names"] | self.lexicon.lists["male_names"]

    def _hero(self, parts: Parts) -> Parts:
        hero, words = parts.hero, parts.hero.split()
        name = self.name
        if not name and words:
            known = next((word for word in words if word.removesuffix("'s") in self._first_names()), "")
            capital = next((phrase for phrase in self.names() if phrase in hero), "")
            titled = capital and self.lexicon.kind(words[0]) == PERSON
            name = (
                "" if " and " in hero else capital if titled or (capital and words[0] == capital.split()[0]) else known
            )
        pronoun, plural = self._pronoun(parts, name)
        thing = self.lexicon.thing(hero)
        alive = self.lexicon.kind(hero) in (PERSON, ANIMAL) or thing in ALIVE
        agent = bool(hero) and (bool(name) or pronoun in ("she", "he", "i", "we", "you") or alive)
        short = name or self._short(hero)
        return replace(parts, name=name, short=short, pronoun=pronoun, plural=plural, agent=agent)

    def _pronoun(self, parts: Parts, name: str) -> tuple[str, bool]:
        hero = parts.hero.lower()
        if hero in ("i", "we", "you"):
            return hero, hero != "i"
        first = (parts.hero.split() or [""])[0].lower()
        many = " and " in hero or first in NUMBERS | {"all", "these", "both"}
        if many or (not name and self.lexicon.plural(head(parts.hero))):
            return "they", True
        lists, words = self.lexicon.lists, set(re.findall(r"[a-z-]+", hero))
        given = (name.split() or [""])[0]
        text = f" {parts.text.lower()} "
        for pronoun, names, nouns in (
            ("she", lists["female_names"], lists["female_nouns"]),
            ("he", lists["male_names"], lists["male_nouns"]),
        ):
            if given in names or (words & nouns):
                return pronoun, False
        for pronoun, hints in (("she", r"\b(her|herself|she)\b"), ("he", r"\b(his|himself|he)\b")):
            if re.search(hints, text):
                return pronoun, False
        thing = self.lexicon.thing(parts.hero)
        person = self.lexicon.kind(parts.hero) == PERSON or thing in PEOPLE or name
        return ("they" if person or not parts.hero else "it"), False

    def _short(self, hero: str) -> str:
        """The hero at second mention: 'A retired astronaut' is 'the astronaut'."""
        words = hero.split()
        if not words:
            return ""
        first = words[0].lower()
        if " and " in hero:
            return re.sub(r"\b(a|an|one)\s", "the ", hero, flags=re.IGNORECASE)
        if first in POSSESSIVES or first in ("i", "we", "you"):
            return hero
        if first in NUMBERS:
            return f"the {first} {head(hero)}"
        if first in DETERMINERS or self.lexicon.knows(words[0]):
            noun = head(hero)
            if self.lexicon.knows(noun) and not any(noun in name.split() for name in self.names()):
                noun = noun.lower()
            of = re.search(rf"\b{re.escape(noun)} (of [\w' -]+)", hero)
            compound = self._compound(words, noun)
            return f"the {compound}{noun} {of.group(1)}" if of and len(hero) < 28 else f"the {compound}{noun}"
        return hero

    def _compound(self, words: list[str], noun: str) -> str:
        """'lighthouse keeper' and 'train driver' stay whole."""
        at = words.index(noun) if noun in words else 0
        if at < 1 or words[at - 1].lower() in DETERMINERS | POSSESSIVES:
            return ""
        entry = self.lexicon.entry(words[at - 1])
        whole = entry.noun > entry.adjective and not words[at - 1].lower().endswith(("ed", "ing"))
        return f"{words[at - 1]} " if whole else ""


PEOPLE = word_set("man woman child soldier detective astro hooded couple crowd rider")
ALIVE = PEOPLE | word_set("robot wolf cat bear bird whale dragon")
