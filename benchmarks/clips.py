"""Operations on clips without a model: the figures of their bars on clips of known motion and on painted shots, and the time a 720p frame takes.

`python benchmarks/clips.py [--painted]`. Painted shots are made by the previz backend, 640x360, two seconds each.
"""

from __future__ import annotations

import asyncio
import resource
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

import cv2
import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

import itertools

from moving import MOVING, Clip, change, changes, psnr, sharpness, texture

from backends.flow import clips, course, enlarge, joining, lengthen, looks, motion
from backends.flow.grading import Grade
from studio.backend import Request
from studio.datafolder import open_data
from studio.jobs.generate import Workshop, generate
from studio.settings import Settings
from studio.tasks import Task

UNEVEN = ("noise", "flicker", "rain")
"""Clips in which no frame is like another: only interpolation is measured on them."""
PAINTED = {
    "ship": "a ship on a stormy sea at night",
    "rider": "a rider crosses snowy mountains at dawn",
    "street": "a neon city street in the rain at night",
    "lighthouse": "slow push in on a lighthouse on the coast at sunset",
    "fire": "a fire burns in a forest",
}


def looked(clip: Clip) -> clips.Survey:
    """A first look without a word."""
    return clips.survey(clip, lambda done, total: None)  # type: ignore[arg-type]


def prepared(clip: Clip) -> tuple[clips.Survey, course.Course]:
    """A clip looked at, and its course."""
    told = looked(clip)
    return told, course.Course(clip, told.cuts, course.learned(clip, told), crisp=True)


def interpolation(pictures: list[clips.Picture]) -> tuple[float, float]:
    """Likeness of every second frame, left out and made again: by flow, by blending; decibels."""
    half = Clip(pictures[::2])
    told = looked(half)
    made = course.Course(half, told.cuts, course.learned(half, told))
    numbers = range((len(pictures) - 1) // 2)
    flow = [psnr(made.at(n + 0.5), pictures[2 * n + 1]) for n in numbers]
    blend = [psnr(motion.mixed(half.frame(n), half.frame(n + 1), 0.5), pictures[2 * n + 1]) for n in numbers]
    return float(np.mean(flow)), float(np.mean(blend))


def loop(clip: Clip, told: clips.Survey, made: course.Course) -> str:
    """Seam and sharpness against the clip's own."""
    found = lengthen.ring(told, 24.0, 0, 0.3)
    pictures = [lengthen.drawn(made, step) for step in lengthen.looped(told, found)]
    usual, sharp = np.median(changes(clip.pictures)), np.median([sharpness(p) for p in clip.pictures])
    seam = [sharpness(p) / sharp for p in pictures[-12:]]
    how = "seam" if found.seam else "to and fro"
    return f"{change(pictures[-1], pictures[0]):5.2f} of {usual:5.2f}, sharp {np.median(seam):.2f} ({how})"


def extension(clip: Clip, told: clips.Survey, made: course.Course) -> str:
    """Largest jump and least sharpness of five seconds more, against the clip's own."""
    steps = lengthen.going_on(made, told, 24.0, 120, 1)
    pictures = [lengthen.drawn(made, step) for step in steps[::1]]
    own, sharp = max(changes(clip.pictures)), np.median([sharpness(p) for p in clip.pictures])
    jump = max(changes([clip.frame(len(clip) - 1), *pictures]))
    return f"jump x{jump / own:.2f}, sharp {min(sharpness(p) for p in pictures) / sharp:.2f}"


def bridge(one: Clip, two: Clip, look: joining.Look) -> str:
    """Largest jump and sharpness in the middle of a second's bridge, against the clips' own, and the force it was made with."""
    before, after = joining.sides(one, looked(one), two, looked(two), 24.0, 24, 1)
    join = joining.Join(before, after, look, 1)
    pictures = [join.frame(number) for number in range(24)]
    steps = changes(one.pictures) + changes(two.pictures)
    jump = max(changes([one.frame(len(one) - 1), *pictures, two.frame(0)]))
    sharp = np.mean([np.median([sharpness(p) for p in clip.pictures]) for clip in (one, two)])
    middle = min(sharpness(p) for p in pictures[8:16]) / sharp
    own = f"x{jump / np.median(steps):.2f} of the median, x{jump / max(steps):.2f} of the largest"
    return f"jump {own}; sharp {middle:.2f}; force {join.force:.2f}"


def paint(folder: Path) -> dict[str, list[clips.Picture]]:
    """The painted shots, as their encoded frames."""

    async def made() -> dict[str, list[clips.Picture]]:
        shop = Workshop(open_data(folder), Settings(min_free_bytes=0))
        try:
            shots = {}
            for name, prompt in PAINTED.items():
                params = {"prompt": prompt, "width": 640, "height": 360, "seconds": 2}
                request = Request(task=Task.TEXT_TO_VIDEO, backend="previz", version="2", params=params)
                asset = await generate(request, workshop=shop, job="bench")
                film = clips.Film(shop.shelf.open_local(asset.id))
                shots[name] = [film.frame(number) for number in range(len(film))]
            return shots
        finally:
            shop.close()

    return asyncio.run(made())


def speed() -> None:
    """CPU seconds of a frame at 1280x720."""
    ground = texture(900, 1500, 3)
    clip = Clip([np.ascontiguousarray(ground[60:780, 60 + 6 * n : 1340 + 6 * n]) for n in range(12)])
    told, made = prepared(clip)
    small = told.small
    grade = Grade((looks.table()["night"], looks.table()["rain"]), None, small, 1280, 720, 0.7, 1, 24.0)
    oil = Grade((looks.table()["oil"],), None, small, 1280, 720, 0.7, 1, 24.0)
    works = {
        "interpolate": lambda n: course.Course(clip, told.cuts, made.trust).at(n + 0.5),
        "extend, loop": lambda n: course.Course(clip, told.cuts, made.trust, crisp=True).at(n + 0.5),
        "bridge": joining.Join(*joining.sides(clip, told, clip, told, 24.0, 24, 1), "morph", 1, 1.0).frame,
        "upscale to 2048": lambda n: enlarge.enlarged(clip.frame(n), 2048, 1152, 0.7),
        "night, rain": lambda n: grade.frame(clip.frame(n), n),
        "oil": lambda n: oil.frame(clip.frame(n), n),
    }
    for name, work in works.items():
        work(0)
        started = time.process_time()
        for number in range(1, 5):
            work(number)
        print(f"  {name:<16} {(time.process_time() - started) / 4:6.3f} s")


def main() -> None:
    """Print all figures."""
    cv2.setNumThreads(1)
    shots = {name: [draw(n) for n in range(41)] for name, draw in MOVING.items()}
    if "--painted" in sys.argv:
        with TemporaryDirectory(dir=gettempdir()) as folder:
            shots |= paint(Path(folder))
    print("interpolation, dB over blending")
    gains = []
    for name, pictures in shots.items():
        flow, blend = interpolation(pictures[:17])
        gains.append(flow - blend)
        print(f"  {name:<12} {flow:6.2f} {blend:6.2f} {flow - blend:+6.2f}")
    print(f"  mean {np.mean(gains):+.2f}, least {min(gains):+.2f}")
    for title, work in (("loop, change at the seam", loop), ("extension by 5 s", extension)):
        print(title)
        for name, pictures in shots.items():
            if name not in UNEVEN:
                clip = Clip(pictures)
                print(f"  {name:<12} {work(clip, *prepared(clip))}")
    print("bridge of 1 s")
    names = [name for name in shots if name not in UNEVEN]
    for one, two in itertools.pairwise(names):
        if shots[one][0].shape == shots[two][0].shape:
            for look in ("morph", "burn"):
                print(f"  {one} to {two}, {look}: {bridge(Clip(shots[one]), Clip(shots[two]), look)}")
    print("CPU time a frame at 1280x720, one core")
    speed()
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


if __name__ == "__main__":
    main()
