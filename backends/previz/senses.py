"""What a word means beside its neighbours: a verb, a name, several of something, what somebody wears, what kind of thing it is."""

from __future__ import annotations

import re
from typing import Any

from backends.previz.evidence import (
    DETERMINERS,
    ENDS,
    can_be_verb,
    hints,
    is_deed,
)
from backends.previz.outlines import is_group, is_person
from backends.previz.reading import (
    AGED,
    MALE,
    MOST,
    ON_FOOT,
    RIDES,
    Seen,
    is_beast,
    may_be,
)
from backends.previz.vocabulary import (
    Words,
    bases,
    hit,
)
from backends.previz.whereabouts import PLACING, STOPS

BODILY = ("-eyed", "-haired", "-faced", "-legged", "-handed", "-headed", "-hearted", "-year-old")
COLOURS = frozenset("red blue black white green grey gray golden brown yellow".split())
ABOARD = ("drive", "sail", "glide")
"""How vehicles move, which stay in the picture with who drives them: a bus driver's bus."""
BEASTLY = ("trot", "gallop", "walk", "fly", "swim", "hop", "waddle", "lumber", "slither")
PEOPLE = frozenset("woman man child couple crowd detective hooded soldier astronaut".split())
BEASTS = frozenset(
    "bear wolf dog fox deer cat_sitting bird horse fish whale snake spider bee dragon tyrannosaur".split()
)
"""As what the lexicon knows an animal: an otter has no trade."""
SOMEBODY = frozenset(("man", "woman", "lone figure", "figure", "person", "young woman", "young man"))
"""Words that say no more of somebody than that he is there."""
OLD = frozenset(
    "old elderly aged ageing aging retired frail wrinkled grey-haired gray-haired white-haired silver-haired white-bearded".split()
)
PRONOUNS = frozenset("he she himself herself".split())
YOUNG = frozenset("baby newborn infant toddler".split())
"""Before an animal or a thing they say which one it is."""
STANDS = 2.3
"""Metres from which what does not move is built or grown: no compound's first noun."""
IMITATING = {
    **dict.fromkeys("paper origami cardboard chocolate gingerbread lego plastic papier-mâché miniature clay".split(), ""),
    **dict.fromkeys("stuffed plush cuddly".split(), "teddy_bear"), "toy": "toy_robot", "toys": "toy_robot",
}  # fmt: skip
"""What is made so only looks like the thing that it is called, and as what it is drawn."""
SOIL = frozenset(
    "beneath below under underneath in into inside on from within scorched bare wet dry cracked parched".split()
)
"""After these the earth is the ground."""
GIRLS = frozenset("rose lily daisy ruby violet amber pearl ivy iris jasmine penny olive hazel".split())
"""Names of women, written so, that are things too."""


def aged(subject: str, run: list[str], at: int, end: int) -> str:
    """Somebody as old as the words before say: an elderly patient, an old tailor, but not an old friend; or a female pilot."""
    if subject == "man" and run[max(0, at - 1) : at] in (["female"], ["lady"], ["woman"]):
        subject = "woman"
    before = next((word for word in reversed(run[max(0, at - 2) : at]) if word in OLD or word in STOPS), "")
    mate = run[end - 1].removesuffix("s") in ("friend", "neighbour", "neighbor", "lover", "boyfriend", "girlfriend")
    return AGED.get(subject, subject) if before in OLD and not mate else subject


def is_plural(subject: str, part: list[str], known: Words) -> bool:
    """Whether the words for a subject are a plural that no group of its own is drawn for."""
    spoken = " ".join(part)
    if spoken not in known.subjects and spoken.replace("-", " ") not in known.subjects:
        return True
    moves = is_person(subject) or is_beast(subject) or known.facts[subject].get("moves") in ABOARD
    singles = (" ".join([*part[:-1], base]) for base in bases(part[-1]) if base != part[-1])
    return moves and not is_group(subject) and any(known.subjects.get(single) == subject for single in singles)


def one_of_group(subject: str, word: str, count: int, known: Words) -> str:
    """One of a group of which a number says how many they are: three horses are no herd, but three friends are not three men."""
    least = 3 if is_person(subject) else 2  # two people are a pair of their own
    if not least <= count <= MOST or not is_group(subject):
        return subject
    singles = ("child" if word == "children" else word, *bases(word))
    one = next((known.subjects[single] for single in singles if single != word and single in known.subjects), subject)
    return subject if one == "man" and not MALE.search(word) else one


def imitates(run: list[str], at: int, length: int, known: Words) -> bool:
    """Whether two words name what only looks like the second: a paper plane, a chocolate rabbit."""
    shown = hit(known.subjects, run[at + 1 : at + 2]) if length == 2 and run[at] in IMITATING else ""
    thing = not shown or known.facts[shown].get("home") == "stage"  # a paper bag is a bag
    return not (thing or hit(known.subjects, run[at : at + 2]) or hit(known.by_table["places"], run[at + 1 : at + 2]))


PARENTS = frozenset(("mother", "mothers", "father", "mum", "mom", "parents"))
"""Who is a beast where a beast has one."""
WATCHED = frozenset(("watches", "trains", "lights"))
"""What somebody does, right after him."""
METALS = frozenset(("gold", "silver", "diamond", "pearl"))
"""Before a thing they only say what it is made of."""
FLOWERY = [
    [word]
    for word in "red white pink yellow blue black single wild thorny lone lonely perfect wilted dying frozen blooming fresh dried last withered beautiful".split()
]
"""What a rose is, and nothing that rose."""
DANCES = frozenset(("dance", "dances", "dancing"))
AIRY = [
    [word]
    for word in "lights light aurora flames leaves petals snowflakes shadows sparks embers fireflies butterflies sunlight rays waves flowers lanterns borealis".split()
]
"""What dances without being a dancer."""
HUES = frozenset("orange rose peach violet cherry plum lime olive apricot lavender".split())
TINTED = frozenset(
    "sunset sunrise sky skies light lights glow dusk dawn twilight haze mist clouds horizon flames fire sun evening dress coat silk paint wall walls smoke".split()
)
"""What these fruits and flowers only say the colour of."""


def else_meant(run: list[str], written: list[str], at: int, subjects: list[Seen], known: Words) -> bool:
    """Whether a subject's word means somebody already named, a name, the ground, or how young something is."""
    word, after = run[at], run[at + 1] if at + 1 < len(run) else ""
    if word in PRONOUNS:
        return any(may_be(seen, word) for seen in subjects if moves_so(seen, ON_FOOT, known))
    if word in GIRLS and written[at] != word:
        joined = after == "and" and "".join(written[at + 2 : at + 3])[:1].isupper()
        named = joined or (can_be_verb(after) and not hit(known.subjects, [after]))
        return bool(named) if not at or run[at - 1] in ENDS else run[at - 1] not in DETERMINERS
    if word == "rose":  # the sun rose
        return after in COLOURS | {"pink", "gold"} or not (
            run[max(0, at - 1) : at] in FLOWERY or (at and run[at - 1] in DETERMINERS)
        )
    if word in DANCES and run[max(0, at - 1) : at] in AIRY:
        return True
    if word in PARENTS and run[max(0, at - 1) : at] in (["their"], ["its"]):
        return any(not is_person(seen.subject) for seen in subjects)
    following = after and (hit(known.subjects, run[at + 1 : at + 3]) or hit(known.subjects, [after]))
    if word in PARENTS and following and is_beast(following):  # a mother polar bear
        return True
    if word in METALS and following:  # gold perfume bottles
        return True
    if word == "fish" and run[max(0, at - 1) : at] == ["to"]:  # learns to fish
        return True
    if word == "does":  # and no deer
        return not at or run[at - 1] not in DETERMINERS
    if word in WATCHED and at and is_somebody(run[at - 1], known):  # a keeper watches the waves
        return True
    if (
        word == "gathering" and at and run[at - 1] not in DETERMINERS and run[at - 1].endswith("s")
    ):  # bees gathering pollen
        return True
    if word in HUES and (after in TINTED or (word == "orange" and after not in STOPS | {"", *ENDS})):
        return True
    if word == "cross" and at and after not in (STOPS - DETERMINERS) | {"", *ENDS}:
        return run[at - 1].endswith("s") or run[at - 1] in ("people", "children", "men", "women")
    if word == "nobody":
        return not at or run[at - 1] not in DETERMINERS
    if word == "jam" and at and run[at - 1] in ("traffic", "log", "paper", "guitar"):  # and none in a jar
        return True
    if word in ("ring", "rings") and after == "of":  # of a planet
        return not {"planet", "planets", "saturn", "ice", "dust"}.isdisjoint(run[at + 2 : at + 6])
    if word == "glass" and (run[max(0, at - 1) : at] == ["of"] or run[max(0, at - 2) : at - 1] == ["of"]):
        return run[at - 1] not in DETERMINERS  # a desert of black glass
    if word == "glass":  # a glass tower
        return bool(after and (hit(known.subjects, [after]) or hit(known.by_table["places"], [after])))
    if word in ("calf", "calves", "cub", "cubs"):
        return any(is_beast(seen.subject) and seen.subject not in ("cow", "cattle") for seen in subjects)
    if word == "giant" and hit(known.subjects, [after]):
        return True
    if word == "giant":
        return (
            run[at - 1] in DETERMINERS
            and bool(after)
            and after not in STOPS | {*ENDS}
            and not (can_be_verb(after) or after.endswith("ing"))
        )
    if word == "smith":
        return written[at] != word and (not at or run[at - 1] not in DETERMINERS)
    if word == "earth" and after in ("shakes", "trembles", "quakes", "moves"):
        return True
    if word == "earth":
        before = [one for one in run[max(0, at - 2) : at] if one not in DETERMINERS]
        return bool(before) and before[-1] in SOIL
    if word in YOUNG and after and after not in STOPS and after not in ENDS:
        noun = hit(known.subjects, [after]) or next(
            (known.lexicon[base] for base in bases(after) if base in known.lexicon), ""
        )
        return bool(noun) and noun not in PEOPLE and not (can_be_verb(after) and noun not in BEASTS)
    return False


GARMENTS = frozenset(("dress", "t_shirt", "jacket", "sneaker", "shield", "spectacles"))
"""As what clothes are drawn that nobody wears."""
CLOTHES = frozenset(
    "dress dresses gown gowns coat coats raincoat raincoats jacket jackets suit suits robe robes shirt shirts t-shirt sweater jumper uniform uniforms "
    "armour armor cloak cape hoodie skirt apron tunic sari kimono toga overalls pyjamas pajamas tracksuit jersey jeans clothes sunglasses glasses spectacles".split()
)
WORN_WITH = frozenset(("in", "wearing", "wears", "wear", "dressed"))
SHOWS_CLOTHES = re.compile(
    r"(?<!fashion )\bmodel(?=s? (?:wear\w*|pos(?:es?|ing)|walk(?:s|ing)?\b|strid\w+|strut\w*|on (?:a|the) catwalk"
    rf"|in (?:[\w-]+ ){{0,4}}(?:{'|'.join(sorted(CLOTHES))})\b))",
    re.IGNORECASE,
)
"""A model who is somebody: one in a dress, or who poses."""
FASHION = re.compile(r"\bfashion (?:model|show|week)", re.IGNORECASE)
"""Where a runway is a catwalk."""
COACHES = re.compile(
    r"\bcoach(?=(?:es)? (?:(?:shout|yell|scream|cheer|clap|talk|speak|hug|point|whistl|kneel|pac)\w*|gives|blows|draws|stands|watches)\b)",
    re.IGNORECASE,
)
"""One who trains a team, and no bus."""
FLOODS = re.compile(r"\b(flood(?:s|ing|ed)) with (?=(?:[\w-]+ ){1,2}light\b)", re.IGNORECASE)
"""What no water does."""


def unambiguous(text: str) -> str:
    """The text without words that other words behind them give another sense: models and coaches who are people, their runway,
    and what floods with light."""
    text = SHOWS_CLOTHES.sub("fashion model", text)
    text = re.sub(r"\brunway\b", "catwalk", text) if FASHION.search(text) else text
    text = COACHES.sub("football coach", text)
    return FLOODS.sub(r"\1 with light, ", text)


def undressed(subjects: list[Seen], run: list[str]) -> list[Seen]:
    """The subjects without the clothes that somebody named before them has on."""
    worn = {
        run[at] for at in range(len(run)) if run[at] in CLOTHES and not WORN_WITH.isdisjoint(run[max(0, at - 4) : at])
    }
    out: list[Seen] = []
    for seen in subjects:
        dressed = any(is_person(one.subject) for one in out)
        if not (dressed and seen.subject in GARMENTS and seen.word.split()[-1] in worn):
            out.append(seen)
    return out


def is_somebody(word: str, known: Words) -> bool:
    """Whether a word is somebody, one, on foot."""
    return word in known.subjects and is_person(known.subjects[word]) and not word.endswith("s")


def only_qualifies(first: Seen, last: Seen, known: Words) -> bool:
    """Whether a noun only says what kind of thing the noun right after it is: a police dog, a giant spider."""
    if last.subject == "rider" and last.word.split()[0] in (*RIDES, *PLACING):
        return False
    walks, what = moves_so(last, ON_FOOT, known), last.word.split()[-1]
    facts = known.facts[first.subject], known.facts[last.subject]
    things = [fact.get("home") == "stage" for fact in facts]
    if (things[0] and walks) or (things[1] and moves_so(first, ON_FOOT, known)):
        return False  # a watch seller has his watch, who teaches his son chess has his son
    built = any(not fact.get("moves") and float(fact["height"]) >= STANDS for fact in facts)
    return not (first.many or last.guessed or built or what in SOMEBODY or can_be_verb(what) or is_deed(what))


def walks(run: list[str], known: Words) -> bool:
    """Whether a word is somebody who walks."""
    subject = known.subjects.get(run[0], "") if run else ""
    return bool(subject) and known.facts[subject].get("moves") in ON_FOOT


def acts(run: list[str], known: Words) -> bool:
    """Whether a word is somebody, or several beasts, who may do what the next word says."""
    several = bool(run) and run[0].endswith("s") and run[0] not in known.lexicon
    subject = hit(known.subjects, run) if several else ""
    return walks(run, known) or (bool(subject) and known.facts[subject].get("moves") in BEASTLY)


def moves_so(seen: Seen, how: tuple[str, ...], known: Words) -> bool:
    """Whether a subject moves in one of these ways."""
    return known.facts[seen.subject].get("moves") in how


def without_hyphens(run: list[str], known: Words) -> list[str]:
    """Words with a hyphen that no table knows, as their parts."""
    out: list[str] = []
    for token in run:
        low = token.lower()
        tables: tuple[dict[str, Any], ...] = (
            *known.by_table.values(),
            known.weathers,
            known.subjects,
            known.lexicon,
            known.settings,
            hints(),
        )
        whole = (
            "-" not in token
            or low.endswith(BODILY)
            or low.rsplit("-")[-1] in COLOURS
            or any(base in table for table in tables for base in (*bases(low), low.replace("-", " ")))
        )
        out += [token] if whole else re.split("-", token)
    return out
