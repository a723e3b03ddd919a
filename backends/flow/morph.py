"""From one picture to another, related or not: what can be followed is moved, colours meet, and detail is kept."""

from __future__ import annotations

import functools

import cv2
import numpy as np

from backends.flow import motion
from backends.flow.clips import Picture, Plane

DETAIL = 1.0
"""Radius in pixels at 640 px below which structure counts as detail."""
MOST = 2.2
"""How far detail that blending took away is raised again at most."""


SWIFT = 2.2
"""How many times quicker than the whole picture a single place of it turns."""


Ways = tuple[Plane, Plane]
"""Flow there and back between two pictures, as far as it can be followed."""


def ways(one: Picture, two: Picture) -> Ways:
    """How what is in one picture lies in the other."""
    size = motion.working_size(one.shape[1], one.shape[0])
    way = motion.motion(_even(motion.grey(one, size)), _even(motion.grey(two, size)))
    return followed(way.there, way.hidden_there), followed(way.back, way.hidden_back)


def morphed(one: Picture, two: Picture, share: float) -> Picture:
    """The picture `share` of the way from one to the other."""
    if share <= 0 or share >= 1:
        return one if share <= 0 else two
    return blended(*pulled(one, two, share, ways(one, two)), share)


def pulled(one: Picture, two: Picture, share: float, between: Ways) -> tuple[Picture, Picture]:
    """Both pictures moved to where they meet, `share` of the way."""
    height, width = one.shape[:2]
    there, back = between
    early = motion.enlarged(np.asarray(-share * _at(there, share), np.float32), width, height)
    late = motion.enlarged(np.asarray(-(1 - share) * _at(back, 1 - share), np.float32), width, height)
    return motion.warped(one, early), motion.warped(two, late)


def turned(first: Picture, second: Picture, share: float, seed: int, between: Ways | None = None) -> Picture:
    """A morph between unlike pictures: colours drift from the one's to the other's, and places turn one after the
    other, each quickly, so that little is seen double. `between`: how they are moved, where it is known."""
    between = ways(first, second) if between is None else between
    one, two = pulled(met(first, second, share), met(second, first, 1 - share), share, between)
    late = _embers(*first.shape[:2], seed, 2)
    return blended(one, two, np.clip((share * (1 + 1 / SWIFT) - late) * SWIFT, 0, 1))


def _even(grey: Picture) -> Picture:
    """Lightness without the lamp: what is looked for is structure, not brightness."""
    return np.asarray(cv2.createCLAHE(2.0, (8, 8)).apply(grey), np.uint8)


def followed(flow: Plane, hidden: Plane) -> Plane:
    """Flow where it leads home, smoothly less where it does not; nothing moves where nothing can be followed."""
    sure = (1 - hidden)[..., None] ** 2
    near = cv2.GaussianBlur(flow * sure, (0, 0), 6.0)
    much = cv2.GaussianBlur(sure, (0, 0), 6.0)
    wide = cv2.GaussianBlur(flow * sure, (0, 0), 24.0) / (cv2.GaussianBlur(sure, (0, 0), 24.0)[..., None] + 0.15)
    local = near / (much[..., None] + 1e-3)
    share = np.clip(much[..., None], 0, 1)
    return np.asarray(local * share + wide * (1 - share), np.float32)


def _at(flow: Plane, share: float) -> Plane:
    """The flow of what is at each pixel after `share` of its way, by three steps towards it."""
    found = flow
    for _ in range(3):
        found = motion.sampled(flow, -share * found)
    return found


def blended(first: Picture, second: Picture, share: float | Plane) -> Picture:
    """Blending whose detail is as strong as that of the two: mixed detail of unlike pictures would be weaker."""
    if isinstance(share, float):
        return detailed(motion.mixed(first, second, share), first, second, share)
    plain = first + share[..., None] * (second.astype(np.float32) - first)
    return detailed(
        np.asarray(plain, np.float32), first, second, cv2.resize(share, _eighth(first), interpolation=cv2.INTER_AREA)
    )


def detailed(plain: Plane, first: Picture, second: Picture, share: float | Plane) -> Picture:
    """A mixture of two pictures, its fine detail raised to the strength that theirs has around each pixel."""
    spread = DETAIL * max(1.0, max(first.shape[:2]) / motion.SIDE)
    soft = cv2.GaussianBlur(plain, (0, 0), spread)
    have, *want = (_strength(picture) for picture in (motion.as_picture(plain), first, second))
    gain = np.clip(((1 - share) * want[0] + share * want[1]) / (have + 0.1), 1.0, MOST) - 1
    large = cv2.resize(gain, (plain.shape[1], plain.shape[0]), interpolation=cv2.INTER_LINEAR)
    return motion.as_picture(plain + (plain - soft) * large[..., None])


def _strength(picture: Picture) -> Plane:
    """Strength of the finest detail around each place, on an eighth of the size."""
    fine = cv2.Laplacian(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.CV_32F) ** 2
    small = cv2.resize(fine, _eighth(picture), interpolation=cv2.INTER_AREA)
    return np.asarray(np.sqrt(cv2.GaussianBlur(small, (0, 0), 1.0)))


def _eighth(picture: Picture) -> tuple[int, int]:
    return max(1, picture.shape[1] // 8), max(1, picture.shape[0] // 8)


def met(picture: Picture, other: Picture, share: float) -> Picture:
    """A picture whose mean and contrast, in Lab, have gone `share` of the way to another's."""
    lab = cv2.cvtColor(picture, cv2.COLOR_RGB2LAB).astype(np.float32)
    own, its = moments(picture), moments(other)
    scale = np.clip((its[1] + 2) / (own[1] + 2), 0.4, 2.5)
    scale = (1 - share) + share * scale
    moved = (lab - own[0]) * scale + own[0] + share * (its[0] - own[0])
    return np.asarray(cv2.cvtColor(motion.as_picture(moved), cv2.COLOR_LAB2RGB), np.uint8)


def moments(picture: Picture) -> tuple[Plane, Plane]:
    """Mean and deviation of a picture's Lab values, from a small copy."""
    small = cv2.resize(picture, (64, 36), interpolation=cv2.INTER_AREA)
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).reshape(-1, 3).astype(np.float32)
    return lab.mean(0), lab.std(0)


def burned(first: Picture, second: Picture, share: float, seed: int, glow: float = 1.0) -> Picture:
    """The second picture eats through the first along a noisy edge that glows before char, 0 to 1."""
    height, width = first.shape[:2]
    field = _embers(height, width, seed, 5)
    edge = field - (share * 1.16 - 0.08)
    shown = np.clip(edge / 0.03 + 0.5, 0, 1)[..., None]
    light = np.exp(-((edge / 0.035) ** 2))[..., None] * np.array([255, 150, 50], np.float32) * glow
    char = 1 - 0.55 * glow * np.exp(-(((edge - 0.06) / 0.06) ** 2))[..., None]
    plain = first.astype(np.float32) * char * shown + second.astype(np.float32) * (1 - shown)
    return motion.as_picture(plain + light * (1 - plain / 255))


@functools.lru_cache(2)
def _embers(height: int, width: int, seed: int, sizes: int) -> Plane:
    """Noise of some sizes, each value as frequent as any other, 0 to 1: equal steps uncover equal areas."""
    chance = np.random.default_rng(seed)
    total = np.zeros((height, width), np.float32)
    for power in range(sizes):
        cells = 2 ** (power + 1)
        coarse = chance.random((max(2, round(cells * height / width) + 1), cells + 1), np.float32)
        total += cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC) * 0.55**power
    sample = np.sort(total.ravel()[:: max(1, total.size // 20_000)])
    return np.interp(total, sample, np.linspace(0, 1, len(sample))).astype(np.float32)
