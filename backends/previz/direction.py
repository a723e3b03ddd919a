"""Direction: words to a Scene. The film's style gives place, hour and weather; the shot's words bend them and put the subject in."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache
from random import Random
from zlib import crc32

from backends.previz.camera import focal_length
from backends.previz.light import GRADES, HOURS
from backends.previz.outlines import outline
from backends.previz.places import PLACES, ROCKS, Spot, dark_body, tint
from backends.previz.scene import Beam, Fire, Scene, Sheet, Sprite, Weather
from backends.previz.words import Reading, Seen, facts, main_subject, merged, read

FRACTIONS = {"tiny": 0.10, "wide": 0.19, "medium": 0.40, "close": 0.74}
"""Share of the picture's height that a person takes."""
BIG, HUGE = 6.0, 14.0
"""Metres: from here on a subject is framed as a building or a ship, whole and with air around it."""
THIRD = 0.17
SPEED = {"walk": 0.7, "trot": 1.6, "gallop": 4.5, "drive": 4.0, "sail": 1.1, "fly": 3.0, "swim": 0.9, "glide": 1.2}
CYCLES = {"walk": 0.8, "trot": 1.4, "gallop": 1.7, "fly": 0.9, "swim": 0.35, "turn": 0.25}
WET = ("sea", "coast")
ON_FOOT = ("woman", "man", "child", "couple", "crowd")
MOVES: dict[str, dict[str, float]] = {
    "push": {"dolly": 2.4}, "pull": {"dolly": -1.6, "rise": 0.25}, "pan_left": {"pan": -0.035, "dolly": 0.3}, "pan_right": {"pan": 0.035, "dolly": 0.3},
    "truck_left": {"truck": -2.4}, "truck_right": {"truck": 2.4}, "rise": {"rise": 1.3, "dolly": 0.9}, "sink": {"rise": -0.35, "dolly": 0.9},
    "hand": {"hand": 3.0, "dolly": 1.1}, "still": {"hand": 0.25, "dolly": 0.25, "truck": 0.0},
}  # fmt: skip


def direct(prompt: str, style: str, seed: int, width: int, height: int, seconds: float) -> tuple[Scene, Reading]:
    """The scene of a shot, and what was understood. Place, hour and light carry through a film; the seed only varies the shot."""
    reading = merged(read(prompt), read(style))
    lead = main_subject(reading)
    home = str(facts(lead.subject).get("home", "")) if lead else ""
    place = reading.place or home or "mountain"
    hour = reading.hour or ("storm" if "lightning" in reading.weathers or "rain" in reading.weathers else "golden")
    if place in ("mars",) and not reading.hour:
        hour = "mars"
    film, shot = Random(crc32((style or prompt).encode())), Random(seed)
    side = 1 if shot.random() < 0.5 else -1
    scene = PLACES[place](Spot(hour if hour in HOURS else "golden", side, film, "snow" in reading.weathers))
    scene = _weather(scene, reading, film)
    if reading.grade in GRADES:
        scene = replace(scene, grade=GRADES[reading.grade])
    scene = _camera(scene, reading, place)
    if lead is not None:
        scene = _cast(scene, reading, lead, place, side, shot, width, height, seconds)
    return replace(scene, seed=seed % 10**6 + 1), reading


def _weather(scene: Scene, reading: Reading, dice: Random) -> Scene:
    """Rain, snow, embers, dust, fog, lightning, aurora, fireworks as the words say."""
    light = scene.light
    falling = {
        "rain": Weather("rain", 900, 0.030, (0.7, 0.8, 1.0), -0.2), "snow": Weather("snow", 420, 0.30, (1.0, 1.0, 1.05)),
        "ember": Weather("ember", 320, 1.6, (1.0, 0.5, 0.2)), "dust": Weather("dust", 220, 0.22, light.sun),
    }  # fmt: skip
    found = tuple(falling[name] for name in reading.weathers if name in falling)
    scene = replace(scene, weather=(*scene.weather, *found))
    if "fog" in reading.weathers:
        sheets = tuple(Sheet(z, 2.0, 0.10, 0.6) for z in (160.0, 55.0, 18.0))
        scene = replace(scene, sheets=(*scene.sheets, *sheets), density=scene.density * 2.2)
    if "lightning" in reading.weathers or "rain" in reading.weathers:
        scene = replace(scene, cover=max(scene.cover, 0.68))
    if "lightning" in reading.weathers:
        scene = replace(scene, lightning=(dice.uniform(0.6, 1.6), dice.uniform(2.8, 4.5)))
    if "aurora" in reading.weathers:
        scene = replace(scene, aurora=2.2, stars=max(scene.stars, 800), cover=0.12)
    if "clear" in reading.weathers:
        scene = replace(scene, cover=0.12)
    return scene


def _camera(scene: Scene, reading: Reading, place: str) -> Scene:
    """The eye's height and move; every shot moves at least a little."""
    camera = scene.camera
    if reading.size == "tiny" and place not in ("space", "stage", "under", "street"):
        camera = replace(camera, y=camera.y + 5.0, horizon=max(0.36, camera.horizon - 0.12))
    if reading.angle == "low" and place not in ("space", "stage"):
        camera = replace(camera, y=max(0.7, camera.y * 0.5), horizon=min(0.8, camera.horizon + 0.08))
    elif reading.angle == "high" and place not in ("space", "stage", "street"):
        camera = replace(camera, y=camera.y + 3.0, horizon=max(0.34, camera.horizon - 0.14))
    scale = 0.06 if place == "stage" else 1.0
    moves = {
        name: value * (scale if name in ("dolly", "truck", "rise") else 1.0)
        for name, value in MOVES.get(reading.move, {}).items()
    }
    return replace(scene, camera=replace(camera, **moves))


def _cast(
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
    fact = facts(lead.subject)
    size = reading.size or "wide"
    tall = float(fact["height"]) * (0.22 if place == "stage" and float(fact["height"]) > 1.0 else 1.0)
    focal = focal_length(width, height, scene.camera.lens)
    fraction = FRACTIONS[size]
    if tall >= BIG:
        fraction = {"tiny": 0.16, "wide": 0.34, "medium": 0.46, "close": 0.58}[size]
    camera = scene.camera
    away = focal * tall / (fraction * height)
    if size == "close" and place not in ("stage", "space", "under"):
        camera = replace(
            camera,
            y=min(camera.y, tall * 0.86),
            horizon=0.44,
            dolly=min(camera.dolly, 0.12),
            truck=camera.truck * 0.15,
            rise=0.0,
        )
    away = max(away, abs(camera.dolly) * seconds * 1.2 + 3.0 * (1 if place != "stage" else 0.2))
    floating = str(fact.get("moves", "")) in ("fly", "swim", "glide", "rise") or place == "space"
    across = width * away / focal
    x = side * THIRD * (0.55 if size == "close" else 1.0) * across
    if abs(camera.truck) * seconds > 0.22 * across:
        camera = replace(camera, truck=math.copysign(0.22 * across / seconds, camera.truck))
    sprites = [_sprite(lead, scene, x, away, tall, side, dice, place, floating, focal, height)]
    if lead.many:
        for number in range(1, 4):
            behind = away * (1 + 0.16 * number)
            sprites.append(
                _sprite(
                    lead,
                    scene,
                    x + side * -0.11 * number * width * away / focal,
                    behind,
                    tall * dice.uniform(0.88, 1.06),
                    side,
                    dice,
                    place,
                    floating,
                    focal,
                    height,
                )
            )
    for number, other in enumerate([seen for seen in reading.subjects if seen.subject != lead.subject][:2]):
        other_tall = float(facts(other.subject)["height"])
        share = 0.30 if other_tall >= BIG else 0.24
        far = max(away * 1.7, focal * other_tall / (share * height))
        air = str(facts(other.subject).get("moves", "")) in ("fly", "swim", "glide", "rise") or place == "space"
        spot = -side * THIRD * (1.1 + 0.7 * number) * width * far / focal
        sprites.append(_sprite(other, scene, spot, far, other_tall, -side, dice, place, air, focal, height))
    sprites = [_kept_in_frame(sprite, seconds, 0.30 * width * sprite.z / focal) for sprite in sprites]
    if place in WET:
        sprites = [standing for sprite in sprites for standing in _on_rock(sprite, scene, dice)]
        if size == "close":
            camera = replace(camera, y=camera.y + sprites[0].lift)
    if sprites[0].on_ground and place not in ("stage", "street"):
        # From no higher than where the subject's feet still are in the picture.
        whole = sprites[0].lift + tall * (0.95 - camera.horizon) / fraction
        camera = replace(camera, y=min(camera.y, max(0.4, whole))) if size != "close" else camera
    scene = replace(scene, camera=camera, sprites=(*scene.sprites, *sprites))
    tower = next((sprite for sprite in sprites if sprite.shape == "lighthouse"), None)
    if tower is not None and scene.light.dark:
        scene = replace(scene, beam=Beam(tower.x, tower.lift + tower.height * 0.78, tower.z))
    if reading.burning:
        blaze = [Fire(x + dice.uniform(-1, 1) * tall * 0.4, away * 1.02, tall * 0.3, tall * 0.55) for _ in range(3)]
        scene = replace(scene, fires=(*scene.fires, *blaze))
    return scene


def _sprite(
    seen: Seen,
    scene: Scene,
    x: float,
    z: float,
    tall: float,
    side: int,
    dice: Random,
    place: str,
    floating: bool,
    focal: float,
    rows: int,
) -> Sprite:
    """One figure, lit from behind, moving the way it looks."""
    fact, light = facts(seen.subject), scene.light
    move = str(fact.get("moves", ""))
    speed = SPEED.get(move, 0.0) * (-side)
    wet = place in WET or (scene.sea is not None and place != "stage")
    body = tint(dark_body(light), 1.25)
    lift = 0.0
    if floating:
        middle = scene.camera.y + (scene.camera.horizon - 0.42) * rows * z / focal
        lift = middle - tall * 0.5
    return Sprite(
        seen.subject, x, z, tall, lift=lift, speed_x=speed if move != "turn" else 0.0,
        bob={"sail": 0.012 * tall, "fly": 0.06 * tall, "swim": 0.05 * tall, "glide": 0.03 * tall}.get(move, 0.0),
        bob_rate=1.3, sway=0.03 if move == "sail" else 0.006, cycles=CYCLES.get(move, 0.0), phase=dice.random() * 6.28,
        faces_left=side > 0, body=body, rim=tint(light.sun, 0.85 if not light.dark else 1.1), emission=float(fact.get("shines", 0.0)),
        shadow=0.0 if floating or wet else 0.5, foot=0.0 if floating else 0.03, sink=0.035 if move == "sail" else 0.015 if not floating else 0.0,
        haze=min(0.004, 0.05 / max(z, 1.0)), on_ground=not floating,
    )  # fmt: skip


def _on_rock(sprite: Sprite, scene: Scene, dice: Random) -> list[Sprite]:
    """Who walks and what is built stands on a rock in the water, and does not walk off it."""
    fact = facts(sprite.shape)
    built = sprite.height >= BIG and fact.get("moves") != "sail"
    on_foot = sprite.shape in ON_FOOT or fact.get("moves") in ("walk", "trot", "gallop")
    if not sprite.on_ground or not (built or on_foot):
        return [sprite]
    high = sprite.height * (0.34 if built else 0.62)
    breadth = _breadth(sprite.shape) * sprite.height
    count = max(1, math.ceil(breadth / (1.25 * high)))
    x = sprite.x if built else sprite.x + sprite.speed_x
    rocks = [
        Sprite(
            dice.choice(ROCKS), x + ((number + 0.5) / count - 0.5) * breadth, sprite.z * (0.995 - 0.002 * number), high * dice.uniform(1.2, 1.3),
            lift=-0.25 * high, body=tint(sprite.body, 0.9), rim=tint(scene.light.sun, 0.35), haze=sprite.haze, foot=0.06, faces_left=dice.random() < 0.5,
        )
        for number in range(count)
    ]  # fmt: skip
    return [
        replace(sprite, x=x, lift=high * 0.78, speed_x=0.0, cycles=0.0, bob=0.0, sway=0.0, sink=0.02, foot=0.0),
        *rocks,
    ]


@lru_cache(maxsize=128)
def _breadth(shape: str) -> float:
    """How wide a figure is for its height."""
    points = [point for part in outline(shape).parts for point in part.points]
    across, down = zip(*points, strict=True)
    return float((max(across) - min(across)) / (max(down) - min(down)))


def _kept_in_frame(sprite: Sprite, seconds: float, most: float) -> Sprite:
    """A mover whose path is centred on its place and no longer than `most` metres, so that it never leaves the picture."""
    speed = math.copysign(min(abs(sprite.speed_x), most / seconds), sprite.speed_x)
    return replace(sprite, speed_x=speed, x=sprite.x - speed * seconds / 2)


def describe(reading: Reading) -> dict[str, object]:
    """What was understood, as facts of the asset."""
    return {
        "place": reading.place, "hour": reading.hour, "weather": list(reading.weathers), "size": reading.size, "move": reading.move,
        "subjects": [seen.subject for seen in reading.subjects],
    }  # fmt: skip
