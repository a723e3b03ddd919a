"""What stands with a figure and is of another colour: a surfer's wave, a boxer's bag, the leaf under a caterpillar."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from backends.previz.light import Colour
from backends.previz.scene import Scene, Sprite
from backends.previz.scenery import clothed, rim_of, tint


class Piece(NamedTuple):
    """One outline beside a figure: how far ahead of it, over its foot and how high, in the figure's heights; before it or
    behind it; its colour, and what of it is white or shines."""

    shape: str
    ahead: float
    over: float
    high: float
    before: bool
    colour: Colour
    bright: Colour = (0.9, 0.9, 0.9)
    shine: float = 1.0


GREEN: Colour = (0.07, 0.36, 0.34)
FOAM: Colour = (0.62, 0.70, 0.74)
POWDER = (
    Piece("powder_second", 0.0, 0.0, 1.0, True, (0.05, 0.46, 0.90)),
    Piece("powder_third", 0.0, 0.0, 1.0, True, (0.95, 0.68, 0.04)),
    Piece("powder_fourth", 0.0, 0.0, 1.0, True, (0.22, 0.66, 0.14)),
)
PIECES: dict[str, tuple[Piece, ...]] = {
    "wave_surfer": (
        Piece("wave_wall", 0.1, -0.35, 2.1, False, (0.16, 0.52, 0.48)),
        Piece("wave_curl", 0.1, -0.35, 2.1, False, GREEN, FOAM),
        Piece("wave_foot", 0.1, -0.30, 0.5, True, GREEN, FOAM),
    ),
    "striker": (Piece("goal_net", 2.0, 0.0, 1.28, False, (0.72, 0.72, 0.74), (1.0, 1.0, 1.0)),),
    "bag_boxer": (Piece("heavy_bag", 0.52, 0.26, 1.50, False, (0.30, 0.10, 0.06), (0.7, 0.66, 0.6)),),
    "ramp_skater": (Piece("half_pipe", -0.1, -0.06, 1.25, False, (0.40, 0.40, 0.42), (0.6, 0.6, 0.62)),),
    "rapids_kayak": (
        Piece("white_water", 0.10, -0.10, 0.56, False, FOAM, (0.95, 0.98, 1.0)),
        Piece("white_water", -0.25, -0.34, 0.48, True, FOAM, (0.95, 0.98, 1.0)),
    ),
    "clown_balloon": (Piece("one_balloon", 0.26, 0.66, 0.62, True, (0.78, 0.02, 0.03), (0.80, 0.02, 0.03), 4.0),),
    "giant_wave": (Piece("wave_base", 0.0, -0.52, 0.58, True, (0.07, 0.22, 0.28), (0.62, 0.70, 0.74), 0.7),),
    "chariot": (
        Piece("horse", 1.15, 0.0, 1.15, True, (0.30, 0.16, 0.08)),
        Piece("legionary", -0.02, 0.30, 1.20, False, (0.55, 0.12, 0.10)),
    ),
    "king_enthroned": (Piece("throne", 0.0, -0.36, 1.55, False, (0.46, 0.30, 0.08), (0.86, 0.62, 0.20)),),
    "queen_enthroned": (Piece("throne", 0.0, -0.36, 1.55, False, (0.46, 0.30, 0.08), (0.86, 0.62, 0.20)),),
    "pharaoh_enthroned": (Piece("throne", 0.0, -0.36, 1.55, False, (0.46, 0.30, 0.08), (0.86, 0.62, 0.20)),),
    "beehive": tuple(
        Piece("bee", ahead, over, 0.20, ahead > 0.3, (0.66, 0.48, 0.08))
        for ahead, over in ((0.75, 0.30), (-0.80, 0.55), (0.55, 0.95), (-0.45, 1.05), (0.95, 0.70), (-0.90, 0.15))
    ),
    "caterpillar": (Piece("big_leaf", 0.0, -0.62, 0.80, True, (0.10, 0.30, 0.06), (0.30, 0.52, 0.16)),),
    "pinata": (Piece("pinata_star", 0.0, 0.30, 0.48, True, (0.85, 0.12, 0.40), (0.98, 0.78, 0.16)),),
    "island_village": (Piece("island_domes", 0.0, 0.0, 1.0, True, (0.06, 0.20, 0.62)),),
    "painted_houses": (
        Piece("painted_one", 0.0, 0.0, 1.0, True, (0.82, 0.56, 0.08), (1.0, 0.85, 0.55)),
        Piece("painted_two", 0.0, 0.0, 1.0, True, (0.10, 0.34, 0.62), (1.0, 0.85, 0.55)),
    ),
    "container_ship": (
        Piece("containers_one", 0.0, 0.0, 1.0, True, (0.10, 0.30, 0.56)),
        Piece("containers_two", 0.0, 0.0, 1.0, True, (0.78, 0.46, 0.06)),
    ),
    "paint_splash": (
        Piece("paint_second", 0.0, 0.0, 1.0, True, (0.04, 0.62, 0.86), (1.0, 1.0, 1.0), 0.6),
        Piece("paint_third", 0.0, 0.0, 1.0, True, (0.95, 0.66, 0.04), (1.0, 1.0, 1.0), 0.6),
        Piece("paint_fourth", 0.0, 0.0, 1.0, True, (0.20, 0.66, 0.14), (1.0, 1.0, 1.0), 0.6),
    ),
    "powder_burst": POWDER,
    "holi_crowd": (
        Piece("powder_burst", 0.1, 0.25, 1.0, False, (0.90, 0.08, 0.42)),
        Piece("powder_second", -0.5, 0.30, 1.1, False, (0.06, 0.50, 0.90)),
        Piece("powder_third", 0.9, 0.25, 1.2, False, (0.95, 0.70, 0.05)),
        Piece("powder_fourth", -0.1, 0.40, 1.1, False, (0.20, 0.66, 0.16)),
        Piece("powder_third", -0.4, -0.25, 0.8, True, (0.90, 0.10, 0.55)),
        Piece("powder_second", 0.45, -0.32, 0.8, True, (0.96, 0.52, 0.04)),
    ),
    "hockey_striker": (
        Piece("goal_net", 1.9, 0.0, 0.72, False, (0.72, 0.08, 0.08), (1.0, 1.0, 1.0)),
        Piece("ball", 0.95, 0.0, 0.05, True, (0.02, 0.02, 0.02), (0.02, 0.02, 0.02), 0.0),
    ),
    "finisher": (Piece("finish_arch", 0.0, 0.0, 1.30, False, (0.10, 0.26, 0.62), (1.0, 1.0, 1.0)),),
    "windsurfer": (Piece("wind_sail", 0.22, 0.02, 1.9, True, (0.92, 0.26, 0.06), (1.0, 0.95, 0.8), 0.7),),
    "kitesurfer": (Piece("lei_kite", 0.62, 0.55, 1.0, False, (0.92, 0.22, 0.06), (1.0, 0.9, 0.3), 0.7),),
    "man_enthroned": (Piece("throne", 0.0, -0.36, 1.55, False, (0.46, 0.30, 0.08), (0.86, 0.62, 0.20)),),
    "woman_enthroned": (Piece("throne", 0.0, -0.36, 1.55, False, (0.46, 0.30, 0.08), (0.86, 0.62, 0.20)),),
    "surgeons": (
        Piece("operating_table", 0.0, 0.0, 0.50, True, (0.10, 0.36, 0.34), (0.86, 0.62, 0.48)),
        Piece("surgical_lamp", 0.0, 0.98, 0.42, False, (0.46, 0.48, 0.50), (1.0, 0.98, 0.9), 2.6),
    ),
}
"""By figure."""
LETTERED = ("finish_arch",)
"""What has words on it, that are read from left to right."""
RAISED = {
    "caterpillar": 0.75,
    "king_enthroned": 0.36,
    "queen_enthroned": 0.36,
    "man_enthroned": 0.36,
    "woman_enthroned": 0.36,
    "pharaoh_enthroned": 0.36,
}
"""How high some stand over the ground on theirs, in their heights."""


def accompanied(figure: Sprite, scene: Scene) -> list[Sprite]:
    """A figure with what stands with it, which moves as it does."""
    light, way = scene.light, -1.0 if figure.faces_left else 1.0
    raised = RAISED.get(figure.shape, 0.0) * figure.height
    if raised:
        figure = replace(figure, lift=figure.lift + raised, shadow=0.0, foot=0.0, sink=0.0, speed_x=0.0)
    found = [
        replace(
            figure, shape=piece.shape, x=figure.x + way * piece.ahead * figure.height, z=figure.z * (0.985 - 0.005 * at if piece.before else 1.015 - 0.005 * at), height=piece.high * figure.height,
            lift=figure.lift + piece.over * figure.height, body=clothed(light, piece.colour), rim=rim_of(light, 0.35), emission=piece.shine, glow=tint(clothed(light, piece.bright), 1.2), cycles=2.2 if piece.shape == "bee" else 0.0, phase=1.7 * at, bob=0.12 if piece.shape == "bee" else figure.bob,
            foot=0.0, sink=0.0, shadow=0.0, faces_left=figure.faces_left and piece.shape not in LETTERED,
        )
        for at, piece in enumerate(PIECES.get(figure.shape, ()))
    ]  # fmt: skip
    return [figure, *found]
