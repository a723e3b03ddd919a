"""What nature does in a place, added to its scene: a waterfall, a volcano, a whirlwind, a geyser, a rainbow, a river, falling leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from backends.previz import ledges, ways, wilds
from backends.previz.ground import (
    BED,
    CONE_X,
    CONE_Z,
    CRATER,
    FALL_TOP,
    FALL_X,
    FALL_Z,
    WATERED,
    WATERLINE,
    from_river,
    sided,
)
from backends.previz.light import Colour, Light
from backends.previz.nature import mountain, plain, under_water
from backends.previz.scene import (
    Box,
    Fire,
    Ground,
    GroundKind,
    Scene,
    Sea,
    Sheet,
    Sprite,
    Stream,
    Weather,
    WeatherKind,
)
from backends.previz.scenery import BAMBOO, OAKS, ROCKS, Spot, clothed, dark_body, rim_of, scatter, tint

PIER = 1.2
"""Metres that a pier stands over the water."""
FLOODED_TO = 2.4
"""Metres that the sea stands over the ground that a volcano rises from."""


def _foam(light: Light) -> tuple[Colour, Colour]:
    """White water in this light, and its shade."""
    bright = tuple(light.ambient[k] * 2.0 + light.sun[k] * 0.20 + min(light.horizon[k], 0.8) * 0.25 for k in range(3))
    return (bright[0], bright[1], bright[2]), (bright[0] * 0.26, bright[1] * 0.32, bright[2] * 0.38)


def _grounded(scene: Scene, spot: Spot, other: Callable[[Spot], Scene]) -> Scene | None:
    """The scene if it is open land, else another of this spot for one by the water; nothing where there is no land to see."""
    if scene.stage != "open" or scene.ground is None:
        return other(spot) if scene.stage == "open" and scene.sea is not None and not scene.decks else None
    return other(spot) if scene.ground.kind == "dune" else scene


def _clear_of(ground: Ground, sprites: tuple[Sprite, ...]) -> tuple[Sprite, ...]:
    """What does not stand in the water."""
    return tuple(
        sprite
        for sprite in sprites
        if float(from_river(ground, sprite.x, sprite.z)) > 1.15 + 0.35 * sprite.height / max(sprite.z, 1.0)  # type: ignore[arg-type]
    )


def _water(light: Light, speed: float) -> Sea:
    deep = (0.010, 0.020, 0.024) if light.dark else (0.020, 0.042, 0.040)
    return Sea(
        deep=deep,
        rough=0.045,
        glitter=1.4 if light.dark else 3.0,
        wave=0.8,
        density=0.001,
        speed=speed,
        level=WATERLINE,
    )


def river(scene: Scene, spot: Spot) -> Scene:
    """A river beside the eye, or under it for who is on the water."""
    return _watered(scene, spot, "stream" if spot.afloat else "river", 1.3)


def lake(scene: Scene, spot: Spot) -> Scene:
    """A lake or a pond before the eye, or around it for who is on the water."""
    return _watered(scene, spot, "mere" if spot.afloat else "pond", 0.5)


def _watered(given: Scene, spot: Spot, kind: GroundKind, speed: float) -> Scene:
    """Open land with a bed of this kind cut into it; other places as they are."""
    scene = _grounded(given, spot, plain)
    if scene is None or scene.ground is None or scene.ground.kind in (*WATERED, "snow", "volcano"):
        return given
    seed = sided(spot.dice.randrange(20), -spot.side)
    ground = Ground(kind, 1.0, scene.ground.light, bump=0.25, detail=0.55, seed=seed)
    light = scene.light
    stones = scatter(
        spot.dice, ROCKS, 60, (-0.7, 0.7), (9, 90), 0.7, fan=True, vary=(0.3, 1.4), power=1.4, body=dark_body(light), rim=rim_of(light, 0.35),
        sink=0.3, foot=0.05, haze=0.003,
    )  # fmt: skip
    shore = tuple(stone for stone in stones if 0.8 < float(from_river(ground, stone.x, stone.z)) < 1.35)  # type: ignore[arg-type]
    camera = replace(scene.camera, y=max(scene.camera.y, 2.6), horizon=min(scene.camera.horizon, 0.5))
    water = _water(light, speed)
    if spot.afloat:  # the ground is level at the eye, and the eye is over its bed
        water = replace(water, level=WATERLINE + BED)
        camera = replace(camera, y=camera.y + BED, horizon=0.56)
    return replace(
        scene, ground=ground, sea=water, sprites=(*_clear_of(ground, scene.sprites), *shore), camera=camera,
    )  # fmt: skip


def waterfall(scene: Scene, spot: Spot) -> Scene:
    """Walls of rock around a pool, and water that falls over them."""
    found = _grounded(scene, spot, mountain)
    if found is None or found.ground is None:
        return scene
    scene, light, side = found, found.light, -spot.side
    assert scene.ground is not None
    ground = Ground("gorge", 1.0, scene.ground.light, bump=0.3, detail=0.6, seed=sided(spot.dice.randrange(20), side))
    bright, dim = _foam(light)
    falls = tuple(
        Stream("fall", side * (FALL_X + x), WATERLINE - 0.4, FALL_Z - 4.5, FALL_TOP - low, half, half * 0.8, bright=bright, dim=dim)
        for x, low, half in ((0.0, 0.0, 5.2), (7.3, -4.0, 1.2))
    )  # fmt: skip
    kept = tuple(sprite for sprite in _clear_of(ground, scene.sprites) if sprite.z < 60 or sprite.z > 150)
    boulders = scatter(
        spot.dice, ROCKS, 46, (-0.5, 0.5), (12, 96), 1.5, fan=True, vary=(0.3, 1.6), power=0.8, body=dark_body(light), rim=rim_of(light, 0.4), sink=0.3, haze=0.002,
    )  # fmt: skip
    shore = tuple(stone for stone in boulders if 0.75 < float(from_river(ground, stone.x, stone.z)) < 1.5)  # type: ignore[arg-type]
    mist = tuple(
        Sheet(z, 3.0, half, 0.55, tint(bright, 0.62)) for z, half in ((FALL_Z - 6.0, 0.05), (FALL_Z - 16.0, 0.04))
    )
    return replace(
        scene, ground=ground, sea=_water(light, 1.8), streams=(*scene.streams, *falls), sprites=(*kept, *shore), sheets=(*scene.sheets, *mist),
        camera=replace(scene.camera, y=max(scene.camera.y, 2.2), horizon=0.60),
    )  # fmt: skip


def canyon(scene: Scene, spot: Spot) -> Scene:
    """A way between walls of layered rock."""
    if scene.ground is None or scene.stage != "open" or scene.ground.kind in WATERED or scene.decks:
        return scene
    ground = Ground(
        "canyon",
        1.0,
        max(scene.ground.light, 0.9),
        bump=0.3,
        detail=0.6,
        seed=sided(spot.dice.randrange(20), spot.side),
    )
    kept = tuple(sprite for sprite in scene.sprites if abs(sprite.x) < 9 + 0.04 * sprite.z and sprite.height < 3)
    stones = scatter(
        spot.dice, ROCKS, 30, (-12, 12), (8, 60), 0.7, vary=(0.3, 1.7), gap=2.0, power=1.4, body=tint(dark_body(scene.light), 1.4), rim=rim_of(scene.light, 0.35), sink=0.25, haze=0.002,
    )  # fmt: skip
    return replace(scene, ground=ground, sprites=(*kept, *stones), camera=replace(scene.camera, y=1.9, horizon=0.66))


def volcano(scene: Scene, spot: Spot) -> Scene:
    """A mountain of fire in the distance, smoke over it."""
    wet = scene.stage == "open" and scene.ground is None and scene.sea is not None
    if not wet:
        found = _grounded(scene, spot, mountain)
        if found is None:
            return scene
        scene = found
    light, side = scene.light, -spot.side
    own = scene.ground.light if scene.ground else 0.8
    ground = Ground("volcano", 0.5, own, seed=sided(spot.dice.randrange(20), side))
    rim = float(CONE_Z - CRATER)
    ash = tint(light.fog, 0.16)
    glow: Colour = (1.0, 0.36, 0.10)
    lit = tuple(light.fog[k] * 0.55 + glow[k] * (0.16 if light.dark else 0.05) for k in range(3))
    smoke = Stream(
        "smoke", side * CONE_X, 470.0, CONE_Z, 620.0, 46.0, 420.0, lean=side * -260.0, bright=(lit[0], lit[1], lit[2]), dim=ash,
    )  # fmt: skip
    fire = Fire(side * CONE_X, rim, 95.0, 90.0)
    scene = replace(scene, ground=ground, streams=(*scene.streams, smoke), fires=(*scene.fires, fire))
    if not wet:
        return replace(scene, sprites=tuple(sprite for sprite in scene.sprites if sprite.z < 400))
    assert scene.sea is not None
    near = tuple(
        replace(sprite, on_ground=False, lift=sprite.lift + FLOODED_TO) for sprite in scene.sprites if sprite.z < 160
    )
    return replace(
        scene, sea=replace(scene.sea, level=FLOODED_TO), camera=replace(scene.camera, y=scene.camera.y + FLOODED_TO), sprites=near,
    )  # fmt: skip


def lava(scene: Scene, spot: Spot) -> Scene:
    """The same mountain, with lava running down its near side and embers in the air."""
    given, scene = scene, volcano(scene, spot)
    if scene is given:
        return scene
    side, at = -spot.side, 1300.0
    top = 500.0 / (CONE_Z - CRATER) * at
    rim = side * CONE_X / CONE_Z * at
    flows = tuple(
        Stream(
            "lava", rim + spread, foot, at, top - foot, half, 7.0, lean=-spread + shift, bright=(2.6, 0.62, 0.10), dim=(0.16, 0.03, 0.015), before=0.6,
        )
        for spread, shift, foot, half in ((-10.0, -6.0, 70.0, 26.0), (120.0, 14.0, 150.0, 15.0), (-150.0, -16.0, 190.0, 13.0))
    )  # fmt: skip
    sparks = Weather("ember", 260, 1.4, (1.0, 0.42, 0.10))
    weather = scene.weather if any(kind.kind == "ember" for kind in scene.weather) else (*scene.weather, sparks)
    burst = Fire(side * CONE_X, CONE_Z - CRATER, 130.0, 210.0)
    return replace(scene, streams=(*scene.streams, *flows), weather=weather, fires=(*scene.fires, burst))


def tornado(scene: Scene, spot: Spot) -> Scene:
    """A whirlwind under a dark sky, dust where it touches the ground."""
    if scene.stage != "open":
        return scene
    light = scene.light
    high = bool(scene.decks)
    side = spot.side if high else -spot.side  # what is built stands on the other
    dim, bright = tint(light.fog, 0.04), tint(light.fog, 0.6 if high else 0.34)
    whirl = Stream(
        "whirl", side * 62.0 if high else side * 19.0, -60.0 if high else -2.0, 300.0 if high else 92.0, 210.0 if high else 56.0, 8.0 if high else 3.2, 74.0 if high else 27.0, lean=side * (-40.0 if high else -13.0), bright=bright, dim=dim, on_ground=True,
    )  # fmt: skip
    dust = Stream(
        "smoke",
        side * 62.0 if high else side * 19.0,
        -62.0 if high else -2.0,
        292.0 if high else 90.0,
        24.0 if high else 7.0,
        26.0 if high else 8.0,
        52.0 if high else 15.0,
        bright=tint(light.fog, 0.55),
        dim=tint(light.fog, 0.28),
        on_ground=True,
    )
    return replace(scene, cover=max(scene.cover, 0.9), stars=0, streams=(*scene.streams, whirl, dust))


WALL = 262.0
"""Before this distance a wall of dust hides nothing, metres."""


def sandstorm(scene: Scene, spot: Spot) -> Scene:
    """A wall of dust that stands across the distance and rolls toward the eye."""
    if scene.stage != "open" or (scene.ground is None and (scene.sea is not None or not scene.decks)):
        return scene
    low = 0.0 if scene.ground is not None else 60.0  # a city lies below the eye
    light, dice = scene.light, spot.dice
    sand = tuple(
        (light.fog[k] * 0.5 + light.horizon[k] * 0.25 + light.ambient[k] * 0.7) * hue
        for k, hue in enumerate((1.0, 0.66, 0.38))
    )
    lit: Colour = (sand[0], sand[1], sand[2])
    wall = tuple(
        Stream(
            "smoke", 42.0 * n + dice.uniform(-9.0, 9.0), -14.0 - low, z, low + dice.uniform(0.75, 1.15) * high, 36.0, 58.0, lean=dice.uniform(-14.0 - low, 14.0), bright=tint(lit, gain), dim=tint(lit, 0.5 * gain), on_ground=True,
        )
        for z, high, gain in ((330.0, 118.0, 0.85), (270.0, 78.0, 1.05)) for n in range(-6, 7)
    )  # fmt: skip
    drifts = tuple(
        Sheet(z, 2.0, half, amount, tint(lit, 0.8)) for z, half, amount in ((180.0, 0.09, 0.7), (60.0, 0.06, 0.4))
    )
    seen = tuple(sprite for sprite in scene.sprites if sprite.z < WALL)  # no roof stands out of what hides its house
    return replace(scene, sprites=seen, streams=(*scene.streams, *wall), sheets=(*scene.sheets, *drifts), stars=0)


def fjord(scene: Scene, spot: Spot) -> Scene:
    """Walls of rock that fall steeply into the water on both sides."""
    if scene.stage != "open" or scene.sea is None:
        return scene
    light, dice = scene.light, spot.dice
    foot = scene.sea.level - 4.0
    walls = tuple(
        Sprite(
            dice.choice(ROCKS), side * x, z, high * dice.uniform(0.9, 1.1), lift=foot, on_ground=False, faces_left=dice.random() < 0.5, body=tint(clothed(light, (0.17, 0.19, 0.17)), 0.8), rim=rim_of(light, 0.3), haze=0.0026,
        )
        for z, x, high in ((300.0, 88.0, 105.0), (235.0, 108.0, 100.0), (175.0, 104.0, 92.0), (125.0, 92.0, 76.0)) for side in (-1, 1)
    )  # fmt: skip
    kept = tuple(sprite for sprite in scene.sprites if sprite.z < 25 or abs(sprite.x) < 30)
    return replace(scene, sprites=(*walls, *kept))


def avalanche(scene: Scene, spot: Spot) -> Scene:
    """A cloud of snow that comes down the mountain beside the subject."""
    if scene.stage != "open" or scene.ground is None or scene.ground.kind not in ("mountain", "snow"):
        return scene
    light, dice, side = scene.light, spot.dice, -spot.side
    bright, _ = _foam(light)
    clouds = tuple(
        Stream(
            "smoke", side * (26.0 + 15.0 * n) + dice.uniform(-5.0, 5.0), -6.0, z, (16.0 + 9.5 * n) * dice.uniform(0.85, 1.15) * gain, 13.0, 24.0, lean=-side * dice.uniform(4.0, 12.0), bright=tint(bright, 1.7), dim=tint(bright, 0.9), on_ground=True,
        )
        for z, gain in ((260.0, 1.35), (230.0, 1.15), (205.0, 0.95), (180.0, 0.7)) for n in range(-1, 10)
    )  # fmt: skip
    return replace(scene, streams=(*scene.streams, *clouds))


def asteroids(scene: Scene, spot: Spot) -> Scene:
    """Rocks of all sizes that drift through space."""
    if not scene.nebula:
        return scene
    light, dice = scene.light, spot.dice
    look: dict[str, Any] = {
        "body": clothed(light, (0.40, 0.34, 0.29)),
        "rim": rim_of(light, 0.5),
        "haze": 0.0,
        "on_ground": False,
    }
    rocks = tuple(
        Sprite(
            dice.choice(("asteroid_round", "asteroid_long")), dice.uniform(-0.95, 0.95) * z, z, size * z * dice.uniform(0.4, 1.5), lift=dice.uniform(0.04, 0.92) * z, faces_left=dice.random() < 0.5, lean=dice.uniform(-1.5, 1.5), speed_x=dice.uniform(-0.01, 0.01) * z, **look,
        )
        for z, size, count in ((120.0, 0.03, 26), (60.0, 0.05, 14), (36.0, 0.09, 7)) for _ in range(count)
    )  # fmt: skip
    return replace(scene, sprites=(*scene.sprites, *rocks))


def string_lights(scene: Scene, spot: Spot) -> Scene:
    """Strings of bulbs between posts over the ground; in a room or a street they hang from wall to wall."""
    if scene.stage in ("room", "street"):
        return _hung(scene, spot)
    if scene.stage != "open" or (scene.sea is not None and scene.ground is None):
        return scene
    posts = tuple(
        Box(x - 0.06, x + 0.06, -1.5, 4.0, z, z + 0.12, (0.07, 0.055, 0.045))
        for x in (-6.0, 6.0) for z in (7.0, 11.0, 16.0, 22.0)
    )  # fmt: skip
    bulbs = tuple(
        Box(x - 0.05, x + 0.05, high - 0.06, high + 0.06, z, z + 0.1, (1.0, 0.72, 0.34), 2.8)
        for z in (7.0, 11.0, 16.0, 22.0)
        for x, high in ((-6.0 + 0.6 * n, 3.05 + 0.9 * (abs(n - 10) / 10) ** 2) for n in range(21))
    )
    return replace(scene, decks=(*scene.decks, *posts, *bulbs), bloom=0.28, bloom_from=0.55)


def geyser(scene: Scene, spot: Spot) -> Scene:
    """Hot water that shoots up from the ground, and its steam."""
    if scene.stage != "open":
        return scene
    bright, dim = _foam(scene.light)
    side = -spot.side
    jet = Stream(
        "jet",
        side * 11.0,
        -0.3,
        46.0,
        21.0,
        1.0,
        5.0,
        lean=side * 1.5,
        bright=bright,
        dim=tint(dim, 1.4),
        on_ground=True,
    )
    steam = Stream(
        "smoke",
        side * 11.5,
        4.0,
        47.0,
        30.0,
        2.5,
        13.0,
        lean=side * 9.0,
        bright=tint(bright, 0.8),
        dim=tint(bright, 0.45),
        on_ground=True,
    )
    return replace(scene, streams=(*scene.streams, steam, jet))


def rainbow(scene: Scene, spot: Spot) -> Scene:
    """A rainbow over the far land."""
    return (
        replace(scene, rainbow=0.30 if scene.light.dark else 0.42, cover=min(scene.cover, 0.6))
        if scene.stage == "open"
        else scene
    )


def leaves(scene: Scene, spot: Spot, kind: WeatherKind = "leaf", count: int = 110) -> Scene:
    """Leaves that tumble from the trees."""
    if scene.stage not in ("open", "street"):
        return scene
    light = scene.light
    lit = tuple(light.ambient[k] * 1.5 + light.sun[k] * 0.22 + 0.02 for k in range(3))
    return replace(scene, weather=(*scene.weather, Weather(kind, count, 1.0, (lit[0], lit[1], lit[2]))))


def petals(scene: Scene, spot: Spot) -> Scene:
    """Petals in the wind."""
    return leaves(scene, spot, "petal", 190)


def flooded_field(scene: Scene, spot: Spot) -> Scene:
    """Land under a hand of still water, its grass and hedges in it."""
    if scene.stage != "open" or scene.ground is None or scene.sea is not None or scene.ground.kind in WATERED:
        return scene
    return under_water(scene)


def confetti(scene: Scene, spot: Spot) -> Scene:
    """Paper that tumbles from above, as bright as what lights it; in a room, too."""
    if scene.stage not in ("open", "street", "room"):
        return scene
    bright = max(0.45, max(scene.light.ambient) + 0.3 * max(scene.light.sun))
    return replace(scene, weather=(*scene.weather, Weather("confetti", 240, 1.0, (bright, bright, bright))))


def blossom(scene: Scene, spot: Spot) -> Scene:
    """Trees in blossom on both sides, their petals in the wind."""
    if scene.stage not in ("open", "street"):
        return scene
    light, dice = scene.light, spot.dice
    pink = tint(clothed(light, (0.98, 0.36, 0.48)), 1.35)
    trees = tuple(
        Sprite(dice.choice(OAKS), side * x, z, high, body=pink, rim=rim_of(light, 0.35), foot=0.03, haze=0.003, shadow=0.4, faces_left=side > 0)
        for side, x, z, high in ((-1, 9.5, 17.0, 7.5), (1, 10.5, 19.0, 8.0), (-1, 14.0, 29.0, 8.5), (1, 17.0, 33.0, 9.0), (-1, 26.0, 50.0, 9.5), (1, 31.0, 58.0, 9.0))
    ) if scene.ground is not None and scene.ground.kind not in WATERED else ()  # fmt: skip
    kept = tuple(sprite for sprite in scene.sprites if not trees or sprite.shape not in OAKS)
    return petals(replace(scene, sprites=(*kept, *trees)), spot)


def bamboo(scene: Scene, spot: Spot) -> Scene:
    """Tall bamboo on both sides in place of other trees."""
    if scene.stage != "open" or scene.ground is None or scene.ground.kind in WATERED or scene.decks:
        return scene
    light, dice = scene.light, spot.dice
    green = clothed(light, (0.15, 0.27, 0.05))
    near = [
        (side * x, z) for z, x in ((9.0, 4.6), (11.5, 6.4), (14.0, 5.4), (17.0, 8.0), (20.0, 6.6)) for side in (-1, 1)
    ]
    far = [(dice.uniform(-0.55, 0.55) * z, z) for z in (dice.uniform(26.0, 70.0) for _ in range(70))]
    canes = tuple(
        Sprite(dice.choice(BAMBOO), x, z, dice.uniform(9.0, 12.0), body=tint(green, dice.uniform(0.75, 1.15)), rim=rim_of(light, 0.35), foot=0.02, haze=0.003, sway=0.01, faces_left=dice.random() < 0.5)
        for x, z in (*near, *far) if abs(x) > 0.09 * z
    )  # fmt: skip
    kept = tuple(sprite for sprite in scene.sprites if sprite.height < 3.0)
    return replace(scene, sprites=(*kept, *canes))


def _hung(scene: Scene, spot: Spot) -> Scene:
    """Strings of lamps that hang overhead in a room or a street."""
    room = scene.room
    half, near = (room.half - 0.2, 3.6) if room is not None else (11.0, 9.0)
    high = room.ceiling - 0.2 if room is not None else 5.4
    dip = 0.45 if room is not None else 1.3
    gain = 3.4 if scene.light.dark or room is not None or spot.hour in ("dusk", "storm") else 1.6
    lamps = tuple(
        Sprite(
            "bulb", half * at / 15, z, 0.013 * z, lift=high * (1 + lower) - dip * (1 - (at / 15) ** 2), on_ground=False, body=(1.0, 0.72, 0.36), rim=(1.0, 0.72, 0.36), emission=gain,
            glow=(1.0, 0.72, 0.36), haze=0.0,
        )
        for z, lower in ((near, 0.0), (near * 1.4, 0.14), (near * 1.95, 0.26)) for at in range(-15, 16)
    )  # fmt: skip
    return replace(scene, sprites=(*scene.sprites, *lamps), bloom=max(scene.bloom, 0.26))


def pier(scene: Scene, spot: Spot) -> Scene:
    """A pier of planks on which the eye stands, out into the water."""
    if scene.stage != "open" or scene.sea is None or scene.decks:
        return scene
    if scene.ground is not None:
        return _jetty(scene) if scene.ground.kind == "pond" else scene
    if spot.afloat:
        return scene
    wood, half = clothed(scene.light, (0.34, 0.25, 0.17)), 2.6
    planks = tuple(
        Box(-half, half, -0.22, 0.0, 0.55 * n - 2.0, 0.55 * n - 1.47, tint(wood, (0.8, 1.05, 0.92)[n % 3])) for n in range(62)
    )  # fmt: skip
    posts = tuple(
        Box(side * half - 0.14, side * half + 0.14, -3.0, 0.75, z, z + 0.28, tint(wood, 0.7)) for side in (-1, 1) for z in (3.0, 7.5, 12.0, 16.5, 21.0, 25.5, 30.0)
    )  # fmt: skip
    lower = tuple(replace(sprite, lift=sprite.lift - PIER) for sprite in scene.sprites)
    return replace(
        scene, sea=replace(scene.sea, level=-PIER), decks=(*planks, *posts), sprites=lower, camera=replace(scene.camera, y=1.8, horizon=0.50, truck=scene.camera.truck * 0.4),
    )  # fmt: skip


def _jetty(scene: Scene) -> Scene:
    """A jetty from the bank out over a lake."""
    assert scene.sea is not None
    wood, top = clothed(scene.light, (0.34, 0.25, 0.17)), max(scene.sea.level, 0.0) + 0.45
    planks = tuple(
        Box(-1.1, 1.1, top - 0.12, top, 0.42 * n + 2.0, 0.42 * n + 2.36, tint(wood, (0.8, 1.05, 0.92)[n % 3]))
        for n in range(52)
    )
    posts = tuple(Box(s * 1.1 - 0.1, s * 1.1 + 0.1, -3.0, top + 0.5, z, z + 0.2, tint(wood, 0.7)) for s in (-1, 1) for z in (4.0, 8.0, 12.0, 16.0, 20.0, 23.6))  # fmt: skip
    return replace(scene, decks=(*planks, *posts))


def farm(scene: Scene, spot: Spot) -> Scene:
    """A barn with its house and a fence, on open land."""
    if scene.stage != "open" or scene.ground is None or scene.ground.kind not in ("hill", "river", "pond"):
        return scene
    light, side = scene.light, -spot.side
    lit = 1.0 if light.dark else 0.3
    built = tuple(
        Sprite(shape, side * x, z, high, body=clothed(light, colour), rim=rim_of(light, 0.4), emission=lit, haze=0.003, sink=0.02, faces_left=side > 0)
        for shape, x, z, high, colour in (("barn", 17.0, 46.0, 9.0, (0.48, 0.12, 0.09)), ("house", 33.0, 60.0, 8.0, (0.55, 0.50, 0.42)))
    )  # fmt: skip
    fence = tuple(
        Sprite("fence", side * (2.0 + 2.6 * number), 27.0, 1.25, body=clothed(light, (0.40, 0.32, 0.24)), rim=rim_of(light, 0.4), haze=0.003)
        for number in range(9)
    )  # fmt: skip
    return replace(scene, sprites=(*scene.sprites, *built, *fence))


def added(scene: Scene, spot: Spot, wonders: tuple[str, ...]) -> tuple[Scene, tuple[str, ...]]:
    """The scene with its wonders, the ground's before the air's, and those that can be seen there."""
    shown = []
    for name, add in WONDERS.items():
        if name in wonders and not (name == "volcano" and "lava" in wonders):
            before, scene = scene, add(scene, spot)
            shown += [name] if scene is not before else []
            shown += ["volcano"] if name == "lava" and scene is not before else []  # it comes from one
    return scene, tuple(shown)


WONDERS: dict[str, Callable[[Scene, Spot], Scene]] = {
    "lava": lava, "volcano": volcano, "waterfall": waterfall, "canyon": canyon, "river": river, "lake": lake,
    **{name: partial(ways.sown, kind=name) for name in ways.FLOWERS}, "tornado": tornado, "geyser": geyser, "rainbow": rainbow, "leaves": leaves, "petals": petals, "confetti": confetti, "flooded_field": flooded_field, "blossom": blossom, "bamboo": bamboo, "pier": pier,
    "farm": farm, "rails": ways.rails, "road": ways.road, "lane": ways.lane, "sandstorm": sandstorm, "string_lights": string_lights, "asteroids": asteroids, "avalanche": avalanche, "fjord": fjord,
    "eclipse": wilds.eclipse, "blood_moon": wilds.blood_moon, "great_moon": wilds.great_moon, "two_moons": wilds.two_moons, "three_moons": wilds.three_moons,
    "two_suns": wilds.two_suns, "double_rainbow": wilds.double_rainbow, "autumn": wilds.autumn, "black_sand": wilds.black_sand, "rocky": wilds.rocky,
    "reef": wilds.reef, "kelp": wilds.kelp, "ice_front": wilds.ice_front, "clifftop": ledges.clifftop, "lonely_beach": wilds.lonely_beach,
}  # fmt: skip
"""All wonders by name, in the order in which they are added."""
