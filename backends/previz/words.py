"""Reads a shot's words and the film's style: place, hour, weather, look, subjects, shot size and camera move.

The shot's own words win over the style's. Own tables (words.toml, subjects.toml) come first; a lexicon grown from WordNet
(lexicon.json.gz, see WORDNET-LICENSE.txt; scripts/grow_lexicon.py) knows 24,575 more nouns and 6,489 more places.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

from backends.previz.evidence import (
    DETERMINERS,
    ENDS,
    GROWN,
    INDOORS,
    LOOSE,
    Vote,
    bare_verb,
    can_be_verb,
    clocked,
    from_here,
    implied,
    is_deed,
    is_loose,
    is_verb,
    land_named,
    stands_out,
    summed,
)
from backends.previz.reading import (
    BEINGS,
    FEMALE,
    GROUPING,
    KINDS,
    NUMBERS,
    ON_FOOT,
    OUTDOORS,
    RIDES,
    Reading,
    Seen,
    arranged,
    gendered,
    grouped,
    heads_group,
    in_their_number,
    is_beast,
    main_subject,
    number_of,
    of_vehicle,
    on_back,
    paired,
    rides,
    says_more,
    scorches,
)
from backends.previz.senses import (
    ABOARD,
    BEASTS,
    GIRLS,
    IMITATING,
    PEOPLE,
    SOMEBODY,
    acts,
    aged,
    else_meant,
    imitates,
    is_plural,
    is_somebody,
    moves_so,
    one_of_group,
    only_qualifies,
    unambiguous,
    undressed,
    walks,
    without_hyphens,
)
from backends.previz.vocabulary import (
    TABLE,
    TABLES,
    Words,
    bases,
    hit,
    hours_within,
    named_within,
    tokens,
    undrawn,
    weathers_within,
    words,
)
from backends.previz.whereabouts import PLACING, QUIET, gone_to, governed, passed_by, within

LONGEST = 4
AHEAD = frozenset(("before", "toward", "towards", "to", "facing"))
"""After these a place lies in the distance."""
LOOSE_WORDS = frozenset(TABLE["lists"]["loose"].split())
"""Words that often name a place and often do not: several hints outweigh one."""
AROUND = 3.0
"""What a place weighs that says what kind of somebody it is: a cave bear, a street musician."""
GOVERNED = 2.5
"""What a preposition before it adds to a word that may mean a place: 'on a ridge', 'in the garden'."""
MATTER = frozenset(
    "table water ice road tracks bridge deck spring tide market snow sand abyss neon light lights".split()
)
LOOKED = 1.0
"""What a place weighs that is only looked at."""
FIRM = 5.0
"""What a word weighs that names a place and nothing else."""
HOME = 1.2
"""What a subject's home adds to a place that other words hint at."""
AWAY = ("street", "sea", "under", "floes", "grotto", "space", "planet", "moonland")
OUT, COLD = 2.0, 0.8
FULL = 3.0
"""How much must hint at a place before a thing that nobody holds leaves the studio for it."""
BODY = frozenset(
    "hair hand hands head face arm arms leg legs foot feet shoulder shoulders neck back tooth teeth eyes forehead cheek knee".split()
)
"""Parts by which somebody is there whom another does something to."""
FORMER = frozenset(("retired", "former", "unemployed", "jobless", "ex", "off-duty"))
NOT = frozenset(("no", "without"))
HOMES = {
    "castle": "castle",
    "house": "room",
    "church": "church",
    "train": "corridor",
    "express_train": "corridor",
    "bus": "corridor",
}
"""Buildings and carriages that a film plays in whose style names them."""
SETTINGS = frozenset((*INDOORS, "village", "ruins", "city", "rooftop"))
"""Places that are named by what stands there: 'in a bakery' draws the inside, not a bakery; a city's sight is seen in it."""
TRADE = re.compile(
    r"(?:[bcdfglmnprstvk](?:er|or|ist|ian)|man|smith|wright|ess|medic|men|monger|herd|ster|eer|ologist|grapher)s?$"
)
"""How words for people end that no table knows: florist, mapmaker, blacksmith, babysitter."""
NOT_TRADES = frozenset(TABLE["lists"]["no_trades"].split())
MANY = re.compile(r"^(?:nine|ten|twelve|many|several|some|dozens|hundreds|thousands|pack|flock|herd|group)$")
BURNING = frozenset(("burning", "wildfire", "bushfire", "wildfires", "fires", "fire", "flames", "blaze", "inferno"))
LAMPS = frozenset("lamp lamps light lights candle candles lantern lanterns incense torch torches".split())
"""What burns before these words is meant to."""
FIRES = frozenset(
    "engine engines truck trucks station stations brigade escape escapes alarm extinguisher department chief hydrant "
    "hose exit door drill eater juggler safety fighter fighters officer crew".split()
)
"""What is named after fire and does not burn."""


def read(text: str, naming: bool = False) -> Reading:
    """Understand one text. Phrases are matched longest first; a word may speak for several tables.

    `naming`: the text is a list that names a place, an hour, a look, so that a bare noun may be a place.
    """
    known = words()
    text = unambiguous(clocked(text))
    written = without_hyphens(tokens(text, cased=True), known)
    run = [token.lower() for token in written]
    stand_ins: list[tuple[str, str]] = []
    place_word = ""
    votes: list[Vote] = []  # what speaks for a place
    lost: list[str] = []
    meant: set[int] = set()  # the words that mean something
    shown: set[int] = set()  # the words that are subjects
    spans: set[int] = set()  # the words of phrases
    numb: set[int] = set()  # of those and of what is not there, what hints at nothing
    deeds: set[int] = set()  # the words that the neighbours make verbs
    meanings: dict[str, list[str]] = {name: [] for name in TABLES}
    subjects: list[Seen] = []
    outside: list[Seen] = []  # buildings that were taken for where one is
    odd: list[int] = []  # words of which nothing is known,
    dim: list[int] = []  # of which only the kind is known,
    mild: list[int] = []  # and which say how something is or what it does
    placed = naming
    several = framing = goal = ahead = False
    count = 0
    owner: Seen | None = None
    first_seen = len(run)  # where the first subject stands
    comma = named = 0  # the last comma, and where the last subject ended
    i = 0
    before = (-1, 0, 0)  # where the last match ended, and how many guessed subjects and free places it brought
    while i < len(run):
        token = run[i]
        if token in ENDS:
            placed, several, count, framing, goal = naming, False, 0, False, False
            comma, i = i, i + 1
            continue
        step = 0
        counted = len(subjects), len(meanings["places"])
        if token in FORMER:  # who was a welder is at no work
            numb.add(i + 1)
        if token in NOT and i + 1 < len(run) and not hit(known.by_table["places"], run[i : i + 3]):
            numb.add(i + 1)
            i += 2
            continue
        likened = 1 if token == "like" else 2 if run[i : i + 2] == ["size", "of"] else 0
        if likened and "".join(run[i + likened : i + likened + 1]) in ("a", "an", "the"):
            numb.update(range(i + 1, i + likened + 2))  # what something is like, or as big as, is not there
            i += likened + 2
            continue
        if token == "burning" and (not LAMPS.isdisjoint(run[max(0, i - 2) : i]) or scorches(run, i)):
            numb.add(i)
            i += 1
            continue
        if token in ("a", "an"):  # three children and a dog
            several, count = False, 0
        if heads_group(run, i):
            several, count = True, 2 if token == "pair" else count
            numb.add(i)
            i += 2
            continue
        if token in GROUPING and subjects and named == i and is_beast(subjects[-1].subject):
            subjects[-1] = replace(subjects[-1], many=True)  # a reindeer herd
            i, named = i + 1, i + 1
            continue
        single = hit(known.subjects, [token]) or hit(known.by_table["places"], [token])
        verb = bool(single) and is_verb(
            run,
            i,
            token in known.subjects or token in known.by_table["places"] or token in known.weathers,
            acts(run[i - 1 : i], known),
        )
        if verb:
            numb.add(i)
        if verb or (not single and is_verb(run, i, False)):
            deeds.add(i)
        meanings["verbs"] += bare_verb(run, i, known.by_table["verbs"])
        for length in range(min(LONGEST, len(run) - i), 0, -1):
            part = run[i : i + length]
            found = False
            for name in TABLES:
                table: dict[str, Any] = known.weathers if name == "weathers" else known.by_table[name]
                if verb and length == 1 and name not in ("verbs", "moves"):
                    continue
                entry = hit(table, part)
                if entry == "collapse" and is_somebody(run[i - 1] if i else "", known):
                    entry = None  # a runner falls, and nothing falls down
                if name == "places" and entry in INDOORS and part[-1] == "houses":
                    entry = None  # one is inside one house
                if (
                    name == "places"
                    and entry
                    and length == 1
                    and written[i] == token
                    and known.capital.intersection((token, *bases(token)))
                    and known.lands.intersection((token, *bases(token)))
                ):
                    entry = None
                if name == "places" and entry and naming and " ".join(part) in known.lands:
                    votes.append(
                        Vote(str(entry), " ".join(part), GROWN, "grown")
                    )  # a film in a land is where else its style says
                    entry, found = None, True
                if name == "places" and entry == "rooftop" and of_vehicle(run, i + length):
                    entry, found = "", True
                if (
                    name == "places"
                    and entry in INDOORS
                    and hit(known.subjects, part)
                    and stands_out(run, i, i + length)
                ):
                    entry = ""
                if name == "places" and entry:
                    entry = from_here(
                        str(entry), part, run[max(0, i - 5) : i], "".join(run[i + length : i + length + 1])
                    )
                    easy = (
                        any(base in LOOSE_WORDS for base in (part[-1], *bases(part[-1])))
                        if length == 1
                        else is_loose(part)
                    )
                    gazed, left = passed_by(run, i, i + length)
                    numb.update([i] * left)
                    if gazed or left:
                        votes.append(
                            Vote(entry, " ".join(part), LOOKED, "looked")
                        )  # what is looked at, or left, lies beyond
                    elif easy and not framing:
                        led = placed or (run[max(0, i - 2) : i - 1] == ["of"] and run[i - 1] in DETERMINERS)
                        weight = LOOSE + GOVERNED * (led and part[-1] not in MATTER)
                        votes.append(Vote(entry, " ".join(part), weight, "loose"))
                    elif not framing:
                        votes.append(Vote(entry, " ".join(part), FIRM, "named"))
                if entry and not (framing and name == "places"):
                    meanings[name] += entry if isinstance(entry, tuple) else [entry]
                    found = True
                    place_word = place_word or (" ".join(part) if name == "places" else "")
            subject = "" if verb and length == 1 else hit(known.subjects, part)
            if length == 1 and token in RIDES:
                subject = "rider" if rides(run, i) else ""
            spoken = " ".join(part)
            if hit(known.unseen, part) or imitates(run, i, length, known):
                subject = IMITATING.get(token, "")
                numb.update(range(i + 1, i + length) if token in IMITATING else ())
                if not found and not subject:
                    odd += [i + length - 1] * (hit(known.unseen, part) != "sayings")
                    step = length
                    break
            elif length == 1 and subject and else_meant(run, written, i, subjects, known):
                subject = "woman" if token in GIRLS and written[i] != token else ""
                found = True
            if (
                subject
                and part[-1].endswith("'s")
                and run[i + length : i + length + 1] not in ([], *([end] for end in ENDS))
                and not (subjects and run[i + length] in BODY)  # a barber trims a boy's hair
            ):
                owner = owner or Seen(subject, " ".join(part))  # whose it is, is not who it is: "the king's horse"
                subject = ""
            if subject and subjects and (framing or (named == comma == i - 2 and " ".join(part) in SOMEBODY)):
                subject = ""  # "seen through a doorway" is the frame; "a medic, a lone figure" is one
                found = True
            inside = within(run, i) and next(
                (known.inside[base] for base in bases(part[-1]) if base in known.inside), ""
            )
            named_so = hit(known.by_table["places"], part)
            if inside and (subject or named_so) and (named_so not in INDOORS or named_so == inside):
                votes.append(Vote(inside, " ".join(part), FIRM, "named"))
                meanings["places"].append(inside)
                found = True
            setting: frozenset[str] = SETTINGS.intersection(meanings["places"][counted[1] :])
            if subject and not placed and known.facts[subject].get("moves") in ON_FOOT:
                setting = frozenset()  # a butcher, and not at the butcher
            sight = bool(subject) and not setting.intersection(INDOORS) and known.facts[subject].get("sight", False)
            if subject and (sight or not setting):
                plural = is_plural(subject, part, known) and not part[-1].endswith("'s")
                subject = number_of(aged(subject, run, i, i + length), spoken, run[max(0, i - 3) : i])
                subject = one_of_group(subject, part[-1], count, known)
                subjects.append(Seen(subject, spoken, several or plural, placed or bool(setting), count=count))
                shown.update(range(i, i + length))
                if on_back(subject, run[max(0, i - 4) : i]):
                    subjects.insert(-1, Seen("rider", spoken, placed=True))
                found = True
                if naming and subject in HOMES:
                    meanings["places"].append(HOMES[subject])
            elif subject and setting:
                outside.append(Seen(subject, spoken, placed=True))
            if not found and length > 1 and token not in DETERMINERS:
                place = known.settings.get(" ".join(part), "")
                if place and not hit(known.by_table["places"], part[-1:]):
                    votes.append(Vote(place, " ".join(part), GROWN, "grown"))
                    stand_ins.append((" ".join(part), place))
                    found = True
            if found:
                told = hit(known.subjects, part[:1]) if length > 1 and hit(known.by_table["verbs"], part) else ""
                if told and len(subjects) == counted[0] and not named_so:  # what goes out are candles
                    subjects.append(Seen(told, part[0], several or is_plural(told, part[:1], known), count=count))
                if length > 1 and len(subjects) == counted[0] and len(meanings["places"]) == counted[1]:
                    meanings["places"] += named_within(part, known)
                if length > 1:
                    meanings["hours"] += hours_within(part, known)
                    meanings["weathers"] += weathers_within(part, known)
                step = length
                meant.update(range(i, i + length))
                told = subject and known.facts[subject].get("moves") in ON_FOOT  # a factory worker hints at his factory
                spans.update(range(i, i + length) if length > 1 and not told else ())
                break
        if not step:
            step = 1
            if token.endswith("'s"):
                pass
            elif token == "seen":
                framing = True
            elif token in PLACING or run[i : i + 2] == ["next", "to"]:
                placed, several, count, goal = True, False, 0, token in AHEAD
            elif token in AHEAD:
                goal = True
            elif token in NUMBERS or MANY.match(token):
                several, count = True, NUMBERS.get(token, 0)
            elif i in deeds:
                several, count = (False, 0) if subjects else (several, count)  # two hamsters race cars
            elif token not in QUIET and not token.isdigit():
                guess = next((known.lexicon[base] for base in bases(token) if base in known.lexicon), "")
                guess = "" if any(known.unfigured.get(base) == "" for base in bases(token)) else guess
                place = (
                    next((known.settings[base] for base in bases(token) if base in known.settings), "")
                    if placed and not framing
                    else ""
                )
                if place:
                    votes.append(Vote(place, token, GROWN, "grown"))
                    stand_ins.append((token, place))
                    meant.add(i)
                elif is_deed(token) and not (i and run[i - 1] in DETERMINERS and i + 1 in (len(run),)):
                    mild.append(i)
                elif (
                    guess not in PEOPLE | BEASTS
                    and TRADE.search(token)
                    and not NOT_TRADES.intersection(bases(token))
                    and not can_be_verb(token)
                ):
                    many = several or token.endswith("men") or (token.endswith("s") and not token.endswith("ss"))
                    guess = aged("woman" if FEMALE.search(token) else "man", run, i, i + 1)
                    subjects.append(Seen(guess, token, many, placed, guessed=True, count=count))
                    stand_ins.append((token, "man"))
                    dim.append(i)
                elif before[0] == i and before[1] and subjects and subjects[-1].many and guess not in PEOPLE | BEASTS:
                    mild.append(i)  # what several do: trawlermen winch
                elif guess in known.facts and not token.endswith(("ing", "ed", "ly")):
                    many = several or token.endswith("men") or (token.endswith("s") and not token.endswith("ss"))
                    guess = "woman" if guess == "man" and FEMALE.search(token) else guess
                    subjects.append(Seen(aged(guess, run, i, i + 1), token, many, placed, guessed=True, count=count))
                    stand_ins.append((token, guess))
                    dim.append(i)
                elif not framing:
                    odd.append(i)
        ahead = ahead or (goal and len(meanings["places"]) > counted[1])
        known_subjects, known_places = len(subjects), len(meanings["places"])
        i += step
        if known_subjects > counted[0]:
            first_seen = min(first_seen, i - step)
            beside, named = named == i - step, i
            told = DETERMINERS.isdisjoint(run[i - step + 1 : i])  # and not what somebody does: "a dog catches a ball"
            if before[0] == i - step and told:  # "a deaf rescuer", "a mountain rescuer": the last noun is who it is
                by = subjects[counted[0] - 1 : counted[0]] if moves_so(subjects[-1], ON_FOOT, known) else []
                vehicles = [replace(seen, placed=True) for seen in by if moves_so(seen, ABOARD, known)]
                if counted[0] and says_more(subjects[counted[0] - 1], subjects[-1]):
                    del subjects[counted[0] :]
                qualifies = (
                    beside
                    and 0 < counted[0] < len(subjects)
                    and only_qualifies(subjects[counted[0] - 1], subjects[-1], known)
                )
                if qualifies and subjects[-1].subject == "man" and subjects[counted[0] - 1].subject in KINDS:
                    subjects[-1] = replace(subjects[-1], subject=subjects[counted[0] - 1].subject)  # a woman pilot
                since = counted[0] - max(before[1], len(vehicles), int(bool(qualifies)))
                lost += [
                    seen.word
                    for seen in subjects[since : counted[0]]
                    if seen.subject in BEINGS
                    or (seen.subject != "skull" and subjects[counted[0]].subject == "skeleton")
                ]
                subjects[since:] = [
                    in_their_number(seen, subjects[since : counted[0]]) for seen in subjects[counted[0] :]
                ]
                subjects += vehicles
                around = meanings["places"][counted[1] - before[2] : counted[1]]
                votes += [Vote(name, run[before[0] - 1], AROUND, "loose") for name in around]
                del meanings["places"][counted[1] - before[2] : counted[1]]
            guessed = sum(seen.guessed for seen in subjects[-(known_subjects - counted[0]) :])
            before = (i, guessed, 0)
        elif known_places > counted[1] and not placed:
            if (
                named == i - step
                and subjects
                and run[i - step] not in PLACING
                and not run[i - 1].endswith("ing")  # a ship sailing is there
                and not walks(run[named - 1 : named], known)
            ):
                subjects.pop()  # of a fish market, the fish are not the subject
            chained = before if before[0] == i - step else (-1, 0, 0)
            proper = any(word[:1].isupper() for word in written[i - step : i]) and i > step
            before = (i, chained[1], 0 if proper else chained[2] + known_places - counted[1])
        else:
            before = (-1, 0, 0)
    subjects = undressed(subjects, run)
    if owner and not subjects:
        subjects.append(owner)
    subjects = paired([grouped(seen) for seen in gendered(subjects, run)], run)
    burning = any(
        token in BURNING
        and not (token == "fire" and following in FIRES)
        and LAMPS.isdisjoint(run[max(0, at - 2) : at])
        and at not in numb
        for at, (token, following) in enumerate(pairwise([*run, ""]))
    )

    kept = meanings["places"]
    firm = [vote.place for vote in votes if vote.how == "named" and vote.place in kept]
    far_places = [vote.place for vote in votes if vote.how == "grown"]
    if set(kept) & set(firm):  # what may mean something else only dresses what cannot
        kept = sorted(kept, key=lambda name: name not in firm)
    place, dressing = arranged(kept, [name for name in kept if name in firm])
    guessed_place = ""
    hinting: set[int] = set()
    if not naming:
        lead = main_subject(Reading(subjects=tuple(subjects)))
        bare = lead is not None and known.facts[lead.subject].get("home") == "stage" and len(subjects) == 1
        hinted, hinting = implied(run, frozenset(numb | spans | (shown if bare else set())))
        found_places = summed(hinted)
        votes += hinted
        evidence = summed(vote for vote in votes if vote.how != "named")
        sky = {vote.words for vote in votes if vote.place == "space"} <= {
            "star",
            "stars",
            "comet",
            "meteor",
        }
        if sky and subjects and not any(known.facts[seen.subject].get("home") == "space" for seen in subjects):
            evidence.pop("space", None)  # stars over a tree are the sky
        for home in _homes(subjects, known):
            if home in evidence or home in OUTDOORS | {"under", "space"}:
                evidence[home] += HOME
        if any(seen.subject == "castle" and seen.placed for seen in subjects):
            evidence["castle"] += LOOSE + GOVERNED
        if "outside" in run and run[run.index("outside") + 1 : run.index("outside") + 2] in ([], [","], ["."]):
            evidence["room"] += OUT  # what is outside is seen from inside
            evidence["snow"] -= OUT
        elif "snow" in evidence and ("freeze" in meanings["verbs"] or "snow" in meanings["weathers"]):
            evidence["snow"] += COLD
        inner = [name for name in found_places if name in SETTINGS or name in ("street", "war")]
        if firm and (place == "city" or (place and place == land_named(run, known.by_table["places"]))):
            inner = [name for name in inner if found_places[name] >= (FULL if place == "city" else 1.5 * FULL)]
            best = max(inner, key=lambda name: found_places[name], default="")
            if best and place not in (*AWAY, *INDOORS) and not gone_to(run, place_word):
                guessed_place = best
        elif not firm:
            best = max(evidence, key=lambda name: evidence[name], default="")
            if (
                best
                and (found_places or far_places or not kept)
                and (not bare or any(vote.how in ("loose", "looked") for vote in votes) or evidence[best] >= FULL)
            ):
                guessed_place = best
    if not place:
        place, dressing = arranged(far_places)
    aloft = any(seen.subject == "astronaut" or known.facts[seen.subject].get("home") == "space" for seen in subjects)
    if aloft and place in ("sea", "coast", "city", "desert", "mountain") and {"above", "over"} & set(run):
        guessed_place = "planet"
    if (guessed_place or place) in OUTDOORS:
        subjects += outside  # 'on a red barn on the plains'
    unread = [at for at in odd if at not in hinting]
    unread += [at for at in dim if at not in hinting and not place and not guessed_place]

    def first(name: str) -> str:
        return meanings[name][0] if meanings[name] else ""

    return Reading(
        size=first("sizes"),
        angle=first("angles"),
        move=first("moves"),
        hour=_hour(meanings["hours"]),
        weathers=tuple(dict.fromkeys(meanings["weathers"])),
        grade=first("grades"),
        place=place,
        subjects=tuple(subjects),
        burning=burning,
        dressing=dressing,
        verbs=tuple(dict.fromkeys(meanings["verbs"])),
        place_word=place_word,
        vague=not any(
            vote.how == "named" or (vote.how == "loose" and vote.weight > LOOSE)
            for vote in votes
            if vote.place in meanings["places"]
        ),
        implied=guessed_place,
        ahead=ahead,
        stand_ins=tuple((word, what) for word, what in dict.fromkeys(stand_ins) if word != what),
        unknown=tuple(dict.fromkeys(run[at] for at in unread)),
        votes=tuple(votes),
        missed=tuple(
            run[at]
            for at in governed(run, deeds)
            if at not in meant | hinting and not (firm and run[at + 1 : at + 2] == ["of"])  # the ducts of a museum
        ),
        undrawn=() if naming else (*undrawn(run), *lost),
        nameless=tuple(
            run[at] for at in unread if at < first_seen and written[at] == run[at]
        ),  # a name is nobody's look
    )


def _homes(subjects: list[Seen], known: Words) -> list[str]:
    """Where the subjects are at home; whoever is only guessed to be somebody has no home."""
    on_back = [seen for seen in subjects if seen.subject == "rider" and seen.placed]
    sure = (seen for seen in subjects if seen not in on_back and not (seen.guessed and seen.subject in PEOPLE))
    return list(dict.fromkeys(str(known.facts[seen.subject].get("home", "")) for seen in sure))


def _hour(found: list[str]) -> str:
    """Night wins over everything, a storm over fair hours, a part of the day over daylight, and that over the light of a fire."""
    parts = [hour for hour in found if hour not in ("day", "fire")]
    own = next((hour for hour in (*parts, "day") if hour in found), found[0] if found else "")
    return next((hour for hour in ("night", "storm") if hour in found), own)
