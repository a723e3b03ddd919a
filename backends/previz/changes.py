"""What happens to a scene while it is seen: it freezes, burns, floods, falls dark. Each change is a function of time."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from backends.previz.light import Colour
from backends.previz.scene import Change, Fire, Scene, Sea, Weather

ICE: Colour = (0.62, 0.68, 0.76)
ASH: Colour = (0.030, 0.024, 0.022)
GREEN: Colour = (0.16, 0.24, 0.07)
BARE: Colour = (0.09, 0.075, 0.05)


@dataclass(frozen=True)
class Burst:
    """Sparks that fly from a point: place in the world, size in metres, seconds since it began."""

    x: float
    y: float
    z: float
    size: float
    since: float
    colour: Colour


@dataclass(frozen=True)
class Now:
    """The scene's state at a moment, as far as it changes."""

    fog: Colour
    sea: Sea | None
    cloak: Colour
    cloaked: float
    exposure: float = 1.0
    saturation: float = 1.0
    tint: Colour = (1.0, 1.0, 1.0)
    gone: float = 0.0
    sunk: float = 0.0
    tilt: float = 0.0
    shake: float = 0.0
    flash: float = 0.0
    fires: tuple[Fire, ...] = ()
    weather: tuple[Weather, ...] = ()
    burst: tuple[Burst, ...] = ()


def happening(scene: Scene, time: float, seconds: float) -> Now:
    """The state of the scene's changes at `time` of a shot of `seconds`."""
    now = Now(scene.light.fog, scene.sea, scene.cloak, scene.cloaked)
    for change in scene.changes:
        share = (time / max(seconds, 0.1) - change.start) / max(change.end - change.start, 0.01)
        amount = min(max(share, 0.0), 1.0)
        amount = amount * amount * (3 - 2 * amount)
        since = time - change.start * seconds
        now = _EFFECTS[change.kind](now, change, amount, since, scene)
    return now


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    return (
        one[0] + (other[0] - one[0]) * share,
        one[1] + (other[1] - one[1]) * share,
        one[2] + (other[2] - one[2]) * share,
    )


def _lit(scene: Scene, albedo: Colour) -> Colour:
    """Ground of this albedo in the scene's light."""
    light = scene.light
    shine = [light.ambient[k] * 1.5 + light.sun[k] * 0.22 + light.horizon[k] * 0.12 for k in range(3)]
    return (albedo[0] * shine[0], albedo[1] * shine[1], albedo[2] * shine[2])


def _freeze(now: Now, change: Change, amount: float, since: float, scene: Scene) -> Now:
    sea = now.sea
    if sea is not None:
        still = 1 - 0.9 * amount
        sea = replace(
            sea, ice=amount, rough=sea.rough * still, foam=sea.foam * still, glitter=sea.glitter * (1 - 0.7 * amount)
        )
    falling = Weather("snow", int(30 + 330 * amount), 0.30 * amount, (0.9, 0.95, 1.05))
    return replace(
        now, sea=sea, cloak=_lit(scene, ICE), cloaked=max(now.cloaked, amount), tint=_mixed(now.tint, (0.84, 0.98, 1.20), amount),
        saturation=now.saturation * (1 - 0.35 * amount), weather=(*now.weather, falling),
        exposure=now.exposure * (1 - 0.12 * amount),
    )  # fmt: skip


def _melt(now: Now, change: Change, amount: float, since: float, scene: Scene) -> Now:
    sea = replace(now.sea, ice=1 - amount) if now.sea else None
    if scene.ground is not None and scene.ground.kind == "snow":
        return replace(
            now,
            sea=sea,
            cloak=_lit(scene, BARE),
            cloaked=amount,
            tint=_mixed((0.90, 0.99, 1.12), (1.04, 1.0, 0.95), amount),
        )
    return replace(
        now, sea=sea, cloak=_lit(scene, ICE), cloaked=1 - amount, tint=_mixed((0.88, 0.99, 1.14), now.tint, amount),
        exposure=now.exposure * (0.9 + 0.2 * amount),
    )  # fmt: skip


def _burn(now: Now, change: Change, amount: float, since: float, scene: Scene) -> Now:
    size = max(change.size, 1.0)
    indoors = scene.room is not None
    spots = (
        (-0.5, 0.1, 0.7),
        (0.35, -0.05, 1.0),
        (0.05, 0.3, 1.25),
        (-1.5, 0.9, 1.2),
        (1.7, 1.2, 1.4),
        (0.9, 0.5, 0.8),
    )
    spread = 0.55 if indoors else 1.0
    fires = []
    for number, (across, along, tall) in enumerate(spots):
        grown = min(max(amount * 2.2 - number * 0.22, 0.0), 1.0)
        if grown > 0.02:
            fires.append(
                Fire(
                    change.x + across * size * spread, change.z + along * size * spread, size * 0.34 * tall * (0.4 + 0.6 * grown),
                    size * 0.75 * tall * grown, change.y,
                )
            )  # fmt: skip
    embers = Weather("ember", int(20 + 300 * amount), 1.6 * amount, (1.0, 0.45, 0.12))
    return replace(
        now, fires=(*now.fires, *fires), weather=(*now.weather, embers), fog=_mixed(now.fog, (0.42, 0.15, 0.05), 0.6 * amount),
        cloak=_lit(scene, ASH), cloaked=max(now.cloaked, 0.7 * amount), tint=_mixed(now.tint, (1.16, 0.96, 0.80), amount),
    )  # fmt: skip


def _vanish(now: Now, change: Change, amount: float, since: float, scene: Scene) -> Now:
    motes = Weather("dust", int(260 * amount), 0.5 * math.sin(math.pi * amount), scene.light.sun)
    return replace(
        now, gone=max(now.gone, amount), weather=(*now.weather, motes), saturation=now.saturation * (1 - 0.2 * amount)
    )


def _flood(now: Now, change: Change, amount: float, since: float, scene: Scene) -> Now:
    eye = scene.camera.y
    dark = scene.light.dark or scene.room is not None or scene.stage == "street"
    if now.sea is None and scene.ground is None and scene.stage == "open":
        high = Sea(deep=(0.015, 0.026, 0.03), rough=0.06, wave=3.0, glitter=2.5, density=0.001, level=-46 + 38 * amount)
        return replace(now, sea=high)
    water = now.sea or Sea(
        deep=(0.012, 0.022, 0.026) if dark else (0.025, 0.04, 0.045), rough=0.05, wave=1.0, glitter=1.0 if dark else 4.0,
        density=0.002, level=-0.25,
    )  # fmt: skip
    rise = 0.62 * min(eye, 2.4) * amount
    return replace(now, sea=replace(water, level=water.level + rise, rough=max(water.rough, 0.05 + 0.06 * amount)))


def _explode(now: Now, change: Change, amount: float, since: float, scene: Scene) -> Now:
    if since < 0:
        return now
    fade = math.exp(-since * 1.1)
    size = max(change.size, 2.0)
    behind = bool(scene.actors) and change.z > 2 * scene.actors[0].z
    grown = 1 - math.exp(-since * 3.0)
    ball = [
        Fire(
            change.x + across * size,
            change.z + along,
            size * 0.8 * wide * grown,
            size * (1.5 * wide) * grown * (0.35 + 0.65 * fade),
        )
        for across, along, wide in ((0.0, 0.0, 1.2), (-0.55, 0.5, 0.8), (0.6, 0.4, 0.9))
    ]
    burst = Burst(change.x, change.y + size * 0.4, change.z, size, since, (1.0, 0.55, 0.2))
    smoke = Weather("ember", int(280 * min(since, 1.0)), 1.5 * math.exp(-since * 0.4), (1.0, 0.42, 0.12))
    return replace(
        now, fires=(*now.fires, *ball), burst=(*now.burst, burst), weather=(*now.weather, smoke), shake=now.shake + 9 * fade,
        flash=now.flash + 2.6 * math.exp(-since * 5.5), gone=now.gone if behind else max(now.gone, min(since * 1.6, 1.0) * 0.85),
        fog=_mixed(now.fog, (0.34, 0.13, 0.05), 0.55 * grown),
    )  # fmt: skip


def _collapse(now: Now, change: Change, amount: float, since: float, scene: Scene) -> Now:
    if since < 0:
        return now
    dust = Weather("dust", int(420 * min(amount * 2, 1.0)), 0.42, scene.light.fog)
    drop = amount * amount
    return replace(
        now, sunk=max(now.sunk, 0.86 * drop), tilt=now.tilt + 0.32 * amount, shake=now.shake + 4.5 * math.sin(math.pi * min(amount, 1.0)),
        weather=(*now.weather, dust), fog=_mixed(now.fog, _mixed(now.fog, (0.5, 0.45, 0.4), 0.4), amount),
    )  # fmt: skip


def _bloom(now: Now, change: Change, amount: float, since: float, scene: Scene) -> Now:
    petals = Weather("dust", int(360 * amount), 0.75 * amount, (1.0, 0.62, 0.72))
    return replace(
        now, cloak=_lit(scene, GREEN), cloaked=max(now.cloaked, amount), weather=(*now.weather, petals),
        saturation=now.saturation * (0.75 + 0.5 * amount), exposure=now.exposure * (0.85 + 0.25 * amount),
        tint=_mixed((0.94, 0.98, 1.06), (1.05, 1.02, 0.95), amount),
    )  # fmt: skip


def _darken(now: Now, change: Change, amount: float, since: float, scene: Scene) -> Now:
    return replace(
        now, exposure=now.exposure * (1 - 0.80 * amount), tint=_mixed(now.tint, (0.80, 0.96, 1.22), amount),
        saturation=now.saturation * (1 - 0.35 * amount),
    )  # fmt: skip


def _brighten(now: Now, change: Change, amount: float, since: float, scene: Scene) -> Now:
    return replace(
        now, exposure=now.exposure * (0.42 + 0.78 * amount), tint=_mixed((0.84, 0.97, 1.16), (1.06, 1.0, 0.92), amount),
        saturation=now.saturation * (0.75 + 0.3 * amount),
    )  # fmt: skip


def _rain(now: Now, change: Change, amount: float, since: float, scene: Scene) -> Now:
    drops = Weather("rain", int(900 * amount), 0.034, (0.7, 0.8, 1.0), -0.2)
    sea = replace(now.sea, rough=now.sea.rough * (1 + 0.7 * amount)) if now.sea else None
    return replace(
        now, sea=sea, weather=(*now.weather, drops), exposure=now.exposure * (1 - 0.42 * amount),
        tint=_mixed(now.tint, (0.88, 0.98, 1.12), amount), saturation=now.saturation * (1 - 0.4 * amount),
    )  # fmt: skip


def _snow(now: Now, change: Change, amount: float, since: float, scene: Scene) -> Now:
    flakes = Weather("snow", int(440 * amount), 0.32, (1.0, 1.0, 1.05))
    return replace(
        now, cloak=_lit(scene, ICE), cloaked=max(now.cloaked, amount), weather=(*now.weather, flakes),
        tint=_mixed(now.tint, (0.92, 0.99, 1.10), amount), saturation=now.saturation * (1 - 0.25 * amount),
    )  # fmt: skip


def _flicker(now: Now, change: Change, amount: float, since: float, scene: Scene) -> Now:
    """Lamps that fail and come back: a few waves that never meet, cut off where they are low."""
    wave = math.sin(since * 9.7) + math.sin(since * 23.1 + 1.3) + 0.7 * math.sin(since * 4.3 + 0.4)
    out = min(max(-0.15 - wave, 0.0) * 2.2, 1.0) * min(amount * 6.0, 1.0)
    return replace(now, exposure=now.exposure * (1 - 0.72 * out), saturation=now.saturation * (1 - 0.3 * out))


_EFFECTS = {
    "freeze": _freeze, "melt": _melt, "burn": _burn, "vanish": _vanish, "flood": _flood, "explode": _explode, "collapse": _collapse,
    "bloom": _bloom, "darken": _darken, "brighten": _brighten, "rain": _rain, "snow": _snow, "flicker": _flicker,
}  # fmt: skip
