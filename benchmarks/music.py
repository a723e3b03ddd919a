"""The composer's bars over many cues: `python benchmarks/music.py [--seeds N] [--only PART]`.

Every seed is another film: its sections, its hits and its voice lie elsewhere, for all moods alike. CPU is that of this
process after everything is loaded; all else is heard from the samples or read from the notes.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from backends.composer import Composer, moods
from studio import Request, Section, Task
from studio.analysis.loudness import Meter

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

CORE_SECONDS, FRAME = 2.0, 1 / 24


@dataclass
class Bench:
    """The composer, loaded, and whether a bar was missed."""

    composer: Composer
    seeds: int
    failed: bool = False

    def judge(self, what: str, value: float, bar: float, *, least: bool = False, unit: str = "") -> None:
        """Print a figure beside its bar; `least`: it may not be lower, else it may not be higher."""
        good = value >= bar if least else value <= bar
        self.failed |= not good
        print(f"{'ok  ' if good else 'MISS'} {what:<58} {value:9.3f}{unit}   bar {bar:g}{unit}", flush=True)

    def play(self, mood: str, seed: int, **params: Any) -> tuple[np.ndarray, dict[str, Any], float]:
        """A cue's samples (2 × n) and facts, and the CPU seconds it took."""
        from recording import Recording

        recording = Recording()
        request = Request(
            task=Task.MUSIC, backend="composer", version=Composer.version, params={"mood": mood, **params}, seed=seed
        )
        before = time.process_time()
        self.composer.run(request, recording)
        return recording.sound, recording.facts, time.process_time() - before


def film(seed: int, low: float = 24, high: float = 40) -> dict[str, Any]:
    """A film of another form for every seed."""
    random = np.random.default_rng(seed * 101 + 7)
    length = round(random.uniform(low, high) * 24) / 24
    shares = [0, *random.uniform([0.16, 0.45, 0.80], [0.26, 0.62, 0.87])]
    edges = [round(length * share * 24) / 24 for share in shares]
    edges += [round((edges[3] + random.uniform(2.4, 3.2)) * 24) / 24, length]
    names = ("intro", "build", "climax", "title", "button")
    parts = [
        Section(name=name, start=start, end=end).model_dump()
        for name, (start, end) in zip(names, pairwise(edges), strict=True)
    ]
    voice = [(1.5, 4.0), (edges[1] + 2.0, edges[1] + 4.5)]
    return {"seconds": length, "sections": parts, "hits": [edges[2], edges[3]], "voice": voice}


def speed(bench: Bench) -> None:
    """CPU of a cue of 30 s, everything loaded."""
    spent = {}
    for mood in moods.known():
        bench.play(mood, 1, seconds=30.0)
        spent[mood] = min(bench.play(mood, seed, seconds=30.0)[2] for seed in (2, 3))
        print(f"     {mood:<12} {spent[mood]:.2f} s", flush=True)
    bench.judge("median CPU of 30 s", float(np.median(list(spent.values()))), CORE_SECONDS, unit=" s")
    bench.judge(
        f"worst CPU of 30 s ({max(spent, key=spent.__getitem__)})", max(spent.values()), CORE_SECONDS, unit=" s"
    )


def sound(bench: Bench) -> None:
    """Hits, silences, and whether the moods tell themselves apart."""
    from hearing import FEATURES, hear, leave_one_out, struck
    from watching import onset

    rows, late, depths, ranges = [], [], [], []
    for seed in range(1, bench.seeds + 1):
        plan = film(seed)
        for mood, row in moods.known().items():
            samples, facts, _ = bench.play(mood, seed, **plan)
            rows.append((mood, seed, hear(samples, 48_000, facts["bpm"]).values))
            when = onset if row.loud else struck
            late += [(abs(when(samples, 48_000, hit) - hit), mood, seed) for hit in plan["hits"]]
            ranges.append((mood, _range(samples)))
            if row.loud:
                drop = plan["hits"][0]
                depths.append(
                    (_level(samples, drop, drop + 1.5) - _level(samples, drop - 0.2, drop - 0.02), mood, seed)
                )
    for mood in moods.known():
        own = np.array([values for name, _, values in rows if name == mood])
        lra = np.median([value for name, value in ranges if name == mood])
        print(
            f"     {mood:<12} {2 ** own[:, 0].mean():5.1f} bpm   mode {own[:, 1].mean():+.2f}"
            f"   centroid {2 ** own[:, 2].mean():4.0f} Hz   {own[:, 3].mean():.1f} onsets/s   range {lra:4.1f} LU",
            flush=True,
        )
    right, mistaken = leave_one_out(rows)
    bench.judge(f"{len(rows)} cues nearest to their mood by {', '.join(FEATURES)}", right, 0.95, least=True)
    untold, _ = leave_one_out([(mood, seed, values[1:]) for mood, seed, values in rows])
    print(
        f"     mistaken: {mistaken or 'none'}; with the tempo not told {untold:.3f} (chance {1 / len(moods.known()):.3f})"
    )
    bench.judge(f"hit, worst {max(late)[1:]}", max(late)[0] * 1000, FRAME * 1000, unit=" ms")
    bench.judge(f"silence before the drop, shallowest {min(depths)[1:]}", min(depths)[0], 30, least=True, unit=" dB")


def notes(bench: Bench) -> None:
    """Parallels and copied bars, read from the notes of a minute."""
    from copies import copied, parallels

    from backends.composer.compose import compose
    from backends.composer.form import lay_out

    outer, runs = 0, []
    for mood, row in moods.known().items():
        for seed in range(1, 2 * bench.seeds + 1):
            form = lay_out(row, 60.0, (), (), 4, (), ())
            score = compose(row, form, seed)
            outer += parallels(score)
            runs.append((copied(score, form), mood, seed))
    bench.judge("parallel fifths and octaves of the outer voices", outer, 0)
    bench.judge(f"longest copied run of bars in 60 s {max(runs)[1:]}", max(runs)[0], 4)


def _level(samples: np.ndarray, start: float, end: float) -> float:
    piece = samples[:, int(start * 48_000) : int(end * 48_000)]
    return float(20 * np.log10(np.sqrt((piece**2).mean()) + 1e-9))


def _range(samples: np.ndarray) -> float:
    """Loudness range in LU: EBU Tech 3342, from the short-term loudness of every tenth of a second."""
    meter = Meter(peaks=False)
    meter.feed(np.ascontiguousarray(samples.T, np.float32))
    energies = meter.finish().energies
    short = np.convolve(energies, np.ones(3000) / 3000, "valid")[::100]
    levels = 10 * np.log10(short + 1e-12)
    levels = levels[levels > 10 * np.log10(short.mean()) - 20]
    return float(np.percentile(levels, 95) - np.percentile(levels, 10))


PARTS = {"speed": speed, "sound": sound, "notes": notes}


def main() -> None:
    """Run all parts, or one; exit code 1 where a bar is missed."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--only", choices=list(PARTS))
    words.add_argument("--seeds", type=int, default=7)
    chosen = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="studio-bench-") as folder:
        os.environ.setdefault("NUMBA_CACHE_DIR", str(Path(folder) / "numba"))
        composer = Composer()
        started = time.monotonic()
        composer.setup("cpu")
        print(f"loaded in {time.monotonic() - started:.1f} s", flush=True)
        bench = Bench(composer, chosen.seeds)
        for name in [chosen.only] if chosen.only else list(PARTS):
            print(f"{name}: {PARTS[name].__doc__}", flush=True)
            PARTS[name](bench)
    sys.exit(1 if bench.failed else 0)


if __name__ == "__main__":
    main()
