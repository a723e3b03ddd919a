"""Colours that the words give a subject: a red van, a white horse, a girl in a yellow raincoat."""

from __future__ import annotations

import re
from dataclasses import replace

from backends.previz.evidence import DETERMINERS, WAYS
from backends.previz.light import GRADES, Colour
from backends.previz.outlines import is_person
from backends.previz.places import INDOORS
from backends.previz.reading import Reading, Seen, is_beast
from backends.previz.scene import Scene

HUES: dict[str, Colour] = {
    "red": (0.72, 0.06, 0.05), "scarlet": (0.74, 0.05, 0.05), "crimson": (0.58, 0.04, 0.08), "orange": (0.84, 0.34, 0.05),
    "yellow": (0.86, 0.66, 0.07), "green": (0.10, 0.42, 0.13), "turquoise": (0.08, 0.52, 0.52), "blue": (0.10, 0.24, 0.66),
    "purple": (0.38, 0.13, 0.54), "violet": (0.38, 0.13, 0.54), "pink": (0.84, 0.40, 0.52), "brown": (0.34, 0.20, 0.11),
    "white": (1.10, 1.09, 1.05), "black": (0.045, 0.045, 0.05), "grey": (0.38, 0.38, 0.39), "gray": (0.38, 0.38, 0.39),
    "silver": (0.60, 0.61, 0.63), "golden": (0.76, 0.54, 0.14), "ginger": (0.70, 0.34, 0.12),
    "rusty": (0.50, 0.21, 0.08), "rusted": (0.50, 0.21, 0.08), "rusting": (0.50, 0.21, 0.08),
}  # fmt: skip
NAMED = "|".join(HUES)
POURED = frozenset("coffee tea wine bread chocolate beer rum pepper rice sugar juice smoke hole whale bear".split())
"""What a colour says the kind of, or fills something with."""
WORN = re.compile(
    rf"\b(?:in|wearing|wears|wear|with) (?:a |an |his |her |their |the )?(?:[\w-]+ )?({NAMED}) (?:[\w-]+ )?"
    r"(?:dress(?:es)?|(?:gown|ballgown|coat|raincoat|overcoat|cloak|cape|jacket|jumper|sweater|shirt|t-shirt|suit|tracksuit|spacesuit|"
    r"swimsuit|jersey|uniform|robe|sari|kimono|tunic|hoodie|hood|pyjama|apron|toga|habit|veil|costume|skirt)s?|overalls|armou?r)\b",
    re.IGNORECASE,
)
"""What somebody is dressed in."""
CLAD = re.compile(
    rf"\b(?:dressed |all |clad )?in ({NAMED})\b(?! and white| [a-z-]+)(?=[,.;]|$)|\bin (black|white|red) (?=\w+ing\b|at\b|on\b|by\b|with\b|in\b|under\b|before\b|[a-z]+s\b(?<!oots)(?<!hoes)(?<!oves)(?<!thes)(?<!eans)(?<!eels)(?<!ings)(?<!ghts))",
    re.IGNORECASE,
)
"""The same without what it is: a widow in black."""
OF_ITSELF = {
    "green": "grass meadow meadows forest leaves leaf hills hill jungle valley hillside hillsides fields field lawn garden trees cactus wheat pastures",
    "blue": "sky skies sea water waters ocean lake hour light waves planet lagoon",
    "white": "snow clouds cloud light walls wall sails sail foam coat coats dress gown veil sand ice peaks horse",
    "red": "sun sunset sunrise sky planet dust light lights flames fire lava desert sand rocks canyon roses rose",
    "orange": "sun sunset sunrise sky light glow flames fire lava",
    "golden": "throne crown treasure coins idol hour light sunset sunrise sun grass wheat barley corn field fields sand glow dunes evening morning afternoon leaves retriever",
    "black": "rock rocks cliffs crags night sky smoke silhouette silhouettes hole screen horse cat space void suit suits",
    "grey": "stone stones rock rocks dust walls wall concrete dunes water sky skies clouds cloud sea dawn morning light rain wolf fog mist", "gray": "stone stones rock rocks dust walls wall concrete dunes water sky skies clouds cloud sea dawn morning light rain wolf fog mist",
    "silver": "moon moonlight light hair", "purple": "dusk sky twilight haze light", "pink": "sky clouds sunset sunrise dawn light dusk haze",
    "yellow": "light lights taxi taxis cab cabs sun leaves lamp sunflowers", "brown": "bear earth", "violet": "dusk sky light", "crimson": "sky sunset dawn",
}  # fmt: skip
"""What has a colour that words give it, whoever paints it: a green meadow."""


def coloured(subjects: tuple[Seen, ...], text: str) -> tuple[Seen, ...]:
    """The subjects with the colours that stand before their words, and whoever comes first in what is worn."""
    found = []
    worn = WORN.search(text) or CLAD.search(text)
    for seen in subjects:
        hue = ""
        first, *_, last = seen.word.split() if " " in seen.word else ("", seen.word)
        if is_person(seen.subject):
            if worn:
                hue, worn = next(filter(None, worn.groups())).lower(), None
        elif last and last not in POURED:
            before = re.search(rf"\b({NAMED}) (?:[a-z-]+ )?{re.escape(seen.word)}", text, re.IGNORECASE)
            before = before or re.search(rf"\b{re.escape(seen.word)} (rusting)\b", text, re.IGNORECASE)
            hue = before[1].lower() if before else first if first in HUES and first != "golden" else ""
            if hue in ("red", "orange") and is_beast(seen.subject):  # no fur is
                hue = "ginger"
        found.append(replace(seen, hue=hue) if hue else seen)
    return tuple(found)


LIT = re.compile(
    rf"\b({NAMED}) (?:neon |stage |club |spot ?|disco |soft |dim )?(?:lights?|lighting|glow|spotlights?|neon|lamps?|beams?)\b",
    re.IGNORECASE,
)
"""What colour a room's lamps have."""


def lit_in(scene: Scene, text: str) -> Scene:
    """A room with its lamps in the colour that the words give their light."""
    found = LIT.search(text)
    if scene.room is None or found is None or found[1].lower() in ("white", "black", "grey", "gray", "silver", "brown"):
        return scene
    hue = HUES[found[1].lower()]
    bright: Colour = (hue[0] / max(hue), hue[1] / max(hue), hue[2] / max(hue))

    def dyed(colour: Colour) -> Colour:
        own = 0.25 * colour[0] + 0.65 * colour[1] + 0.10 * colour[2]
        return (own * (0.15 + 1.6 * bright[0]), own * (0.15 + 1.6 * bright[1]), own * (0.15 + 1.6 * bright[2]))

    lamps = tuple(replace(lamp, colour=bright, light=lamp.light * 1.6) for lamp in scene.lamps)
    room = replace(scene.room, ambient=dyed(scene.room.ambient), sun=dyed(scene.room.sun))
    light = replace(scene.light, sun=dyed(scene.light.sun), ambient=dyed(scene.light.ambient))
    return replace(scene, room=room, lamps=lamps, light=light, grade=GRADES["vivid"])


def uncoloured(drawn: Reading, text: str) -> tuple[str, ...]:
    """The colours before a noun in a text that neither a subject has nor the noun by itself, with it: 'black sand'."""
    given = {seen.hue for seen in drawn.subjects}
    given |= {"red", "orange"} if "ginger" in given or drawn.place == "mars" else set()
    named = {word for seen in drawn.subjects for word in seen.word.split()}
    here = {vote.words for vote in drawn.votes if vote.how == "named" and vote.place == drawn.place}
    pairs = re.findall(rf"\b({NAMED}) (?:and [a-z]+ )?([a-z][a-z'-]+)", text.lower())
    return tuple(
        dict.fromkeys(
            f"{hue} {noun}"
            for hue, noun in pairs
            if hue not in given | named
            and noun not in (*OF_ITSELF.get(hue, "").split(), "background", "backdrop")
            and noun not in DETERMINERS | WAYS
            and not any(f"{hue} {noun}" in words for words in here)
            and not (drawn.place in INDOORS and LIT.search(f"{hue} {noun}"))
        )
    )
