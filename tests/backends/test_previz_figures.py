"""The subjects' outlines: each is there, is itself, moves as its kind does, and is reached by its words."""

from __future__ import annotations

import math
from itertools import combinations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from backends.previz.atlas import Atlas, Window
from backends.previz.drawing import Outline, contour, parts
from backends.previz.kernels.sprites import TEXEL
from backends.previz.motions import MOTIONS, motion
from backends.previz.outlines import POSES, box, breadth, names, outline, poses, stride
from backends.previz.pieces import PIECES
from backends.previz.reading import main_subject
from backends.previz.shapes import beasts, people, things, wings
from backends.previz.vocabulary import TABLE, words
from backends.previz.words import read

Mask = NDArray[np.bool_]
SUBJECTS = sorted(words().facts)
TEXELS = 40.0
WALKERS = sorted(name for name in people.names() if people.wear(name).gait in people.GAITS)

LABELLED = {
    "a lion on a rock at dawn": "lion",
    "the tigress and the tiger": "tiger",
    "a herd of elephants crosses the river": "elephants",
    "a rabbit in the snow": "rabbit",
    "a spider waits": "spider",
    "sharks circle the raft": "shark",
    "a dolphin leaps": "dolphin_leaping",
    "an octopus in a jar": "octopus",
    "penguins on the ice": "penguins",
    "an owl at midnight": "owl",
    "an eagle over the gorge": "eagle",
    "a butterfly in the garden": "butterfly",
    "a t-rex breaks the fence": "tyrannosaur",
    "the last unicorn": "unicorn",
    "a zombie at the door": "zombie",
    "a vampire wakes": "vampire",
    "a witch on a broom": "witch_flying",
    "the old wizard": "wizard",
    "an angel": "angel",
    "the king is dead": "king",
    "the empress and her court": "queen",
    "a knight with a broken oath": "knight",
    "a samurai without a master": "samurai",
    "ninjas at night": "ninja",
    "vikings on the shore": "viking",
    "a lone cowboy": "cowboy",
    "a pirate and his parrot": "pirate",
    "the ballet dancer": "ballerina",
    "a street musician": "guitarist",
    "a violinist plays": "violinist",
    "a boxer's last fight": "boxer",
    "a marathon runner": "runner",
    "the cyclist": "cyclist",
    "surfers at sunset": "surfer",
    "a clumsy baker": "chef",
    "an old woman": "old_woman",
    "a mother and daughter": "mother_child",
    "a boy and his dog": "dog_walker",
    "a motorbike": "motorcycle",
    "a truck on the highway": "truck",
    "the school bus": "bus",
    "a helicopter": "helicopter",
    "a hot-air balloon": "balloon",
    "the zeppelin": "airship",
    "a submarine": "submarine",
    "the steam train": "train",
    "a cargo ship": "cargo_ship",
    "a space station": "space_station",
    "the pyramids": "pyramid",
    "the eiffel tower": "lattice_tower",
    "big ben": "clock_tower",
    "a pagoda in the mist": "pagoda",
    "a palm tree": "palm",
    "a cactus": "cactus",
    "a guitar": "guitar",
    "an hourglass": "hourglass",
    "the treasure map": "map",
    "a teddy bear": "teddy_bear",
    "an envelope": "letter",
    "a trophy": "trophy",
    "wolves in the snow": "pack",
    "an army marches": "army",
    "a flock of birds": "flock",
    "a fleet of ships": "fleet",
}


def drawn(shape: Outline, window: Window) -> Mask:
    return window.fill(shape.everything) > 0.5


def around(*shapes: Outline) -> Window:
    """A raster in which all the shapes fit."""
    points = np.concatenate([contour(part) for shape in shapes for part in shape.everything if not part.hole])
    (left, top), (right, bottom) = points.min(0) - 0.02, points.max(0) + 0.02
    return Window(
        float(left), float(top), TEXELS, math.ceil((right - left) * TEXELS), math.ceil((bottom - top) * TEXELS)
    )


def overlap(first: Mask, second: Mask) -> float:
    union = int((first | second).sum())
    return int((first & second).sum()) / union if union else 1.0


def posed(name: str, phase: float) -> Outline:
    """A person, an animal or a thing at any phase, also beyond the poses that are kept."""
    for table, draw in (
        (people, people.person),
        (beasts, beasts.animal),
        (wings, wings.flying),
        (things, things.thing),
    ):
        if name in table.names():  # type: ignore[attr-defined]
            return draw(name, phase)
    return outline(f"{name}~{round(phase * POSES) % POSES}")


def feet(shape: Outline) -> float:
    return max(float(contour(part)[:, 1].max()) for part in shape.everything if not part.hole)


def test_every_subject_has_an_outline_of_its_own_size() -> None:
    for name in SUBJECTS:
        picture = Window(*box(name)[:2], 60.0, *(max(1, round(60 * (box(name)[k + 2] - box(name)[k]))) for k in (0, 1)))
        share = float(drawn(outline(name), picture).mean())
        assert 0.05 < share < 0.94, f"{name} fills {share:.2f} of its box"
        assert 0.12 < breadth(name) < 6, name


def doing(name: str) -> str:
    """What somebody is drawn doing: 'ironing' of 'ironing_woman'; of any other figure its name."""
    return next((key for key in TABLE["told_as"] if name.startswith(f"{key}_")), name)


def test_no_two_subjects_look_alike() -> None:
    masks, inner = {}, {}
    for name in SUBJECTS:
        shape = outline(name)
        window = around(shape)
        for found, group in ((masks, shape.everything), (inner, shape.lights)):
            filled = window.fill(group)
            side = max(filled.shape)
            square = np.zeros((side, side), np.float32)
            square[side - filled.shape[0] :, : filled.shape[1]] = filled
            found[name] = cv2.resize(square, (48, 48), interpolation=cv2.INTER_AREA) > 0.4
    alike = [
        pair
        for pair in combinations(SUBJECTS, 2)
        if not PIECES.keys() & set(pair)  # what stands with them tells them apart
        and doing(pair[0]) != doing(pair[1])  # a man asleep is much like a woman asleep
        and overlap(masks[pair[0]], masks[pair[1]]) > 0.9
        and overlap(inner[pair[0]], inner[pair[1]]) > 0.5
    ]
    assert alike == []


@pytest.mark.parametrize("kind", ["people", "beasts", "wings", "things", "groups"])
def test_a_mover_changes_over_its_cycle_and_comes_back(kind: str) -> None:
    table = {"people": people, "beasts": beasts, "wings": wings, "things": things}.get(kind)
    others = {name for other in (people, beasts, wings, things) for name in other.names()}
    for name in SUBJECTS:
        if not poses(name) or (name not in table.names() if table else name in others):  # type: ignore[attr-defined]
            continue
        start, later = posed(name, 0.0), [posed(name, phase) for phase in (0.2, 0.45, 0.7)]
        window = around(start, *later)
        change = max(1 - overlap(drawn(start, window), drawn(shape, window)) for shape in later)
        glow = max(1 - overlap(window.fill(start.lights) > 0.5, window.fill(shape.lights) > 0.5) for shape in later)
        if name.startswith("sofa_nap"):  # asleep under a blanket
            continue
        least = {"people": 0.02, "beasts": 0.04, "wings": 0.2}.get(kind, 0.004)
        assert max(change, glow) > least, f"{name} hardly moves: {change:.3f}"
        if table:
            assert overlap(drawn(start, window), drawn(posed(name, 1.0), window)) > 0.94, f"{name} does not come back"


@pytest.mark.parametrize("name", [*WALKERS, *beasts.names()])
def test_whoever_walks_keeps_a_foot_on_the_ground(name: str) -> None:
    lowest = [feet(posed(name, step / POSES)) for step in range(POSES)]
    assert max(lowest) == pytest.approx(1.0, abs=0.03)
    springy = name in people.names() or beasts.beast(name).gait in ("gallop", "hop")
    assert min(lowest) > (0.84 if springy else 0.97)


@pytest.mark.parametrize("gait", [people.walk, people.run])
def test_arms_and_legs_swing_against_each_other(gait: object) -> None:
    assert callable(gait)
    for phase in (0.0, 0.5):
        pose = gait(phase)
        assert (pose.hips[0] - pose.hips[1]) * (pose.arms[0] - pose.arms[1]) < -0.3
    assert gait(0.25).hips[0] - gait(0.25).hips[1] == pytest.approx(gait(0.75).hips[1] - gait(0.75).hips[0], abs=0.02)


def test_a_trot_lifts_the_legs_across_and_a_gallop_leaves_the_ground() -> None:
    trot, gallop = beasts.GAITS["trot"], beasts.GAITS["gallop"]
    hind, fore, far_hind, far_fore = trot.falls
    assert hind == far_fore and fore == far_hind and abs(hind - fore) == 0.5
    in_the_air = [
        phase / 100 for phase in range(100) if all((phase / 100 - fall) % 1 >= gallop.down for fall in gallop.falls)
    ]
    assert len(in_the_air) > 10
    assert feet(beasts.animal("horse", in_the_air[len(in_the_air) // 2])) < 0.985


def test_wing_tips_trail_the_stroke() -> None:
    for name in ("bird", "eagle", "dragon"):
        down, up = (contour(posed(name, phase).front[-1][0]) for phase in (0.25, 0.75))
        assert up[:, 1].min() - down[:, 1].min() > 0.1, "on the way up the tip hangs below where it was on the way down"
    high, low = (min(contour(part)[:, 1].min() for part in posed("bird", phase).everything) for phase in (0.0, 0.5))
    assert low - high > 0.3


def test_feet_and_wheels_do_not_slide() -> None:
    first, second = (posed("horse", phase) for phase in (0.02, 0.12))
    tread = [min(shape.front[0], key=lambda part: -contour(part)[:, 1].max()) for shape in (first, second)]
    moved = float(contour(tread[0])[:, 0].mean() - contour(tread[1])[:, 0].mean())
    _, top, _, bottom = box("horse")
    assert moved / 0.10 / (bottom - top) == pytest.approx(stride("horse"), rel=0.15)
    assert 0.6 < stride("man") < 1.0
    assert stride("car") == pytest.approx(2 * math.pi * 0.078 / 5 / (box("car")[3] - box("car")[1]), rel=0.01)
    assert stride("lighthouse") == stride("cat_sitting") == 0.0


def test_the_members_of_a_group_are_out_of_step() -> None:
    for name, single in (("pack", "wolf"), ("flock", "bird"), ("army", "soldier")):
        alone = [
            overlap(*(drawn(posed(single, p), around(outline(single))) for p in (0.0, q / 12))) for q in range(1, 12)
        ]
        window = around(*(outline(f"{name}~{pose}") for pose in range(POSES)))
        together = [
            overlap(drawn(outline(f"{name}~0"), window), drawn(outline(f"{name}~{pose}"), window))
            for pose in range(1, POSES)
        ]
        assert np.std(together) < np.std(alone), name
        assert len(outline(name).everything) >= 4 * len(outline(single).everything), name


def test_thin_parts_survive_at_small_size() -> None:
    atlas = Atlas(["ship", "turbine", "deer"])
    for name, cut in atlas.cuts.items():
        shares = []
        for level in (cut.levels[0], next(level for level in cut.levels if level.height <= 32)):
            texels = atlas.texels[level.offset : level.offset + level.width * level.height * 4].reshape(-1, 4)
            shares.append(float(texels[:, 0].mean()))
        assert shares[1] > shares[0], name


def test_a_figure_before_another_has_a_lit_edge_of_its_own() -> None:
    atlas = Atlas(["man"])
    level = atlas.cuts["man"].levels[0]
    texels = atlas.texels[level.offset : level.offset + level.width * level.height * 4] * TEXEL
    normals = texels.reshape(level.height, level.width, 4)
    chest = normals[int(level.height * 0.30) : int(level.height * 0.38)]
    solid = chest[..., 0] > 0.99
    eroded = cv2.erode(solid.astype(np.uint8), np.ones((25, 25), np.uint8)) > 0
    assert np.abs(chest[..., 1][eroded]).max() > 0.15


@pytest.mark.parametrize(("phrase", "subject"), LABELLED.items())
def test_words_reach_their_subject(phrase: str, subject: str) -> None:
    lead = main_subject(read(phrase))
    assert lead is not None and lead.subject == subject


def test_a_town_brings_its_sight_behind_who_is_there() -> None:
    reading = read("a detective in paris")
    assert reading.place == "city"
    lead = main_subject(reading)
    assert lead is not None and lead.subject == "detective"
    assert [seen.subject for seen in reading.subjects if seen.placed] == ["lattice_tower"]


def test_every_subject_is_real_and_every_word_names_one() -> None:
    facts = words().facts
    assert set(facts) <= set(names())
    every = [word for fact in facts.values() for word in fact["words"]]
    assert sorted(word for word in set(every) if every.count(word) > 1) == []
    for name, fact in facts.items():
        assert fact["words"] and fact["height"] > 0, name
        moving = motion(fact.get("moves", ""))
        assert bool(poses(name)) or moving.cycles == 0, f"{name} has no cycle to {fact['moves']}"
    assert len(facts) >= 120


def test_an_unknown_motion_and_an_unreadable_outline_are_refused_with_a_reason() -> None:
    with pytest.raises(ValueError, match="no motion is called 'moonwalk'; one of walk"):
        motion("moonwalk")
    with pytest.raises(ValueError, match="no shape is called 'blob' in 'blob 0,0 1,1'"):
        parts("blob 0,0 1,1")
    assert motion("").speed == 0 and set(MOTIONS) >= {"walk", "gallop", "fly"}


def test_holes_mirrors_and_halves_are_read() -> None:
    window = Window(0.0, 0.0, 40.0, 40, 40)
    ring = window.fill(parts("oval 0.5,0.5 0.4,0.4\n-oval 0.5,0.5 0.2,0.2"))
    assert ring[20, 20] == 0 and ring[20, 8] == 1
    pair = window.fill(parts("mirror box 0.1,0.1 0.3,0.9"))
    assert np.allclose(pair, pair[:, ::-1], atol=0.35) and pair[20, 8] == pair[20, 31] == 1
    whole = window.fill(parts("half flat 0.5,0.1 0.1,0.5 0.5,0.9"))
    assert whole[20, 10] == whole[20, 29] == 1
