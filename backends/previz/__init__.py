"""previz: painted scenes from words. No weights, no GPU; plainly not footage."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from pydantic import Field

from studio import Backend, BadInput, Context, Estimate, Request, Task, TextToImage, TextToVideo, frame_count, hookimpl

if TYPE_CHECKING:
    from backends.previz.painter import Canvas, Painter, Picture

LETTERBOX = Field(
    0.0, ge=0, le=4, description="Black bars to a picture this many times as wide as high, such as 2.39; 0 for none"
)


class PaintedStill(TextToImage):
    """A painted still."""

    letterbox: float = LETTERBOX


class PaintedClip(TextToVideo):
    """A painted clip."""

    letterbox: float = LETTERBOX


PREVIEW_EVERY = 10
AHEAD = 2
"""Frames a thread may be ahead of the one that is written."""


class Previz(Backend):
    """Scenes painted in high dynamic range light, from the words of the shot and of the film."""

    id = "previz"
    version = "20"
    title = "Painted scenes"
    description = "Quick, free, plainly not footage: land, sea, town, room or space by the words, the subject in it, lit and moving."
    tasks = {Task.TEXT_TO_IMAGE: PaintedStill, Task.TEXT_TO_VIDEO: PaintedClip}
    capabilities = frozenset({"seed", "preview", "offline"})
    licence = "Apache-2.0; word lists from WordNet (permissive)"
    embedded = True

    def plan(self, request: Request) -> Estimate:
        """About thirty 720p frames a second on one core."""
        params = self.params(request).model_dump(mode="json")
        frames = frame_count(params["seconds"], params["rate"]) if request.task is Task.TEXT_TO_VIDEO else 1
        return Estimate(
            params=params, seconds=1 + frames * params["width"] * params["height"] / 921_600 / 30, bytes=frames * 20_000
        )

    def setup(self, device: str) -> None:
        """Import the painter; its kernels compile at the first frame, once a machine."""
        import gc

        import cv2

        from backends.previz import direction, painter

        gc.set_threshold(200_000)  # compiling makes millions of objects that live: a tenth of it went on dead ones
        cv2.setNumThreads(1)  # whole frames are painted side by side; threads within one would only get in their way
        self.direction, self.painter = direction, painter

    def run(self, request: Request, context: Context) -> None:
        """Exactly the asked frames and size. Reports `understood`, the words `not_understood`, and in sentences what is `unsure`."""
        params = self.params(request).model_dump(mode="json")
        moving = request.task is Task.TEXT_TO_VIDEO
        if moving and (params["width"] % 2 or params["height"] % 2):
            raise BadInput(
                f"No clip can be {params['width']} x {params['height']} pixels: film has pixels in pairs.",
                "Give an even width and height.",
            )
        frames = frame_count(params["seconds"], params["rate"]) if moving else 1
        context.progress(0, frames, "preparing the picture engine (once)")
        rate = float(_fraction(params["rate"])) if moving else 24.0
        seconds = frames / rate if moving else 2.0
        scene, reading = self.direction.direct(
            params["prompt"],
            params["style"],
            request.seed,
            params["width"],
            params["height"],
            seconds,
            params["letterbox"],
        )
        context.report("understood", self.direction.describe(reading))
        context.report("not_understood", list(reading.unknown))
        context.report("unsure", list(reading.doubts))
        painter = self.painter.Painter(scene, params["width"], params["height"], seconds, rate)
        if not moving:
            context.image(painter.frame(1.0, self.painter.Canvas(params["width"], params["height"])))
            context.progress(1, 1, "painting")
            return
        for index, (planes, picture) in enumerate(self._frames(painter, params, frames, rate, context.threads)):
            context.frame(planes)
            if picture is not None:
                context.preview(picture)
            context.progress(index + 1, frames, "painting")

    def _frames(
        self, painter: Painter, params: dict[str, Any], frames: int, rate: float, threads: int
    ) -> Iterator[tuple[Picture, Picture | None]]:
        """All frames in order, every PREVIEW_EVERY-th also as RGB; each thread paints every `threads`-th one on a canvas
        of its own."""
        canvases: list[Canvas] = [self.painter.Canvas(params["width"], params["height"]) for _ in range(threads)]
        yield painter.film(0.0, canvases[0], shown=True)
        workers = [ThreadPoolExecutor(1) for _ in range(threads)]
        try:
            waiting: list[Future[tuple[Picture, Picture | None]]] = []
            sent = 1
            for wanted in range(1, frames):
                while sent < frames and sent < wanted + threads * AHEAD:
                    thread, shown = sent % threads, sent % PREVIEW_EVERY == 0
                    waiting.append(workers[thread].submit(painter.film, sent / rate, canvases[thread], shown=shown))
                    sent += 1
                yield waiting.pop(0).result()
                assert wanted < sent
        finally:
            for worker in workers:
                worker.shutdown(wait=True, cancel_futures=True)


def _fraction(rate: str) -> float:
    top, _, bottom = rate.partition("/")
    return int(top) / int(bottom or 1)


@hookimpl
def register_backends() -> list[type[Backend]]:
    """What this plugin brings."""
    return [Previz]
