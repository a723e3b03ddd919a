"""What the sky, the season, the shore and the sea floor show, added to a scene: an eclipse, moons, autumn trees, rocks, a reef."""

from __future__ import annotations

from dataclasses import replace

from backends.previz.light import Colour
from backends.previz.scene import Scene, Sprite, Weather
from backends.previz.scenery import FIRS, OAKS, ROCKS, Spot, clothed, dark_body, rim_of, scatter, tint

LEAVES: tuple[Colour, ...] = ((0.80, 0.30, 0.04), (0.84, 0.52, 0.06), (0.58, 0.13, 0.04), (0.66, 0.40, 0.06))
BLOOD: Colour = (0.62, 0.075, 0.03)


def eclipse(scene: Scene, spot: Spot) -> Scene:
    """The black sun in its corona, in a dark sky with stars."""
    if scene.stage != "open":
        return scene
    away, high = scene.sun
    return replace(
        scene, disc="eclipse", moon=0.05, cover=min(scene.cover, 0.15), stars=max(scene.stars, 400), sun=(away, max(high, 0.16))
    )  # fmt: skip


def blood_moon(scene: Scene, spot: Spot) -> Scene:
    """A large red moon."""
    return replace(_moonlit(scene), moon=0.062, disc_tint=BLOOD) if scene.stage == "open" else scene


def great_moon(scene: Scene, spot: Spot) -> Scene:
    """A moon many times too large."""
    return replace(_moonlit(scene), moon=0.12, sun=(scene.sun[0], 0.20)) if scene.stage == "open" else scene


def _moonlit(scene: Scene) -> Scene:
    return replace(scene, disc="moon", cover=min(scene.cover, 0.3))


def two_moons(scene: Scene, spot: Spot, count: int = 2) -> Scene:
    """More moons than one, of several sizes, side by side."""
    if scene.stage != "open":
        return scene
    others = ((0.20, 0.07, 0.55), (0.36, -0.02, 0.75))[: count - 1]
    more = tuple((spot.side * aside, up, share * 0.05) for aside, up, share in others)
    return replace(_moonlit(scene), moon=0.05, more_discs=more)


def three_moons(scene: Scene, spot: Spot) -> Scene:
    """Three moons."""
    return two_moons(scene, spot, 3)


def two_suns(scene: Scene, spot: Spot) -> Scene:
    """A second, smaller sun beside the first."""
    if scene.stage != "open":
        return scene
    return replace(
        scene, disc="sun", moon=0.0, sun=(scene.sun[0], max(scene.sun[1], 0.15)), more_discs=((spot.side * 0.11, 0.045, 0.015),), cover=min(scene.cover, 0.3)
    )  # fmt: skip


def double_rainbow(scene: Scene, spot: Spot) -> Scene:
    """A rainbow within a wider, paler one."""
    if scene.stage != "open":
        return scene
    return replace(scene, rainbow=0.30 if scene.light.dark else 0.42, rainbows=2, cover=min(scene.cover, 0.6))


def autumn(scene: Scene, spot: Spot) -> Scene:
    """Trees in red and gold for green ones, fallen leaves on the ground and in the air."""
    if scene.stage not in ("open", "street") or spot.snowy:
        return scene
    light, dice = scene.light, spot.dice
    turned = tuple(
        replace(sprite, shape=dice.choice(OAKS), height=sprite.height * (0.72 if sprite.shape in FIRS else 1.0), body=tint(clothed(light, dice.choice(LEAVES)), 1.15))
        if sprite.shape in (*FIRS, *OAKS) else sprite
        for sprite in scene.sprites
    )  # fmt: skip
    lit = tuple(light.ambient[k] * 1.5 + light.sun[k] * 0.22 + 0.02 for k in range(3))
    air = Weather("leaf", 70, 1.0, (lit[0], lit[1], lit[2]))
    floor = tint((0.34, 0.15, 0.04), light.sun[1] * 0.8 + 0.06)
    cloaked = 0.75 if scene.ground is not None and scene.ground.kind != "snow" else 0.0
    return replace(
        scene, sprites=turned, weather=(*scene.weather, air), cloak=floor if cloaked else scene.cloak, cloaked=max(scene.cloaked, cloaked)
    )  # fmt: skip


def black_sand(scene: Scene, spot: Spot) -> Scene:
    """A beach of black sand without palms and parasols."""
    if scene.sea is None or not scene.decks:
        return scene
    sand = replace(scene.decks[0], colour=tint((0.055, 0.055, 0.060), 1.0))
    return replace(_wild(scene), decks=(sand, *scene.decks[1:]))


def rocky(scene: Scene, spot: Spot) -> Scene:
    """Rocks all over a beach, without palms and parasols."""
    if scene.sea is None or not scene.decks:
        return scene
    light = scene.light
    stones = scatter(
        spot.dice, ROCKS, 150, (-0.62, 0.62), (5.0, 26.0), 0.42, fan=True, vary=(0.4, 2.0), power=1.2, body=tint(dark_body(light), 1.5), rim=rim_of(light, 0.45), sink=0.25, haze=0.002, on_ground=False,
    )  # fmt: skip
    wild = _wild(scene)
    grey = replace(scene.decks[0], colour=tint((0.20, 0.19, 0.18), 0.8))
    return replace(wild, decks=(grey, *scene.decks[1:]), sprites=(*wild.sprites, *stones))


CORALS: tuple[Colour, ...] = (
    (0.46, 0.10, 0.08),
    (0.46, 0.24, 0.05),
    (0.34, 0.09, 0.26),
    (0.10, 0.26, 0.24),
    (0.42, 0.32, 0.12),
)


def reef(scene: Scene, spot: Spot) -> Scene:
    """Corals of many colours on the sea floor."""
    if scene.stage != "deep" or scene.ground is None:
        return scene
    dice = spot.dice
    near = tuple(
        Sprite(
            shape, x + dice.uniform(-0.6, 0.6), z, high * dice.uniform(0.8, 1.2), body=tint(dice.choice(CORALS), gain), rim=(0.20, 0.34, 0.32), light=(0, -1), haze=0.012, sink=0.06, foot=0.04, faces_left=dice.random() < 0.5,
        )
        for shape, z, high, gain in (("coral_reef", 30.0, 5.0, 0.55), ("coral_reef", 22.0, 3.4, 0.8), ("coral_branch", 17.0, 2.2, 1.0), ("anemone", 14.0, 1.1, 1.0), ("coral_fan", 19.0, 2.4, 0.9))
        for x in (-0.5 * z, -0.3 * z, -0.1 * z, 0.12 * z, 0.34 * z, 0.52 * z)
    )  # fmt: skip
    return replace(scene, sprites=(*scene.sprites, *near))


def kelp(scene: Scene, spot: Spot) -> Scene:
    """Tall kelp that sways up toward the light."""
    if scene.stage != "deep" or scene.ground is None:
        return scene
    dice = spot.dice
    stems = tuple(
        Sprite(
            "kelp", dice.uniform(-0.62, 0.62) * z, z, dice.uniform(0.55, 1.1) * (9.0 + 0.35 * z), body=tint((0.10, 0.15, 0.02), 9.0 / z), rim=(0.16, 0.26, 0.10), light=(0, -1), haze=0.016, sway=0.05, phase=dice.random() * 6.28, sink=0.03, faces_left=dice.random() < 0.5,
        )
        for z in (dice.uniform(13.0, 46.0) for _ in range(20))
    )  # fmt: skip
    return replace(
        scene, sprites=(*scene.sprites, *(stem for stem in stems if abs(stem.x) > 0.12 * stem.z or stem.z > 30.0))
    )


def ice_front(scene: Scene, spot: Spot) -> Scene:
    """The front of a glacier along the water: a wall of broken ice."""
    if scene.stage != "open" or scene.sea is None:
        return scene
    light = scene.light
    wall = tuple(
        Sprite(
            "ice_front", x, z, high, lift=scene.sea.level - 1.0, on_ground=False, body=clothed(light, hue), rim=rim_of(light, 0.6), haze=0.0012, faces_left=x > 0,
        )
        for z, high, hue in ((260.0, 74.0, (0.46, 0.58, 0.72)), (215.0, 48.0, (0.66, 0.84, 0.98))) for x in (-250.0, -110.0, 30.0, 170.0)
    )  # fmt: skip
    floes = scatter(
        spot.dice, ("floe_block",), 26, (-0.6, 0.6), (26.0, 190.0), 2.2, fan=True, vary=(0.4, 1.6), power=0.9, body=clothed(light, (0.66, 0.80, 0.90)), rim=rim_of(light, 0.6), on_ground=False, lift=scene.sea.level - 0.3, haze=0.0015,
    )  # fmt: skip
    kept = tuple(sprite for sprite in scene.sprites if sprite.z < 120)
    return replace(scene, sprites=(*wall, *kept, *floes))


def _wild(scene: Scene) -> Scene:
    return replace(scene, sprites=tuple(sprite for sprite in scene.sprites if sprite.shape not in ("palm", "parasol")))


def lonely_beach(scene: Scene, spot: Spot) -> Scene:
    """A beach that nobody bathes at."""
    return _wild(scene) if scene.sea is not None and scene.decks else scene
