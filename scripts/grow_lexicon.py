"""Grow the painter's lexicon of places from WordNet: `python scripts/grow_lexicon.py DICT_FOLDER`.

DICT_FOLDER holds WordNet 3.1's data.noun, index.noun, index.verb, index.adj and index.sense. Every noun takes the place of
the nearest seed (place_seeds.toml; hint_seeds.toml for what only hints at one) above its first sense; a rare word with no such sense takes its second. Verbs and adjectives
are kept by their word alone, and split by whether a word is seldom, often or mostly a verb; of the nouns, those that mostly mean
something one could see. The subjects stay as they are.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

SCRIPTS = Path(__file__).parent
LEXICON = SCRIPTS.parent / "backends" / "previz" / "lexicon.json.gz"
DEEPEST = 9
RARE = 3
LOOSE = {"mind": 3, "planet": 2, "hall": 5, "room": 4, "corridor": 3, "office": 3, "war": 4}
"""How far below its seed a word may stand where the seeds are broad."""
SEEN = {5, 6, 13, 17, 20}
"""WordNet's files of what one sees: animals, things made, food, natural objects, plants."""
MOSTLY = 0.7
"""How much of a noun's use, of all that was counted and half a time more for each sense, is of what one sees."""


def synsets(folder: Path) -> dict[str, tuple[int, list[str]]]:
    """Offset -> lexical file and the synsets above it, instances too."""
    out = {}
    for line in (folder / "data.noun").read_text(encoding="latin-1").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split("|")[0].split()
        at = 4 + 2 * int(fields[3], 16)
        pointers = range(int(fields[at]))
        above = [fields[at + 2 + 4 * number] for number in pointers if fields[at + 1 + 4 * number] in ("@", "@i")]
        out[fields[0]] = (int(fields[1]), above)
    return out


def senses(folder: Path) -> dict[str, list[str]]:
    """Word -> its synsets, commonest first."""
    out = {}
    for line in (folder / "index.noun").read_text(encoding="latin-1").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split()
        out[fields[0]] = fields[4 + int(fields[3]) + 2 :]
    return out


def counts(folder: Path, kinds: str = "1") -> dict[str, int]:
    """How often a word was seen as a noun (1), a verb (2) or an adjective (3 and 5)."""
    out: dict[str, int] = defaultdict(int)
    for line in (folder / "index.sense").read_text(encoding="latin-1").splitlines():
        key, _, _, seen = line.split()
        word, kind = key.split("%")
        if kind[0] in kinds:
            out[word] += int(seen)
    return out


def singles(folder: Path, part: str) -> set[str]:
    """The single words of one part of speech."""
    lines = (folder / f"index.{part}").read_text(encoding="latin-1").splitlines()
    return {word for line in lines if re.fullmatch(r"[a-z]{3,}", word := line.split(" ")[0])}


def speech(folder: Path) -> dict[str, str]:
    """Words that are mostly, often or seldom verbs, and those that are mostly adjectives; each one string."""
    nouns, verbs, adjectives = (singles(folder, part) for part in ("noun", "verb", "adj"))
    noun, verb, adjective = counts(folder), counts(folder, "2"), counts(folder, "35")
    mostly = {word for word in verbs if word not in nouns or verb[word] > noun[word]}
    often = {word for word in verbs - mostly if 3 * verb[word] >= noun[word] and verb[word]}
    plain = {word for word in adjectives - mostly if word not in nouns or adjective[word] > noun[word]}
    found = {"mostly": mostly, "often": often, "seldom": verbs - mostly - often, "adjectives": plain}
    return {name: " ".join(sorted(words)) for name, words in found.items()}


def things(folder: Path) -> str:
    """The single nouns that mostly mean something one could see, as one string."""
    above = synsets(folder)
    used: dict[str, float] = defaultdict(float)
    seen: dict[str, float] = defaultdict(float)
    for line in (folder / "index.sense").read_text(encoding="latin-1").splitlines():
        key, offset, _, count = line.split()
        word, kind = key.split("%")
        if kind[0] == "1" and re.fullmatch(r"[a-z]{3,}", word):
            used[word] += int(count) + 0.5
            seen[word] += (above[offset][0] in SEEN) * (int(count) + 0.5)
    return " ".join(sorted(word for word in used if seen[word] >= MOSTLY * used[word]))


def nearest(start: str, seeds: dict[str, str], above: dict[str, tuple[int, list[str]]]) -> str | None:
    """The place of the nearest seed at or above a synset."""
    queue, seen = [(start, 0)], set()
    while queue:
        offset, depth = queue.pop(0)
        if offset in seeds:
            place = seeds[offset]
            return place if depth <= LOOSE.get(place, DEEPEST) else None
        if depth < DEEPEST and offset not in seen:
            seen.add(offset)
            queue += [(parent, depth + 1) for parent in above[offset][1]]
    return None


def grow(folder: Path, table: str = "place_seeds.toml") -> dict[str, str]:
    """Word or phrase -> place, from one table of seeds."""
    above, known, seen = synsets(folder), senses(folder), counts(folder)
    seeds: dict[str, str] = {}
    for place, names in tomllib.loads((SCRIPTS / table).read_text(encoding="utf-8")).items():
        for name in names:
            word, number = name.rsplit(".", 1)
            if int(number) <= len(known.get(word, [])):
                seeds[known[word][int(number) - 1]] = place
            else:
                print("no such sense:", name)
    out = {}
    for word, offsets in known.items():
        if not re.fullmatch(r"[a-z][a-z'\-]*(?:_[a-z'\-]+){0,2}", word) or len(word) < 3:
            continue
        place = nearest(offsets[0], seeds, above)
        if place is None and len(offsets) > 1 and seen[word] <= RARE:
            place = nearest(offsets[1], seeds, above)
        if place:
            out[word.replace("_", " ")] = place
    return out


if __name__ == "__main__":
    old = json.loads(gzip.decompress(LEXICON.read_bytes()))
    places = dict(sorted(grow(Path(sys.argv[1])).items()))
    hints = dict(sorted(grow(Path(sys.argv[1]), "hint_seeds.toml").items()))
    packed = json.dumps(
        {
            "subj": old["subj"],
            "set": places,
            "hint": hints,
            **speech(Path(sys.argv[1])),
            "things": things(Path(sys.argv[1])),
        },
        separators=(",", ":"),
    ).encode()
    LEXICON.write_bytes(gzip.compress(packed, 9, mtime=0))
    print(len(places), "places,", LEXICON.stat().st_size, "bytes")
