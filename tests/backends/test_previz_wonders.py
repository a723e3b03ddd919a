"""What nature does in a place, and grounds made for people: read from the words, seen in the picture, moving, and not claimed elsewhere."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from backends.previz.boxes import bounds
from backends.previz.direction import describe, direct
from backends.previz.kernels import room
from backends.previz.painter import Canvas, Painter
from backends.previz.scene import Scene

WIDTH, HEIGHT, SECONDS = 256, 144, 2.0
WONDERS = {
    "waterfall": "a waterfall in the jungle, by day",
    "volcano": "a volcano over a village, at dusk",
    "lava": "a volcano erupts at night",
    "river": "a river through green fields, by day",
    "lake": "a mountain lake at noon",
    "tornado": "a tornado over farmland",
    "geyser": "a geyser in the fields, by day",
    "rainbow": "a rainbow over the fields, by day",
    "leaves": "autumn leaves fall in a forest",
    "petals": "petals drift over a meadow",
    "blossom": "cherry blossoms over a meadow",
    "bamboo": "a tiger in a bamboo forest",
    "canyon": "a rider in a red canyon at noon",
    "pier": "a woman at the end of a pier",
    "road": "an empty highway through the plains, by day",
    "lane": "a hiker on a forest trail, by day",
    "rails": "railway tracks through the desert, by day",
    "lavender": "rows of lavender, by day",
    "tulips": "tulip fields, by day",
    "poppies": "a woman in a field of poppies, by day",
    "sunflowers": "a girl in a field of sunflowers, by day",
    "wheat_field": "a man in a wheat field, by day",
    "cornfield": "a child in a cornfield, by day",
    "rape_field": "a woman in a field of rapeseed, by day",
    "sandstorm": "a sandstorm in the desert, by day",
    "string_lights": "a couple under string lights in a meadow",
    "farm": "a farmer on his farm, by day",
    "asteroids": "a spaceship in an asteroid field",
    "avalanche": "an avalanche in the mountains, by day",
    "fjord": "a ship in a fjord, by day",
}
GROUNDS = {
    "pool": "a woman beside a swimming pool, by day",
    "rink": "a figure skater on an ice rink",
    "stadium": "a footballer in a packed stadium, by day",
    "arena": "gladiators fight in a crowded arena",
    "racetrack": "racing cars on a race track, by day",
    "runway": "a plane on a wet runway at night",
    "canal": "a gondola on a canal in Venice at dusk",
    "terraces": "a farmer on rice terraces, by day",
    "vineyard": "workers in a vineyard, by day",
    "golf": "a man on a golf course, by day",
    "market": "a woman at a spice market, by day",
    "sky": "a plane above the clouds, by day",
    "fuel": "a truck at a lonely gas station at night",
    "parking": "a car in a supermarket car park in the rain",
    "court_outside": "friends on a street court, by day",
    "tennis": "a woman on a tennis court, by day",
    "planets": "all the planets going round the sun",
    "barn": "an owl in a barn",
    "ring": "a boxer alone in the ring",
    "big_top": "an elephant in the circus ring",
    "carriage": "a crowded subway car",
    "airport": "a woman in an airport",
    "indoor_pool": "a lifeguard beside an indoor pool",
    "bridge": "the captain on the bridge of a spaceship",
    "garage": "a mechanic in a garage",
    "fairground": "children at a funfair, by night",
    "festival": "a band at an open-air concert, by night",
    "park": "a dog in a city park",
    "garden": "a dog in the garden, by day",
    "old_street": "a woman on a cobbled street, by day",
    "yard": "a dog in a courtyard, by day",
    "playground": "a child on the playground, by day",
    "skatepark": "a skateboarder at the skate park, by day",
    "suburb": "a cyclist in a quiet suburb",
    "favela": "children in a favela, by day",
    "colonnade": "a philosopher in a colonnade, by day",
    "frontier": "a cowboy in a frontier town",
    "scrapyard": "a dog in a scrapyard",
    "dead_city": "a man in a ruined city, by day",
    "span": "a car crosses a suspension bridge",
    "pack_ice": "a penguin on an ice floe",
    "jungle": "an explorer in the jungle",
    "old_market": "a medieval market, by day",
    "empty_pool": "a skateboarder in an empty swimming pool",
    "manor": "a woman before a haunted mansion on a hill",
    "viaduct": "a steam train crosses a viaduct, by day",
    "balcony": "a woman on a balcony at dusk",
    "sea_balcony": "a couple on a balcony over the sea, by day",
    "bakehouse": "a baker beside the oven of his bakery",
    "fireside": "an old woman by the fireplace",
    "cabin": "a man in a log cabin",
    "salon": "an old man at the barber's shop",
    "smithy": "a blacksmith at his forge",
    "saloon": "a cowboy in a saloon",
    "butchery": "a butcher in his shop",
    "hot_spring": "monkeys in a hot spring, by day",
    "ice_lake": "children skate on a frozen lake, by day",
    "meeting": "a woman in a boardroom",
    "track": "a runner on the running track, by day",
    "vault": "gold in a bank vault",
    "interrogation": "a detective in an interrogation room",
    "tunnel": "a car in a tunnel",
    "rail_tunnel": "a man in a railway tunnel",
    "supermarket": "a man in a supermarket",
    "nightclub": "friends in a nightclub",
    "museum": "a woman in a museum",
    "greenhouse": "a gardener in a greenhouse",
    "bathroom": "a child in a bathroom",
    "observatory": "a man in an observatory",
    "dance": "a ballerina in a dance studio",
    "savanna": "a lion on the savanna, by day",
    "harbour": "a woman at the harbour, by day",
    "subway": "people wait on a subway platform",
    "deck": "a captain on the deck of a ship, by day",
    "orchard": "a woman in an apple orchard, by day",
    "square": "children in the town square, by day",
    "site": "workers on a construction site, by day",
    "future": "a futuristic city at night",
    "oasis": "a camel at an oasis, by day",
}


def picture(scene: Scene, time: float = 1.0) -> NDArray[np.float64]:
    return Painter(scene, WIDTH, HEIGHT, SECONDS).frame(time, Canvas(WIDTH, HEIGHT)).astype(np.float64)


def without(scene: Scene) -> Scene:
    """The same picture with nothing that streams, no bow and no leaves."""
    weather = tuple(kind for kind in scene.weather if kind.kind not in ("leaf", "petal"))
    return replace(scene, streams=(), rainbow=0.0, weather=weather)


@pytest.mark.parametrize("name", list(WONDERS))
def test_a_wonder_is_read_told_and_lit(name: str) -> None:
    scene, reading = direct(WONDERS[name], "", 3, WIDTH, HEIGHT, SECONDS)
    told = describe(reading)
    assert name in reading.wonders
    assert name in [*told["shows"], told["place"]]  # type: ignore[misc]
    assert not any("Not drawn" in doubt for doubt in reading.doubts)
    assert 24 < picture(scene).mean() < 180


@pytest.mark.parametrize(
    "name",
    ["road", "lane", "rails", "lavender", "tulips", "poppies", "sunflowers", "wheat_field", "cornfield", "rape_field"],
)
def test_what_is_laid_over_the_land_is_seen_and_nothing_stands_on_it(name: str) -> None:
    scene, _ = direct(WONDERS[name], "", 3, WIDTH, HEIGHT, SECONDS)
    assert scene.way is not None
    changed = np.abs(picture(scene) - picture(replace(scene, way=None))).max(axis=2)
    assert (changed > 12).mean() > 0.02
    if name in ("road", "lane", "rails"):
        assert all(scene.way.beside(sprite.x, sprite.z) > scene.way.half for sprite in scene.sprites)


def test_a_field_of_flowers_has_their_colour() -> None:
    """Red, green and blue of the lower half: lavender is bluest, sunflowers are yellow, poppies red."""
    means = {}
    for name in ("lavender", "sunflowers", "poppies"):
        frame = picture(direct(WONDERS[name], "", 3, WIDTH, HEIGHT, SECONDS)[0])
        means[name] = frame[HEIGHT * 6 // 10 :].mean(axis=(0, 1))
    red, green, blue = means["lavender"]
    assert blue > red > green
    red, green, blue = means["sunflowers"]
    assert min(red, green) > 1.3 * blue
    red, green, blue = means["poppies"]
    assert red > 1.2 * max(green, blue)


def test_a_backdrop_has_the_colour_that_the_words_name() -> None:
    """Red, green and blue of the whole picture."""
    found = {}
    for name in ("white", "yellow", "blue"):
        scene, reading = direct(f"a bottle on a bright {name} background", "", 3, WIDTH, HEIGHT, SECONDS)
        assert not reading.doubts
        found[name] = picture(scene).mean(axis=(0, 1))
    assert found["white"].min() > 170
    assert min(found["yellow"][:2]) > 2 * found["yellow"][2]
    assert found["blue"][2] > 1.5 * found["blue"][0]


@pytest.mark.parametrize("words", ["a dolphin leaps beside a yacht", "an orca in the bay", "a shark in the sea"])
def test_what_swims_at_the_surface_is_in_the_picture(words: str) -> None:
    scene, reading = direct(words, "", 3, WIDTH, HEIGHT, SECONDS)
    (swimmer,) = scene.actors
    empty = replace(scene, actors=())
    change = np.abs(picture(scene).astype(int) - picture(empty).astype(int)).max(axis=2)
    assert swimmer.shape == reading.subjects[0].subject
    assert (change > 20).mean() > 0.02


@pytest.mark.parametrize(
    ("words", "place", "subject"),
    [
        ("a spaceship lands on a red planet", "mars", "spaceship"),
        ("a spaceship above mars", "planet", "spaceship"),
        ("an old man rows across a lake", "lake", "rowing_boat"),
        ("a man swims in the sea", "sea", "swimmer"),
        ("a swimmer under water", "under", "diver"),
        ("a mermaid in a lagoon", "sea", "mermaid_sitting"),
        ("an astronaut drifts above the earth", "planet", "spacewalker"),
    ],
)
def test_somebody_is_shown_as_where_they_are(words: str, place: str, subject: str) -> None:
    _, reading = direct(words, "", 3, WIDTH, HEIGHT, SECONDS)
    assert (reading.place, reading.subjects[0].subject) == (place, subject)


@pytest.mark.parametrize(
    ("words", "shape"), [("a red car on a desert highway", "car"), ("a steam train on a railway line", "train")]
)
def test_what_drives_is_on_the_road_that_runs_across(words: str, shape: str) -> None:
    scene, _ = direct(words, "", 3, WIDTH, HEIGHT, SECONDS)
    vehicle = next(actor for actor in scene.actors if actor.shape == shape)
    assert scene.way is not None
    assert scene.way.across
    assert scene.way.beside(vehicle.x, vehicle.z) < scene.way.half


def test_who_is_on_a_deck_stands_on_its_planks_and_sees_no_second_ship() -> None:
    scene, reading = direct("a sailor scrubs the deck of a ship", "", 3, WIDTH, HEIGHT, SECONDS)
    assert [seen.subject for seen in reading.subjects] == ["man"]
    assert len(scene.actors) == 1  # no rock under the feet
    assert scene.sea is not None
    assert scene.actors[0].lift > scene.sea.level + 2


@pytest.mark.parametrize("name", ["waterfall", "volcano", "lava", "tornado", "geyser", "rainbow", "leaves", "petals"])
def test_what_streams_or_shines_is_seen(name: str) -> None:
    scene, _ = direct(WONDERS[name], "", 3, WIDTH, HEIGHT, SECONDS)
    changed = np.abs(picture(scene) - picture(without(scene))).max(axis=2)
    assert (changed > 24).mean() > 0.004  # a hundred and fifty pixels at least; the bow and the fall are ten times that


def test_water_falls_and_a_geyser_rises() -> None:
    """The pattern on the stream moves down in the one and up in the other: where a strip of it is found again a moment later."""
    for name, way in (("waterfall", 1), ("geyser", -1)):
        scene, _ = direct(WONDERS[name], "", 3, WIDTH * 2, HEIGHT * 2, SECONDS)
        scene = replace(
            scene, camera=replace(scene.camera, dolly=0.0, truck=0.0, hand=0.0), weather=(), sprites=(), sheets=()
        )
        painter, canvas = Painter(scene, WIDTH * 2, HEIGHT * 2, SECONDS), Canvas(WIDTH * 2, HEIGHT * 2)
        still = Painter(without(scene), WIDTH * 2, HEIGHT * 2, SECONDS)
        still.exposure = painter.exposure
        first, last = (painter.frame(time, canvas).astype(np.float32).mean(axis=2) for time in (1.0, 1.0 + 1 / 24))
        seen = np.abs(first - still.frame(1.0, canvas).astype(np.float32).mean(axis=2)) > 12
        rows, columns = np.nonzero(seen)
        middle = slice(int(np.percentile(rows, 30)), int(np.percentile(rows, 70)))
        across = slice(int(np.percentile(columns, 30)), int(np.percentile(columns, 70)) + 1)
        smooth = [cv2.GaussianBlur(frame, (0, 0), 1.2)[:, across] for frame in (first, last)]
        errors = {
            shift: np.abs(smooth[1][middle.start + shift : middle.stop + shift] - smooth[0][middle]).mean()
            for shift in range(-8, 9)
        }
        assert min(errors, key=errors.__getitem__) * way > 0, (name, errors)


def test_a_rainbow_has_red_without_and_blue_within() -> None:
    scene, _ = direct(WONDERS["rainbow"], "", 3, WIDTH, HEIGHT, SECONDS)
    bow = picture(scene) - picture(without(scene))
    strong = bow.max(axis=2) > 12
    tops = [column for column in range(WIDTH) if strong[:, column].sum() > 4]
    redder, bluer = [], []
    for column in tops:
        rows = np.flatnonzero(strong[:, column])
        redder.append(bow[rows[0] : rows[0] + 2, column, 0].mean() - bow[rows[0] : rows[0] + 2, column, 2].mean())
        bluer.append(
            bow[rows[-1] - 1 : rows[-1] + 1, column, 2].mean() - bow[rows[-1] - 1 : rows[-1] + 1, column, 0].mean()
        )
    assert len(tops) > WIDTH / 4
    assert np.median(redder) > 0
    assert np.median(bluer) > 0


@pytest.mark.parametrize(
    "words",
    [
        "a river in a library",
        "a woman reads of a volcano in her kitchen",
        "a rainbow in a corridor",
        "a waterfall in space",
        "a road map in an office",
        "tulips in a vase on a table",
    ],
)
def test_a_wonder_that_cannot_be_there_is_not_claimed(words: str) -> None:
    scene, reading = direct(words, "", 3, WIDTH, HEIGHT, SECONDS)
    assert reading.wonders == ()
    assert scene.streams == ()


@pytest.mark.parametrize("name", list(GROUNDS))
def test_a_ground_is_drawn_as_itself_and_no_stand_in_is_told(name: str) -> None:
    scene, reading = direct(GROUNDS[name], "", 3, WIDTH, HEIGHT, SECONDS)
    assert reading.place == name
    assert not any(doubt.startswith("Drawn as") for doubt in reading.doubts)
    frame = picture(scene)
    assert 24 < frame.mean() < 180
    assert (frame > 250).mean() < 0.04


def test_who_stands_at_a_pool_or_a_river_has_dry_feet_and_who_rows_is_on_the_water() -> None:
    for words in (GROUNDS["pool"], "a man by a river", "a woman by a lake"):
        scene, _ = direct(words, "", 3, WIDTH, HEIGHT, SECONDS)
        assert len(scene.actors) == 1  # no rock under the feet
        assert scene.actors[0].lift == 0.0
    for words in ("a canoe on a river", "a rowing boat on a lake", GROUNDS["canal"]):
        scene, _ = direct(words, "", 3, WIDTH, HEIGHT, SECONDS)
        assert scene.sea is not None
        assert scene.actors[0].lift == pytest.approx(scene.sea.level if scene.ground else 0.0)


def test_a_bridge_spans_water_unless_the_words_say_where_it_is() -> None:
    scene, reading = direct("an old stone bridge", "", 3, WIDTH, HEIGHT, SECONDS)
    assert (reading.place, reading.wonders) == ("river", ("river",))
    assert scene.sea is not None
    assert direct("a stone bridge in a city at night", "", 3, WIDTH, HEIGHT, SECONDS)[1].place == "city"


def test_a_train_on_a_viaduct_is_over_the_valley() -> None:
    scene, _ = direct(GROUNDS["viaduct"], "", 3, WIDTH, HEIGHT, SECONDS)
    train, *arches = scene.actors
    assert train.shape == "train"
    assert train.lift > train.height
    assert {arch.shape for arch in arches} == {"viaduct"}


def test_a_couple_in_a_rowing_boat_sits_in_it() -> None:
    for words in ("a couple in a rowing boat", "two friends in a rowing boat on a lake"):
        _, reading = direct(words, "", 3, WIDTH, HEIGHT, SECONDS)
        assert [seen.subject for seen in reading.subjects] == ["rowing_pair"]
    _, reading = direct("a man in a rowing boat on a lake", "", 3, WIDTH, HEIGHT, SECONDS)
    assert [seen.subject for seen in reading.subjects] == ["rowing_boat"]


@pytest.mark.parametrize("words", ["a polar bear", "an arctic fox", "a snowy owl", "a white horse"])
def test_a_white_animal_is_white_on_snow_with_dark_details(words: str) -> None:
    scene, _ = direct(f"{words} in the snow by day", "", 3, WIDTH, HEIGHT, SECONDS)
    beast = next(actor for actor in scene.actors if actor.stands_out)
    assert beast.inked
    frame, empty = picture(scene), picture(replace(scene, actors=()))
    its = np.abs(frame - empty).max(axis=2) > 12
    assert np.median(frame[its]) > 0.95 * np.median(empty[its])  # as light as the snow
    assert max(Painter(scene, WIDTH, HEIGHT, SECONDS).actors.glow[0]) < 0.0


def test_walls_stand_beside_a_canyon_and_a_fall_comes_from_above_the_eye() -> None:
    for words, places, least in (
        (WONDERS["canyon"], ((-45.0, 40.0), (45.0, 40.0)), 20.0),
        (WONDERS["waterfall"], ((-5.0, 130.0), (5.0, 130.0)), 20.0),
    ):
        painter = Painter(direct(words, "", 3, WIDTH, HEIGHT, SECONDS)[0], WIDTH, HEIGHT, SECONDS)
        assert painter.land is not None
        x, z = np.array(places, np.float32).T
        assert painter.land.at(x, z).min() > least
        assert abs(float(painter.land.at(np.zeros(1, np.float32), np.zeros(1, np.float32))[0])) < 0.5


def test_nobody_is_nobody() -> None:
    assert direct("rice terraces in mist, nobody around", "", 3, WIDTH, HEIGHT, SECONDS)[1].subjects == ()


def test_no_rink_where_one_skates_on_a_pond() -> None:
    assert direct("a figure skater on a frozen pond", "", 3, WIDTH, HEIGHT, SECONDS)[1].place == "ice_lake"


def test_boxes_are_painted_where_they_are_seen_and_nowhere_is_one_cut_off() -> None:
    """Boxes before, beside and behind the eye: the same picture as with every box looked for everywhere."""
    scene, _ = direct(GROUNDS["stadium"], "", 3, WIDTH, HEIGHT, SECONDS)
    painter = Painter(scene, WIDTH, HEIGHT, SECONDS)
    random = np.random.default_rng(5)
    low = random.uniform((-30, -8, -12), (20, 6, 40), (60, 3)).astype(np.float32)
    high = low + random.uniform(0.2, 14, (60, 3)).astype(np.float32)
    boxes = np.zeros((60, room.B_COLUMNS), np.float32)
    boxes[:, [room.B_LEFT, room.B_BOTTOM, room.B_NEAR]], boxes[:, [room.B_RIGHT, room.B_TOP, room.B_FAR]] = low, high
    boxes[:, room.B_RED : room.B_BLUE + 1] = random.uniform(0.1, 1, (60, 3))
    view = painter.paint(0.0, Canvas(WIDTH, HEIGHT))
    everywhere = np.tile(np.array([[0, HEIGHT, 0, WIDTH]], np.int64), (60, 1))
    painted = []
    for limits in (bounds(boxes, view), everywhere):
        light, depth = np.zeros((HEIGHT, WIDTH, 3), np.float32), np.full((HEIGHT, WIDTH), 1e5, np.float32)
        room.paint_boxes(
            light, depth, view.focal, view.horizon, view.yaw, view.x, view.y, view.z, boxes, limits, np.ones(3, np.float32), np.ones(3, np.float32),
            np.zeros((0, room.L_COLUMNS), np.float32), painter.textures.low,
        )  # fmt: skip
        painted.append(light)
    assert painted[1].any()
    assert np.array_equal(*painted)
    assert (bounds(boxes, view) != everywhere).any(axis=1).mean() > 0.5  # else nothing was saved
