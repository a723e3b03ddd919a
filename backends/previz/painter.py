"""Paints the frames of one scene: every frame is a pure function of its time, into buffers that a thread owns."""

from __future__ import annotations

import math
from collections.abc import Sequence
from copy import copy
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from backends.previz import boxes, motes
from backends.previz.camera import View, view_at
from backends.previz.cast import Cast
from backends.previz.changes import Now, happening
from backends.previz.ground import land
from backends.previz.inside import Inside
from backends.previz.kernels import between, particles, post, room, sea, sky, sprites, streams, street, terrain
from backends.previz.kernels import sprites as rows
from backends.previz.kernels.lookup import SMALLER
from backends.previz.scene import FALLING, Lamp, Scene, Sea, Weather
from backends.previz.textures import textures

Array = NDArray[np.float32]
Picture = NDArray[np.uint8]
NO_PLANES: Picture = np.empty(0, np.uint8)
NOTHING_NEAR = 1e5
RAINBOW_FROM = 70.0
"""Metres: what is farther is seen through a rainbow."""
SKY_AT = 0.9e5
LUMA = np.array([0.25, 0.65, 0.10], np.float32)
DISCS = {"sun": 0, "moon": 1, "planet": 2, "ringed": 3, "earth": 4, "eclipse": 5}
SUN_RADIUS = 0.0225
SIZES = [rows.X, rows.FOOT, rows.WIDTH, rows.HEIGHT, rows.FADE]
BUMP_SLOPE = 1.0
"""How fast the ground's bumps rise (metres a metre) where they are 1 high."""
EXPOSE_AT = 320
"""Width of the picture that the exposure is measured on."""


class Canvas:
    """The buffers of one thread: the picture in linear light, its depths, the soft layers at a quarter."""

    def __init__(self, width: int, height: int) -> None:
        self.light: Array = np.zeros((height, width, 3), np.float32)
        self.depth: Array = np.zeros((height, width), np.float32)
        self.covered: Array = np.zeros((height, width), np.float32)
        self.sky: Array = np.zeros((-(-height // SMALLER) + 1, -(-width // SMALLER) + 1, 3), np.float32)
        self.veil: Array = np.zeros(self.sky.shape[:2], np.float32)
        small = (max(height // 4, 2), max(width // 4, 2))
        self.soft: Array = np.zeros((*small, 3), np.float32)
        self.lit: Array = np.zeros((*small, 3), np.float32)
        self.bright: Array = np.zeros((*small, 3), np.float32)
        self.source: Array = np.zeros(small, np.float32)
        self.near: Array = np.zeros(small, np.float32)


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
        self.actors = Cast(scene.actors, self.land)
        self.texels = np.concatenate((self.cast.atlas.texels, self.actors.atlas.texels))
        self.decks = boxes.rows(scene.decks)
        self.way = self._way()
        self.inside = Inside(scene) if scene.room or scene.cave else None
        self.random = motes.seeds(scene.seed)
        light = scene.light
        self.sky_colours = vector([*light.zenith, *light.horizon, *light.sun, *light.cloud, *light.shade]).reshape(5, 3)
        self.sun_colour = vector(light.sun)
        self.curve = _contrast(scene.grade.contrast)
        self.exposure = 1.0
        self.exposure = self._expose()

    def frame(self, time: float, canvas: Canvas) -> Picture:
        """The finished frame at `time` seconds, rows x columns x 3, 8 bit RGB."""
        out: Picture = np.empty((self.height, self.width, 3), np.uint8)
        self._develop(self.paint(time, canvas), time, canvas, out, NO_PLANES)
        return out

    def film(self, time: float, canvas: Canvas, *, shown: bool) -> tuple[Picture, Picture | None]:
        """The finished frame as an encoder takes it, YUV 4:2:0 (see `studio.Context.frame`); where `shown` as RGB too.

        Width and height are even.
        """
        out: Picture = np.empty((self.height, self.width, 3) if shown else (0, 0, 3), np.uint8)
        planes: Picture = np.empty(self.height * self.width * 3 // 2, np.uint8)
        self._develop(self.paint(time, canvas), time, canvas, out, planes)
        return planes.reshape(-1, self.width), out if shown else None

    def _way(self) -> Array:
        """The scene's way as its kernel's row, in the light that falls on level ground."""
        way, light, out = self.scene.way, self.scene.light, np.zeros(terrain.W_COLUMNS, np.float32)
        if way is None or self.scene.ground is None:
            return out
        falls = vector(light.sun) * np.float32(max(self.sun[1], 0.0) * 1.7) + vector(light.ambient) * np.float32(1.6)
        falls *= np.float32(self.scene.ground.light)
        out[: terrain.W_COLOUR] = way.kind, way.at, way.turn, way.bend, way.half, way.across
        out[terrain.W_COLOUR : terrain.W_MARK] = vector(way.colour) * falls
        out[terrain.W_MARK :] = vector(way.mark) * falls
        return out

    def _bar(self) -> int:
        """Rows of each letterbox bar."""
        if not self.scene.letterbox:
            return 0
        return max(round((self.height - self.width / self.scene.letterbox) / 2), 0)

    def paint(self, time: float, canvas: Canvas) -> View:
        """Paint the linear light of a moment into the canvas."""
        scene = self.scene
        now = happening(scene, time, self.seconds)
        view = view_at(scene.camera, time, self.seconds, self.stand, self.width, self.height, now.shake)
        canvas.depth[:] = NOTHING_NEAR
        canvas.soft[:] = 0
        fog = vector(now.fog)
        {
            "open": self._open, "street": self._street, "deep": self._deep, "room": self._inside, "cave": self._inside,
        }[scene.stage](view, time, canvas, now, fog)  # fmt: skip
        sun = view.point(view.x + self.sun[0] * 1e4, view.y + self.sun[1] * 1e4, view.z + max(self.sun[2], 0.05) * 1e4)
        figures, shadows = self._figures(view, time, (sun[0], sun[1]), now)
        if now.sea:
            self._sea(view, time, canvas, now.sea, fog, figures)
        self._between_fog(view, time, canvas, figures, shadows, fog, now)
        self._lights(view, time, canvas, now)
        return view

    def _figures(self, view: View, time: float, sun: tuple[float, float], now: Now) -> tuple[Array, Array]:
        """Everything that stands in the scene, far to near; the actors as far as they are still there."""
        figures, shadows = self.cast.rows(view, time, sun)
        if self.scene.actors and now.gone < 1:
            acting, shade = self.actors.rows(view, time, sun)
            acting[:, rows.OFFSET] += len(self.cast.atlas.texels)
            acting[:, rows.GONE] = now.gone
            acting[:, rows.FOOT] += acting[:, rows.HEIGHT] * now.sunk
            acting[:, rows.LEAN] += now.tilt
            shade[:, rows.S_DARK] *= 1 - now.gone
            figures, shadows = np.concatenate((figures, acting)), np.concatenate((shadows, shade))
            figures = figures[np.argsort(-figures[:, rows.DISTANCE], kind="stable")]
            shadows = shadows[np.argsort(-shadows[:, rows.S_DISTANCE], kind="stable")]
        return figures, shadows

    def _open(self, view: View, time: float, canvas: Canvas, now: Now, fog: Array) -> None:
        scene, light, tiles = self.scene, self.scene.light, self.textures
        flash = motes.flash(scene, time)
        small = 1 / SMALLER
        canvas.covered[:] = 0
        lowest = (
            view.height if scene.ground is None and not now.sea else min(view.horizon + view.height * 0.03, view.height)
        )
        last = view.height if self.land else min(max(math.ceil(lowest) + SMALLER, 1), view.height)
        canvas.light[0 if self.land else last :] = 0
        self._ground(view, canvas, now, fog)
        sky.paint_sky(
            canvas.sky, canvas.veil, view.focal * small, view.horizon * small, view.yaw, self.sky_colours, self.sun_vector,
            time, scene.cover, scene.wind, scene.cloud_scale, light.glow, light.falloff, scene.aurora, scene.nebula,
            flash * 2.2, tiles.low, tiles.fine, math.ceil(lowest * small) + 2,
        )  # fmt: skip
        if flash > 0:
            canvas.sky += vector([0.05, 0.06, 0.08]) * np.float32(flash)
        sky.put_sky_behind(
            canvas.light[:last].reshape(last, -1), canvas.covered[:last], canvas.sky.reshape(len(canvas.sky), -1)
        )
        self._disc(view, time, canvas)
        if scene.stars:
            points = motes.stars(scene.stars, scene.star_light, self.random, view, time, canvas.veil)
            points[:, particles.P_DISTANCE] = SKY_AT
            particles.paint_points(canvas.light, canvas.depth, points, True)
        if flash > 0.12:
            started = max(start for start in scene.lightning if start <= time)
            points = motes.bolt(int(scene.seed + started * 10), view, min(flash, 1.2))
            points[:, particles.P_DISTANCE] = SKY_AT
            particles.paint_points(canvas.light, canvas.depth, points, True)
        if scene.decks:
            self._decks(view, canvas)
        if scene.rainbow:
            across = view.width / 2 - view.focal * (math.copysign(0.10, self.sun[0]) + view.yaw)
            for wide, shine in ((0.62, scene.rainbow), (0.76, 0.45 * scene.rainbow))[: scene.rainbows]:
                streams.paint_rainbow(
                    canvas.light, canvas.depth, across, view.horizon + 0.16 * view.focal, wide * view.focal, 0.055 * view.focal, shine, RAINBOW_FROM,
                )  # fmt: skip
        self._streams(view, time, canvas)
        if scene.fireworks:
            particles.paint_points(canvas.light, canvas.depth, motes.fireworks(scene, view, time), False)

    def _streams(self, view: View, time: float, canvas: Canvas) -> None:
        """What falls or rises in a column behind the figures."""
        if self.scene.streams:
            running, tiles = motes.streams(self.scene, self.land, view), self.textures
            streams.paint_streams(canvas.light, canvas.depth, running, tiles.low, tiles.fine, time)

    def _decks(self, view: View, canvas: Canvas) -> None:
        """What is laid or built over the land: a roof, a beach, rows of seats."""
        light = self.scene.light
        room.paint_boxes(
            canvas.light, canvas.depth, view.focal, view.horizon, view.yaw, view.x, view.y, view.z, self.decks, boxes.bounds(self.decks, view),
            vector(light.ambient), vector(light.sun), np.zeros((0, room.L_COLUMNS), np.float32), self.textures.low,
        )  # fmt: skip

    def _disc(self, view: View, time: float, canvas: Canvas) -> None:
        scene, light = self.scene, self.scene.light
        if not light.disc:
            return
        kind = DISCS[scene.disc if scene.moon else "sun"]
        colour = self.sun_colour * vector([1.0, 0.9, 0.85]) if kind == 0 else self.sun_colour
        colour = vector(scene.disc_tint) if scene.disc_tint else colour
        shade = vector([light.sun[2] * 0.55, light.sun[1] * 0.35, light.sun[0] * 0.35])
        for aside, up, size in ((0.0, 0.0, scene.moon or SUN_RADIUS), *scene.more_discs):
            x, y, away = view.point(
                view.x + (self.sun[0] + aside) * 1e4,
                view.y + (self.sun[1] + up) * 1e4,
                view.z + max(self.sun[2], 0.05) * 1e4,
            )
            if away <= 0:
                continue
            sky.paint_disc(
                canvas.light, canvas.covered, canvas.veil, x, y, size * view.focal, light.disc * (0.8 if kind == 0 else 1.0), colour, shade,
                kind, scene.phase, time * 0.0015, self.textures.low,
            )  # fmt: skip

    def _ground(self, view: View, canvas: Canvas, now: Now, fog: Array) -> None:
        if self.land is None or self.scene.ground is None:
            return
        ground, tiles = self.scene.ground, self.textures
        terrain.paint_ground(
            canvas.light, canvas.depth, canvas.covered, view.focal, view.horizon, view.yaw, view.x, view.y, view.z,
            self.land.relief, tiles.bumps, tiles.mottle, self.land.scale, ground.bump, ground.detail,
            fog, self.sun_colour, self.sun_vector, self.scene.density, self.scene.fog_fall,
            min(self.scene.far, 0.48 / self.land.scale), vector(now.cloak), now.cloaked,
            self.land.steep + BUMP_SLOPE * ground.bump, self.way,
        )  # fmt: skip

    def _street(self, view: View, time: float, canvas: Canvas, now: Now, fog: Array) -> None:
        scene, tiles = self.scene, self.textures
        street.paint_street(
            canvas.light, canvas.depth, view.focal, view.horizon, view.yaw, view.x, view.y, view.z, time, tiles.low,
            tiles.mottle, fog, scene.density, self.sky_colours[0], self.sky_colours[1], 9.0, scene.wet, scene.daylight,
        )  # fmt: skip
        between.fill_rows(canvas.light, canvas.depth)
        self._streams(view, time, canvas)

    def _inside(self, view: View, time: float, canvas: Canvas, now: Now, fog: Array) -> None:
        assert self.inside is not None
        self.inside.paint(view, time, canvas.light, canvas.depth, canvas.lit, canvas.soft, self.textures)
        self._streams(view, time, canvas)

    def _deep(self, view: View, time: float, canvas: Canvas, now: Now, fog: Array) -> None:
        light, tiles = self.scene.light, self.textures
        small = 1 / SMALLER
        column = (view.width / 2 + view.focal * self.sun[0] - view.x * view.focal * 0.004) * small
        sea.paint_deep(
            canvas.sky, column, -0.06 * view.height * small * 1.5, time, tiles.low, tiles.fine, self.sky_colours[0],
            self.sky_colours[1], vector(light.sun), 0.85,
        )  # fmt: skip
        canvas.covered[:] = 0
        if self.land:
            canvas.light[:] = 0
        self._ground(view, canvas, now, fog)
        sky.put_sky_behind(
            canvas.light.reshape(view.height, -1), canvas.covered, canvas.sky.reshape(len(canvas.sky), -1)
        )

    def _sea(self, view: View, time: float, canvas: Canvas, water: Sea, fog: Array, figures: Array) -> None:
        tiles = self.textures
        if view.y - water.level < 0.05:
            return
        # Water shows the picture at half size, rough water blurred at a quarter: figures need not be painted twice at full size.
        shrink = 4 if water.blur else 2
        # Nor what lies below the horizon, which no wave shows.
        spread = water.blur * 2 / shrink
        high = max(min(math.ceil(view.horizon / shrink + spread * 4) + 4, view.height // shrink), 2)
        size = (max(view.width // shrink, 2), high)
        mirror = cv2.resize(canvas.light[: high * shrink, : size[0] * shrink], size, interpolation=cv2.INTER_AREA)
        if len(figures):
            small = figures.copy()
            small[:, SIZES] /= shrink
            depth = np.ascontiguousarray(canvas.depth[: size[1] * shrink : shrink, : size[0] * shrink : shrink])
            sprites.paint_sprites(mirror, depth, self.texels, small, fog)
        if water.blur:
            mirror = cv2.GaussianBlur(mirror, (0, 0), spread)
        sea.paint_sea(
            canvas.light, canvas.depth, mirror, view.focal, view.horizon, view.yaw, view.x, view.y - water.level, view.z,
            time * water.speed, tiles.waves, tiles.far_waves, vector(water.deep), self.sun_colour, self.sun_vector,
            water.glitter, water.rough, water.wave, water.foam, water.ice, tiles.low, fog, water.density,
        )  # fmt: skip

    def _sprites(self, canvas: Canvas, figures: Array, shadows: Array, fog: Array) -> None:
        if len(shadows):
            sprites.paint_shadows(canvas.light, canvas.depth, shadows)
        if len(figures):
            sprites.paint_sprites(canvas.light, canvas.depth, self.texels, figures, fog)

    def _between_fog(
        self, view: View, time: float, canvas: Canvas, figures: Array, shadows: Array, fog: Array, now: Now
    ) -> None:
        """Figures beyond each sheet of fog, then the sheet, from far to near; fires among them."""
        last = np.inf
        away = figures[:, rows.DISTANCE]
        shade = shadows[:, rows.S_DISTANCE]
        for sheet in sorted(self.scene.sheets, key=lambda sheet: -sheet.z):
            self._sprites(
                canvas, figures[(away > sheet.z) & (away <= last)], shadows[(shade > sheet.z) & (shade <= last)], fog
            )
            last = sheet.z
            _, row, _ = view.point(view.x, sheet.y + self.stand, view.z + sheet.z)
            half = sheet.half * view.height
            drift = view.x * 0.6 / sheet.z + sheet.z * 0.013 + time * sheet.speed
            colour = vector(sheet.colour) if sheet.colour else fog
            sprites.paint_fog_sheet(
                canvas.light.reshape(self.height, -1), canvas.depth, float(sheet.z), row - half, row + half * 0.9, self.textures.low, drift, time, colour,
                sheet.amount,
            )  # fmt: skip
        far = min([float(np.median(away)) if len(away) else 0.0, *(sprite.z for sprite in self.scene.actors)])
        self._fires(view, time, canvas, now, far, math.inf)
        focus = self.scene.focus
        if focus:
            behind = (away <= last) & (away > focus * 1.25)
            self._sprites(canvas, figures[behind], shadows[(shade <= last) & (shade > focus * 1.25)], fog)
            self._blur(canvas, focus)
            last = min(last, focus * 1.25)
        self._sprites(canvas, figures[away <= last], shadows[shade <= last], fog)
        self._fires(view, time, canvas, now, 0.0, far)

    def _blur(self, canvas: Canvas, focus: float) -> None:
        """What lies behind the focus loses its edges, as a long lens shows it."""
        small = (canvas.soft.shape[1], canvas.soft.shape[0])
        quarter = np.minimum(cv2.resize(canvas.light, small, interpolation=cv2.INTER_AREA), 6)
        blurred = cv2.GaussianBlur(quarter, (0, 0), max(1.5 * math.sqrt(self.width * self.height) / 960, 0.5))
        sprites.soften_beyond(
            canvas.light.reshape(self.height, -1), canvas.depth, blurred.reshape(small[1], -1), focus * 1.2, focus * 2.2
        )

    def _fires(self, view: View, time: float, canvas: Canvas, now: Now, nearest: float, farthest: float) -> None:
        flames, glows = [], []
        halo = 0.17 if self.inside is None else 0.07
        for fire in (*self.scene.fires, *now.fires):
            ground = float(self.land.at(vector([fire.x]), vector([fire.z]))[0]) if self.land else 0.0
            x, y, away = view.point(fire.x, ground + fire.lift - 0.3, fire.z)
            if away < 1 or not nearest <= away < farthest:
                continue
            flicker = 0.85 + 0.11 * math.sin(time * 6 + fire.x) + 0.06 * math.sin(time * 13 + fire.z)
            wide, high = fire.width * view.focal / away, fire.height * 1.35 * view.focal / away
            light = 0.95 * flicker * math.exp(-away * 0.0012)
            flames.append((x, y, wide, high, (fire.x * 0.137 + fire.z * 0.071) % 1, light, away))
            radius = min(wide * 2.6, view.width * 0.14)
            glows.append((x / 4, (y - high * 0.25) / 4, 0, 0, radius / 4, halo * light, 1.0, 0.36, 0.10, 0))
        if flames:
            particles.paint_points(canvas.soft, canvas.near, vector(glows), False)
            particles.paint_fires(
                canvas.light, canvas.depth, vector(flames), self.textures.low, self.textures.fine, time
            )

    def _lights(self, view: View, time: float, canvas: Canvas, now: Now) -> None:
        scene = self.scene
        if scene.beam:
            x, y, away = view.point(scene.beam.x, scene.beam.y, scene.beam.z)
            if away > 1:
                angle = scene.beam.angle + scene.beam.turn * time
                size = motes.scale_of(view) / 4
                particles.paint_beam(
                    canvas.soft, x / 4, y / 4, angle, size, scene.beam.light, vector([1.0, 0.86, 0.58])
                )
        for lamp in scene.lamps:
            x, y, away = view.point(lamp.x, lamp.y, lamp.z)
            if away > 1 and self.inside:
                self._bulb(canvas, lamp, x, y, away, view)
            elif away > 1:
                _, foot, _ = view.point(lamp.x, 0.0, lamp.z)
                metre = view.focal / away / 4
                particles.paint_lamp(canvas.soft, x / 4, y / 4, foot / 4, metre, lamp.light, vector(lamp.colour))
        for kind in (*scene.weather, *now.weather):
            self._weather(kind, view, time, canvas)
        if len(now.burst):
            particles.paint_points(canvas.light, canvas.depth, motes.burst(now.burst, self.random, view), False)

    def _bulb(self, canvas: Canvas, lamp: Lamp, x: float, y: float, away: float, view: View) -> None:
        """A lamp in a room: a small bright shade with a halo; what it lights, the room's kernel lights."""
        metre = view.focal / away
        colour = lamp.colour
        shade = (x, y, 0, 0, 0.085 * metre, 3.2, *colour, away * 0.97)
        particles.paint_points(canvas.light, canvas.depth, vector([shade]), True)
        halo = (x / 4, y / 4, 0, 0, 0.5 * metre / 4, 0.16, *colour, 0.0)
        particles.paint_points(canvas.soft, canvas.near, vector([halo]), False)

    def _weather(self, kind: Weather, view: View, time: float, canvas: Canvas) -> None:
        if kind.kind in motes.HUES:
            streams.paint_leaves(canvas.light, canvas.depth, motes.leaves(kind, self.random, view, time))
            return
        points = motes.weather(kind, self.random, view, time)
        outside = self.scene.room is not None and kind.kind in FALLING
        if outside:  # seen through the windows only
            points[:, particles.P_DISTANCE] = 0.5 * room.BEYOND
        particles.paint_points(canvas.light, canvas.depth, points, outside)

    def _develop(self, view: View, time: float, canvas: Canvas, out: Picture, planes: Picture) -> None:
        scene = self.scene
        now = happening(scene, time, self.seconds)
        exposure = self.exposure * now.exposure
        small = (canvas.soft.shape[1], canvas.soft.shape[0])
        bright = canvas.bright
        post.glow(
            canvas.light.reshape(self.height, -1),
            canvas.soft,
            scene.bloom_from / max(self.exposure, 0.2),
            bright,
            canvas.source,
        )
        size = motes.scale_of(view)
        tiny = (max(small[0] // 4, 1), max(small[1] // 4, 1))
        far = cv2.resize(bright, tiny, interpolation=cv2.INTER_AREA)
        wide = cv2.GaussianBlur(far, (0, 0), 2.5 * size) * 0.8 + cv2.GaussianBlur(far, (0, 0), 8 * size) * 0.8
        soft = cv2.GaussianBlur(bright, (0, 0), 2.2 * size) * 0.9
        soft += cv2.resize(wide, small, interpolation=cv2.INTER_LINEAR)
        soft *= np.float32(scene.bloom)
        soft += canvas.soft
        if scene.rays:
            x, y, _ = view.point(
                view.x + self.sun[0] * 1e4, view.y + self.sun[1] * 1e4, view.z + max(self.sun[2], 0.05) * 1e4
            )
            eighth = (max(small[0] // 2, 1), max(small[1] // 2, 1))
            source = cv2.resize(canvas.source, eighth, interpolation=cv2.INTER_AREA)
            smeared, rays = np.empty_like(source), np.empty_like(source)
            post.radial_blur(source, smeared, x / 8, y / 8, 20, 0.95, 0.28)
            post.radial_blur(smeared, rays, x / 8, y / 8, 14, 0.95, 0.65)
            rays = cv2.resize(rays, small, interpolation=cv2.INTER_LINEAR)
            soft += rays[..., None] * (self.sun_colour * np.float32(scene.rays * 0.6))
        if now.flash:
            soft += vector([1.0, 0.72, 0.45]) * np.float32(now.flash)
        grain_at = int(time * self.rate + 0.5) * 37 + 11 + scene.seed % 97
        grade = scene.grade
        post.develop(
            canvas.light.reshape(self.height, -1), np.ascontiguousarray(soft, np.float32).reshape(soft.shape[0], -1),
            out.reshape(len(out), out.shape[1] * 3), planes, self._bar(), exposure, scene.vignette,
            grade.saturation * now.saturation, vector(grade.shadow) * vector(now.tint), vector(grade.highlight) * vector(now.tint),
            self.curve, self.textures.grain, grain_at, 3.0,
        )  # fmt: skip

    def _expose(self) -> float:
        """The exposure that brings frame 0 to its hour's mean; measured once and held, or the film would pump."""
        if self.width > EXPOSE_AT:
            smaller = copy(self)
            smaller.width, smaller.height = EXPOSE_AT, max(round(self.height * EXPOSE_AT / self.width), 2)
            return smaller._expose()
        canvas = Canvas(self.width, self.height)
        if self.scene.actors:
            bare = copy(self)
            bare.scene = replace(self.scene, actors=())
            self.actors.stand_out(canvas.light, bare.paint(0.0, canvas), self.scene.light.mean)
        view = self.paint(0.0, canvas)
        out: Picture = np.empty((self.height, self.width, 3), np.uint8)
        low, high = math.log(0.2), math.log(8.0)
        for _ in range(7):
            self.exposure = math.exp((low + high) / 2)
            self._develop(view, 0.0, canvas, out, NO_PLANES)
            sample = out[::2, ::2].astype(np.float32)
            burnt = float((sample.max(2) > 249).mean())
            if float((sample @ LUMA).mean()) > self.scene.light.mean or burnt > 0.006:
                high = math.log(self.exposure)
            else:
                low = math.log(self.exposure)
        return math.exp((low + high) / 2)


def _contrast(amount: float) -> Array:
    """Square root of a tone to an 8 bit level: gamma 2.2 with an S of this contrast, blacks a little lifted; as a polynomial."""
    root = np.linspace(0, 1, 512)
    level = root ** (2 / 2.2)
    bent = level * level * (3 - 2 * level)
    level = level + (bent - level) * (amount - 1) * 1.6
    wanted = 255 * np.clip(level * 0.985 + 0.008, 0, 1)
    return np.asarray(np.polynomial.polynomial.polyfit(root, wanted, post.CURVE_TERMS - 1), np.float32)
