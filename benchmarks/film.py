"""The film's own bars: whole trailer against its length, made twice the same, killed in the middle at full size."""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import av

from studio.datafolder import DataFolder, open_data
from studio.projects import Projects
from studio.shelf.assets import Shelf

LOGLINE = "A lighthouse keeper finds a door in the sea and must close it before the last storm."


def make(folder: Path, *arguments: str) -> tuple[Path, float, float]:
    """Make a film in a data folder; its path, wall seconds and CPU seconds."""
    out = folder / "film.mp4"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    command = [
        sys.executable,
        "-m",
        "studio.cli",
        "make",
        "--logline",
        LOGLINE,
        *arguments,
        "--out",
        str(out),
        "--data",
        str(folder / "data"),
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return out, time.monotonic() - started, cpu


def decoded(path: Path) -> tuple[str, str]:
    """Hashes of all decoded frames and of all decoded samples."""
    frames, samples = hashlib.sha256(), hashlib.sha256()
    with av.open(str(path)) as file:
        for packet in file.demux(file.streams.video[0], file.streams.audio[0]):
            for frame in packet.decode():
                (frames if isinstance(frame, av.VideoFrame) else samples).update(frame.to_ndarray().tobytes())
    return frames.hexdigest(), samples.hexdigest()


def speed(seconds: int) -> None:
    """Cold (kernels compiled, nothing cached), warm, and unchanged."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        subprocess.run(
            [sys.executable, "-m", "studio.cli", "doctor", "--warm", "--data", str(root / "data")],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        _, wall, cpu = make(root, "--seconds", str(seconds))
        print(
            f"{seconds} s film, kernels compiled: {wall:.1f} s wall = {wall / seconds:.2f} x its length, {cpu:.1f} s CPU"
        )
        _, wall, cpu = make(root, "--seconds", str(seconds))
        print(f"the same brief again, all on the shelf: {wall:.1f} s wall, {cpu:.1f} s CPU")


def twice(seconds: int, shape: str) -> bool:
    """Two empty data folders, same seed: the same decoded frames and samples?"""
    hashes = []
    for _ in range(2):
        with tempfile.TemporaryDirectory() as folder:
            path, _, _ = make(Path(folder), "--seconds", str(seconds), "--shape", shape)
            hashes.append(decoded(path))
    frames, samples = (hashes[0][part] == hashes[1][part] for part in (0, 1))
    print(
        f"made twice, {seconds} s {shape}: frames {'same' if frames else 'DIFFER'}, samples {'same' if samples else 'DIFFER'}"
    )
    return frames and samples


def killed(moments: int, seconds: int, shape: str, seed: int = 1) -> bool:
    """kill -9 of everything at seeded moments; nothing committed is made again and the film arrives."""
    chance = random.Random(seed)
    fine = True
    for _ in range(moments):
        with tempfile.TemporaryDirectory() as folder:
            data = open_data(Path(folder) / "data")
            command = [
                sys.executable,
                "-m",
                "studio.cli",
                "make",
                "--logline",
                LOGLINE,
                "--seconds",
                str(seconds),
                "--shape",
                shape,
            ]
            command += ["--out", f"{folder}/film.mp4", "--data", str(data.root)]
            process = subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
            )
            wait = chance.uniform(2, seconds)
            try:
                process.wait(wait)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            kept = set(Shelf(data).made())
            done = (
                subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode
                == 0
            )
            again = kept_twice(data, kept)
            fine &= done and not again
            print(
                f"killed after {wait:.1f} s with {len(kept)} assets: film {'arrived' if done else 'LOST'}, {len(again)} made again"
            )
    return fine


def kept_twice(data: DataFolder, kept: set[str]) -> list[str]:
    """Keys of committed assets that were made a second time."""
    made = Shelf(data).made()
    assert Projects(data).all()
    return [key for key in kept if made.get(key, 0) != 1]


def main() -> int:
    """Run the chosen parts; 1 when one of them failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=["speed", "twice", "killed"])
    parser.add_argument("--seconds", type=int, default=30)
    only = parser.parse_args().only
    seconds = parser.parse_args().seconds
    fine = True
    if only in (None, "speed"):
        speed(seconds)
    if only in (None, "twice"):
        fine &= twice(seconds, "1280x720")
    if only in (None, "killed"):
        fine &= killed(3, seconds, "1280x720")
    return int(not fine)


if __name__ == "__main__":
    sys.exit(main())
