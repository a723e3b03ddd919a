"""Puts the subjects into a scene: how large, where, facing where, on what they stand, whole at both ends of the shot."""

from __future__ import annotations

import math
from dataclasses import replace
from random import Random
from typing import Any

from backends.previz.air import FOGGY, alit, flames
from backends.previz.atlas import SKIN
from backends.previz.camera import focal_length
from backends.previz.highways import BED, RAIL
from backends.previz.hues import HUES
from backends.previz.ledges import is_cliff, on_cliff, stands
from backends.previz.light import Colour
from backends.previz.motions import motion
from backends.previz.outlines import body_share, breadth, has_face, is_group, is_person
from backends.previz.pieces import accompanied
from backends.previz.places import DRY, INDOORS, WET
from backends.previz.reading import MOST, Reading, Seen, is_beast
from backends.previz.scene import Beam, Camera, Fire, Scene, Sprite
from backends.previz.scenery import LAPPED, ROCKS, arcade, clothed, dark_body, skin, tint
from backends.previz.sightlines import hides, lamp_beside
from backends.previz.tabled import TABLE, on_table
from backends.previz.vocabulary import facts, is_thing

FRACTIONS = {"tiny": 0.22, "wide": 0.38, "": 0.46, "medium": 0.64, "close": 0.78}
"""Share of the picture's height that a subject takes."""
BUST = 1.7
"""The same for a person from near: head, shoulders and chest."""
LEAST_LOW = 0.3
"""What of that share who lies or sits keeps however low he is."""
BIG_FRACTIONS = {"tiny": 0.22, "wide": 0.46, "": 0.50, "medium": 0.56, "close": 0.66}
WARM: Colour = (1.0, 0.62, 0.28)
"""What lamps and windows shine like."""
BIG = 6.0
"""Metres: from here on a subject is framed as a building or a ship, whole and with air around it."""
THIRD = 0.17
HIGH = 0.28
"""Where in the picture's height the middle of a large flyer is over land."""
WINGS = 0.46
"""Most of the picture's height that a flyer takes: its wings reach further."""
LONG_HALL = 0.095
"""How far beside the middle of a long room the subject stands, of the picture's width."""
STREET = 0.11
"""The same in a street."""
INDOORS_LEAST = 0.34
"""The least share of the picture's height in a room, whose furniture would hide who is farther away."""
MATCH = 2.6
"""Who is so much taller than the first stands far behind it."""
TALLEST = 0.82
"""What the taller of two takes at most."""
SMALL = 0.24
"""What a small one before a large one takes."""
PARKED = 0.42
"""Share of the picture's width that a vehicle behind somebody takes at most."""
NEARER = 0.22
"""How much nearer a push-in comes to its subject, of their distance."""
LONGEST_PATH = 0.22
"""How far a mover goes in a shot, of the picture's width."""
FASTEST = 0.10
"""The same in a second."""
WIDEST = 0.62
"""Share of the picture's width that the subject takes at most."""
TRAIN = 3.9
"""Metres that a train is high at a platform."""
ARCHED, CROSSING = 2.7, 0.19
"""How high a viaduct over a valley is, in heights of what crosses it, and the share of the picture's height that this takes."""
FLAT = ("stage", "space", "planet", "under", "floes", "grotto")
"""Places without a ground that a close shot could look over."""
THING_FRACTIONS = {"tiny": 0.28, "wide": 0.46, "": 0.52, "medium": 0.58, "close": 0.68}
SIGHT = 116.0
"""Metres away from which a town's sight is seen, before its houses."""
AT_END = 0.14
"""How far from a street's axis it stands, of its distance from the middle elsewhere."""
END = 56.0
"""The same at the end of a street."""
SHOWN = 1.0
"""Metres that a small thing is drawn high where no hand gives it a size."""
ON_TABLE = 0.5
"""The same on a table in a room."""
BANKED = ("river", "pond", "gorge")
"""Grounds with water beside the eye: who is there stands on the bank."""
SMALLEST = 0.7
"""Metres that an animal is drawn high at least: a bee as large as a hen, nearer than a lens can come."""
LOWEST = 0.7
"""Metres over the ground that the eye keeps."""
COMPANY = 2
"""How many other subjects are in a picture with the first."""
PYRES = ("bonfire", "campfire")
"""Logs that burn."""
LOGS = 0.24
"""How high they are, of their flames."""
SEVERAL = 4
"""How many are drawn where words say that there are several."""
FOLLOWING = 3
"""How many of those that come with the first are drawn."""
BESIDE = 0.55
"""The share of its breadth that each is beside the next at least, where there is room."""
APART, ROW = 0.11, 0.44
"""How far beside each other several stand, and all of them at most, of the picture's width."""
BEHIND, DEEP = 0.16, 0.64
"""The same in depth, of the first one's distance."""
LIT_UP = 1.9
"""How much brighter a thing on the dark table is lit, before its lamp, for its colour to be seen."""
OVERLAP, ABOVE = 0.30, 0.24
"""From which share of the picture's width another that floats is drawn higher than the first, and how much, of its height."""
BOTTOM = 0.90
"""How far down in the picture somebody stands at most under a flyer."""
WADED, WADING = ("flooded_street",), 0.6
"""Where people stand in the water and on no rock in it, and how deep, in metres."""
SHALLOW = 0.3
"""Metres of water on the land that nobody needs a rock in."""
AFLOAT = ("sail", "swim", "paddle")
"""How what is on the water moves."""
BESIDE_SEVERAL = 0.40
"""How far from the middle another is beside several, of the picture's width."""
HELD = 0.34
"""How high a thing beside somebody is drawn at least, of that one's height."""


class Stage:
    """The measures that all figures of a shot share."""

    def __init__(self, scene: Scene, place: str, side: int, dice: Random, width: int, height: int) -> None:
        self.scene, self.place, self.side, self.dice = scene, place, side, dice
        self.width, self.height = width, height
        self.focal = focal_length(width, height, scene.camera.lens)
        banked = place in DRY or _on_land(scene)
        self.afloat = scene.sea.level if scene.sea is not None and scene.ground is not None and not banked else None
        self.wet = not banked and (place in WET or scene.sea is not None)
        self.shallow = scene.ground is not None and scene.sea is not None and 0 < scene.sea.level < SHALLOW

    def across(self, away: float) -> float:
        """Metres that the picture is wide at a distance."""
        return self.width * away / self.focal

    def floats(self, subject: str) -> bool:
        """Whether a subject hangs in air, water or space."""
        adrift = self.place in ("space", "planet") or (self.scene.stage == "deep" and has_face(subject))
        return adrift or motion(str(facts(subject).get("moves", ""))).floats

    def grounded(self) -> float:
        """How far away the ground comes into the picture, in metres."""
        camera = self.scene.camera
        return camera.y * self.focal / (max(BOTTOM - camera.horizon, 0.1) * self.height)

    def surfaces(self, subject: str) -> bool:
        """Whether a subject swims where its back is over the water."""
        return facts(subject).get("moves") == "swim" and self.wet and self.scene.stage == "open"


def _on_land(scene: Scene) -> bool:
    """Whether the eye, and who is near it, has dry ground below: a bank, a quay, a beach."""
    level = scene.sea.level if scene.sea is not None else 0.0
    quay = any(deck.left < 0 < deck.right and deck.near < 1 < deck.far and deck.top > level for deck in scene.decks)
    return quay or (scene.ground is not None and scene.ground.kind in BANKED)


def cast(
    scene: Scene,
    reading: Reading,
    lead: Seen,
    place: str,
    side: int,
    dice: Random,
    width: int,
    height: int,
    seconds: float,
) -> Scene:
    """The subject on a third, facing in, whole at both ends of the shot; then the other subjects behind it."""
    stage = Stage(scene, place, side, dice, width, height)
    size = reading.size
    tall = _tall(lead.subject, scene, place)
    thing = is_thing(lead.subject) and place != "stage"
    fraction = (BIG_FRACTIONS if tall >= BIG else THING_FRACTIONS if thing else FRACTIONS)[size]
    bust = size == "close" and is_person(lead.subject) and not is_group(lead.subject) and not stage.floats(lead.subject)
    if bust:
        fraction = BUST / body_share(lead.subject)
    if facts(lead.subject).get("moves") == "fly":
        fraction = min(fraction, WINGS)
    fraction *= LEAST_LOW + (1 - LEAST_LOW) * min(float(facts(lead.subject).get("standing", 1.0)), 1.0)
    if place == "viaduct" and (_drives(lead) or _on_foot(lead.subject)):
        fraction = min(fraction, CROSSING)
    if scene.room is not None:
        fraction = max(fraction, INDOORS_LEAST)
    highs = [
        _tall(seen.subject, scene, place)
        for seen in reading.subjects
        if not (seen.placed and not is_person(seen.subject)) and not is_thing(seen.subject)
    ]
    if not bust and tall < BIG:
        fraction = min(
            fraction, TALLEST * tall / max([tall, *(high for high in highs if high < min(BIG, MATCH * tall))])
        )
    fraction = fraction if bust else min(fraction, WIDEST * width / height / breadth(lead.subject))
    away = stage.focal * tall / (fraction * height)
    camera = scene.camera
    if size == "close" and place not in FLAT and not thing:
        camera = replace(
            camera,
            y=tall * body_share(lead.subject) * 0.86 if bust else max(min(camera.y, tall * 0.86), LOWEST),
            horizon=0.44,
            dolly=min(camera.dolly, 0.12),
            truck=camera.truck * 0.15,
            rise=0.0,
            tilt=camera.tilt * 0.3,
        )
    if thing and scene.room is None:
        camera = replace(camera, horizon=min(camera.horizon, 0.5))
    stage.scene = scene = replace(scene, camera=camera)
    away = max(away, 0.9 if thing else 1.5)
    camera = replace(camera, dolly=math.copysign(min(abs(camera.dolly), NEARER * away / seconds), camera.dolly))
    if scene.room is not None:
        away = min(away, scene.room.length - 1.2)
    across = stage.across(away)
    axis = camera.x + math.sin(camera.yaw) * away
    x = side * THIRD * (0.55 if size == "close" else 1.0) * across
    if lead.subject == "bridge":  # from bank to bank
        x *= 0.3
    if scene.room is not None:
        # In a long hall the light comes from its end: who stands before it is seen.
        narrow = scene.room.length > 15 or (place == "attic" and stage.floats(lead.subject))  # under its roof
        aside = LONG_HALL * across if narrow else abs(x)
        reach = 0.5 * breadth(lead.subject) * tall
        free = scene.room.half - 0.7 if reach < 0.55 else max(scene.room.half - 1.0 - reach, 0.0)  # clear of cupboards
        x = math.copysign(min(abs(x), free, aside), x)
    if scene.cave is not None:
        x = math.copysign(min(abs(x), scene.cave.half * 0.42, 0.10 * across), x)
    if scene.stage == "street":  # before the haze that the street ends in
        x = math.copysign(min(abs(x), STREET * across), x)
    if abs(camera.truck) * seconds > 0.22 * across:
        camera = replace(camera, truck=math.copysign(0.22 * across / seconds, camera.truck))
    if camera.orbit:
        camera = replace(camera, pivot=away, orbit=math.copysign(min(abs(camera.orbit), 0.34 / seconds), camera.orbit))
    x += axis
    main = [_sprite(stage, lead, x, away, tall)]
    if size == "close":
        main = [replace(main[0], cycles=0.0 if bust else main[0].cycles, speed_x=main[0].speed_x * 0.2)]
    if (count := _count(lead)) > 1:
        wide = BESIDE * breadth(lead.subject) * tall / across
        apart, behind = min(max(APART, wide), ROW / (count - 1)), min(BEHIND, DEEP / count)
        for number in range(1, count):
            beside = x - side * apart * number * across * (0.7 if scene.room else 1.0)
            main.append(_sprite(stage, lead, beside, away * (1 + behind * number), tall * dice.uniform(0.88, 1.06)))
    others = _others(stage, reading, lead, away, tall, fraction)
    main = [_kept_in_frame(sprite, stage, camera, seconds) for sprite in main]
    others = [_kept_in_frame(sprite, stage, camera, seconds) for sprite in others]
    if stage.wet and is_cliff(scene) and stands(main[0]):
        main, others, camera = on_cliff(main, others, scene, camera)
    elif stage.wet:
        main = [standing for sprite in main for standing in _on_rock(sprite, stage)]
        others = [standing for sprite in others for standing in _on_rock(sprite, stage)]
        if size == "close":
            camera = replace(camera, y=camera.y + main[0].lift)
    if place == "platform":
        main, others = [_on_rails(sprite) for sprite in main], [_on_rails(sprite) for sprite in others]
    if place == "viaduct" and (_drives(lead) or _on_foot(lead.subject)):
        first, *rest = main
        on, *arches = _on_causeway(first, stage)
        camera = replace(camera, y=min(camera.y, on.lift), rise=0.0)  # from below, so that its arches are seen
        row = (replace(on, x=sprite.x * on.z / sprite.z, height=sprite.height, phase=sprite.phase) for sprite in rest)
        main = [on, *row, *arches]
    if thing and scene.room is not None:
        scene, main, camera = on_table(scene, main, camera, away)
        others = [replace(sprite, lift=TABLE, on_ground=False, speed_x=0.0, sink=0.0, foot=0.0, shadow=0.0) if is_thing(sprite.shape) else sprite for sprite in others]  # fmt: skip
    if place == "sky":
        main = [standing for sprite in main for standing in _on_crag(sprite, stage)]
    if scene.room is not None:
        scene = replace(scene, lamps=tuple(lamp_beside(lamp, main[0], camera, seconds) for lamp in scene.lamps))
    nearest = fraction * away / (away - max(camera.dolly, 0.0) * seconds)
    if place == "stage":
        # The eye so low over the table that what stands on it is whole.
        camera = replace(camera, y=min(camera.y, max(0.03, tall * (0.94 - camera.horizon) / nearest)))
    near = size == "close" and not thing
    tabled = thing and scene.room is not None
    surfacing = stage.surfaces(lead.subject)
    if (
        (surfacing or not stage.floats(lead.subject))
        and place not in ("stage", "viaduct")
        and not (near and not surfacing)
        and not tabled
    ):
        # From no higher than where the subject's feet, or the water about it, still are in the picture.
        foot, low = (scene.sea.level if scene.sea else 0.0, 0.82) if surfacing else (main[0].lift, 0.95)
        foot -= float(facts(lead.subject).get("lifted", 0.0)) * tall  # who jumps is over the ground
        whole = max(0.5, foot + tall * (low - camera.horizon) / nearest)
        y = min(camera.y, whole - max(min(camera.rise * seconds, 0.3 * whole), 0.0))
        camera = replace(camera, y=y, rise=min(camera.rise, (whole - y) / seconds) if camera.rise > 0 else camera.rise)
    if size == "close" and place not in FLAT and _on_foot(lead.subject):
        scene = replace(scene, focus=away)
    pyres = tuple(sprite for sprite in (*main, *others) if sprite.shape in PYRES)
    scene = replace(scene, fires=(*scene.fires, *map(flames, pyres)))
    main, others = ([_logs(sprite) for sprite in part] for part in (main, others))
    clear = tuple(sheet for sheet in scene.sheets if sheet.z > away)  # no fog before the subject
    seen = tuple(sprite for sprite in scene.sprites if not hides(sprite, main[0], camera, seconds))
    actors = tuple(part for sprite in main for part in accompanied(sprite, scene))
    company = tuple(part for sprite in others for part in accompanied(sprite, scene))
    scene = replace(scene, camera=camera, sprites=(*seen, *company), actors=actors, sheets=clear)
    tower = next((sprite for sprite in (*main, *others) if sprite.shape == "lighthouse"), None)
    if tower is not None and scene.light.dark:
        scene = replace(scene, beam=Beam(tower.x, tower.lift + tower.height * 0.78, tower.z))
    if reading.burning and not bust:
        burnt = next((sprite for sprite in (*main, *others) if sprite.shape == reading.alight), None)
        fires = _blaze(stage, main[0], tall) if burnt is None else alit(burnt)
        scene = replace(scene, fires=(*scene.fires, *fires))
    return scene


def _count(seen: Seen) -> int:
    """How many of a subject are drawn: as many as the words say, else a few."""
    if not seen.many or is_group(seen.subject):
        return 1
    return seen.count if 0 < seen.count <= MOST else SEVERAL


def _drives(seen: Seen) -> bool:
    """Whether a subject rolls."""
    return facts(seen.subject).get("moves") == "drive"


def _on_foot(subject: str) -> bool:
    """Whether somebody or an animal stands there, on whom a lens is set."""
    return has_face(subject) or motion(str(facts(subject).get("moves", ""))).on_foot


def _tall(subject: str, scene: Scene, place: str) -> float:
    """Metres that a subject is high here: small on a table, no higher than a room."""
    tall = float(facts(subject)["height"])
    if place == "stage":
        return min(tall * (0.22 if tall > 1.6 else 4.0), 1.25)
    if is_thing(subject):
        return ON_TABLE if scene.room is not None else SHOWN
    if not has_face(subject):
        tall = max(tall, SMALLEST if scene.room is None else 0.6 * SMALLEST)
    if scene.room is not None:
        return min(tall, scene.room.ceiling * 0.72)
    if scene.cave is not None:
        return min(tall, scene.cave.ceiling * 0.6)
    return tall


def _logs(sprite: Sprite) -> Sprite:
    """What of a pyre is wood, low under its flames; any other figure as it is."""
    return replace(sprite, height=LOGS * sprite.height, cycles=0.0) if sprite.shape in PYRES else sprite


def _blaze(stage: Stage, lead: Sprite, tall: float) -> list[Fire]:
    """Fires at what is built and burns; behind and beside who stands in a burning place."""
    dice = stage.dice
    if tall >= 4.0 and not is_beast(lead.shape):
        return [
            Fire(lead.x + dice.uniform(-1, 1) * tall * 0.4, lead.z * 0.96, tall * 0.3, tall * 0.55, lead.lift)
            for _ in range(3)
        ]
    away = lead.z * 1.5
    across = stage.across(away) * (0.5 if stage.scene.room is None else 0.25)
    return [
        Fire(
            spot * across,
            away * dice.uniform(1.0, 1.3),
            tall * 0.7,
            tall * dice.uniform(0.9, 1.4),
            lead.lift if not lead.on_ground else 0.0,
        )
        for spot in (-0.8, -0.35, 0.3, 0.85)
    ]


def _others(stage: Stage, reading: Reading, lead: Seen, away: float, tall: float, fraction: float) -> list[Sprite]:
    """Up to two more subjects, on the other side: a companion beside the first, what is large far behind; a sight over roofs."""
    out = []
    for number, other in enumerate([seen for seen in reading.subjects if seen.subject != lead.subject][:COMPANY]):
        other_tall = _tall(other.subject, stage.scene, stage.place)
        held = is_thing(other.subject) and stage.place != "stage" and not is_thing(lead.subject) and tall < BIG
        if held:
            out.append(_held(stage, other, away, tall))
            continue
        if other_tall < min(BIG, MATCH * tall) and tall < BIG:
            far = away * (1.18 + 0.4 * number)
            if facts(other.subject).get("moves") == "drive":  # a bus behind its driver is more than a wall
                wide = breadth(other.subject) * other_tall
                far = max(far, stage.focal * wide / (PARKED * stage.width))
        elif _in_front(stage, other, other_tall, lead, tall):
            far = min(stage.focal * other_tall / (SMALL * stage.height), away * 0.9)
        else:
            share = 0.62 if facts(other.subject).get("sight") else 0.34
            far = max(away * 1.5, stage.focal * other_tall / (share * stage.height))
        if stage.scene.room is not None:
            far = min(far, stage.scene.room.length - 0.9)
        elif stage.floats(lead.subject) and not stage.floats(other.subject) and stage.scene.ground is not None:
            far = max(far, stage.grounded())  # under a flyer, where the ground is in the picture
        sight = facts(other.subject).get("sight") and stage.place in ("rooftop", "city", "street")
        near = END if stage.scene.stage == "street" else SIGHT
        if sight and far > near:  # it stands before the houses, as small as it would be behind them
            other_tall, far = other_tall * near / far, near
        aside = (
            BESIDE_SEVERAL
            if number == 0 and _count(lead) > 1 and not stage.scene.room
            else THIRD * (0.95 + 0.7 * number)
        )
        spot = -stage.side * aside * stage.across(far)
        if stage.scene.room is not None:
            spot = math.copysign(min(abs(spot), stage.scene.room.half - 0.6), spot)
        if sight and stage.scene.stage == "street":  # at its end, and not behind its houses
            spot *= AT_END
        sprite = _sprite(stage, other, spot, far, other_tall)
        if sight:  # it stands among the houses below
            sprite = replace(sprite, lift=sprite.lift - 0.22 * other_tall, haze=0.004)
        large = breadth(other.subject) * other_tall > OVERLAP * stage.across(far)
        if large and stage.floats(other.subject) and stage.floats(lead.subject):  # over the first, not behind it
            sprite = replace(sprite, lift=sprite.lift + ABOVE * stage.height * far / stage.focal)
        turned = not sprite.faces_left and not facts(other.subject).get("lettered")
        first = replace(sprite, faces_left=turned, speed_x=-sprite.speed_x)
        out.append(first)
        wide = breadth(other.subject) * other_tall
        for more in range(1, min(_count(other), FOLLOWING)):
            z = far * (1 + 0.12 * more)
            out.append(
                replace(first, x=spot * z / far - stage.side * 0.7 * wide * more, z=z, phase=first.phase + 2.1 * more)
            )
    return out


def _in_front(stage: Stage, other: Seen, other_tall: float, lead: Seen, tall: float) -> bool:
    """Whether somebody small stands nearer than what is large, or nobody would see him: a knight before a dragon."""
    alive = is_person(other.subject) or is_beast(other.subject)
    if stage.scene.room is not None or not alive or stage.floats(other.subject):
        return False
    return tall >= BIG and other_tall * MATCH < tall and facts(lead.subject).get("moves") not in ("sail", "drive")


def _held(stage: Stage, thing: Seen, away: float, tall: float) -> Sprite:
    """A thing beside who has it, at the height of a hand and large enough to be known."""
    side = stage.side
    high = max(HELD * tall, min(float(facts(thing.subject)["height"]), 0.6 * tall))
    x = side * THIRD * stage.across(away) - side * (0.30 * tall + 0.5 * breadth(thing.subject) * high)
    sprite = _sprite(stage, thing, x, away * 0.98, high)
    return replace(sprite, lift=sprite.lift + 0.34 * tall, shadow=0.0, speed_x=0.0, faces_left=False)


def _over_land(scene: Scene, subject: str) -> bool:
    """Whether a flyer has ground below it to keep off."""
    return scene.ground is not None or subject == "comet" or (scene.stage == "open" and bool(scene.decks))


def _sprite(stage: Stage, seen: Seen, x: float, z: float, tall: float) -> Sprite:
    """One figure, lit from behind, moving the way it looks."""
    scene, side = stage.scene, stage.side
    fact, light = facts(seen.subject), scene.light
    move = str(fact.get("moves", ""))
    floating = stage.floats(seen.subject)
    moving = motion(move)
    speed = moving.speed * (-side) * (0.5 if stage.place in INDOORS else 1.0)
    body = clothed(light, HUES[seen.hue] if seen.hue else fact.get("colour"))
    dark_table = stage.place == "stage" and light.glow > 0.0  # and no paper
    body = tint(body, LIT_UP) if dark_table else body
    shine, glow = float(fact.get("shines", 0.0)), fact.get("glow", WARM)
    if not shine and has_face(seen.subject):
        shine, glow = 1 / SKIN, skin(light)
    lift = 0.0
    if floating:
        high = (
            HIGH
            if move in ("fly", "glide", "float") and tall >= BIG and _over_land(scene, seen.subject)
            else 0.5
            if stage.place == "attic"
            else 0.42
        )
        middle = scene.camera.y + (scene.camera.horizon - high) * stage.height * z / stage.focal
        lift = middle - tall * 0.5
    elif stage.afloat is not None:
        lift = stage.afloat
    lift += float(fact.get("lifted", 0.0)) * tall
    surfacing = stage.surfaces(seen.subject)
    if surfacing:  # its back over the water, the rest lost in it
        lift = (scene.sea.level if scene.sea else 0.0) - 0.40 * tall
    return Sprite(
        seen.subject, x, z, tall, lift=lift, speed_x=speed,
        bob=moving.bob * tall,
        bob_rate=1.3, sway=0.03 if move == "sail" else 0.006, cycles=moving.cycles, phase=stage.dice.random() * 6.28,
        faces_left=side > 0 and not fact.get("lettered"), body=body, rim=tint(light.sun, 0.85 if not light.dark else 1.1), emission=shine, glow=glow, stands_out=not dark_table, inked=bool(fact.get("inked")),
        shadow=0.0 if floating or stage.wet or fact.get("lifted") else 0.5, foot=0.5 if surfacing else 0.0 if floating else 0.03, sink=0.035 if move == "sail" else 0.015 if not floating else 0.0,
        haze=min(0.012, 0.5 / max(z, 1.0)) if scene.density >= FOGGY else min(0.004, 0.05 / max(z, 1.0)), on_ground=not floating and stage.afloat is None,
    )  # fmt: skip


def _on_rails(sprite: Sprite) -> Sprite:
    """A train before its platform; anybody else stays there."""
    if "train" not in sprite.shape:
        return sprite
    return replace(sprite, z=RAIL, x=sprite.x * RAIL / sprite.z, lift=BED, height=TRAIN, on_ground=False, sink=0.0, foot=0.0, shadow=0.0)  # fmt: skip


def _on_causeway(sprite: Sprite, stage: Stage) -> list[Sprite]:
    """What rolls goes over a viaduct that crosses the picture before the water, or over a valley."""
    base = stage.afloat or 0.0
    high = sprite.height * (ARCHED if stage.place == "viaduct" else 0.75)
    count = math.ceil(stage.across(sprite.z) * 1.5 / (breadth("viaduct") * high)) // 2 + 1
    arches = arcade(stage.scene.light, sprite.z * 1.001, high, base - 0.15 * high, count, sprite.haze)
    return [replace(sprite, lift=base + 0.84 * high, on_ground=False, sink=0.0, foot=0.0, shadow=0.0), *arches]


def _on_rock(sprite: Sprite, stage: Stage) -> list[Sprite]:
    """Who walks, what is built and what lies there stands on a rock in the water, and does not walk off it."""
    scene, dice = stage.scene, stage.dice
    base = stage.afloat or 0.0
    fact = facts(sprite.shape)
    if stage.place in WADED:
        return [_wading(sprite, stage)]
    if stage.shallow:
        return [sprite]
    if fact.get("moves") == "drive":
        return _on_causeway(sprite, stage)
    built = sprite.height >= BIG and fact.get("moves") != "sail"
    on_foot = motion(str(fact.get("moves", ""))).on_foot
    lying = is_thing(sprite.shape) and sprite.lift <= base
    if stage.floats(sprite.shape) or fact.get("in_water") or not (built or on_foot or lying):
        return [sprite]
    high = sprite.height * (0.34 if built or lying else 0.62)
    # A rock is narrower at its top than at its foot: what is built on it must not hang in the air.
    wide = breadth(sprite.shape) * sprite.height * (1.5 if built else 1.0)
    count = max(1, math.ceil(wide / (1.25 * high)))
    x = sprite.x if built else sprite.x + sprite.speed_x
    rocks = [
        Sprite(
            dice.choice(ROCKS), x + ((number + 0.5) / count - 0.5) * wide, sprite.z * (0.995 - 0.002 * number), high * dice.uniform(1.2, 1.3),
            lift=base - 0.25 * high, on_ground=sprite.on_ground, body=tint(dark_body(scene.light), 1.6), rim=tint(scene.light.sun, 0.35), haze=sprite.haze, foot=0.12, lapped=LAPPED, faces_left=dice.random() < 0.5,
        )
        for number in range(count)
    ]  # fmt: skip
    return [
        replace(sprite, x=x, lift=base + high * 0.78, speed_x=0.0, cycles=0.0, bob=0.0, sway=0.0, sink=0.02, foot=0.0),
        *rocks,
    ]


def _wading(sprite: Sprite, stage: Stage) -> Sprite:
    """Who is in a street under water stands in it up to the thighs, and a car to its bonnet."""
    if stage.floats(sprite.shape) or facts(sprite.shape).get("in_water") or facts(sprite.shape).get("moves") in AFLOAT:
        return sprite
    return replace(sprite, lift=sprite.lift - min(WADING, 0.4 * sprite.height), on_ground=False, speed_x=0.4 * sprite.speed_x, foot=0.02)  # fmt: skip


def _on_crag(sprite: Sprite, stage: Stage) -> list[Sprite]:
    """Who stands over the clouds stands on the top of a crag that rises out of them."""
    fact = facts(sprite.shape)
    on_foot = motion(str(fact.get("moves", ""))).on_foot or (has_face(sprite.shape) and not fact.get("moves"))
    if stage.floats(sprite.shape) or not on_foot:
        return [sprite]
    x, tall = sprite.x + sprite.speed_x, sprite.height
    look: dict[str, Any] = {
        "body": clothed(stage.scene.light, (0.30, 0.26, 0.24)),
        "rim": tint(stage.scene.light.sun, 0.4),
        "on_ground": False,
        "haze": sprite.haze,
    }
    away = stage.side
    crag = Sprite("crag", x + away * 0.3 * tall, sprite.z * 1.002, 2.6 * tall, lift=sprite.lift - 2.28 * tall, faces_left=away > 0, **look)  # fmt: skip
    return [
        replace(
            sprite,
            x=x,
            lift=sprite.lift + 0.22 * tall,
            speed_x=0.0,
            cycles=0.0,
            bob=0.0,
            sway=0.0,
            sink=0.0,
            foot=0.0,
            shadow=0.0,
        ),
        crag,
    ]


def _kept_in_frame(sprite: Sprite, stage: Stage, camera: Camera, seconds: float) -> Sprite:
    """A mover whose path is centred on its place and short enough that all of it stays in the picture."""
    across = stage.across(sprite.z)
    axis = camera.x + math.sin(camera.yaw) * sprite.z
    path = min(min(abs(sprite.speed_x), FASTEST * across) * seconds, LONGEST_PATH * across)
    room = max(0.47 * across - breadth(sprite.shape) * sprite.height / 2 - path / 2, 0.0)
    x = axis + math.copysign(min(abs(sprite.x - axis), room), sprite.x - axis)
    speed = math.copysign(path / seconds, sprite.speed_x)
    return replace(sprite, speed_x=speed, x=x - speed * seconds / 2)
