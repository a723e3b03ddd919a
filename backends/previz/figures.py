"""Outlines of people, machines that walk, and animals; walkers and riders have a cycle of poses."""

from __future__ import annotations

import math

from backends.previz.drawing import Outline, Part, bent, box, curve, flat, limb, line, oval, placed

POSES = 8
"""Pictures in one cycle of a gait."""


def _legs(phase: float | None, hip: float, thick: float, spread: float = 0.03) -> tuple[Part, ...]:
    """Two legs from the hip down to y = 1; `phase` 0..1 is the place in a stride, None is standing."""
    length = (0.985 - hip) / 2
    if phase is None:
        left = bent(0.5 - spread, hip, (-0.06, length, thick * 0.72), (-0.02, length, thick * 0.5), start=thick)
        right = bent(0.5 + spread, hip, (0.06, length, thick * 0.72), (0.04, length, thick * 0.5), start=thick)
        feet = (curve((0.40, 1.0), (0.42, 0.965), (0.46, 0.96), (0.475, 1.0)),)
        return left + right + feet + (curve((0.525, 1.0), (0.54, 0.96), (0.58, 0.965), (0.605, 1.0)),)
    parts: tuple[Part, ...] = ()
    for side in (0.0, 0.5):
        swing = math.sin(2 * math.pi * (phase + side))
        lift = max(0.0, math.cos(2 * math.pi * (phase + side)))
        thigh = 0.46 * swing + 0.16 * lift
        knee = thigh - 0.10 - 0.75 * lift
        parts += bent(
            0.5,
            hip,
            (thigh, length, thick * 0.72),
            (knee, length * 0.97, thick * 0.46),
            (knee + 1.35, 0.055, thick * 0.36),
            start=thick,
        )
    return parts


def _arms(phase: float | None, thick: float, shoulder: float = 0.205) -> tuple[Part, ...]:
    if phase is None:
        left = bent(0.435, shoulder, (-0.20, 0.16, thick * 0.8), (-0.05, 0.16, thick * 0.62), start=thick)
        return left + bent(0.565, shoulder, (0.20, 0.16, thick * 0.8), (0.05, 0.16, thick * 0.62), start=thick)
    parts: tuple[Part, ...] = ()
    for side in (0.0, 0.5):
        swing = -0.48 * math.sin(2 * math.pi * (phase + side))
        parts += bent(0.5, shoulder, (swing, 0.16, thick * 0.8), (swing + 0.35, 0.16, thick * 0.62), start=thick)
    return parts


def _torso(phase: float | None, wide: float = 1.0) -> tuple[Part, ...]:
    if phase is None:
        return (
            curve(
                (0.5, 0.15),
                (0.5 + 0.055 * wide, 0.168),
                (0.5 + 0.098 * wide, 0.20),
                (0.5 + 0.092 * wide, 0.30),
                (0.5 + 0.066 * wide, 0.41),
                (0.5 + 0.076 * wide, 0.52),
                (0.5 - 0.076 * wide, 0.52),
                (0.5 - 0.066 * wide, 0.41),
                (0.5 - 0.092 * wide, 0.30),
                (0.5 - 0.098 * wide, 0.20),
                (0.5 - 0.055 * wide, 0.168),
            ),
        )
    return limb(
        (0.503, 0.19, 0.044 * wide), (0.50, 0.28, 0.066 * wide), (0.498, 0.40, 0.054 * wide), (0.5, 0.51, 0.06 * wide)
    )


def _head(phase: float | None, size: float = 1.0) -> tuple[Part, ...]:
    lean = 0.0 if phase is None else 0.012
    neck = limb((0.5 + lean * 0.5, 0.135, 0.026 * size), (0.5, 0.18, 0.032 * size))
    face = () if phase is None else (flat((0.545, 0.075), (0.572, 0.098), (0.55, 0.108)),)
    return (oval(0.5 + lean, 0.078, 0.046 * size, 0.06 * size), *neck, *face)


def _skirt(phase: float | None, top: float, low: float, wide: float, flare: float = 0.0) -> Part:
    """A coat or dress from the waist down; it swings against the stride."""
    swing = 0.0 if phase is None else 0.012 * math.sin(4 * math.pi * phase)
    trail = 0.0 if phase is None else 0.03
    return curve(
        (0.5 - 0.07, top),
        (0.5 + 0.07, top),
        (0.5 + wide * 0.85, (top + low) / 2),
        (0.5 + wide + flare + swing, low - 0.012),
        (0.5, low + 0.004),
        (0.5 - wide - flare - trail + swing, low),
        (0.5 - wide * 0.9 - trail * 0.4, (top + low) / 2),
    )


def man(phase: float | None = None) -> Outline:
    """A man in a short jacket."""
    return Outline(
        _head(phase)
        + _torso(phase)
        + _arms(phase, 0.03)
        + (_skirt(phase, 0.40, 0.57, 0.082),)
        + _legs(phase, 0.52, 0.042)
    )


def woman(phase: float | None = None) -> Outline:
    """A woman with long hair and a long coat."""
    back = 0.0 if phase is None else -0.02
    hair = curve(
        (0.455, 0.06),
        (0.49, 0.012),
        (0.545, 0.03),
        (0.552, 0.09),
        (0.545 + back, 0.20),
        (0.50 + back, 0.245),
        (0.445 + back, 0.22),
        (0.445, 0.13),
    )
    parts = _head(phase, 0.92) + (hair,) + _torso(phase, 0.84) + _arms(phase, 0.025)
    return Outline(parts + (_skirt(phase, 0.36, 0.80, 0.115, 0.02),) + _legs(phase, 0.52, 0.034, 0.022))


def child(phase: float | None = None) -> Outline:
    """A child: a large head and a small coat."""
    parts = (oval(0.505, 0.115, 0.078, 0.095),) + limb((0.5, 0.20, 0.04), (0.5, 0.25, 0.05))
    body = (curve((0.44, 0.23), (0.56, 0.23), (0.615, 0.40), (0.65, 0.67), (0.5, 0.70), (0.35, 0.67), (0.385, 0.40)),)
    return Outline(parts + body + _arms(phase, 0.036, 0.27) + _legs(phase, 0.60, 0.05))


def detective(phase: float | None = None) -> Outline:
    """A figure in a hat and a trench coat."""
    hat = (
        curve((0.405, 0.052), (0.45, 0.040), (0.55, 0.040), (0.60, 0.056), (0.55, 0.068), (0.45, 0.066)),
        curve((0.447, 0.05), (0.455, 0.0), (0.50, -0.012), (0.55, 0.002), (0.556, 0.05)),
    )
    coat = (
        _skirt(phase, 0.36, 0.78, 0.105, 0.018),
        flat((0.455, 0.15), (0.545, 0.15), (0.57, 0.205), (0.43, 0.205)),
    )
    return Outline(_head(phase) + hat + _torso(phase, 1.08) + _arms(phase, 0.034) + coat + _legs(phase, 0.52, 0.04))


def hooded(phase: float | None = None) -> Outline:
    """A figure in a hooded cloak that reaches the ground."""
    sway = 0.0 if phase is None else 0.015 * math.sin(4 * math.pi * phase)
    back = 0.0 if phase is None else -0.04
    cloak = curve(
        (0.515, 0.0),
        (0.565, 0.035),
        (0.585, 0.11),
        (0.57, 0.165),
        (0.625, 0.21),
        (0.665, 0.36),
        (0.69 + sway, 0.70),
        (0.72 + sway, 0.985),
        (0.5, 1.0),
        (0.27 + back + sway, 0.985),
        (0.30 + back * 0.5, 0.70),
        (0.34, 0.36),
        (0.385, 0.21),
        (0.435, 0.165),
        (0.425, 0.08),
        (0.46, 0.02),
    )
    staff = line((0.735, 0.10), (0.745, 1.0), 0.008)
    hand = limb((0.60, 0.33, 0.035), (0.66, 0.42, 0.028), (0.735, 0.40, 0.018))
    return Outline((cloak, staff, *hand))


def soldier(phase: float | None = None) -> Outline:
    """A warrior with helmet, spear and shield."""
    parts = _head(phase) + _torso(phase, 1.12) + _arms(phase, 0.034) + _legs(phase, 0.52, 0.044)
    helmet = (curve((0.445, 0.085), (0.45, 0.02), (0.51, -0.012), (0.56, 0.02), (0.565, 0.085)),)
    plume = (curve((0.50, -0.005), (0.46, -0.05), (0.40, -0.03), (0.41, 0.03), (0.45, 0.02)),)
    cape = (_skirt(phase, 0.38, 0.66, 0.10, 0.02),)
    spear = (line((0.655, -0.10), (0.655, 0.98), 0.007), flat((0.635, -0.09), (0.655, -0.19), (0.675, -0.09)))
    shield = (oval(0.38, 0.40, 0.075, 0.13),)
    return Outline(placed(parts + helmet + plume + cape + spear + shield, 0.08, 0.16, 0.84))


def astronaut(phase: float | None = None) -> Outline:
    """A figure in a space suit with its pack."""
    pack = (curve((0.385, 0.20), (0.40, 0.175), (0.60, 0.175), (0.615, 0.20), (0.615, 0.47), (0.385, 0.47)),)
    if phase is not None:
        pack = (curve((0.36, 0.20), (0.40, 0.175), (0.46, 0.18), (0.46, 0.46), (0.38, 0.47), (0.355, 0.44)),)
    parts = (oval(0.505, 0.115, 0.083, 0.10),) + pack + _torso(phase, 1.42) + _arms(phase, 0.052, 0.235)
    lights = (flat((0.45, 0.315), (0.55, 0.315), (0.55, 0.335), (0.45, 0.335)), oval(0.405, 0.21, 0.009, 0.009))
    return Outline(
        parts + _legs(phase, 0.54, 0.068, 0.045), lights if phase is None else (oval(0.41, 0.2, 0.012, 0.012),)
    )


def couple() -> Outline:
    """Two people close together, one leaning on the other."""
    return Outline(placed(man().parts, -0.06, 0.0, 1.0) + placed(woman().parts, 0.075, 0.065, 0.935))


def crowd() -> Outline:
    """A handful of different people, side by side."""
    people = (man(), woman(), detective(), woman(0.1), man(0.3), child(), man())
    heights = (0.96, 0.88, 1.0, 0.90, 0.97, 0.66, 0.92)
    parts: tuple[Part, ...] = ()
    for index, (person, height) in enumerate(zip(people, heights, strict=True)):
        parts += placed(
            person.parts, -0.20 + index * 0.17 - (0.5 * height - 0.5) + (index % 3) * 0.012, 1 - height, height
        )
    return Outline(placed(parts, 0.14, 0.40, 0.6))


def robot(phase: float | None = None) -> Outline:
    """A heavy walking machine with shining eyes and heart."""
    step = 0.0 if phase is None else 0.035 * math.sin(2 * math.pi * phase)
    parts = (
        flat(
            (0.40, 0.02),
            (0.60, 0.02),
            (0.625, 0.05),
            (0.625, 0.16),
            (0.59, 0.185),
            (0.41, 0.185),
            (0.375, 0.16),
            (0.375, 0.05),
        ),
        box(0.47, 0.18, 0.53, 0.22),
        flat(
            (0.34, 0.215),
            (0.66, 0.215),
            (0.72, 0.25),
            (0.70, 0.46),
            (0.62, 0.56),
            (0.38, 0.56),
            (0.30, 0.46),
            (0.28, 0.25),
        ),
        oval(0.245, 0.265, 0.075, 0.06),
        oval(0.755, 0.265, 0.075, 0.06),
        *limb((0.24, 0.28, 0.038), (0.225, 0.45, 0.032), (0.215, 0.62, 0.045)),
        *limb((0.76, 0.28, 0.038), (0.775, 0.45, 0.032), (0.785, 0.62, 0.045)),
        flat((0.165, 0.61), (0.26, 0.61), (0.265, 0.68), (0.24, 0.71), (0.235, 0.66), (0.2, 0.72), (0.165, 0.69)),
        flat((0.745, 0.61), (0.835, 0.61), (0.835, 0.69), (0.80, 0.72), (0.775, 0.66), (0.76, 0.71), (0.735, 0.68)),
        flat((0.40, 0.55), (0.60, 0.55), (0.57, 0.61), (0.43, 0.61)),
        *limb((0.43, 0.62, 0.05), (0.415 + step, 0.77, 0.045), (0.415 - step, 0.94 + min(step, 0), 0.055)),
        *limb((0.57, 0.62, 0.05), (0.585 - step, 0.77, 0.045), (0.585 + step, 0.94 - max(step, 0), 0.055)),
        flat((0.32 - step, 0.945), (0.485 - step, 0.945), (0.49 - step, 1.0), (0.30 - step, 1.0)),
        flat((0.515 + step, 0.945), (0.68 + step, 0.945), (0.70 + step, 1.0), (0.51 + step, 1.0)),
        line((0.592, 0.03), (0.60, -0.06), 0.005),
    )
    return Outline(
        parts, (oval(0.45, 0.10, 0.024, 0.018), oval(0.55, 0.10, 0.024, 0.018), oval(0.5, 0.36, 0.045, 0.033))
    )


def _quadruped(
    body: tuple[Part, ...],
    fore: tuple[float, float],
    hind: tuple[float, float],
    thick: float,
    phase: float | None,
    reach: float,
) -> tuple[Part, ...]:
    """Four legs under a body. `fore` and `hind` are (x, y) of shoulder and hip; `reach` is how far the gait swings."""
    parts = body
    for (x, y), is_fore in ((fore, True), (hind, False)):
        length = (0.985 - y) / 3
        for near in (0, 1):
            swing = 0.0 if phase is None else math.sin(2 * math.pi * (phase + 0.42 * near + (0.0 if is_fore else 0.55)))
            lift = (
                0.0
                if phase is None
                else max(0.0, math.cos(2 * math.pi * (phase + 0.42 * near + (0 if is_fore else 0.55))))
            )
            turn = reach * swing + (0.10 if near else -0.06)
            at = x + (0.035 if near else -0.015)
            if is_fore:
                chain = (
                    (turn, length * 1.1, thick * 0.72),
                    (turn - 1.1 * lift, length, thick * 0.5),
                    (turn - 1.5 * lift, length * 0.9, thick * 0.42),
                )
            else:
                chain = (
                    (turn + 0.22, length * 1.1, thick * 0.86),
                    (turn - 0.52 - 0.5 * lift, length * 1.06, thick * 0.52),
                    (turn + 0.10 - 0.9 * lift, length, thick * 0.42),
                )
            parts += bent(at, y, *chain, start=thick * (1.0 if is_fore else 1.35))
    return parts


def horse(phase: float | None = None) -> Outline:
    """A horse; with a phase it gallops."""
    body = limb((0.20, 0.47, 0.095), (0.32, 0.46, 0.10), (0.46, 0.47, 0.105), (0.60, 0.46, 0.10))
    neck = limb((0.60, 0.44, 0.085), (0.70, 0.32, 0.062), (0.78, 0.20, 0.046))
    head = limb((0.775, 0.185, 0.048), (0.84, 0.23, 0.036), (0.895, 0.285, 0.026))
    ears = (flat((0.765, 0.15), (0.775, 0.085), (0.80, 0.145)),)
    mane = (curve((0.765, 0.13), (0.70, 0.19), (0.62, 0.30), (0.56, 0.38), (0.60, 0.40), (0.68, 0.32), (0.76, 0.20)),)
    wave = 0.0 if phase is None else 0.03 * math.sin(2 * math.pi * phase)
    tail = (
        curve(
            (0.13, 0.41),
            (0.06, 0.42 - wave),
            (0.0, 0.50 - wave),
            (-0.01, 0.66),
            (0.03, 0.62),
            (0.07, 0.52),
            (0.13, 0.47),
        ),
    )
    return Outline(_quadruped(body + neck + head + ears + mane + tail, (0.60, 0.50), (0.20, 0.50), 0.045, phase, 0.62))


def rider(phase: float | None = None) -> Outline:
    """A cloaked rider on a horse."""
    wave = 0.0 if phase is None else 0.025 * math.sin(2 * math.pi * phase + 1)
    person = (
        oval(0.47, 0.065, 0.036, 0.046),
        *limb((0.465, 0.12, 0.03), (0.44, 0.22, 0.062), (0.42, 0.36, 0.058)),
        *limb((0.46, 0.17, 0.026), (0.53, 0.27, 0.022), (0.61, 0.29, 0.018)),
        *limb((0.43, 0.37, 0.048), (0.51, 0.47, 0.036), (0.475, 0.62, 0.024), (0.515, 0.635, 0.017)),
        curve(
            (0.45, 0.12),
            (0.40, 0.17),
            (0.33, 0.30 - wave),
            (0.22, 0.42 + wave),
            (0.27, 0.46),
            (0.36, 0.44),
            (0.43, 0.38),
        ),
        curve((0.43, 0.06), (0.45, 0.012), (0.49, 0.008), (0.505, 0.05), (0.46, 0.07), (0.44, 0.14)),
    )
    return Outline(placed(horse(phase).parts, 0.0, 0.18, 0.82) + placed(person, 0.0, 0.02, 0.86))


def wolf(phase: float | None = None) -> Outline:
    """A wolf; standing it looks ahead, with a phase it trots."""
    body = limb((0.20, 0.48, 0.085), (0.36, 0.47, 0.085), (0.52, 0.46, 0.098), (0.60, 0.45, 0.10))
    neck = limb((0.60, 0.42, 0.095), (0.70, 0.31, 0.078), (0.76, 0.25, 0.066))
    head = limb((0.765, 0.235, 0.062), (0.84, 0.265, 0.042), (0.915, 0.29, 0.024))
    ears = (flat((0.72, 0.20), (0.725, 0.09), (0.77, 0.175)), flat((0.765, 0.18), (0.785, 0.085), (0.81, 0.19)))
    ruff = (
        flat((0.56, 0.34), (0.66, 0.24), (0.70, 0.20), (0.64, 0.42)),
        flat((0.70, 0.36), (0.72, 0.48), (0.62, 0.52)),
    )
    tail = (curve((0.15, 0.44), (0.07, 0.47), (0.01, 0.57), (0.0, 0.71), (0.05, 0.70), (0.11, 0.60), (0.18, 0.53)),)
    return Outline(_quadruped(body + neck + head + ears + ruff + tail, (0.60, 0.50), (0.19, 0.50), 0.042, phase, 0.42))


def wolf_howling() -> Outline:
    """A wolf with its head thrown back."""
    body = limb((0.22, 0.55, 0.09), (0.38, 0.52, 0.09), (0.52, 0.49, 0.105), (0.60, 0.47, 0.11))
    neck = limb((0.60, 0.45, 0.10), (0.665, 0.31, 0.078), (0.695, 0.22, 0.062))
    head = limb((0.70, 0.205, 0.058), (0.755, 0.12, 0.038), (0.80, 0.045, 0.018))
    ears = (flat((0.655, 0.20), (0.60, 0.115), (0.685, 0.145)),)
    ruff = (flat((0.70, 0.26), (0.75, 0.40), (0.68, 0.54)), flat((0.57, 0.36), (0.60, 0.22), (0.66, 0.26)))
    tail = (curve((0.17, 0.52), (0.09, 0.58), (0.04, 0.72), (0.06, 0.84), (0.11, 0.80), (0.14, 0.68), (0.21, 0.60)),)
    return Outline(_quadruped(body + neck + head + ears + ruff + tail, (0.60, 0.52), (0.21, 0.57), 0.042, None, 0.0))


def deer(phase: float | None = None) -> Outline:
    """A stag with its antlers."""
    body = limb((0.22, 0.50, 0.08), (0.38, 0.50, 0.085), (0.56, 0.49, 0.088))
    neck = limb((0.56, 0.47, 0.075), (0.64, 0.36, 0.05), (0.69, 0.27, 0.038))
    head = limb((0.695, 0.265, 0.038), (0.76, 0.30, 0.026), (0.80, 0.32, 0.018))
    antlers = tuple(
        line(a, b, 0.007)
        for a, b in (
            ((0.69, 0.24), (0.64, 0.12)),
            ((0.64, 0.12), (0.67, 0.0)),
            ((0.65, 0.16), (0.58, 0.11)),
            ((0.64, 0.12), (0.59, 0.04)),
            ((0.71, 0.24), (0.75, 0.13)),
            ((0.75, 0.13), (0.73, 0.01)),
            ((0.745, 0.16), (0.81, 0.10)),
            ((0.75, 0.13), (0.80, 0.04)),
        )
    )
    tail = (curve((0.15, 0.46), (0.12, 0.49), (0.12, 0.55), (0.16, 0.53)),)
    return Outline(_quadruped(body + neck + head + antlers + tail, (0.56, 0.52), (0.22, 0.52), 0.035, phase, 0.4))


def bear(phase: float | None = None) -> Outline:
    """A bear on four legs."""
    body = limb((0.20, 0.50, 0.15), (0.38, 0.44, 0.155), (0.58, 0.42, 0.16))
    head = limb((0.70, 0.40, 0.11), (0.80, 0.42, 0.085), (0.90, 0.47, 0.045))
    ears = (oval(0.73, 0.29, 0.03, 0.035), oval(0.79, 0.31, 0.025, 0.03))
    return Outline(_quadruped(body + head + ears, (0.60, 0.55), (0.20, 0.57), 0.075, phase, 0.30))


def cat() -> Outline:
    """A cat, sitting."""
    body = curve(
        (0.26, 1.0), (0.24, 0.75), (0.34, 0.52), (0.47, 0.40), (0.60, 0.40), (0.68, 0.55), (0.68, 0.80), (0.72, 1.0)
    )
    head = curve(
        (0.47, 0.30),
        (0.48, 0.20),
        (0.50, 0.08),
        (0.57, 0.15),
        (0.64, 0.15),
        (0.71, 0.08),
        (0.73, 0.2),
        (0.73, 0.31),
        (0.66, 0.42),
        (0.55, 0.42),
    )
    tail = curve(
        (0.28, 0.97), (0.13, 0.95), (0.05, 0.82), (0.08, 0.66), (0.13, 0.68), (0.12, 0.80), (0.20, 0.88), (0.30, 0.90)
    )
    return Outline((body, head, tail))


def camel(phase: float | None = None) -> Outline:
    """A laden camel."""
    body = limb((0.20, 0.48, 0.085), (0.34, 0.46, 0.10), (0.50, 0.47, 0.10), (0.62, 0.49, 0.08))
    hump = (curve((0.22, 0.42), (0.29, 0.30), (0.35, 0.27), (0.41, 0.33), (0.50, 0.40), (0.36, 0.50)),)
    neck = limb((0.62, 0.50, 0.065), (0.72, 0.52, 0.05), (0.78, 0.40, 0.042), (0.80, 0.24, 0.036))
    head = limb((0.80, 0.22, 0.036), (0.87, 0.23, 0.028), (0.92, 0.25, 0.02))
    load = (curve((0.38, 0.36), (0.46, 0.30), (0.54, 0.36), (0.56, 0.52), (0.46, 0.56), (0.38, 0.5)),)
    tail = (line((0.125, 0.44), (0.09, 0.62), 0.008),)
    return Outline(_quadruped(body + hump + neck + head + load + tail, (0.60, 0.53), (0.21, 0.52), 0.036, phase, 0.32))


def whale(phase: float | None = None) -> Outline:
    """A humpback whale; its tail beats."""
    beat = 0.0 if phase is None else 0.07 * math.sin(2 * math.pi * phase)
    body = curve(
        (0.985, 0.50),
        (0.96, 0.435),
        (0.86, 0.375),
        (0.70, 0.345),
        (0.54, 0.36),
        (0.40, 0.41),
        (0.30, 0.43 + beat * 0.2),
        (0.22, 0.41 + beat * 0.5),
        (0.16, 0.37 + beat),
        (0.12, 0.30 + beat * 1.3),
        (0.07, 0.27 + beat * 1.5),
        (0.015, 0.28 + beat * 1.6),
        (0.04, 0.335 + beat * 1.4),
        (0.085, 0.385 + beat),
        (0.06, 0.43 + beat),
        (0.03, 0.50 + beat * 1.2),
        (0.09, 0.475 + beat),
        (0.15, 0.45 + beat * 0.7),
        (0.22, 0.485 + beat * 0.3),
        (0.32, 0.53),
        (0.44, 0.575),
        (0.56, 0.60),
        (0.76, 0.635),
        (0.90, 0.605),
        (0.97, 0.56),
    )
    fin = curve(
        (0.66, 0.58),
        (0.56, 0.60),
        (0.55 - beat, 0.68),
        (0.585 - beat * 2, 0.79),
        (0.635 - beat * 2, 0.76),
        (0.66, 0.69),
    )
    hump = flat((0.38, 0.415), (0.345, 0.375), (0.42, 0.40))
    return Outline((body, fin, hump))


def fish(phase: float | None = None) -> Outline:
    """A plain fish."""
    beat = 0.0 if phase is None else 0.06 * math.sin(2 * math.pi * phase)
    return Outline(
        (
            curve(
                (0.98, 0.5),
                (0.80, 0.38),
                (0.55, 0.34),
                (0.30, 0.42),
                (0.16, 0.48 + beat),
                (0.16, 0.52 + beat),
                (0.30, 0.58),
                (0.55, 0.66),
                (0.80, 0.62),
            ),
            flat((0.20, 0.5 + beat), (0.02, 0.34 + beat * 2), (0.07, 0.5 + beat * 2), (0.02, 0.66 + beat * 2)),
            flat((0.62, 0.36), (0.45, 0.24), (0.44, 0.36)),
        )
    )


def dragon(phase: float | None = None) -> Outline:
    """A dragon in flight; its wings beat."""
    beat = 0.0 if phase is None else 0.30 * math.sin(2 * math.pi * phase)
    body = curve(
        (0.98, 0.50),
        (0.93, 0.455),
        (0.895, 0.43),
        (0.86, 0.415),
        (0.875, 0.385),
        (0.835, 0.405),
        (0.80, 0.425),
        (0.765, 0.47),
        (0.71, 0.49),
        (0.64, 0.475),
        (0.54, 0.48),
        (0.45, 0.50),
        (0.36, 0.535),
        (0.26, 0.56),
        (0.17, 0.545),
        (0.10, 0.50),
        (0.06, 0.45),
        (0.015, 0.44),
        (0.035, 0.49),
        (0.025, 0.53),
        (0.07, 0.52),
        (0.14, 0.58),
        (0.24, 0.61),
        (0.36, 0.60),
        (0.43, 0.60),
        (0.40, 0.65),
        (0.425, 0.69),
        (0.444, 0.655),
        (0.47, 0.605),
        (0.54, 0.595),
        (0.59, 0.595),
        (0.575, 0.64),
        (0.605, 0.68),
        (0.615, 0.64),
        (0.64, 0.585),
        (0.73, 0.55),
        (0.79, 0.525),
        (0.83, 0.495),
        (0.88, 0.495),
        (0.92, 0.51),
        (0.95, 0.525),
    )

    def wing(points: tuple[tuple[float, float, float], ...]) -> Part:
        return Part(tuple((1 - x, y + beat * give) for x, y, give in points))

    near = wing(
        (
            (0.33, 0.50, 0.0),
            (0.345, 0.40, 0.15),
            (0.33, 0.24, 0.5),
            (0.38, 0.09, 0.8),
            (0.46, 0.05, 1.0),
            (0.63, 0.06, 1.15),
            (0.80, 0.15, 1.25),
            (0.72, 0.18, 0.95),
            (0.71, 0.28, 0.8),
            (0.62, 0.26, 0.65),
            (0.60, 0.38, 0.4),
            (0.53, 0.35, 0.3),
            (0.50, 0.50, 0.0),
        )
    )
    far = wing(
        (
            (0.31, 0.50, 0.0),
            (0.29, 0.40, 0.1),
            (0.235, 0.30, 0.4),
            (0.20, 0.17, 0.8),
            (0.25, 0.10, 1.0),
            (0.33, 0.16, 0.8),
            (0.40, 0.26, 0.5),
            (0.40, 0.38, 0.2),
            (0.42, 0.49, 0.0),
        )
    )
    return Outline((body, near, far))


def bird(phase: float | None = None) -> Outline:
    """A bird with spread wings."""
    up = 0.20 if phase is None else 0.22 * math.sin(2 * math.pi * phase)
    body = limb((0.34, 0.52, 0.014), (0.46, 0.51, 0.04), (0.58, 0.50, 0.034), (0.66, 0.48, 0.022), (0.70, 0.48, 0.006))
    tail = (flat((0.38, 0.50), (0.26, 0.49), (0.28, 0.56), (0.38, 0.54)),)
    near = (
        curve(
            (0.44, 0.52),
            (0.46, 0.50 - up * 0.6),
            (0.36, 0.46 - up * 1.5),
            (0.16, 0.48 - up * 1.9),
            (0.36, 0.42 - up * 1.8),
            (0.55, 0.45 - up * 0.9),
            (0.58, 0.51),
        ),
    )
    far = (
        curve(
            (0.48, 0.50),
            (0.54, 0.48 - up * 0.8),
            (0.58, 0.46 - up * 1.6),
            (0.74, 0.46 - up * 2.1),
            (0.63, 0.42 - up),
            (0.60, 0.50),
        ),
    )
    return Outline(body + tail + near + far)
