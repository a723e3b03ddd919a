"""Paints the frames of one scene: every frame is a pure function of its time, into buffers that a thread owns."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from backends.previz import motes
from backends.previz.camera import View, view_at
from backends.previz.cast import Cast
from backends.previz.ground import land
from backends.previz.kernels import particles, post, sea, sky, sprites, street, terrain
from backends.previz.kernels import sprites as rows
from backends.previz.scene import Scene
from backends.previz.textures import textures

Array = NDArray[np.float32]
Picture = NDArray[np.uint8]
NOTHING_NEAR = 1e5
LUMA = np.array([0.25, 0.65, 0.10], np.float32)


class Canvas:
    """The buffers of one thread."""

    def __init__(self, width: int, height: int) -> None:
        self.light: Array = np.zeros((height, width, 3), np.float32)
        self.depth: Array = np.zeros((height, width), np.float32)
        self.covered: Array = np.zeros((height, width), np.float32)
        self.sky: Array = np.zeros(((height + 1) // 2, (width + 1) // 2, 3), np.float32)
        self.open_sky: Array = np.full(self.sky.shape[:2], NOTHING_NEAR, np.float32)
        small = (max(height // 4, 2), max(width // 4, 2))
        self.rays: Array = np.zeros(small, np.float32)
        self.bright: Array = np.zeros(small, np.float32)


def vector(values: Sequence[float] | Sequence[Sequence[float]]) -> Array:
    """Numbers for a kernel."""
    return np.array(values, np.float32)


class Painter:
    """One scene at one size, ready to paint any of its moments."""

    def __init__(self, scene: Scene, width: int, height: int, seconds: float, rate: float = 24.0) -> None:
        self.scene, self.width, self.height, self.seconds, self.rate = scene, width, height, seconds, rate
        azimuth, rise = scene.sun
        self.sun = (math.sin(azimuth) * math.cos(rise), math.sin(rise), math.cos(azimuth) * math.cos(rise))
        self.sun_vector = vector(self.sun)
        self.textures = textures()
        self.land = land(scene.ground, self.sun, scene.light) if scene.ground else None
        self.stand = float(self.land.at(vector([scene.camera.x]), vector([scene.camera.z]))[0]) if self.land else 0.0
        if scene.ground and scene.ground.kind == "cliff":
            self.stand = 0.0
        self.cast = Cast(scene.sprites, self.land)
        self.random = motes.seeds(scene.seed)
        light = scene.light
        self.sky_colours = vector([*light.zenith, *light.horizon, *light.sun, *light.cloud, *light.shade]).reshape(5, 3)
        self.fog, self.sun_colour = vector(light.fog), vector(light.sun)
        self.curve = _contrast(scene.grade.contrast)
        self.exposure = 1.0
        self.exposure = self._expose()

    def frame(self, time: float, canvas: Canvas) -> Picture:
        """The finished frame at `time` seconds, rows x columns x 3, 8 bit RGB."""
        view = self.paint(time, canvas)
        out: Picture = np.empty((self.height, self.width, 3), np.uint8)
        self._develop(view, time, canvas, out)
        return out

    def paint(self, time: float, canvas: Canvas) -> View:
        """Paint the linear light of a moment into the canvas."""
        scene = self.scene
        view = view_at(scene.camera, time, self.seconds, self.stand, self.width, self.height)
        canvas.light[:] = 0
        canvas.depth[:] = NOTHING_NEAR
        {"open": self._open, "street": self._street, "deep": self._deep}[scene.stage](view, time, canvas)
        sun = view.point(view.x + self.sun[0] * 1e4, view.y + self.sun[1] * 1e4, view.z + max(self.sun[2], 0.05) * 1e4)
        figures, shadows = self.cast.rows(view, time, (sun[0], sun[1]))
        if scene.sea:
            self._sprites(canvas, figures, shadows)
            self._sea(view, time, canvas)
        self._between_fog(view, time, canvas, figures, shadows)
        self._lights(view, time, canvas)
        return view

    def _open(self, view: View, time: float, canvas: Canvas) -> None:
        scene, light, tiles = self.scene, self.scene.light, self.textures
        flash = motes.flash(scene, time)
        sky.paint_sky(
            canvas.sky, view.focal / 2, view.horizon / 2, view.yaw, self.sky_colours, self.sun_vector, time, scene.cover,
            scene.wind, scene.cloud_scale, light.disc, light.glow, light.falloff, scene.moon, scene.phase, scene.aurora,
            scene.nebula, flash * 2.2, tiles.low, tiles.fine,
        )  # fmt: skip
        if scene.stars:
            points = motes.stars(scene.stars, scene.star_light, self.random, view, time)
            particles.paint_points(canvas.sky, canvas.open_sky, points, False)
        if flash > 0:
            canvas.sky += vector([0.05, 0.06, 0.08]) * np.float32(flash)
            if flash > 0.12:
                started = max(start for start in scene.lightning if start <= time)
                points = motes.bolt(int(scene.seed + started * 10), view, min(flash, 1.2))
                particles.paint_points(canvas.sky, canvas.open_sky, points, False)
        canvas.covered[:] = 0
        self._ground(view, canvas)
        sky.put_sky_behind(canvas.light, canvas.covered, canvas.sky)
        if scene.fireworks:
            particles.paint_points(canvas.light, canvas.depth, motes.fireworks(scene, view, time), False)

    def _ground(self, view: View, canvas: Canvas) -> None:
        if self.land is None or self.scene.ground is None:
            return
        ground, tiles = self.scene.ground, self.textures
        terrain.march_ground(
            canvas.light, canvas.depth, canvas.covered, view.focal, view.horizon, view.yaw, view.x, view.y, view.z,
            self.land.height, self.land.colour, tiles.bumps, tiles.mottle, self.land.scale, ground.bump, ground.detail,
            self.fog, self.sun_colour, self.sun_vector, self.scene.density, self.scene.fog_fall,
            min(self.scene.far, 0.48 / self.land.scale),
        )  # fmt: skip

    def _street(self, view: View, time: float, canvas: Canvas) -> None:
        scene, tiles = self.scene, self.textures
        street.paint_street(
            canvas.light, canvas.depth, view.focal, view.horizon, view.yaw, view.x, view.y, view.z, time, tiles.low,
            tiles.slope_x, self.fog, scene.density, self.sky_colours[0], self.sky_colours[1], 9.0, scene.wet,
        )  # fmt: skip

    def _deep(self, view: View, time: float, canvas: Canvas) -> None:
        light, tiles = self.scene.light, self.textures
        column = (view.width / 2 + view.focal * self.sun[0] - view.x * view.focal * 0.004) / 2
        sea.paint_deep(
            canvas.sky, column, -0.06 * view.height, time, tiles.low, tiles.fine, self.sky_colours[0], self.sky_colours[1],
            vector(light.sun), 0.85,
        )  # fmt: skip
        canvas.covered[:] = 0
        self._ground(view, canvas)
        sky.put_sky_behind(canvas.light, canvas.covered, canvas.sky)

    def _sea(self, view: View, time: float, canvas: Canvas) -> None:
        water, tiles = self.scene.sea, self.textures
        if water is None or view.y < 0.05:
            return
        size = (canvas.sky.shape[1], canvas.sky.shape[0])
        mirror = cv2.resize(canvas.light, size, interpolation=cv2.INTER_AREA)
        if water.blur:
            mirror = cv2.GaussianBlur(mirror, (0, 0), water.blur)
        sea.paint_sea(
            canvas.light, canvas.depth, mirror, view.focal, view.horizon, view.yaw, view.x, view.y, view.z,
            time * water.speed, tiles.slope_x, tiles.slope_z, vector(water.deep), self.sun_colour, self.sun_vector,
            water.glitter, water.rough, water.wave, self.fog, water.density,
        )  # fmt: skip

    def _sprites(self, canvas: Canvas, figures: Array, shadows: Array) -> None:
        if len(shadows):
            sprites.paint_shadows(canvas.light, canvas.depth, shadows)
        if len(figures):
            sprites.paint_sprites(canvas.light, canvas.depth, self.cast.atlas.texels, figures, self.fog)

    def _between_fog(self, view: View, time: float, canvas: Canvas, figures: Array, shadows: Array) -> None:
        """Figures beyond each sheet of fog, then the sheet, from far to near; fires among them."""
        last = np.inf
        away = figures[:, rows.DISTANCE]
        shade = shadows[:, rows.S_DISTANCE]
        for sheet in sorted(self.scene.sheets, key=lambda sheet: -sheet.z):
            self._sprites(
                canvas, figures[(away > sheet.z) & (away <= last)], shadows[(shade > sheet.z) & (shade <= last)]
            )
            last = sheet.z
            _, row, _ = view.point(view.x, sheet.y + self.stand, view.z + sheet.z)
            half = sheet.half * view.height
            drift = view.x * 0.6 / sheet.z + sheet.z * 0.013 + time * sheet.speed
            colour = vector(sheet.colour) if sheet.colour else self.fog
            sprites.paint_fog_sheet(
                canvas.light, canvas.depth, sheet.z, row - half, row + half * 0.9, self.textures.low, drift, time, colour,
                sheet.amount,
            )  # fmt: skip
        far = float(np.median(away)) if len(away) else 0.0
        self._fires(view, time, canvas, far, math.inf)
        self._sprites(canvas, figures[away <= last], shadows[shade <= last])
        self._fires(view, time, canvas, 0.0, far)

    def _fires(self, view: View, time: float, canvas: Canvas, nearest: float, farthest: float) -> None:
        flames, glows = [], []
        for fire in self.scene.fires:
            ground = float(self.land.at(vector([fire.x]), vector([fire.z]))[0]) if self.land else 0.0
            x, y, away = view.point(fire.x, ground - 0.3, fire.z)
            if away < 1 or not nearest <= away < farthest:
                continue
            flicker = 0.85 + 0.11 * math.sin(time * 6 + fire.x) + 0.06 * math.sin(time * 13 + fire.z)
            wide, high = fire.width * view.focal / away, fire.height * 1.35 * view.focal / away
            light = 0.95 * flicker * math.exp(-away * 0.0012)
            flames.append((x, y, wide, high, (fire.x * 0.137 + fire.z * 0.071) % 1, light, away))
            glows.append(
                (
                    x,
                    y - high * 0.25,
                    0,
                    0,
                    min(wide * 2.6, view.width * 0.14),
                    0.17 * light,
                    1.0,
                    0.36,
                    0.10,
                    away * 0.9,
                )
            )
        if flames:
            particles.paint_points(canvas.light, canvas.depth, vector(glows), True)
            particles.paint_fires(
                canvas.light, canvas.depth, vector(flames), self.textures.low, self.textures.fine, time
            )

    def _lights(self, view: View, time: float, canvas: Canvas) -> None:
        scene = self.scene
        if scene.beam:
            x, y, away = view.point(scene.beam.x, scene.beam.y, scene.beam.z)
            if away > 1:
                angle = scene.beam.angle + scene.beam.turn * time
                particles.paint_beam(
                    canvas.light, x, y, angle, motes.scale_of(view), scene.beam.light, vector([1.0, 0.86, 0.58])
                )
        for lamp in scene.lamps:
            x, y, away = view.point(lamp.x, lamp.y, lamp.z)
            if away > 1:
                _, foot, _ = view.point(lamp.x, 0.0, lamp.z)
                particles.paint_lamp(canvas.light, x, y, foot, view.focal / away, lamp.light, vector(lamp.colour))
        for kind in scene.weather:
            particles.paint_points(canvas.light, canvas.depth, motes.weather(kind, self.random, view, time), False)

    def _develop(self, view: View, time: float, canvas: Canvas, out: Picture) -> None:
        scene = self.scene
        small = (canvas.rays.shape[1], canvas.rays.shape[0])
        quarter = np.minimum(cv2.resize(canvas.light, small, interpolation=cv2.INTER_AREA), 12)
        over = np.clip((quarter.max(2, keepdims=True) - scene.bloom_from / max(self.exposure, 0.2)) / 0.8, 0.015, 1)
        bright = quarter * over
        size = motes.scale_of(view)
        tiny = (max(small[0] // 4, 1), max(small[1] // 4, 1))
        far = cv2.resize(bright, tiny, interpolation=cv2.INTER_AREA)
        wide = cv2.GaussianBlur(far, (0, 0), 2.5 * size) * 0.8 + cv2.GaussianBlur(far, (0, 0), 8 * size) * 0.8
        bloom = cv2.GaussianBlur(bright, (0, 0), 2.2 * size) * 0.9 + cv2.resize(
            wide, small, interpolation=cv2.INTER_LINEAR
        )
        ray_colour = self.sun_colour * np.float32(scene.rays * 0.6)
        if scene.rays:
            x, y, _ = view.point(
                view.x + self.sun[0] * 1e4, view.y + self.sun[1] * 1e4, view.z + max(self.sun[2], 0.05) * 1e4
            )
            source = np.clip(quarter.mean(2) - 1.7, 0, 2.5).astype(np.float32)
            post.radial_blur(source, canvas.bright, x / 4, y / 4, 20, 0.95, 0.28)
            post.radial_blur(canvas.bright, canvas.rays, x / 4, y / 4, 14, 0.95, 0.65)
        grain_at = int(time * self.rate + 0.5) * 37 + 11 + scene.seed % 97
        post.develop(
            canvas.light, np.ascontiguousarray(bloom, np.float32), canvas.rays, out, self.exposure, scene.bloom, ray_colour,
            scene.vignette, scene.grade.saturation, vector(scene.grade.shadow), vector(scene.grade.highlight), self.curve,
            self.textures.grain, grain_at, 3.0,
        )  # fmt: skip

    def _expose(self) -> float:
        """The exposure that brings frame 0 to its hour's mean; measured once and held, or the film would pump."""
        canvas = Canvas(self.width, self.height)
        view = self.paint(0.0, canvas)
        out: Picture = np.empty((self.height, self.width, 3), np.uint8)
        low, high = math.log(0.2), math.log(8.0)
        for _ in range(7):
            self.exposure = math.exp((low + high) / 2)
            self._develop(view, 0.0, canvas, out)
            sample = out[::4, ::4].astype(np.float32)
            burnt = float((sample.max(2) > 249).mean())
            if float((sample @ LUMA).mean()) > self.scene.light.mean or burnt > 0.006:
                high = math.log(self.exposure)
            else:
                low = math.log(self.exposure)
        return math.exp((low + high) / 2)


def _contrast(amount: float) -> Array:
    """Square root of a tone to an 8 bit level: gamma 2.2 with an S of this contrast, blacks a little lifted."""
    tone = np.linspace(0, 1, post.TONES + 1) ** 2
    level = tone ** (1 / 2.2)
    bent = level * level * (3 - 2 * level)
    level = level + (bent - level) * (amount - 1) * 1.6
    return np.asarray(255 * np.clip(level * 0.985 + 0.008, 0, 1), np.float32)
