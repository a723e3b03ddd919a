"""CPU time a painted frame takes at 1280x720, and the frames a second that two idle cores paint, for each kind of place.

`python benchmarks/paint.py [place ...]`. Kernels compile first; their time is printed where the cache was cold.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

os.environ.setdefault("NUMBA_CACHE_DIR", str(Path(gettempdir()) / "trailer-studio-kernels"))

WIDTH, HEIGHT, SECONDS, RATE = 1280, 720, 3.0, 24.0
FRAMES = 5
LINES = {
    "sea": "a pirate ship on a golden sea",
    "coast": "a lighthouse on the coast at night",
    "mountain": "a rider in the mountains at dawn",
    "snow": "a climber on a glacier at dawn",
    "forest": "wolves in a forest at dusk",
    "desert": "a lone rider in the dunes at sunset",
    "meadow": "a child in a meadow at noon",
    "swamp": "a hooded figure in a swamp at dusk",
    "ruins": "a monk in ancient ruins at dawn",
    "village": "a village at dusk",
    "war": "a knight on a battlefield",
    "street": "a detective in a neon street at night, rain",
    "city": "a city at dusk",
    "rooftop": "two lovers on a rooftop at night",
    "library": "a woman in a library",
    "room": "a woman in a living room at night",
    "corridor": "a nurse in a hospital corridor",
    "lab": "a scientist in a laboratory",
    "cave": "a miner in a cave",
    "mars": "an astronaut on mars",
    "under": "a whale in the deep sea",
    "space": "a spaceship in deep space",
    "planet": "a spaceship in orbit",
    "mind": "a woman in a dream",
    "stage": "a bottle of perfume on a table",
}


def measure(line: str) -> float:
    """The fastest frame's CPU time in milliseconds: what a quiet machine needs."""
    from backends.previz.direction import direct
    from backends.previz.painter import Canvas, Painter

    scene, _ = direct(line, line, 3, WIDTH, HEIGHT, SECONDS)
    painter, canvas = Painter(scene, WIDTH, HEIGHT, SECONDS, RATE), Canvas(WIDTH, HEIGHT)
    painter.film(0.0, canvas, shown=False)
    times = []
    for number in range(FRAMES):
        start = time.thread_time()
        painter.film(number / RATE, canvas, shown=False)
        times.append(time.thread_time() - start)
    return min(times) * 1000


def handed() -> dict[str, float]:
    """CPU milliseconds to hand a painted frame to its encoder and to encode it, as RGB and as planes: the least of five."""
    from backends.previz.direction import direct
    from backends.previz.painter import Canvas, Painter
    from studio.render import ffmpeg

    scene, _ = direct(LINES["sea"], LINES["sea"], 3, WIDTH, HEIGHT, SECONDS)
    painter, canvas = Painter(scene, WIDTH, HEIGHT, SECONDS, RATE), Canvas(WIDTH, HEIGHT)
    frames = {
        "rgb24": [painter.frame(number / RATE, canvas) for number in range(24)],
        "yuv420p": [painter.film(number / RATE, canvas, shown=False)[0] for number in range(24)],
    }
    least: dict[str, float] = {}
    for pixels in (*frames,) * 5:
        before = os.times()
        with TemporaryDirectory() as folder:
            command = ffmpeg.shot_encoder(WIDTH, HEIGHT, "24", Path(folder) / "clip.mp4", pixels)
            encoder = subprocess.Popen(command, stdin=subprocess.PIPE)
            assert encoder.stdin is not None
            for frame in frames[pixels] * 2:
                encoder.stdin.write(frame.data)
            encoder.stdin.close()
            encoder.wait()
        taken = (sum(os.times()[:4]) - sum(before[:4])) / 48 * 1000
        least[pixels] = min(least.get(pixels, taken), taken)
    return least


def main(places: list[str]) -> None:
    """Print one line a place, and the median."""
    start = time.process_time()
    for line in (
        "a lighthouse on the coast at night, fog, stars",
        "a detective in a street",
        "a library",
        "a cave",
        "the deep sea",
        "mars",
    ):
        measure(line)
    print(f"kernels ready after {time.process_time() - start:.1f} s of CPU")
    results = []
    for place in places or list(LINES):
        taken = measure(LINES[place])
        results.append(taken)
        print(f"{place:10s} {taken:6.1f} ms CPU a frame  {2000 / taken:5.1f} frames/s on two cores", flush=True)
    middle = sorted(results)[len(results) // 2]
    print(f"{'median':10s} {middle:6.1f} ms CPU a frame  {2000 / middle:5.1f} frames/s on two cores")
    taken = handed()
    print(f"encoding {taken['rgb24']:.1f} ms CPU a frame handed as RGB, {taken['yuv420p']:.1f} ms as planes", end="")
    print(f": {taken['yuv420p'] / taken['rgb24']:.2f} of it")


if __name__ == "__main__":
    main(sys.argv[1:])
