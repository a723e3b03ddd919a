"""Clips whose motion is known, drawn by arithmetic: what operations on clips are measured with."""

from __future__ import annotations

import itertools
import subprocess
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from studio.render import ffmpeg

Picture = npt.NDArray[np.uint8]
WIDTH, HEIGHT = 256, 144


def texture(height: int, width: int, seed: int) -> Picture:
    """Blotches of many sizes, smooth enough to be moved by parts of a pixel."""
    chance = np.random.default_rng(seed)
    total = np.zeros((height, width, 3), np.float32)
    for step in (5, 9, 18, 36, 72):
        coarse = chance.random((max(2, height // step), max(2, width // step), 3)).astype(np.float32)
        total += cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC) * step**0.5
    total = (total - total.min()) / (total.max() - total.min())
    return np.asarray(total * 255, np.uint8)


GROUND = texture(480, 720, 3)


def _moved(picture: Picture, matrix: npt.NDArray[np.float64], fill: int = cv2.BORDER_CONSTANT) -> Picture:
    return np.asarray(cv2.warpAffine(picture, matrix, (WIDTH, HEIGHT), flags=cv2.INTER_CUBIC, borderMode=fill))


def _over(ground: Picture, thing: Picture, shape: Picture, matrix: npt.NDArray[np.float64]) -> Picture:
    cover = cv2.warpAffine(shape, matrix, (WIDTH, HEIGHT)).astype(np.float32)[..., None] / 255
    return np.asarray(ground * (1 - cover) + _moved(thing, matrix) * cover + 0.5, np.uint8)


def pan(time: float) -> Picture:
    """A camera that turns to the right."""
    return _moved(GROUND, np.array([[1, 0, -60 - 2.6 * time], [0, 1, -60 - 0.7 * time]]))


def zoom(time: float) -> Picture:
    """A camera that comes closer."""
    scale = 0.6 + 0.012 * time
    return _moved(GROUND, np.array([[scale, 0, WIDTH / 2 - 360 * scale], [0, scale, HEIGHT / 2 - 240 * scale]]))


def turning(time: float) -> Picture:
    """A board that turns before a still ground."""
    shape = np.zeros((120, 120), np.uint8)
    cv2.rectangle(shape, (15, 35), (105, 85), 255, -1)
    matrix = cv2.getRotationMatrix2D((60, 60), 4 * time, 1)
    matrix[:, 2] += (65, 12)
    return _over(_moved(GROUND, np.array([[1.0, 0, -60], [0, 1.0, -60]])), texture(120, 120, 8), shape, matrix)


def crossing(time: float) -> Picture:
    """Two discs that pass each other before a slow pan."""
    shape = np.zeros((60, 60), np.uint8)
    cv2.circle(shape, (30, 30), 28, 255, -1)
    made = pan(time * 0.3)
    for left, top, speed, seed in ((20, 40, 4.1, 5), (180, 55, -3.3, 6)):
        made = _over(made, texture(60, 60, seed), shape, np.array([[1, 0, left + speed * time], [0, 1.0, top]]))
    return made


def water(time: float) -> Picture:
    """Waves before a camera that stands: they come back after 24 frames, almost."""
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    total = np.zeros((HEIGHT, WIDTH), np.float32)
    chance = np.random.default_rng(4)
    for number in range(14):
        angle, size, phase = chance.random(3) * (2.0, 0.5, 6.28)
        along = columns * np.cos(angle) + rows * np.sin(angle)
        turns = 1 + number % 3
        total += np.sin(along * (0.12 + size) + phase - 2 * np.pi * turns * time / 24) / (1 + number / 4)
    grain = np.random.default_rng(int(time * 100)).normal(0, 2.0, total.shape)
    lit = 110 + 26 * total + grain
    return np.asarray(np.clip(np.stack([lit * 0.6, lit * 0.85, lit], 2), 0, 255), np.uint8)


def noise(time: float) -> Picture:
    """Nothing that could be followed."""
    return np.random.default_rng(int(time * 100)).integers(0, 255, (HEIGHT, WIDTH, 3), dtype=np.uint8)


def flicker(time: float) -> Picture:
    """A pan under a lamp that flickers."""
    return np.asarray(pan(time) * (0.75 + 0.25 * np.sin(2.1 * time)), np.uint8)


def rain(time: float) -> Picture:
    """A slow push towards a street in the rain, on grainy film: more weather than motion."""
    chance = np.random.default_rng(int(time * 100) + 1)
    made = zoom(time * 0.25).astype(np.float32) * 0.6
    made += chance.normal(0, 5, (HEIGHT, WIDTH, 1))
    for x, y in chance.random((60, 2)):
        at = (int(x * WIDTH), int(y * HEIGHT))
        cv2.line(made, at, (at[0] + 2, at[1] + 14), (190.0, 195.0, 205.0), 1)
    return np.asarray(np.clip(made, 0, 255), np.uint8)


MOVING: dict[str, Callable[[float], Picture]] = {
    "pan": pan,
    "zoom": zoom,
    "turning": turning,
    "crossing": crossing,
    "water": water,
    "noise": noise,
    "flicker": flicker,
    "rain": rain,
}


class Clip:
    """Frames in memory, read the way a film is."""

    def __init__(self, pictures: list[Picture], rate: str = "24") -> None:
        self.pictures = pictures
        self.rate = Fraction(rate)
        self.frames = len(pictures)
        self.height, self.width = pictures[0].shape[:2]

    @classmethod
    def of(cls, draw: Callable[[float], Picture], frames: int) -> Clip:
        """So many frames of a drawing."""
        return cls([draw(number) for number in range(frames)])

    def frame(self, number: int) -> Picture:
        """Frame of this number."""
        if not 0 <= number < self.frames:
            raise IndexError(number)
        return self.pictures[number]

    def __len__(self) -> int:
        return self.frames


def written(pictures: list[Picture], path: Path, rate: str = "24") -> Path:
    """A clip file as backends write theirs."""
    height, width = pictures[0].shape[:2]
    command = ffmpeg.shot_encoder(width, height, rate, path)
    subprocess.run(command, input=b"".join(picture.tobytes() for picture in pictures), check=True, timeout=60)
    return path


def psnr(made: npt.NDArray[np.generic], truth: Picture) -> float:
    """Likeness in decibels."""
    error = float(((made.astype(np.float64) - truth) ** 2).mean())
    return float(10 * np.log10(255**2 / max(error, 1e-6)))


def change(one: Picture, other: Picture) -> float:
    """Mean absolute difference in levels of 255."""
    return float(np.abs(one.astype(np.int16) - other).mean())


def changes(pictures: list[Picture]) -> list[float]:
    """Change from each picture to the next."""
    return [change(one, other) for one, other in itertools.pairwise(pictures)]


def sharpness(picture: Picture) -> float:
    """Deviation of the Laplacian of the lightness."""
    return float(cv2.Laplacian(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32), cv2.CV_32F).std())
