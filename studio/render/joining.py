"""Joining: a transition's part of the ffmpeg graph, from the frames of two clips to those in which one becomes the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ffmpeg

from studio.render.transitions import LEAK_SIZE, How, Kind, leak
from studio.timeline.rate import Rate

IRIS = (0.14, 0.66)
"""Share of ffmpeg's closing circle that passes before it is seen, and the share in which it closes."""
TV = {"out_color_matrix": "bt709", "out_range": "tv"}


@dataclass(frozen=True)
class Pair:
    """The two clips of a transition of so many frames.

    `before` and `after` give a clip's frames by (first, count), counted from the transition's start; `blank` so many
    frames of a colour.
    """

    before: Callable[[int, int], Any]
    after: Callable[[int, int], Any]
    blank: Callable[[str, int], Any]
    frames: int
    width: int
    height: int
    rate: Rate

    @property
    def half(self) -> int:
        """Frames before the cut point."""
        return self.frames // 2


def joined(kind: Kind, pair: Pair) -> Any:
    """The transition's frames."""
    return GRAPHS[kind.how](kind, pair)


def timed(picture: Any, rate: Rate) -> Any:
    """Frames numbered 0, 1, 2… in a time base of one frame."""
    return picture.filter("settb", f"{rate.den}/{rate.num}").filter("setpts", "N").filter("fps", fps=str(rate))


def seconds(rate: Rate, frames: int) -> str:
    """Seconds of so many frames, as ffmpeg reads them."""
    return f"{float(rate.seconds(frames)):.6f}"


def _through(kind: Kind, pair: Pair) -> Any:
    down, up = pair.before(0, pair.half), pair.after(pair.half, pair.frames - pair.half)
    down = down.filter("fade", t="out", s=0, n=max(1, pair.half), color=kind.colour)
    up = up.filter("fade", t="in", s=0, n=max(1, pair.frames - pair.half), color=kind.colour)
    return ffmpeg.filter([down, up], "concat", n=2, v=1, a=0)


def _hold(kind: Kind, pair: Pair) -> Any:
    parts = [pair.blank(kind.colour, pair.half), pair.after(pair.half, pair.frames - pair.half)]
    return ffmpeg.filter(parts, "concat", n=2, v=1, a=0)


def _blend(kind: Kind, pair: Pair) -> Any:
    soft = max(2, round(pair.frames * kind.softness))
    begin = pair.half - soft // 2
    both = [pair.before(0, begin + soft), pair.after(begin, pair.frames - begin)]
    return _faded(both, "fade", begin, soft, pair.rate)


def _leak(kind: Kind, pair: Pair) -> Any:
    """A dissolve with a light on it, screened in RGB so that it glows instead of veiling."""
    picture, (width, height) = timed(_blend(kind, pair), pair.rate), LEAK_SIZE
    dark = ffmpeg.input(
        f"color=c=black:s={width}x{height}:r={pair.rate}", f="lavfi", t=seconds(pair.rate, pair.frames + 1)
    )
    light = dark.filter("format", "gbrp").filter("geq", **leak(pair.frames, kind.tint))
    light = light.filter("scale", pair.width, pair.height, flags="bicubic")
    light = timed(light.filter("setsar", 1), pair.rate).filter("trim", end_frame=pair.frames)
    picture = picture.filter("scale", in_color_matrix="bt709", in_range="tv", out_range="pc").filter("format", "gbrp")
    picture = ffmpeg.filter([picture, light], "blend", all_mode="screen", shortest=0)
    return picture.filter("scale", **TV).filter("format", "yuv420p")


def _pan(kind: Kind, pair: Pair) -> Any:
    """Both clips side by side (or one above the other), and a window that moves from one to the other."""
    clips = [pair.before(0, pair.frames), pair.after(0, pair.frames)]
    upward = kind.toward == "up"
    length = pair.height if upward else pair.width
    way = length
    if kind.bar:
        gap = round(length * kind.bar / 2) * 2
        size = (
            {"width": pair.width, "height": length + gap} if upward else {"width": length + gap, "height": pair.height}
        )
        clips[0] = clips[0].filter("pad", **size, x=0, y=0)
        way += gap
    share = f"((n+1)/{pair.frames + 1})"
    eased = f"({share}*{share}*(3-2*{share}))"
    if kind.blur:
        # Slow, fast, slow: the eye must see where it starts and where it lands.
        eased = f"if(lt({share},0.5),4*pow({share},3),1-4*pow(1-{share},3))"
    if kind.bar:
        eased = f"clip({eased}+0.05*sin(9*PI*{share})*sin(PI*{share}),0,1)"
    if kind.toward == "right":
        clips.reverse()
        eased = f"(1-({eased}))"
    row = ffmpeg.filter(clips, "vstack" if upward else "hstack")
    place = {"x": 0, "y": f"{way}*({eased})"} if upward else {"x": f"{way}*({eased})", "y": 0}
    picture = row.filter("crop", pair.width, pair.height, **place)
    if kind.blur:
        picture = _smeared(picture, kind.blur * pair.width, pair.frames, upward)
    return picture


def _smeared(picture: Any, most: float, frames: int, upward: bool) -> Any:
    """Blurred along the way it moves: more, the faster it is."""
    fast = round(frames * 0.28)
    for strength, start, end in ((0.3, 1, fast - 1), (1.0, fast, frames - fast - 1), (0.3, frames - fast, frames - 2)):
        if end >= start:
            sigma = (
                {"sigma": 0, "sigmaV": f"{most * strength:.2f}"}
                if upward
                else {"sigma": f"{most * strength:.2f}", "sigmaV": 0}
            )
            picture = picture.filter("gblur", **sigma, enable=f"between(n,{start},{end})")
    return picture


def _punch(kind: Kind, pair: Pair) -> Any:
    """Faster and faster into the one, out of the zoom in the other."""
    rest = pair.frames - pair.half
    into = _zoomed(pair.before(0, pair.half), f"1+0.9*pow((on+1)/{pair.half},3)", pair)
    out = _zoomed(pair.after(pair.half, rest), f"1+0.34*pow(1-(on+1)/{rest + 1},3)", pair)
    return ffmpeg.filter([into, out], "concat", n=2, v=1, a=0)


def _zoomed(picture: Any, zoom: str, pair: Pair) -> Any:
    middle = {"x": "(iw-iw/zoom)/2", "y": "(ih-ih/zoom)/2"}
    picture = picture.filter("zoompan", z=zoom, **middle, d=1, s=f"{pair.width}x{pair.height}", fps=str(pair.rate))
    return timed(picture.filter("setsar", 1), pair.rate)


def _iris(kind: Kind, pair: Pair) -> Any:
    """A circle closes until the cut and opens from there; those parts of ffmpeg's fade in which nothing moves are cut away."""
    rest = pair.frames - pair.half
    shut, wide = round(pair.half / IRIS[1]), round(rest / IRIS[1]) + 1
    early, late = round(shut * IRIS[0]), round(wide * (1 - sum(IRIS)))
    before, after = pair.before(-early, shut), pair.after(pair.half - late, wide)
    close = timed(_faded([before, pair.blank("black", shut)], "circleclose", 0, shut, pair.rate), pair.rate)
    open_ = timed(_faded([pair.blank("black", wide), after], "circleopen", 0, wide, pair.rate), pair.rate)
    parts = [
        close.filter("trim", start_frame=early, end_frame=early + pair.half),
        open_.filter("trim", start_frame=late, end_frame=late + rest),
    ]
    return ffmpeg.filter([timed(part, pair.rate) for part in parts], "concat", n=2, v=1, a=0)


def _wipe(kind: Kind, pair: Pair) -> Any:
    both = [pair.before(0, pair.frames), pair.after(0, pair.frames)]
    return _faded(both, f"smooth{kind.toward}", 0, pair.frames, pair.rate)


def _glitch(kind: Kind, pair: Pair) -> Any:
    """The other picture flickers in, bands of it slip sideways, colours come apart, noise runs over it."""
    half, width, height = pair.half, pair.width, pair.height
    shown = f"gte(n,{half + 1})+eq(n,{half - 1})*lte(1,{half - 1})+eq(n,{max(0, half - 3)})*lt(3,{half})"
    picture = pair.before(0, pair.frames).overlay(pair.after(0, pair.frames), enable=shown, eof_action="pass")
    torn = f"between(n,1,{pair.frames - 2})"
    bands = ((0.08, 0.16, 0.055, "mod(n,2)"), (0.40, 0.09, -0.085, "not(mod(n,3))"), (0.66, 0.20, 0.035, "mod(n+1,2)"))
    for top, high, slip, when in bands:
        whole, part = (picture := picture.split())[0], picture[1]
        y, tall = round(height * top / 2) * 2, max(2, round(height * high / 2) * 2)
        band = part.filter("crop", width, tall, 0, y)
        picture = whole.overlay(band, x=round(width * slip / 2) * 2, y=y, enable=f"{torn}*{when}")
    apart = max(2, round(width * 0.011))
    picture = picture.filter("chromashift", cbh=-apart, crh=apart, enable=torn)
    return picture.filter("noise", c0s=26, c0f="t", c0_seed=5, enable=torn)


def _focus(kind: Kind, pair: Pair) -> Any:
    soft = max(2, round(pair.frames * 0.34))
    begin = pair.half - soft // 2
    before = _ramped(pair.before(0, begin + soft), kind.blur * pair.width, begin, 0)
    after = _ramped(pair.after(begin, pair.frames - begin), kind.blur * pair.width, soft, pair.frames - begin)
    return _faded([before, after], "fade", begin, soft, pair.rate)


def _ramped(picture: Any, most: float, turn: int, end: int) -> Any:
    """Blurred in four steps: more up to the frame `turn`, or, with an `end`, less from there on."""
    steps = (0.15, 0.4, 0.7, 1.0)
    for number, share in enumerate(steps):
        if end:
            # The weakest blur lies last.
            first = turn + (end - turn) * (3 - number) / 4 if number < 3 else 0
            last = turn + (end - turn) * (4 - number) / 4
        else:
            first, last = turn * number / 4, turn * (number + 1) / 4 if number < 3 else 10_000
        when = f"gte(n,{round(first)})*lt(n,{round(last)})"
        picture = picture.filter("gblur", sigma=f"{most * share:.2f}", steps=1, enable=when)
    return picture


def _faded(both: list[Any], transition: str, begin: int, frames: int, rate: Rate) -> Any:
    """Two streams of which the second begins at the frame `begin` of the first, through ffmpeg's `xfade`."""
    times = {"duration": seconds(rate, frames), "offset": seconds(rate, begin)}
    return ffmpeg.filter(both, "xfade", transition=transition, **times)


GRAPHS: dict[How, Callable[[Kind, Pair], Any]] = {
    "through": _through,
    "hold": _hold,
    "blend": _blend,
    "leak": _leak,
    "pan": _pan,
    "punch": _punch,
    "iris": _iris,
    "wipe": _wipe,
    "glitch": _glitch,
    "focus": _focus,
}
