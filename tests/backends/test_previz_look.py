"""What a stranger can name: subjects that stand out, are large enough, and stand where the words say."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from backends.previz.camera import focal_length
from backends.previz.direction import direct
from backends.previz.outlines import body_share, breadth, has_face
from backends.previz.painter import Canvas, Painter
from backends.previz.reading import main_subject, merged
from backends.previz.scene import Scene, Sprite
from backends.previz.vocabulary import facts, words
from backends.previz.words import read

WIDTH, HEIGHT, SECONDS = 256, 144, 2.0
LUMA = np.array([0.25, 0.65, 0.10])
CONTRAST = 14.0
"""Grey levels by which a subject differs on average from what it hides; measured: 17 in the worst of these scenes, 34 in the
middle one. Bodies of one dark tone had 4 and 24."""
SCENES = [
    *(
        f"wide shot of a {who}, {hour}"
        for who in (
            "man in the mountains", "woman in the snow", "man in the desert", "child in a meadow", "farmer in a field", "knight on a battlefield",
            "man in a swamp", "woman in a village", "keeper on the coast", "couple on a beach", "gravedigger in a graveyard", "detective in a street",
        )
        for hour in ("golden hour", "noon", "dusk", "night")
    ),
    *(
        f"wide shot of a {who}, {hour}"
        for who in (
            "man in a library", "king in a hall", "woman in a living room", "woman in a kitchen", "man in a bedroom", "nurse in a hospital",
            "old woman in a shop", "couple in a restaurant", "babysitter in an attic", "man in a cellar", "miner in a cave", "scientist in a laboratory",
        )
        for hour in ("noon", "night")
    ),
    "a whale under the ice", "a diver in an underwater cave", "an astronaut on mars", "an astronaut on the moon", "a spaceship in space",
]  # fmt: skip


def scene_of(words: str, style: str = "") -> Scene:
    return direct(words, style, 3, WIDTH, HEIGHT, SECONDS)[0]


def luma(scene: Scene, exposure: float | None = None) -> tuple[NDArray[np.float64], float]:
    painter = Painter(scene, WIDTH, HEIGHT, SECONDS)
    if exposure is not None:
        painter.exposure = exposure
    return painter.frame(1.0, Canvas(WIDTH, HEIGHT)) @ LUMA, painter.exposure


def region_of(scene: Scene, exposure: float) -> NDArray[np.bool_]:
    """Where the subject is: what changes a lot when it is made white, or black."""
    dull = replace(scene, beam=None, bloom=0.0, weather=())
    without = luma(replace(dull, actors=()), exposure)[0]
    found = np.zeros((HEIGHT, WIDTH), bool)
    for grey in (0.0, 9.0):
        flat = tuple(
            replace(actor, body=(grey,) * 3, rim=(grey,) * 3, emission=0.0, stands_out=False)
            for actor in scene.actors
            if actor.stands_out
        )
        found |= np.abs(luma(replace(dull, actors=flat), exposure)[0] - without) > 50
    return found


def standing_out(scene: Scene, changed: Scene | None = None) -> tuple[float, float]:
    """Grey levels by which the subject (of the `changed` scene) differs from what it hides, and its share of the picture."""
    shown, exposure = luma(changed or scene)
    bare, _ = luma(replace(scene, actors=(), beam=None), exposure)
    region = region_of(scene, exposure)
    return float(np.abs(shown - bare)[region].mean()) if region.any() else 0.0, float(region.mean())


@pytest.mark.parametrize("words", SCENES)
def test_a_subject_differs_from_what_is_behind_it(words: str) -> None:
    contrast, share = standing_out(scene_of(words))
    assert share > 0.008
    assert contrast > CONTRAST


def test_a_subject_in_its_backdrops_own_grey_is_refused() -> None:
    """The measure can fail: one of these greys is that of the snow and the haze behind the man."""
    scene = scene_of("wide shot of a man in the snow, noon")
    greys = (0.1, 0.3, 0.6, 0.8, 1.0, 1.3, 1.7)
    found = [
        standing_out(scene, replace(scene, actors=tuple(replace(actor, body=(grey,) * 3, rim=(0.0,) * 3, emission=0.0, stands_out=False) for actor in scene.actors)))[0]
        for grey in greys
    ]  # fmt: skip
    assert min(found) < CONTRAST < max(found)


def share_of_height(scene: Scene, actor: Sprite) -> float:
    focal = focal_length(WIDTH, HEIGHT, scene.camera.lens)
    away = actor.z - scene.camera.dolly * SECONDS / 2
    return actor.height * body_share(actor.shape) * focal / away / HEIGHT


@pytest.mark.parametrize(
    ("size", "least", "most"), [("wide shot", 0.30, 0.50), ("medium shot", 0.50, 0.80), ("close-up", 1.4, 2.2)]
)
@pytest.mark.parametrize("who", ["man", "woman", "detective", "wizard", "farmer", "samurai"])
@pytest.mark.parametrize("place", ["in the mountains", "in a street", "in a library"])
def test_a_hero_is_as_large_as_the_shot_says(size: str, least: float, most: float, who: str, place: str) -> None:
    scene = scene_of(f"{size} of a {who} {place} at dusk")
    assert least <= share_of_height(scene, scene.actors[0]) / (1.0 if size == "close-up" else body_share(who)) <= most


@pytest.mark.parametrize("place", ["mountains", "street", "library", "forest", "rooftop"])
@pytest.mark.parametrize("size", ["wide shot", "medium shot", "close-up"])
def test_a_hero_stays_in_the_picture_and_nothing_stands_before_him(place: str, size: str) -> None:
    """Middle of the body inside the frame at both ends; no tree or lamp post between him and the eye."""
    for seed in range(6):
        scene, _ = direct(f"{size} of a man in the {place}", "", seed, WIDTH, HEIGHT, SECONDS)
        actor, focal = scene.actors[0], focal_length(WIDTH, HEIGHT, scene.camera.lens)
        for time in (0.0, SECONDS):
            x = actor.x + actor.speed_x * time - scene.camera.x - scene.camera.truck * (time - SECONDS / 2)
            away = actor.z - scene.camera.dolly * time
            assert abs(focal * (x - scene.camera.yaw * away) / away) < 0.5 * WIDTH, (seed, time)
        middle = (actor.x + actor.speed_x * SECONDS / 2 - scene.camera.x) / actor.z
        for other in scene.sprites:
            if (
                0.6 < other.z < actor.z
                and other.height / other.z > 0.4 * actor.height / actor.z
                and other.shape != "railing"
            ):
                reach = breadth(other.shape) * other.height / 2 / other.z
                assert abs((other.x - scene.camera.x) / other.z - middle) > reach, other.shape


@pytest.mark.parametrize(
    ("words", "shapes"),
    [
        ("two sisters in the desert", {"two_women"}),
        ("two lovers on a rooftop", {"couple"}),
        ("a family of wolves in the snow", {"pack"}),
        ("a young medic, a lone figure, on a battlefield", {"medic"}),
        ("an old pianist, a man, in a concert hall", {"pianist"}),
        ("a blacksmith's daughter riding the last dragon over the mountains", {"dragon_rider"}),
        ("a fisherman on the open sea in a storm", {"angler"}),
        ("a lighthouse keeper on a rock by the sea", {"keeper", "lighthouse"}),
        ("a mapmaker on a rock by the sea", {"mapmaker", "ship"}),
        ("a woman in a field, seen through a doorway", {"woman"}),
        ("a dust storm coming closer over mars", set()),
        ("a boxer's last fight", {"boxer"}),
    ],
)
def test_who_is_named_is_shown_and_nobody_else(words: str, shapes: set[str]) -> None:
    scene = scene_of(words)
    told = {sprite.shape for sprite in (*scene.actors, *scene.sprites) if sprite.stands_out}
    assert told == shapes


def test_two_in_a_film_of_love_are_a_couple_and_in_another_film_are_two() -> None:
    tender = scene_of("two rival florists in the city", "the city, at dusk, rose palette")
    plain = scene_of("two rival florists in the city", "the city, at dusk, teal palette")
    assert [actor.shape for actor in tender.actors] == ["couple"]
    assert [actor.shape for actor in plain.actors] == ["florist", "florist"]


def test_a_couple_faces_each_other_and_holds_hands() -> None:
    from backends.previz.shapes.groups import group

    drawn = group("couple", 0.0)
    man, woman = drawn.parts, drawn.front[0]
    right_of_man = max(x for part in man for x, _ in part.points)
    left_of_woman = min(x for part in woman for x, _ in part.points)
    assert 0.0 < right_of_man - left_of_woman < 0.3, "his hand reaches hers, he does not stand in her"


@pytest.mark.parametrize("vehicle", ["car", "bus", "truck"])
@pytest.mark.parametrize("where", ["by the sea", "on the coast", "on the open sea"])
def test_what_has_wheels_goes_on_a_road_over_the_sea(vehicle: str, where: str) -> None:
    scene, reading = direct(f"a {vehicle} {where} at sunset", "", 5, WIDTH, HEIGHT, SECONDS)
    lead = next(actor for actor in scene.actors if actor.stands_out)
    under = [deck for deck in scene.decks if deck.near < lead.z < deck.far and deck.right - deck.left > 100.0]
    assert reading.place == "coast_road" and scene.sea is not None
    assert under and scene.sea.level < max(deck.top for deck in under) - 5.0
    assert abs(lead.lift - max(deck.top for deck in under)) < 0.1


@pytest.mark.parametrize("vehicle", ["train", "tram"])
@pytest.mark.parametrize("where", ["by the sea", "on the coast", "on the open sea"])
def test_what_rolls_never_stands_in_the_sea(vehicle: str, where: str) -> None:
    scene, _ = direct(f"a {vehicle} {where} at sunset", "", 5, WIDTH, HEIGHT, SECONDS)
    lead = next(actor for actor in scene.actors if actor.stands_out)
    road = [actor for actor in scene.actors if actor.shape == "viaduct"]
    assert road and lead.lift > 0
    left = min(part.x - breadth("viaduct") * part.height / 2 for part in road)
    right = max(part.x + breadth("viaduct") * part.height / 2 for part in road)
    across = WIDTH * lead.z / focal_length(WIDTH, HEIGHT, scene.camera.lens)
    assert left < -across / 2 and right > across / 2, "land from one edge of the picture to the other"
    assert all(part.lift + part.height >= lead.lift for part in road)


@pytest.mark.parametrize(
    ("words", "style", "place"),
    [
        ("close-up of a stolen map", "the desert, at sunset", "desert"),
        ("medium shot of a letter", "Paris, the city, at dusk", "rooftop"),
        ("wide shot of a birthday cake with candles", "the house, in golden light", "room"),
        ("medium shot of hiking boots on a dark table", "a dark table, warm palette", "mountain"),
        ("close-up of hiking boots on a dark table", "a dark table, warm palette", "stage"),
        ("wide shot of a coffee grinder on a dark table", "a dark table, warm palette", "kitchen"),
        ("close-up of a coffee grinder on a dark table", "a dark table, warm palette", "stage"),
        ("a bottle of perfume", "", "stage"),
    ],
)
def test_a_thing_is_shown_in_its_place(words: str, style: str, place: str) -> None:
    scene, reading = direct(words, style, 3, WIDTH, HEIGHT, SECONDS)
    assert reading.place == place
    if scene.room is not None:
        table = scene.room.boxes[-1]
        assert scene.actors[0].lift == table.top and table.left < scene.actors[0].x < table.right


def test_a_films_hero_is_seen_where_a_shot_names_nobody() -> None:
    style = "a fisherman, the open sea, at sunset"
    scene, _ = direct("close-up of a low sun over the water", style, 3, WIDTH, HEIGHT, SECONDS)
    assert scene.actors[0].shape == "angler"
    assert merged(read("close-up of a low sun over the water"), read(style, naming=True)).size == "wide"
    assert merged(read("close-up of a gull over the water"), read(style, naming=True)).subjects[0].subject == "bird"
    nobody = merged(read("a low sun over the water"), read("the castle, at sunset", naming=True))
    assert nobody.subjects == (), "what is built is a place, not a hero"


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("a beach in portugal", "beach"), ("a cemetery in the fog", "graveyard"), ("an elephant in the zoo", "zoo"),
        ("a whale singing under the ice", "floes"), ("a whale drifting in the snow in greenland", "floes"), ("a diver in an underwater cave", "grotto"),
        ("the attic of a house", "attic"), ("a nurse in a hospital", "hospital"), ("a flower shop in a small town", "flower_shop"), ("a table in a restaurant", "restaurant"),
        ("a spaceship above a strange planet", "planet"), ("an astronaut on a strange planet", "mars"), ("a king in a castle", "castle"), ("a violinist in a church", "church"), ("a man in a prison, seen through iron bars", "prison"),
    ],
)  # fmt: skip
def test_places_are_told_apart(words: str, place: str) -> None:
    _, reading = direct(words, "", 3, WIDTH, HEIGHT, SECONDS)
    assert reading.place == place


def test_a_place_that_lies_ahead_is_seen_in_the_distance() -> None:
    style = "the Sahara, the desert, at sunset"
    _, before = direct("two sisters before the city", style, 3, WIDTH, HEIGHT, SECONDS)
    _, inside = direct("two sisters in the city", style, 3, WIDTH, HEIGHT, SECONDS)
    assert (before.place, before.dressing) == ("desert", ("city",))
    assert inside.place == "street"


def test_who_is_before_a_great_building_is_who_the_shot_is_about() -> None:
    reading = direct("the pyramids, workers pulling a stone", "", 3, WIDTH, HEIGHT, SECONDS)[1]
    lead = main_subject(reading)
    assert lead is not None and lead.subject == "crowd" and "pyramid" in [seen.subject for seen in reading.subjects]
    lone = main_subject(read("the great pyramid at dawn"))
    assert lone is not None and lone.subject == "pyramid"


def test_a_robot_with_a_trade_is_told_of() -> None:
    told = direct("a robot drummer in a factory", "", 3, WIDTH, HEIGHT, SECONDS)[1].doubts
    assert "Not drawn: “robot”." in told
    assert not any("robot" in line for line in direct("a robot in a factory", "", 3, WIDTH, HEIGHT, SECONDS)[1].doubts)


def test_what_somebody_practises_is_who_it_is() -> None:
    def shown(text: str) -> list[tuple[str, bool]]:
        return [(seen.subject, seen.many) for seen in read(text).subjects]

    assert shown("teenagers skateboarding in a drained swimming pool") == [("skateboarder", True)]
    assert shown("a postman cycling between fields") == [("cyclist", False)]
    assert shown("two robots slow dancing in a ballroom") == [("robot", True)]
    _, family = direct("a mother otter floating with her pup", "", 1, 320, 180, 2.0)
    assert [seen.subject for seen in family.subjects] == ["otter_floating_pup"]
    assert len(shown("a girl with her puppy in the park")) == 2


def test_what_lies_stranded_lies_on_the_beach_and_no_tin_roof_is_a_rooftop() -> None:
    places = [
        direct(text, "", 3, WIDTH, HEIGHT, SECONDS)[1]
        for text in ("an old fishing boat stranded on the shore at low tide", "rain on a tin roof village at dusk")
    ]
    assert [place.place for place in places] == ["beach", "village"]
    assert "rooftop" not in places[1].dressing


def test_what_swims_in_the_air_is_in_the_sky_or_over_the_city() -> None:
    def place(text: str) -> str:
        return direct(text, "", 3, WIDTH, HEIGHT, SECONDS)[1].place

    assert place("a whale swimming through the clouds") == "sky"
    assert place("a giant whale floating between skyscrapers in purple clouds") == "city"
    assert place("dolphins swim in the sea under a clear sky") == "sea"


def test_a_waterfall_that_a_cave_does_not_show_is_told() -> None:
    told = direct("a waterfall inside a cave lit by a torch", "", 3, WIDTH, HEIGHT, SECONDS)[1].doubts
    assert "Not drawn: “waterfall”." in told


def test_two_are_beside_a_swing_on_which_one_is_drawn() -> None:
    two = direct("two lovers sitting on a swing", "", 3, WIDTH, HEIGHT, SECONDS)[1].subjects
    assert [seen.subject for seen in two] == ["couple", "swing_seat"]
    one = direct("a girl on a swing", "", 3, WIDTH, HEIGHT, SECONDS)[1].subjects
    assert [seen.subject for seen in one] == ["swing_rider"]


def test_whose_it_is_is_not_who_it_is() -> None:
    lead = main_subject(read("the king's horse in a field"))
    assert lead is not None and lead.subject == "horse"
    assert [seen.subject for seen in read("the wizard's tower").subjects] == ["tower"]


def test_every_colour_and_companion_in_the_table_is_real() -> None:
    table = words().facts
    for name, fact in table.items():
        assert len(fact.get("colour", (0, 0, 0))) == 3 and all(0 <= part <= 0.85 for part in fact.get("colour", ())), (
            name
        )
        for key in ("brings", "afloat", "ridden"):
            assert fact.get(key, name) in table, (name, key)
    assert all("colour" in fact for name, fact in table.items() if has_face(name)), "everybody is dressed"
    assert facts("fisherman")["afloat"] == "angler"


@pytest.mark.parametrize("angle", ["low angle", "at eye level", "from above"])
@pytest.mark.parametrize("size", ["close-up", "medium shot", "wide shot", "extreme wide shot"])
def test_the_eye_stays_over_the_water_that_stands_on_land(size: str, angle: str) -> None:
    """Else no water is painted, and the rock that somebody stands on hangs in the air."""
    for prompt, style in (("two sisters before the open sea", "open fields"), ("a man", "a mountain lake")):
        scene, _ = direct(f"{size} of {prompt}, {angle}", style, 7, 640, 360, 3.0)
        assert scene.sea is not None and scene.ground is not None
        ends = (scene.camera.y, scene.camera.y + scene.camera.rise * 3.0)
        assert min(ends) > scene.sea.level + 0.3, (scene.camera, scene.sea)


@pytest.mark.parametrize(
    ("words", "figure", "count"),
    [
        ("three lighthouses on a cliff", "lighthouse", 3), ("six penguins on the ice", "penguin", 6), ("two dragons over a castle", "dragon", 2),
        ("4 cats in an alley", "cat", 4), ("dogs on a beach", "dog", 4), ("a dog on a beach", "dog", 1),
        ("two wolves and a raven in the snow", "wolf", 2),
    ],
)  # fmt: skip
def test_as_many_are_drawn_as_a_number_says(words: str, figure: str, count: int) -> None:
    scene, _ = direct(words, "", 1, 320, 180, 2.0)
    drawn = [sprite for sprite in scene.actors if sprite.shape == figure]
    assert len(drawn) == count
    apart = sorted(sprite.x / sprite.z for sprite in drawn)
    assert all(after - before > 0.03 for before, after in pairwise(apart))


def test_whoever_comes_along_is_as_many_as_a_number_says() -> None:
    scene, _ = direct("a girl with two dogs on a beach", "", 1, 320, 180, 2.0)
    assert [sprite.shape for sprite in scene.sprites].count("dog") == 2
    scene, _ = direct("three children and a dog on a beach", "", 1, 320, 180, 2.0)
    assert [sprite.shape for sprite in scene.sprites].count("dog") == 1  # the number is the children's


def test_a_campfire_burns_over_its_logs() -> None:
    scene, _ = direct("a cowboy at a campfire in the desert at night", "", 1, 320, 180, 2.0)
    logs = next(sprite for sprite in scene.sprites if sprite.shape == "campfire")
    fire = next(fire for fire in scene.fires if fire.x == logs.x)
    assert fire.height > 3 * logs.height


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("a mother polar bear and her cub on the ice", ["polar_bear"]), ("bees gathering pollen on heather", ["bee"]),
        ("a herd of zebras in the savanna", ["zebra"]), ("the band driving an old van along the coast", ["van"]),
        ("a couple kissing under an umbrella in the street", ["couple_umbrella"]), ("gold perfume bottles on velvet", ["perfume"]),
        ("a man in a swimming pool", ["swimmer"]), ("fishermen on the beach at dawn", ["fisherman"]),
    ],
)  # fmt: skip
def test_figures_are_those_that_the_words_mean_together(words: str, figures: list[str]) -> None:
    _, reading = direct(words, "", 1, 320, 180, 2.0)
    assert [seen.subject for seen in reading.subjects] == figures


def test_no_snow_falls_in_a_room() -> None:
    scene, reading = direct("a grandmother by the window of her living room while snow falls", "", 1, 320, 180, 2.0)
    assert not scene.changes and scene.room is not None
    assert "snow" in reading.weathers  # it falls at the window: test_previz_elements.py


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        ("a soldier kneels at a grave", {"soldier@kneel"}),
        ("a dancing crowd in a square", {"crowd@dance"}),
        ("five children holding hands on a hill", {"child#5@hands"}),
        ("a detective with an umbrella in a street", {"detective@umbrella"}),
        ("three children in a park", {"child#3"}),
        ("a soldier hugs his wife in a field", {"soldier&woman@hug"}),
        ("two women talking in a field", {"woman&woman@talk"}),
        ("a man sitting in a meadow", {"man@sit"}),
        ("a man sitting in a kitchen", {"man@seat"}),
        ("a violinist waits in a hall", {"violinist"}),
    ],
)
def test_people_do_what_is_said_of_them(words: str, drawn: set[str]) -> None:
    scene = direct(words, "", 1, 64, 36, 2.0)[0]
    assert drawn <= {sprite.shape for sprite in (*scene.actors, *scene.sprites)}


def test_who_jumps_is_over_the_ground() -> None:
    jumps, stands = (
        direct(f"a man {deed} in a meadow", "", 1, 64, 36, 2.0)[0].actors[0] for deed in ("jumps", "stands")
    )
    assert jumps.lift > stands.lift
