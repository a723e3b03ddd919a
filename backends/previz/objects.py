"""Outlines of ships, vehicles, buildings, trees, stones and small things."""

from __future__ import annotations

import math
from random import Random

from backends.previz.drawing import Outline, Part, box, curve, flat, limb, line, oval


def _panes(*corners: tuple[float, float], wide: float, high: float) -> tuple[Part, ...]:
    return tuple(box(x, y, x + wide, y + high) for x, y in corners)


def ship() -> Outline:
    """A three-master under sail."""
    hull = flat(
        (0.06, 0.70),
        (0.03, 0.62),
        (0.0, 0.60),
        (0.005, 0.575),
        (0.10, 0.60),
        (0.17, 0.665),
        (0.30, 0.715),
        (0.52, 0.735),
        (0.70, 0.725),
        (0.80, 0.695),
        (0.90, 0.665),
        (0.985, 0.64),
        (0.90, 0.70),
        (0.87, 0.76),
        (0.83, 0.86),
        (0.78, 0.955),
        (0.74, 1.0),
        (0.22, 1.0),
        (0.15, 0.95),
        (0.10, 0.85),
    )
    parts = [hull, flat((0.80, 0.72), (1.0, 0.545), (1.0, 0.555), (0.82, 0.74))]
    masts = ((0.24, 0.16), (0.46, 0.03), (0.67, 0.12))
    parts += [flat((x - 0.008, 0.74), (x - 0.005, top), (x + 0.005, top), (x + 0.008, 0.74)) for x, top in masts]
    for left, right, top, bottom, belly in (
        (0.13, 0.34, 0.43, 0.60, 0.035),
        (0.15, 0.32, 0.24, 0.405, 0.03),
        (0.32, 0.60, 0.40, 0.62, 0.045),
        (0.34, 0.575, 0.22, 0.375, 0.04),
        (0.375, 0.54, 0.09, 0.20, 0.03),
        (0.565, 0.775, 0.41, 0.61, 0.04),
        (0.585, 0.755, 0.24, 0.385, 0.035),
        (0.61, 0.735, 0.155, 0.22, 0.02),
    ):
        middle = (top + bottom) / 2
        parts.append(
            curve(
                (left + 0.02, top),
                (right, top),
                (right + belly, middle),
                (right + belly * 0.6, bottom),
                ((left + right) / 2 + belly * 0.5, bottom - 0.018),
                (left + belly * 0.15, bottom),
                (left + belly * 0.55, middle),
            )
        )
    parts.append(flat((0.79, 0.60), (0.985, 0.555), (0.80, 0.33)))
    for x, top in masts:
        parts.append(
            flat((x, top + 0.012), (x, top - 0.02), (x - 0.06, top - 0.008), (x - 0.05, top), (x - 0.062, top + 0.008))
        )
    for a, b in (
        ((0.24, 0.16), (0.10, 0.61)),
        ((0.46, 0.03), (0.24, 0.16)),
        ((0.46, 0.03), (0.67, 0.12)),
        ((0.67, 0.12), (0.97, 0.56)),
        ((0.46, 0.05), (0.33, 0.72)),
        ((0.46, 0.05), (0.58, 0.735)),
        ((0.24, 0.18), (0.32, 0.72)),
        ((0.67, 0.14), (0.60, 0.73)),
        ((0.67, 0.14), (0.76, 0.71)),
    ):
        parts.append(line(a, b, 0.0013))
    return Outline(tuple(parts), _panes((0.05, 0.655), (0.078, 0.665), (0.106, 0.68), wide=0.014, high=0.02))


def boat() -> Outline:
    """A small sailing boat."""
    hull = curve(
        (0.05, 0.74), (0.30, 0.785), (0.70, 0.785), (0.98, 0.71), (0.90, 0.88), (0.80, 1.0), (0.2, 1.0), (0.12, 0.9)
    )
    main = curve((0.50, 0.04), (0.62, 0.25), (0.80, 0.52), (0.90, 0.66), (0.70, 0.675), (0.50, 0.66), (0.505, 0.35))
    jib = curve((0.465, 0.10), (0.465, 0.40), (0.46, 0.66), (0.30, 0.67), (0.16, 0.655), (0.32, 0.42))
    return Outline((hull, box(0.476, 0.02, 0.49, 0.78), main, jib))


def rowing_boat() -> Outline:
    """A rowing boat with one figure in it."""
    hull = curve(
        (0.02, 0.62),
        (0.20, 0.70),
        (0.50, 0.73),
        (0.80, 0.70),
        (0.98, 0.58),
        (0.90, 0.84),
        (0.76, 1.0),
        (0.24, 1.0),
        (0.10, 0.86),
    )
    figure = (
        oval(0.46, 0.15, 0.042, 0.095),
        *limb((0.455, 0.30, 0.05), (0.43, 0.50, 0.07), (0.42, 0.74, 0.075)),
        *limb((0.46, 0.34, 0.028), (0.55, 0.50, 0.024), (0.60, 0.55, 0.02)),
    )
    return Outline((hull, *figure, line((0.58, 0.52), (0.78, 0.98), 0.007)))


def car() -> Outline:
    """A car with its lamps on."""
    body = curve(
        (0.0, 0.72),
        (0.015, 0.54),
        (0.20, 0.46),
        (0.31, 0.22),
        (0.40, 0.155),
        (0.63, 0.155),
        (0.75, 0.42),
        (0.94, 0.50),
        (1.0, 0.64),
        (0.99, 0.80),
        (0.5, 0.84),
        (0.01, 0.82),
    )
    return Outline(
        (body, oval(0.22, 0.81, 0.085, 0.19), oval(0.78, 0.81, 0.085, 0.19)),
        (oval(0.965, 0.58, 0.025, 0.06), oval(0.015, 0.58, 0.012, 0.05)),
    )


def train() -> Outline:
    """A steam locomotive with one carriage."""
    wheels = tuple(oval(x, 0.88, 0.05, 0.12) for x in (0.08, 0.2, 0.36, 0.48, 0.66, 0.78, 0.9))
    parts = (
        box(0.0, 0.16, 0.56, 0.84),
        flat((0.58, 0.28), (0.92, 0.28), (0.98, 0.84), (0.58, 0.84)),
        box(0.58, 0.06, 0.74, 0.84),
        box(0.82, 0.06, 0.88, 0.30),
        flat((0.92, 0.80), (1.0, 0.96), (0.9, 0.96)),
    )
    lights = _panes((0.05, 0.28), (0.17, 0.28), (0.29, 0.28), (0.41, 0.28), wide=0.07, high=0.18) + (
        oval(0.95, 0.36, 0.02, 0.05),
    )
    return Outline(parts + wheels, lights)


def plane() -> Outline:
    """An aeroplane seen from the side."""
    body = curve(
        (0.0, 0.36),
        (0.06, 0.38),
        (0.14, 0.50),
        (0.40, 0.45),
        (0.80, 0.44),
        (0.97, 0.50),
        (1.0, 0.56),
        (0.92, 0.61),
        (0.5, 0.63),
        (0.16, 0.60),
        (0.04, 0.50),
    )
    return Outline(
        (
            body,
            flat((0.34, 0.56), (0.52, 0.56), (0.36, 0.92), (0.28, 0.92)),
            flat((0.44, 0.48), (0.56, 0.48), (0.46, 0.16), (0.40, 0.16)),
        ),
        tuple(oval(0.3 + i * 0.08, 0.52, 0.012, 0.02) for i in range(7)),
    )


def rocket() -> Outline:
    """A rocket on its fins."""
    parts = (
        curve(
            (0.5, 0),
            (0.60, 0.12),
            (0.645, 0.30),
            (0.65, 0.60),
            (0.63, 0.82),
            (0.37, 0.82),
            (0.35, 0.60),
            (0.355, 0.30),
            (0.40, 0.12),
        ),
        flat((0.36, 0.56), (0.20, 0.96), (0.38, 0.86)),
        flat((0.64, 0.56), (0.80, 0.96), (0.62, 0.86)),
        flat((0.42, 0.82), (0.58, 0.82), (0.63, 0.93), (0.37, 0.93)),
        box(0.49, 0.6, 0.51, 1.0),
    )
    return Outline(parts, (oval(0.5, 0.28, 0.045, 0.036), oval(0.5, 0.42, 0.03, 0.024)))


def spaceship() -> Outline:
    """A long ship of the stars with burning engines."""
    parts = (
        curve(
            (1.0, 0.50),
            (0.90, 0.44),
            (0.70, 0.40),
            (0.40, 0.38),
            (0.18, 0.41),
            (0.16, 0.59),
            (0.40, 0.62),
            (0.70, 0.60),
            (0.90, 0.56),
        ),
        flat((0.50, 0.39), (0.34, 0.14), (0.16, 0.10), (0.24, 0.40)),
        flat((0.50, 0.61), (0.34, 0.86), (0.16, 0.90), (0.24, 0.60)),
        flat((0.16, 0.42), (0.07, 0.40), (0.07, 0.60), (0.16, 0.58)),
        flat((0.62, 0.40), (0.56, 0.30), (0.44, 0.29), (0.42, 0.39)),
    )
    return Outline(
        parts,
        tuple(oval(0.5 + i * 0.06, 0.47, 0.008, 0.014) for i in range(6))
        + (flat((0.075, 0.42), (0.075, 0.58), (0.095, 0.57), (0.095, 0.43)),),
    )


def ufo() -> Outline:
    """A flying disc."""
    lights = tuple(oval(0.2 + i * 0.15, 0.60, 0.028, 0.028) for i in range(5))
    return Outline(
        (
            curve(
                (0.0, 0.58), (0.20, 0.46), (0.5, 0.42), (0.8, 0.46), (1.0, 0.58), (0.8, 0.69), (0.5, 0.74), (0.2, 0.69)
            ),
            oval(0.5, 0.44, 0.21, 0.2),
        ),
        lights,
    )


def lander() -> Outline:
    """A landing craft on four legs."""
    legs = (
        line((0.34, 0.66), (0.11, 0.97), 0.013),
        line((0.66, 0.66), (0.89, 0.97), 0.013),
        line((0.40, 0.72), (0.34, 0.97), 0.011),
        line((0.60, 0.72), (0.66, 0.97), 0.011),
    )
    body = (
        flat(
            (0.34, 0.30),
            (0.40, 0.10),
            (0.46, 0.03),
            (0.54, 0.03),
            (0.60, 0.10),
            (0.66, 0.30),
            (0.70, 0.62),
            (0.30, 0.62),
        ),
        flat((0.28, 0.60), (0.72, 0.60), (0.69, 0.74), (0.31, 0.74)),
        flat((0.42, 0.74), (0.58, 0.74), (0.63, 0.86), (0.37, 0.86)),
        box(0.06, 0.965, 0.18, 1.0),
        box(0.82, 0.965, 0.94, 1.0),
        box(0.30, 0.965, 0.39, 0.99),
        box(0.61, 0.965, 0.70, 0.99),
        line((0.64, 0.22), (0.80, 0.12), 0.008),
        oval(0.82, 0.11, 0.045, 0.03, -0.7),
    )
    return Outline(
        legs + body, (oval(0.46, 0.24, 0.03, 0.03), oval(0.55, 0.24, 0.03, 0.03), box(0.46, 0.44, 0.54, 0.58))
    )


def lighthouse() -> Outline:
    """A lighthouse with the keeper's house."""
    tower = flat((0.40, 1.0), (0.435, 0.30), (0.565, 0.30), (0.60, 1.0))
    parts = (
        tower,
        box(0.405, 0.275, 0.595, 0.30),
        box(0.45, 0.17, 0.55, 0.28),
        flat((0.432, 0.175), (0.568, 0.175), (0.535, 0.125), (0.5, 0.10), (0.465, 0.125)),
        line((0.5, 0.11), (0.5, 0.05), 0.004),
        box(0.415, 0.225, 0.418, 0.28),
        box(0.582, 0.225, 0.585, 0.28),
        box(0.412, 0.225, 0.588, 0.231),
        flat((0.59, 1.0), (0.59, 0.84), (0.68, 0.765), (0.78, 0.84), (0.78, 1.0)),
    )
    return Outline(
        parts,
        (
            box(0.468, 0.185, 0.532, 0.27),
            *_panes((0.492, 0.42), (0.50, 0.60), (0.485, 0.78), wide=0.016, high=0.024),
            *_panes((0.64, 0.88), (0.70, 0.88), wide=0.022, high=0.032),
        ),
    )


def castle() -> Outline:
    """A castle of many towers."""
    parts = [flat((0.04, 1.0), (0.06, 0.70), (0.94, 0.72), (0.97, 1.0))]
    for x, w, top, roof in (
        (0.10, 0.055, 0.50, 1),
        (0.27, 0.07, 0.30, 1),
        (0.42, 0.05, 0.44, 0),
        (0.56, 0.085, 0.22, 2),
        (0.74, 0.06, 0.42, 1),
        (0.88, 0.06, 0.56, 0),
    ):
        parts.append(flat((x - w * 1.12, 1.0), (x - w, top), (x + w, top), (x + w * 1.12, 1.0)))
        if roof == 1:
            parts.append(flat((x - w * 1.25, top + 0.005), (x, top - 0.19), (x + w * 1.25, top + 0.005)))
            parts.append(line((x, top - 0.18), (x, top - 0.24), 0.003))
            continue
        for i in range(4):
            left = x - w * 1.2 + i * w * 0.64
            parts.append(box(left, top - 0.035, left + w * 0.38, top + 0.03))
        parts.append(box(x - w * 1.2, top, x + w * 1.2, top + 0.04))
        if roof == 2:
            parts.append(flat((x, top - 0.03), (x + 0.03, top - 0.20), (x + 0.055, top - 0.03)))
    parts.append(flat((0.64, 0.72), (0.66, 0.60), (0.69, 0.68), (0.72, 0.58), (0.80, 0.72)))
    lights = _panes(
        (0.55, 0.36),
        (0.27, 0.42),
        (0.735, 0.50),
        (0.57, 0.50),
        (0.42, 0.55),
        (0.26, 0.56),
        (0.10, 0.62),
        (0.60, 0.63),
        (0.875, 0.66),
        wide=0.013,
        high=0.03,
    )
    return Outline(tuple(parts), lights)


def ruin() -> Outline:
    """Broken walls and an arch."""
    wall = flat(
        (0.0, 1.0),
        (0.02, 0.55),
        (0.07, 0.60),
        (0.10, 0.42),
        (0.16, 0.46),
        (0.17, 0.30),
        (0.24, 0.26),
        (0.27, 0.34),
        (0.30, 1.0),
    )
    arch = flat(
        (0.36, 1.0),
        (0.36, 0.30),
        (0.42, 0.16),
        (0.52, 0.09),
        (0.63, 0.14),
        (0.69, 0.26),
        (0.70, 1.0),
        (0.61, 1.0),
        (0.61, 0.42),
        (0.57, 0.32),
        (0.52, 0.29),
        (0.47, 0.33),
        (0.45, 0.42),
        (0.45, 1.0),
    )
    rest = flat((0.76, 1.0), (0.78, 0.62), (0.83, 0.66), (0.86, 0.55), (0.90, 0.72), (0.96, 0.78), (1.0, 1.0))
    return Outline((wall, arch, rest, flat((0.26, 1.0), (0.30, 0.86), (0.40, 0.90), (0.40, 1.0))), round=0.05)


def house() -> Outline:
    """A cottage with lit windows and a chimney."""
    parts = (
        flat((0.10, 1.0), (0.10, 0.48), (0.5, 0.16), (0.90, 0.48), (0.90, 1.0)),
        flat((0.02, 0.52), (0.5, 0.10), (0.98, 0.52), (0.94, 0.57), (0.5, 0.19), (0.06, 0.57)),
        box(0.70, 0.08, 0.79, 0.38),
    )
    panes = _panes(
        (0.20, 0.62),
        (0.26, 0.62),
        (0.20, 0.70),
        (0.26, 0.70),
        (0.67, 0.62),
        (0.73, 0.62),
        (0.67, 0.70),
        (0.73, 0.70),
        wide=0.05,
        high=0.065,
    )
    return Outline(parts, panes + (box(0.46, 0.34, 0.54, 0.42),))


def church() -> Outline:
    """A church with its spire."""
    parts = (
        flat((0.30, 1.0), (0.30, 0.58), (0.62, 0.40), (0.95, 0.58), (0.95, 1.0)),
        box(0.10, 0.34, 0.34, 1.0),
        flat((0.07, 0.36), (0.22, 0.07), (0.37, 0.36)),
        line((0.22, 0.09), (0.22, 0.0), 0.007),
        line((0.18, 0.03), (0.26, 0.03), 0.006),
    )
    return Outline(
        parts, _panes((0.42, 0.68), (0.56, 0.68), (0.70, 0.68), (0.84, 0.68), (0.20, 0.46), wide=0.045, high=0.14)
    )


def windmill() -> Outline:
    """A windmill; `turbine` is its modern sister."""
    sails = tuple(
        line((0.5, 0.36), (0.5 + 0.36 * math.cos(a), 0.36 + 0.36 * math.sin(a)), 0.018)
        for a in (0.5, 0.5 + math.pi / 2, 0.5 + math.pi, 0.5 + math.pi * 1.5)
    )
    cloth = tuple(
        flat(
            (0.5 + 0.08 * math.cos(a), 0.36 + 0.08 * math.sin(a)),
            (0.5 + 0.36 * math.cos(a), 0.36 + 0.36 * math.sin(a)),
            (0.5 + 0.38 * math.cos(a + 0.19), 0.36 + 0.38 * math.sin(a + 0.19)),
            (0.5 + 0.1 * math.cos(a + 0.5), 0.36 + 0.1 * math.sin(a + 0.5)),
        )
        for a in (0.5, 0.5 + math.pi / 2, 0.5 + math.pi, 0.5 + math.pi * 1.5)
    )
    return Outline(
        (
            flat((0.36, 1.0), (0.43, 0.40), (0.57, 0.40), (0.64, 1.0)),
            curve((0.42, 0.41), (0.43, 0.32), (0.5, 0.28), (0.57, 0.32), (0.58, 0.41)),
            *sails,
            *cloth,
        ),
        _panes((0.485, 0.55), (0.485, 0.75), wide=0.03, high=0.05),
    )


def turbine(phase: float | None = None) -> Outline:
    """A wind turbine; its blades turn a third of a round in one cycle."""
    turn = (phase or 0.0) * 2 * math.pi / 3
    blades = tuple(
        flat(
            *(
                (0.5 + r * math.cos(turn + k * 2.0944 - 1.4 + d), 0.40 + r * math.sin(turn + k * 2.0944 - 1.4 + d))
                for r, d in ((0.02, -0.9), (0.10, -0.16), (0.38, 0.0), (0.10, 0.10), (0.02, 0.9))
            )
        )
        for k in range(3)
    )
    return Outline(
        (flat((0.485, 1.0), (0.494, 0.40), (0.506, 0.40), (0.515, 1.0)), oval(0.5, 0.40, 0.018, 0.018), *blades)
    )


def tent() -> Outline:
    """A lit tent."""
    return Outline(
        (
            flat((0.0, 1.0), (0.5, 0.05), (1.0, 1.0)),
            line((0.5, 0.08), (0.53, 0.0), 0.006),
            line((0.5, 0.08), (0.47, 0.0), 0.006),
        ),
        (flat((0.44, 1.0), (0.5, 0.35), (0.58, 1.0)),),
    )


def grave() -> Outline:
    """A gravestone."""
    return Outline(
        (
            curve((0.22, 1.0), (0.22, 0.35), (0.30, 0.10), (0.5, 0.02), (0.70, 0.10), (0.78, 0.35), (0.78, 1.0)),
            box(0.10, 0.92, 0.90, 1.0),
        )
    )


def lamp_post() -> Outline:
    """A street lamp that hangs to the right."""
    return Outline(
        (
            flat((0.485, 1.0), (0.49, 0.06), (0.51, 0.06), (0.515, 1.0)),
            flat((0.44, 1.0), (0.455, 0.955), (0.545, 0.955), (0.56, 1.0)),
            flat(
                (0.49, 0.05),
                (0.52, 0.02),
                (0.62, 0.01),
                (0.68, 0.03),
                (0.68, 0.04),
                (0.62, 0.026),
                (0.53, 0.035),
                (0.51, 0.07),
            ),
            flat((0.64, 0.03), (0.72, 0.03), (0.745, 0.055), (0.615, 0.055)),
        )
    )


def railing() -> Outline:
    """A parapet with a rail, as wide as a roof."""
    posts = tuple(box(0.02 + i * 0.04, 0.12, 0.0235 + i * 0.04, 0.30) for i in range(24))
    return Outline((box(0.0, 0.10, 1.0, 0.115), box(0.0, 0.20, 1.0, 0.206), box(0.0, 0.28, 1.0, 0.60), *posts))


def spear() -> Outline:
    """A spear with a torn flag, stuck in the ground."""
    return Outline(
        (
            line((0.485, 1.0), (0.497, 0.10), 0.012),
            flat((0.47, 0.13), (0.497, 0.0), (0.525, 0.13)),
            curve((0.50, 0.14), (0.72, 0.17), (0.64, 0.24), (0.74, 0.33), (0.50, 0.31)),
        )
    )


def conifer(seed: int) -> Outline:
    """A fir; every seed another."""
    r = Random(seed)
    tiers = r.randint(11, 15)
    right: list[tuple[float, float]] = [(0.5, 0.0)]
    left: list[tuple[float, float]] = []
    for i in range(tiers):
        t = (i + 1) / tiers
        low = 0.03 + 0.90 * t
        for side, points in ((1, right), (-1, left)):
            wide = 0.03 + 0.21 * t**0.9 * r.uniform(0.75, 1.15)
            points.append((0.5 + side * wide, low + r.uniform(0, 0.02)))
            points.append((0.5 + side * wide * 0.42, low - 0.012))
    return Outline((flat((0.485, 1.0), (0.49, 0.1), (0.51, 0.1), (0.515, 1.0)), Part(tuple(right + left[::-1]))))


def bare_tree(seed: int) -> Outline:
    """A leafless tree."""
    r = Random(seed)
    parts: list[Part] = []

    def branch(x: float, y: float, angle: float, length: float, thick: float, depth: int) -> None:
        x2, y2 = x + math.sin(angle) * length, y - math.cos(angle) * length
        parts.extend(limb((x, y, thick), (x2, y2, thick * 0.6)))
        if depth:
            for _ in range(r.randint(2, 3)):
                branch(x2, y2, angle + r.uniform(-0.75, 0.75), length * r.uniform(0.6, 0.82), thick * 0.6, depth - 1)

    branch(0.5, 1.0, r.uniform(-0.06, 0.06), 0.26, 0.022, 5)
    return Outline(tuple(parts))


def leaf_tree(seed: int) -> Outline:
    """A broad-leaved tree: a trunk, boughs and clumps of leaves with ragged rims."""
    r = Random(seed)
    parts: list[Part] = [*limb((0.5, 1.0, 0.035), (0.5, 0.70, 0.026), (0.49, 0.45, 0.018))]
    for _ in range(5):
        parts += limb((0.5, r.uniform(0.5, 0.7), 0.014), (0.5 + r.uniform(-0.24, 0.24), r.uniform(0.25, 0.45), 0.006))
    for _ in range(26):
        a, d = r.uniform(0, 2 * math.pi), math.sqrt(r.random())
        x, y, size = 0.5 + 0.29 * d * math.cos(a), 0.32 + 0.21 * d * math.sin(a), r.uniform(0.05, 0.10)
        parts.append(
            Part(
                tuple(
                    (
                        x + size * r.uniform(0.75, 1.15) * math.cos(k / 7 * math.pi),
                        y + size * 0.85 * r.uniform(0.75, 1.15) * math.sin(k / 7 * math.pi),
                    )
                    for k in range(14)
                )
            )
        )
    return Outline(tuple(parts))


def rock(seed: int) -> Outline:
    """A stone."""
    r = Random(seed)
    rim = [(math.pi * (1.02 + 0.96 * i / 7), r.uniform(0.80, 1.0)) for i in range(8)]
    return Outline(
        (
            flat(
                (0.02, 1.02),
                *((0.5 + 0.48 * math.cos(a) * k, 1 + 0.55 * math.sin(a) * k) for a, k in rim),
                (0.98, 1.02),
            ),
        ),
        round=0.13,
    )


def grass(seed: int) -> Outline:
    """A tuft of long grass."""
    r = Random(seed)
    parts = []
    for _ in range(26):
        x = 0.5 + r.gauss(0, 0.13)
        tip, height = x + r.gauss(0.04, 0.13), r.uniform(0.35, 0.98)
        parts.append(
            curve(
                (x - 0.010, 1.0),
                (x - 0.006 + (tip - x) * 0.3, 1 - height * 0.55),
                (tip, 1 - height),
                (x + 0.006 + (tip - x) * 0.3, 1 - height * 0.55),
                (x + 0.010, 1.0),
            )
        )
    return Outline(tuple(parts))


def tower_block(seed: int) -> Outline:
    """A city building with lit windows."""
    r = Random(seed)
    wide = r.uniform(0.20, 0.36)
    left, right, top = 0.5 - wide / 2, 0.5 + wide / 2, r.uniform(0.10, 0.2)
    parts = [box(left, top, right, 1.0)]
    if r.random() < 0.6:
        inset = wide * r.uniform(0.12, 0.3)
        parts.append(box(left + inset, top - 0.05, right - inset, top + 0.01))
    if r.random() < 0.5:
        parts.append(line((0.5, top), (0.5, 0.0), 0.003))
    step = r.uniform(0.018, 0.026)
    lights = []
    for row in range(int((0.97 - top) / (step * 1.5))):
        share = 0.34 * (0.4 + 1.2 * r.random())
        for column in range(int((wide - 0.02) / step)):
            if r.random() < share:
                x, y = left + 0.012 + column * step, top + 0.02 + row * step * 1.5
                lights.append(box(x, y, x + step * 0.6, y + step * 0.8))
    return Outline(tuple(parts), tuple(lights))


def book() -> Outline:
    """An open letter or book, standing."""
    return Outline(
        (flat((0.04, 0.92), (0.10, 0.30), (0.5, 0.40), (0.90, 0.30), (0.96, 0.92), (0.5, 1.0)),),
        tuple(line((0.16, 0.46 + i * 0.09), (0.44, 0.53 + i * 0.09), 0.008) for i in range(5)),
    )


def crown() -> Outline:
    """A crown."""
    tips = ((0.02, 0.26), (0.34, 0.10), (0.5, 0.04), (0.66, 0.10), (0.98, 0.26))
    return Outline(
        (
            flat(
                (0.08, 1.0),
                (0.02, 0.30),
                (0.22, 0.58),
                (0.34, 0.14),
                (0.46, 0.54),
                (0.5, 0.05),
                (0.54, 0.54),
                (0.66, 0.14),
                (0.78, 0.58),
                (0.98, 0.30),
                (0.92, 1.0),
            ),
            *(oval(x, y, 0.03, 0.05) for x, y in tips),
        ),
        (oval(0.5, 0.82, 0.05, 0.06), oval(0.28, 0.84, 0.03, 0.04), oval(0.72, 0.84, 0.03, 0.04)),
    )


def sword() -> Outline:
    """A sword, point in the ground."""
    return Outline(
        (
            flat((0.5, 1.0), (0.46, 0.90), (0.465, 0.26), (0.535, 0.26), (0.54, 0.90)),
            box(0.32, 0.235, 0.68, 0.275),
            box(0.478, 0.06, 0.522, 0.24),
            oval(0.5, 0.045, 0.04, 0.04),
        ),
        (line((0.5, 0.3), (0.5, 0.9), 0.006),),
    )


def candle() -> Outline:
    """A burning candle."""
    return Outline(
        (
            box(0.40, 0.34, 0.60, 0.94),
            box(0.25, 0.93, 0.75, 1.0),
            oval(0.5, 0.18, 0.06, 0.13),
            line((0.5, 0.26), (0.5, 0.36), 0.006),
        ),
        (oval(0.5, 0.18, 0.05, 0.12),),
    )


def mug() -> Outline:
    """A steaming mug's body."""
    return Outline(
        (
            curve(
                (0.14, 0.22),
                (0.18, 0.2),
                (0.66, 0.2),
                (0.70, 0.22),
                (0.68, 0.70),
                (0.62, 0.94),
                (0.22, 0.94),
                (0.16, 0.70),
            ),
            curve(
                (0.68, 0.32),
                (0.84, 0.30),
                (0.92, 0.46),
                (0.84, 0.66),
                (0.66, 0.72),
                (0.67, 0.64),
                (0.78, 0.58),
                (0.83, 0.46),
                (0.78, 0.38),
                (0.68, 0.40),
            ),
            box(0.06, 0.95, 0.80, 1.0),
        )
    )


def device() -> Outline:
    """A rounded product with one lamp."""
    return Outline(
        (
            curve(
                (0.20, 0.20),
                (0.26, 0.08),
                (0.5, 0.03),
                (0.74, 0.08),
                (0.80, 0.20),
                (0.82, 0.80),
                (0.74, 0.94),
                (0.5, 0.98),
                (0.26, 0.94),
                (0.18, 0.80),
            ),
            box(0.24, 0.95, 0.76, 1.0),
        ),
        (oval(0.5, 0.40, 0.11, 0.085), box(0.40, 0.70, 0.60, 0.715)),
    )


def bottle() -> Outline:
    """A bottle."""
    return Outline(
        (
            box(0.44, 0.0, 0.56, 0.10),
            curve(
                (0.45, 0.10),
                (0.55, 0.10),
                (0.56, 0.28),
                (0.68, 0.40),
                (0.70, 0.55),
                (0.70, 0.99),
                (0.30, 0.99),
                (0.30, 0.55),
                (0.32, 0.40),
                (0.44, 0.28),
            ),
        )
    )


def clock() -> Outline:
    """An alarm clock."""
    return Outline(
        (
            oval(0.5, 0.52, 0.42, 0.42),
            line((0.26, 0.86), (0.2, 1.0), 0.03),
            line((0.74, 0.86), (0.8, 1.0), 0.03),
            oval(0.24, 0.12, 0.12, 0.08, -0.6),
            oval(0.76, 0.12, 0.12, 0.08, 0.6),
        ),
        (
            line((0.5, 0.52), (0.5, 0.22), 0.014),
            line((0.5, 0.52), (0.70, 0.60), 0.014),
            *(
                oval(0.5 + 0.34 * math.cos(k * math.pi / 6), 0.52 + 0.34 * math.sin(k * math.pi / 6), 0.012, 0.012)
                for k in range(12)
            ),
        ),
    )


def gift() -> Outline:
    """A wrapped box with its bow."""
    return Outline(
        (
            box(0.12, 0.40, 0.88, 1.0),
            box(0.06, 0.28, 0.94, 0.42),
            curve((0.5, 0.28), (0.30, 0.22), (0.26, 0.08), (0.40, 0.06)),
            curve((0.5, 0.28), (0.70, 0.22), (0.74, 0.08), (0.60, 0.06)),
        ),
        (box(0.46, 0.42, 0.54, 1.0),),
    )


def cake() -> Outline:
    """A cake with candles."""
    stems = tuple(box(x, 0.20, x + 0.03, 0.37) for x in (0.32, 0.42, 0.52, 0.62))
    flames = tuple(oval(x + 0.015, 0.14, 0.018, 0.05) for x in (0.32, 0.42, 0.52, 0.62))
    return Outline(
        (box(0.10, 0.62, 0.90, 0.95), box(0.22, 0.36, 0.78, 0.64), box(0.04, 0.95, 0.96, 1.0), *stems, *flames), flames
    )


def door() -> Outline:
    """A door that stands open a hand's breadth."""
    return Outline((box(0.14, 0.0, 0.86, 1.0),), (box(0.60, 0.04, 0.68, 1.0),))


def piano() -> Outline:
    """A grand piano."""
    return Outline(
        (
            curve((0.05, 0.50), (0.10, 0.42), (0.60, 0.40), (0.90, 0.44), (0.97, 0.52), (0.97, 0.62), (0.05, 0.64)),
            flat((0.12, 0.42), (0.60, 0.05), (0.92, 0.16), (0.66, 0.42)),
            box(0.10, 0.62, 0.14, 1.0),
            box(0.86, 0.62, 0.90, 1.0),
            box(0.5, 0.62, 0.53, 1.0),
        )
    )


def orb() -> Outline:
    """A shining ball, for what has no shape."""
    return Outline((oval(0.5, 0.5, 0.48, 0.48),), (oval(0.5, 0.5, 0.30, 0.30), oval(0.5, 0.5, 0.42, 0.42)), round=0.3)
