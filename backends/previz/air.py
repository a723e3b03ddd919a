"""What is in the air of a scene: its film's tint, rain, snow, fog, lightning, fireworks, and the fires of a place that burns."""

from __future__ import annotations

from dataclasses import replace
from math import exp
from random import Random

from backends.previz.light import Colour, Light
from backends.previz.outlines import breadth
from backends.previz.places import INDOORS
from backends.previz.reading import Reading
from backends.previz.scene import FALLING, Box, Fire, Room, Scene, Sheet, Sprite, Weather

FOGS = ((700.0, 0.34), (160.0, 0.20), (55.0, 0.15), (18.0, 0.10))
"""How far away the sheets of a fog are, and half how high each is, of the picture's height."""
FOGGY = 0.006
"""How dense the air is in a fog at least, for each metre."""
STROKES = (0.3, 1.2, 2.6, 3.6, 5.2, 6.6)
"""Seconds from which lightning strikes."""
ROUGH = 0.165
"""How rough the sea is in a storm."""
TOWERING = 6.0
"""Metres from which what burns has its flames out of its roof."""
VEIL = 45.0
"""Metres after which fog has taken most of what stands in it."""


def tinted(light: Light, film: Random) -> Light:
    """The hour's light in the film's own tint: no two films have the same sunset."""
    warm, green = film.uniform(-0.16, 0.16), film.uniform(-0.07, 0.07)

    def shifted(colour: Colour, share: float) -> Colour:
        return (colour[0] * (1 + warm * share), colour[1] * (1 + green * share), colour[2] * (1 - warm * share))

    return replace(
        light, zenith=shifted(light.zenith, 1.4), horizon=shifted(light.horizon, 1.0), fog=shifted(light.fog, 1.0),
        cloud=shifted(light.cloud, 0.8), ambient=shifted(light.ambient, 0.8),
    )  # fmt: skip


def weathered(scene: Scene, reading: Reading, dice: Random, place: str) -> Scene:
    """Rain, snow, embers, dust, fog, lightning, aurora, fireworks as the words say."""
    light = scene.light
    indoors = place in INDOORS
    falling = {
        "rain": Weather("rain", 900, 0.030, (0.7, 0.8, 1.0), -0.2), "snow": Weather("snow", 420, 0.30, (1.0, 1.0, 1.05)),
        "ember": Weather("ember", 320, 1.6, (1.0, 0.5, 0.2)), "dust": Weather("dust", 220, 0.22, light.sun),
    }  # fmt: skip
    already = {kind.kind for kind in scene.weather}
    found = tuple(
        falling[name]
        for name in reading.weathers
        if name in falling and name not in already and not (indoors and scene.room is None and name in FALLING)
        and not (scene.stage == "deep" or place in ("space", "planet", "moonland") or (place == "stage" and name in ("rain", "dust")))
    )  # fmt: skip
    scene = replace(scene, weather=(*scene.weather, *found))
    if place == "stage":  # what is wet or misty there stands under no sky
        return scene
    if scene.room is not None and any(kind.kind in FALLING for kind in found):
        scene = replace(scene, room=_wet_outside(scene.room))
    if "fog" in reading.weathers and not indoors:
        sheets = tuple(Sheet(z, 2.0, half, 0.75) for z, half in FOGS)
        sea = scene.sea
        if sea is not None:
            sea = replace(sea, density=max(sea.density, 2 * FOGGY), glitter=0.35 * sea.glitter)
        sprites = tuple(replace(sprite, haze=max(sprite.haze, 1 / VEIL)) for sprite in scene.sprites)
        scene = replace(
            scene, sheets=(*scene.sheets, *sheets), density=max(scene.density * 2.2, FOGGY), sea=sea, sprites=sprites, light=_dimmed(light), stars=0, cover=0.0,
        )  # fmt: skip
        scene = _veiled(scene) if scene.decks else scene
    if "lightning" in reading.weathers or "rain" in reading.weathers:
        scene = replace(scene, cover=max(scene.cover, 0.68), stars=0)
        if scene.light.dark and scene.stage == "open":  # no moon shines through a storm
            sea = replace(scene.sea, rough=max(scene.sea.rough, ROUGH)) if scene.sea is not None else None
            scene = replace(scene, light=replace(light, disc=0.0), cover=0.9, sea=sea)
    if reading.waves and scene.sea is not None and scene.stage == "open":
        scene = replace(scene, sea=replace(scene.sea, rough=max(scene.sea.rough, ROUGH), wave=max(scene.sea.wave, 3.2), speed=1.2, foam=max(scene.sea.foam, 0.5)))  # fmt: skip
    if "lightning" in reading.weathers:
        scene = replace(scene, lightning=tuple(at + dice.uniform(0.0, 0.6) for at in STROKES))
    if "aurora" in reading.weathers:
        scene = replace(scene, aurora=2.2, stars=max(scene.stars, 800), cover=0.12)
    if "fireworks" in reading.weathers and not indoors and scene.stage != "deep":
        colours = ((1.0, 0.45, 0.3), (0.4, 0.7, 1.0), (1.0, 0.8, 0.35), (0.9, 0.4, 1.0), (0.45, 1.0, 0.6))
        bursts = tuple(
            (
                0.1 + 0.62 * number + dice.uniform(0, 0.3),
                dice.uniform(0.12, 0.88),
                dice.uniform(0.12, 0.34),
                colours[number % 5],
            )
            for number in range(9)
        )
        scene = replace(scene, fireworks=bursts)
    if reading.blizzard and not indoors and scene.stage == "open":
        scene = _whiteout(scene)
    if "clear" in reading.weathers:
        scene = replace(scene, cover=0.12)
    if "clouds" in reading.weathers:
        scene = replace(scene, cover=max(scene.cover, 0.72))
    return scene


def _whiteout(scene: Scene) -> Scene:
    """A blizzard: no sun, one pale grey from the ground to the sky, driven flakes in numbers."""
    flakes = Weather("snow", 1500, 0.34, (1.0, 1.0, 1.05))
    kept = tuple(kind for kind in scene.weather if kind.kind != "snow")
    sheets = tuple(Sheet(z, 2.0, half, 0.8, speed=0.05) for z, half in FOGS[1:])
    sprites = tuple(replace(sprite, haze=max(sprite.haze, 1 / VEIL)) for sprite in scene.sprites)
    light = replace(_dimmed(scene.light), disc=0.0)
    return replace(
        scene, weather=(*kept, flakes), sheets=(*scene.sheets, *sheets), sprites=sprites, light=light, stars=0, cover=0.95,
        density=max(scene.density * 2.5, 1.5 * FOGGY), rays=0.0,
    )  # fmt: skip


def _wet_outside(room: Room) -> Room:
    """A room before whose windows it rains or snows: grey and dim, so that what falls is seen."""

    def grey(colour: Colour, most: float) -> Colour:
        mean = min(sum(colour) / 3, most)
        return (0.9 * mean, 0.96 * mean, 1.1 * mean)

    return replace(
        room,
        outside_low=grey(room.outside_low, 0.16),
        outside_high=grey(room.outside_high, 0.10),
        sun=grey(room.sun, 0.05),
    )


def _dimmed(light: Light) -> Light:
    """An hour's light in a fog: one pale grey up to the zenith, and hardly a sun."""
    grey = 1.15 * sum(light.horizon) / 3

    def pale(colour: Colour, share: float) -> Colour:
        return (colour[0] + (grey - colour[0]) * share, colour[1] + (grey - colour[1]) * share, colour[2] + (grey - colour[2]) * share)  # fmt: skip

    return replace(light, disc=0.25 * light.disc, zenith=pale(light.zenith, 0.6), horizon=pale(light.horizon, 0.8), fog=pale(light.horizon, 0.85), cloud=pale(light.cloud, 0.9))  # fmt: skip


def _veiled(scene: Scene) -> Scene:
    """What is built out of doors, lost in fog with the distance."""
    fog = scene.light.fog

    def lost(box: Box) -> Box:
        share = 1 - exp(-max(box.near, 0.0) / VEIL)
        red, green, blue = (own + (grey - own) * share for own, grey in zip(box.colour, fog, strict=True))
        return replace(box, colour=(red, green, blue), shine=box.shine + (0.9 - box.shine) * share)

    sprites = tuple(replace(sprite, haze=max(sprite.haze, 1 / VEIL)) for sprite in scene.sprites)
    wide = tuple(Sheet(z, 3.0, half, 0.8) for z, half in ((140.0, 0.34), (70.0, 0.26)))
    decks = tuple(map(lost, scene.decks))
    return replace(scene, decks=decks, sprites=sprites, sheets=(*scene.sheets, *wide))


def ablaze(scene: Scene, dice: Random) -> Scene:
    """Fires all over a place that burns, and their glow on the smoke."""
    if scene.stage == "deep":
        return scene
    high = bool(scene.decks)
    away = (6.0, 12.0) if scene.room else (150.0, 330.0) if high else (36.0, 95.0)
    size = 1.0 if scene.room else 26.0 if high else 9.0
    fires = []
    for _ in range(7):
        z, wide = dice.uniform(*away), size * dice.uniform(0.5, 1.0)
        across = 0.42 if scene.room is None else 0.25
        fires.append(Fire(dice.uniform(-across, across) * z, z, wide, wide * 1.5, -36.0 if high else 0.0))
    glow = Sheet(away[1] * 1.1, -18.0 if high else 3.0, 0.32, 0.7, (0.42, 0.15, 0.04))
    return replace(
        scene, fires=(*scene.fires, *fires), sheets=(*scene.sheets, glow) if scene.room is None else scene.sheets
    )


def flames(pyre: Sprite) -> Fire:
    """The fire on logs."""
    return Fire(pyre.x, pyre.z * 0.998, 0.7 * pyre.height, 1.1 * pyre.height, pyre.lift)


def alit(burnt: Sprite) -> list[Fire]:
    """Flames behind a thing that itself burns, higher than it, and before its foot; of a building, out of its roof."""
    tall, high = burnt.height, 1.0 if burnt.height < TOWERING else 0.62
    wide = breadth(burnt.shape) * tall

    def fire(spot: float, deep: float, half: float, up: float, over: float) -> Fire:
        return Fire(burnt.x + spot * wide, burnt.z * deep, half * wide, up * high * tall, burnt.lift + over * tall)

    behind = [fire(-0.24, 1.09, 0.40, 1.2, 0.35), fire(0.2, 1.09, 0.40, 1.45, 0.35)]
    return [*behind, *(fire(spot, 0.99, 0.13, up, -0.02) for spot, up in ((-0.40, 0.45), (0.42, 0.4)))]
