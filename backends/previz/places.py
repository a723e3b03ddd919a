"""All places by name, and what a second place adds to the first: a city by the sea, ruins in the desert."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from backends.previz import (
    highways,
    nature,
    neighbourhood,
    outskirts,
    plots,
    premises,
    rooms,
    sites,
    sports,
    towns,
    venues,
    worlds,
)
from backends.previz.scene import Box, Ground, Scene, Sea, Sheet, Sprite, Weather
from backends.previz.scenery import BARE, BLOCKS, FIRS, OAKS, Spot, dark_body, rim_of, scatter, tint

PLACES: dict[str, Callable[[Spot], Scene]] = {
    "sea": nature.sea, "coast": nature.coast, "under": nature.under, "mountain": nature.mountain, "snow": nature.snow,
    "forest": nature.forest, "jungle": nature.jungle, "desert": nature.desert, "plain": nature.plain, "meadow": nature.meadow, "swamp": nature.swamp,
    "river": nature.plain, "lake": nature.plain, "pool": sports.pool, "empty_pool": sports.empty_pool, "rink": sports.rink, "sports_arena": sports.sports_arena, "stadium": sports.stadium, "arena": sports.arena, "track": sports.track, "racetrack": sports.racetrack,
    "runway": venues.runway, "canal": venues.canal, "shallows": nature.shallows, "trench": plots.trench, "coast_road": highways.coast_road, "flooded_street": venues.flooded_street, "terraces": venues.terraces, "vineyard": venues.vineyard, "golf": sports.golf, "market": venues.market, "festival": venues.festival, "harbour": venues.harbour, "savanna": sites.savanna,
    "deck": premises.deck, "orchard": premises.orchard, "square": premises.square, "old_market": premises.old_market, "site": premises.site, "future": premises.future, "oasis": premises.oasis, "quarry": plots.quarry, "shipyard": plots.shipyard, "allotment": plots.allotment, "terrace": plots.terrace, "fairground": outskirts.fairground, "park": neighbourhood.park, "garden": neighbourhood.garden, "old_street": neighbourhood.old_street, "skatepark": neighbourhood.skatepark, "yard": neighbourhood.yard, "playground": neighbourhood.playground, "suburb": neighbourhood.suburb, "favela": neighbourhood.favela, "colonnade": sites.colonnade, "frontier": outskirts.frontier, "scrapyard": outskirts.scrapyard, "span": outskirts.span, "manor": outskirts.manor, "viaduct": outskirts.viaduct, "balcony": towns.balcony, "sea_balcony": towns.sea_balcony, "pack_ice": outskirts.pack_ice, "highway": highways.highway, "platform": highways.platform, "rooftop_bar": highways.rooftop_bar,
     "planets": worlds.planets, "sky": worlds.sky, "fuel": venues.fuel, "parking": venues.parking, "court_outside": sports.court, "tennis": sports.tennis,
    "beach": sites.beach, "ice_lake": sites.ice_lake, "hot_spring": sites.hot_spring, "dead_city": sites.dead_city, "graveyard": sites.graveyard, "zoo": sites.zoo, "floes": sites.floes, "grotto": sites.grotto,
    "ruins": nature.ruins, "war": nature.war, "street": towns.street, "city": towns.city, "rooftop": towns.rooftop,
    "village": towns.village, "castle": towns.castle, "mars": worlds.mars, "moonland": worlds.moonland, "space": worlds.space, "planet": worlds.planet,
    "stage": worlds.stage, "mind": worlds.mind, "cave": rooms.cave, **{name: partial(rooms.inside, name) for name in rooms.PLANS},
}  # fmt: skip
"""Every place that the words can name."""

INDOORS = frozenset(rooms.PLANS) | {"cave"}
OPEN = frozenset(
    (
        "mountain",
        "snow",
        "desert",
        "plain",
        "savanna",
        "meadow",
        "forest",
        "jungle",
        "war",
        "ruins",
        "village",
        "castle",
        "graveyard",
        "zoo",
    )
)
WET = frozenset(("sea", "coast", "swamp"))
"""Where water is, and who stands needs a rock."""
DRY = frozenset(("stage", "mind"))
"""Where water or a mirror is seen, and the subject stands on firm ground."""


def _skyline(spot: Spot, scene: Scene) -> Scene:
    light = scene.light
    shine = 0.9 if light.dark else 0.55 if light.height < 0.11 else 0.10
    look: dict[str, Any] = {
        "body": tint(dark_body(light), 1.4),
        "rim": rim_of(light, 0.12),
        "emission": shine,
        "turned": False,
        "fan": True,
    }
    blocks = scatter(
        spot.dice, BLOCKS, 58, (-0.55, 0.55), (420, 620), 95, vary=(0.3, 1.5), haze=0.0016, sink=0.02, **look
    )
    return replace(
        scene, sprites=(*scene.sprites, *blocks), sheets=(*scene.sheets, Sheet(400, 4, 0.05, 0.4)), bloom=0.24
    )


def _peaks(spot: Spot, scene: Scene) -> Scene:
    """Ridges beyond the water: the tide stands over the low ground of a mountain place."""
    if scene.ground is not None and scene.ground.kind == "dune":
        return replace(scene, ground=replace(scene.ground, height=1.7 * scene.ground.height))
    if scene.sea is None or scene.ground is not None:
        return (
            replace(scene, ground=Ground("mountain", 0.40, 0.8, seed=spot.dice.randrange(40)))
            if scene.ground
            else scene
        )
    ground = Ground("mountain", spot.dice.uniform(0.35, 0.55), 0.8, seed=spot.dice.randrange(40))
    camera = replace(scene.camera, y=scene.camera.y + TIDE)
    rocks = tuple(
        replace(sprite, on_ground=False, lift=sprite.lift + TIDE) for sprite in scene.sprites if sprite.z < 160
    )
    return replace(
        scene, ground=ground, sea=replace(scene.sea, level=TIDE), camera=camera, sprites=rocks, density=0.0006
    )


def _ruins(spot: Spot, scene: Scene) -> Scene:
    return replace(scene, sprites=(*scene.sprites, *nature.fallen(spot, scene)))


def _trees(spot: Spot, scene: Scene) -> Scene:
    light = scene.light
    kind = FIRS + OAKS if scene.ground and scene.ground.kind == "hill" else FIRS
    look: dict[str, Any] = {
        "body": dark_body(light),
        "rim": rim_of(light, 0.25),
        "fan": True,
        "foot": 0.03,
        "haze": 0.004,
    }
    return replace(
        scene,
        sprites=(
            *scene.sprites,
            *scatter(spot.dice, kind, 80, (-1.0, 1.0), (34, 200), 13, vary=(0.6, 1.4), gap=8, **look),
        ),
    )


def _snow(spot: Spot, scene: Scene) -> Scene:
    flakes = (
        () if any(kind.kind == "snow" for kind in scene.weather) else (Weather("snow", 300, 0.28, (0.85, 0.9, 1.0)),)
    )
    light = scene.light
    white = [light.ambient[k] * 1.5 + light.sun[k] * 0.20 + light.horizon[k] * 0.12 for k in range(3)]
    weather = tuple(kind for kind in scene.weather if kind.kind != "dust")
    return replace(
        scene, cloak=(white[0] * 0.66, white[1] * 0.70, white[2] * 0.78), cloaked=1.2, weather=(*weather, *flakes),
        sprites=tuple(sprite for sprite in scene.sprites if not sprite.shape.startswith(("grass", "orb"))),
    )  # fmt: skip


def _houses(spot: Spot, scene: Scene) -> Scene:
    light = scene.light
    look: dict[str, Any] = {
        "body": dark_body(light),
        "rim": rim_of(light, 0.4),
        "emission": 1.0 if light.dark else 0.5,
        "haze": 0.003,
        "sink": 0.02,
    }
    far = 190 if scene.sea else 60
    tall = 9.0 if scene.sea else 7.0
    houses = scatter(
        spot.dice, ("house", "house", "church"), 11, (-0.5, 0.5), (far * 0.55, far * 1.5), tall, fan=True, gap=6, **look
    )
    rocks: tuple[Sprite, ...] = ()
    if scene.sea:
        rocks = tuple(
            Sprite(
                "rock1",
                house.x,
                house.z * 0.99,
                tall * 1.1,
                lift=-3.0,
                body=tint(dark_body(light), 0.9),
                rim=rim_of(light, 0.2),
                haze=0.003,
            )
            for house in houses
        )
        houses = tuple(replace(house, lift=9.0) for house in houses)
    return replace(scene, sprites=(*scene.sprites, *houses, *rocks))


def _lake(spot: Spot, scene: Scene) -> Scene:
    """Water that fills the middle ground: the land keeps its far ridges."""
    dark = scene.light.dark
    water = Sea(
        deep=(0.012, 0.022, 0.03) if dark else (0.02, 0.035, 0.045),
        rough=0.03,
        glitter=1.4 if dark else 4.0,
        wave=1.0,
        density=0.0012,
        level=TIDE * 1.25,
    )
    camera = replace(scene.camera, y=scene.camera.y + TIDE * 1.25)
    return replace(scene, sea=water, camera=camera) if scene.ground else scene


def _bare(spot: Spot, scene: Scene) -> Scene:
    light = scene.light
    look: dict[str, Any] = {
        "body": dark_body(light),
        "rim": rim_of(light, 0.3),
        "fan": True,
        "foot": 0.03,
        "haze": 0.004,
    }
    return replace(
        scene, sprites=(*scene.sprites, *scatter(spot.dice, BARE, 18, (-0.8, 0.8), (20, 120), 10, gap=6, **look))
    )


def _castle(spot: Spot, scene: Scene) -> Scene:
    return replace(scene, sprites=(*scene.sprites, towns.keep(spot, scene.light)))


DRESSINGS: dict[str, Callable[[Spot, Scene], Scene]] = {
    "city": _skyline, "rooftop": _skyline, "street": _skyline, "mountain": _peaks, "ruins": _ruins, "forest": _trees, "snow": _snow,
    "village": _houses, "sea": _lake, "coast": _lake, "beach": _lake, "swamp": _bare, "castle": _castle,
}  # fmt: skip
TIDE = 2.4
"""Metres that water stands over ground that is meant to be under it."""

ALREADY = {
    ("mountain", "mountain"),
    ("snow", "mountain"),
    ("forest", "mountain"),
    ("war", "mountain"),
    ("village", "plain"),
    ("village", "city"),
    ("mars", "mountain"),
    ("frontier", "city"),
    ("frontier", "street"),
    ("frontier", "village"),
    ("frontier", "rooftop"),
}
"""Places that show the second as they are."""


def _snowed(box: Box) -> Box:
    """A laid piece of ground under snow; what stands on it as it is."""
    flat = box.top <= LOW and box.bottom < 0.0
    white = (0.25 * box.colour[0] + 0.54, 0.25 * box.colour[1] + 0.59, 0.25 * box.colour[2] + 0.66)
    return replace(box, colour=white) if flat and not box.shine else box


LOW = 0.2
"""Metres up to which a laid ground rises."""


def build(names: tuple[str, ...], spot: Spot) -> Scene:
    """The first place, with what the others add to it."""
    first, *others = names
    snowy = spot.snowy or "snow" in others
    scene = PLACES[first](spot._replace(snowy=snowy))
    for name in others:
        if name == first or (first, name) in ALREADY or scene.stage != "open" or name not in DRESSINGS:
            continue
        if scene.ground is None and name in ("forest", "snow", "ruins", "swamp", "sea"):
            continue
        scene = DRESSINGS[name](spot, scene)
    if snowy and scene.ground is not None and scene.ground.kind not in ("snow", "mars") and "snow" not in others:
        scene = _snow(spot, scene)
    if snowy and scene.stage == "open" and scene.ground is None and scene.sea is None:
        scene = replace(scene, decks=tuple(map(_snowed, scene.decks)))
    return scene
