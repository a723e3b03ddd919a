"""A logline taken apart."""

from __future__ import annotations

import re
from dataclasses import replace

from backends.scribe.grammar import join, noun_phrase_end, sentences, tag, tokens
from backends.scribe.parts import Parts
from backends.scribe.sentence import Sentence
from backends.scribe.where import SHORTEST, aims_of, place_named, place_of
from backends.scribe.who import hero_of
from backends.scribe.words import ARTEFACT, POSSESSIVES, Lexicon, head, word_set

VAGUE = word_set("time life love death fate age work world way it them him her himself herself anything nothing crime")
"""What one stops, faces or fights without anybody being there."""


DATED = re.compile(r"([A-Z][\w'-]+(?: [A-Z][\w'-]+)*), (?:\w+ )?[12]\d{3}\b")
"""Where and when a story begins: 'Patagonia, 1911.'"""

ALLIED = word_set(
    "raise build lead join found own adopt train command hire love marry befriend help protect save heal feed teach"
)
"""What somebody raises, joins or saves stands against nobody."""


def parse(text: str, lexicon: Lexicon) -> Parts:
    """The parts of a logline. The first sentence with a verb is taken apart; the others are kept as they are."""
    found = sentences(text)
    read = [Sentence(sentence, lexicon) for sentence in found or [""]]
    told = [at for at, reader in enumerate(read) if reader.verb is not None] or [0]
    chosen = next((at for at in told if _parts(read[at]).agent), told[0])
    parts = _parts(read[chosen])
    names = dict.fromkeys(name for reader in read for name in reader.names())
    if dated := DATED.match(text):
        names |= {dated[1]: None}
        if parts.place.lower() in ("", dated[1].lower()):
            parts = replace(parts, place=dated[1], preposition="in")
    if len(parts.named_place) < SHORTEST:
        parts = replace(parts, named_place=dated[1] if dated else place_named(names, text, lexicon))
    before, after = tuple(found[:chosen]), tuple(found[chosen + 1 :])
    return replace(parts, text=text, names=tuple(names), before=before, after=after)


def _parts(sentence: Sentence) -> Parts:
    """Everything this sentence says."""
    words = sentence.words
    hero = join(words[sentence.hero_start : sentence.hero_end])
    parts = Parts(
        text=" ".join(words),
        hero=hero,
        epithet=sentence.epithet if len(sentence.epithet) < 40 else "",
        relative=sentence.relative,
        turn=sentence.turn,
    )
    if sentence.verb is not None:
        parts = _rest(sentence, _predicate(sentence, parts))
    place, preposition, named = place_of(sentence, hero)
    parts = replace(parts, place=place, preposition=preposition, named_place=named, aims=aims_of(sentence))
    parts = replace(parts, threat=_threat(sentence, parts))
    parts = replace(parts, object=_object(sentence, parts))
    return hero_of(sentence, parts)


def _predicate(sentence: Sentence, parts: Parts) -> Parts:
    assert sentence.verb is not None
    verb = sentence.first_verb(sentence.verb)
    base = sentence.lexicon.base(sentence.words[verb], "verb") if verb < len(sentence.words) else ""
    state = sentence.tags[sentence.verb] == "B" and not sentence.modal
    want = (
        ""
        if state or sentence.tags[verb : verb + 1] != ["V"]
        else join([base, *sentence.words[verb + 1 : sentence.stop]])
    )
    return replace(parts, predicate=join(sentence.words[sentence.verb : sentence.stop]), want=want, verb=base)


def _rest(sentence: Sentence, parts: Parts) -> Parts:
    """Deadline and turn after the predicate: whoever acts in them may be a threat."""
    words, tags = sentence.words, sentence.tags
    deadline, turn = "", parts.turn
    for at, end in sentence.rest():
        piece = join(words[at:end])
        bare = tags[at] == "S" and not set("VMB") & set(tags[at:end])
        if words[at].lower() in ("before", "until", "till") or (bare and end - at > 2):
            deadline = deadline or piece
        elif tags[at] == "S" and end - at > 2:
            turn = turn or piece
    return replace(parts, deadline=deadline, turn=turn)


def _threat(sentence: Sentence, parts: Parts) -> str:
    """What stands against the hero: named as such, the object of a hostile deed, or a threat by its own word."""
    lists = sentence.lexicon.lists
    for at, word in enumerate(sentence.words[:-1]):
        before = sentence.lexicon.base(sentence.words[at - 1], "verb") if at else ""
        against = word.lower() == "against"
        by = word.lower() == "by" and at > 0 and before in lists["hostile"]
        flees = word.lower() == "from" and before in ("escape", "flee", "hide", "run")
        main = at == sentence.verb or sentence.tags[at - 1 : at] in (["T"], ["M"])
        fought = main and sentence.tags[at] == "V" and sentence.lexicon.base(word, "verb") in lists["hostile"]
        if against or by or flees or fought:
            end = noun_phrase_end(sentence.words, sentence.tags, at + 1)
            phrase = join(sentence.words[at + 1 : end])
            vague = (
                sentence.lexicon.place(phrase)
                or sentence.lexicon.kind(phrase) == ARTEFACT
                or head(phrase).lower() in VAGUE
            )
            if end > at + 1 and not ((fought or flees) and vague):
                return phrase
    without = {
        join(sentence.words[at + 1 : at + 3])
        for at, word in enumerate(sentence.words)
        if word.lower() in ("without", "no", "of", "last", "dying", "dead", "wounded")
    }
    allied = _object(sentence, parts) if parts.verb in ALLIED else ""
    for phrase in sentence.phrases():
        if phrase in (parts.hero, parts.place, allied) or any(phrase in other for other in without):
            continue
        if sentence.lexicon.base(head(phrase), "noun") in lists["threats"] or lists["evil"] & set(
            phrase.lower().split()
        ):
            return phrase
    subjects = [_subject_of(sentence, clause) for clause in (parts.turn, parts.deadline) if clause]
    return next((phrase for phrase in subjects if sentence.lexicon.base(head(phrase), "noun") in lists["uncanny"]), "")


def _subject_of(sentence: Sentence, clause: str) -> str:
    words = tokens(clause)[1:]
    end = noun_phrase_end(words, tag(words, sentence.lexicon), 0)
    phrase = join(words[:end])
    own = words[:1] and words[0].lower() in POSSESSIVES | {"it", "they", "he", "she"}
    return "" if own or sentence.lexicon.place(phrase) else phrase


def _object(sentence: Sentence, parts: Parts) -> str:
    """The direct object of the main verb, if it is a thing."""
    if sentence.verb is None:
        return ""
    for at in range(sentence.verb + 1, sentence.stop):
        if sentence.tags[at] == "R":
            break
        if sentence.tags[at] in "DJN#P" and sentence.tags[at - 1] in "VA":
            end = noun_phrase_end(sentence.words, sentence.tags, at)
            phrase = join(sentence.words[at:end])
            vague = sentence.words[at].lower() in ("every", "each", "some", "any", "no", "all", "that")
            counted = sentence.tags[at] in "D#P" or sentence.lexicon.plural(sentence.words[end - 1])
            return phrase if end > at and counted and not vague and phrase != parts.threat else ""
    return ""
