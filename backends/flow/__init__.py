"""flow: every operation on a clip or a picture that needs no model, by optical flow, Lanczos and grading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from math import ceil
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from studio import (
    Backend,
    BadInput,
    Bridge,
    Context,
    Estimate,
    Extend,
    ImageToImage,
    ImageToVideo,
    Interpolate,
    Loop,
    Params,
    Request,
    Task,
    Upscale,
    VideoToVideo,
    frame_count,
    hookimpl,
    interpolated_count,
    upscaled_size,
)

if TYPE_CHECKING:
    from backends.flow.clips import Film, Picture, Survey
    from backends.flow.course import Course
    from backends.flow.grading import Grade

PREVIEW_EVERY = 10


class FlowBridge(Bridge):
    """A morph or a burn between two clips."""

    look: Literal["morph", "burn"] = Field(
        "morph", description="One becomes the other, or eats through it with a glowing edge"
    )


class FlowStill(ImageToVideo):
    """A camera that moves before a still; the prompt names the move: push in, pull out, pan left, rise, orbit, still."""

    depth: float = Field(
        0.6, ge=0, le=1, description="How far near and far part as the camera moves; 0: a flat picture"
    )
    amount: float = Field(0.5, ge=0, le=1, description="How far the camera goes")


class FlowUpscale(Upscale):
    """Lanczos, and the detail that it softens."""

    detail: float = Field(0.7, ge=0, le=1, description="How much of the detail that enlarging softens is put back")


class Flow(Backend):
    """Operations on any clip, frame by frame; nothing is invented that the clip does not show."""

    id = "flow"
    version = "2"
    title = "Optical flow"
    description = (
        "Extends, joins, loops, slows, enlarges and restyles any clip or picture by its own motion; invents nothing."
    )
    tasks: ClassVar[dict[Task, type[Params]]] = {
        Task.IMAGE_TO_IMAGE: ImageToImage,
        Task.IMAGE_TO_VIDEO: FlowStill,
        Task.VIDEO_TO_VIDEO: VideoToVideo,
        Task.EXTEND: Extend,
        Task.BRIDGE: FlowBridge,
        Task.LOOP: Loop,
        Task.INTERPOLATE: Interpolate,
        Task.UPSCALE: FlowUpscale,
    }
    capabilities = frozenset({"seed", "preview", "offline"})
    licence = "Apache-2.0"
    embedded = True

    def plan(self, request: Request) -> Estimate:
        """About four 720p frames a second on one core; the clip is not opened for it."""
        params = self.params(request).model_dump(mode="json")
        seconds = float(params.get("seconds") or 5.0) * float(params.get("slow", 1.0))
        return Estimate(params=params, seconds=1 + seconds * 7, bytes=int(seconds * 24) * 20_000)

    def setup(self, device: str) -> None:
        """Import what works; the one compiled loop is compiled at its first call, once a machine."""
        import cv2

        from backends.flow import camera, clips, course, enlarge, grading, joining, lengthen, looks, side_by_side

        cv2.setNumThreads(1)  # flow depends on how many threads share a picture: one, for the same bytes everywhere
        self.camera, self.grading, self.looks = camera, grading, looks
        self.clips, self.course, self.enlarge = clips, course, enlarge
        self.joining, self.lengthen, self.side_by_side = joining, lengthen, side_by_side

    def run(self, request: Request, context: Context) -> None:
        """Exactly the frames that the task's own words ask for."""
        params = self.params(request)
        work: dict[Task, Any] = {
            Task.IMAGE_TO_IMAGE: self._restyle_picture,
            Task.IMAGE_TO_VIDEO: self._still,
            Task.VIDEO_TO_VIDEO: self._restyle,
            Task.EXTEND: self._extend,
            Task.BRIDGE: self._bridge,
            Task.LOOP: self._loop,
            Task.INTERPOLATE: self._interpolate,
            Task.UPSCALE: self._upscale,
        }
        work[request.task](params, request.seed, context)

    def _restyle_picture(self, params: ImageToImage, seed: int, context: Context) -> None:
        picture = self._picture(context, "picture")
        small = self.course.fitted(picture, (96, 64))[None]
        grade = self._grade(params, seed, context, small, picture.shape[1], picture.shape[0], 24.0)
        context.image(grade.frame(picture, 0))
        context.progress(1, 1, "restyling")

    def _restyle(self, params: VideoToVideo, seed: int, context: Context) -> None:
        film = self._film(context, "clip", 1)
        told = self._survey(film, context)
        grade = self._grade(params, seed, context, told.small, film.width, film.height, float(film.rate))
        self._yield(context, lambda number: grade.frame(film.frame(number), number), range(len(film)), "restyling")

    def _grade(
        self,
        params: ImageToImage | VideoToVideo,
        seed: int,
        context: Context,
        small: Picture,
        width: int,
        height: int,
        rate: float,
    ) -> Grade:
        reference = self._picture(context, "reference")
        looks, reading = self.looks.asked(params.prompt, params.style, needed=reference is None)
        context.report("understood", list(reading.names))
        context.report("not_understood", list(reading.unknown))
        grade: Grade = self.grading.Grade(looks, reference, small, width, height, params.strength, seed, rate)
        return grade

    def _still(self, params: FlowStill, seed: int, context: Context) -> None:
        count, size = frame_count(params.seconds, params.rate), (params.width, params.height)
        move = self.camera.chosen(params.prompt)
        context.report("camera", move)
        first = self.camera.Still(self._picture(context, "picture"), *size, move, params.depth, params.amount)
        last = self._picture(context, "last")
        after = None if last is None else self.camera.Still(last, *size, "still", params.depth, params.amount)

        def frame(number: int) -> Picture:
            share = number / max(1, count - 1)
            picture: Picture = first.at(share)
            turn = self.lengthen.eased(min(1.0, max(0.0, (share - 0.3) / 0.5)))
            if after is None or turn <= 0:
                return picture
            return self.joining.turned(picture, after.at(1 - share), turn, seed) if turn < 1 else after.at(1 - share)

        self._yield(context, frame, range(count), "filming")

    def _picture(self, context: Context, name: str) -> Any:
        """An input picture, or None where it was not brought; what is clear becomes black."""
        try:
            path = context.input(name)
        except KeyError:
            return None
        return self.clips.still(path)

    def _extend(self, params: Extend, seed: int, context: Context) -> None:
        film = self._film(context, "clip", 4)
        told = self._survey(film, context, moving=True)
        rate, count = float(film.rate), frame_count(params.seconds, str(film.rate))
        frames: Any = film
        if params.direction == "backward":
            frames, told = self.course.Reversed(film), self.course.reversed_survey(told)
        course = self._course(frames, told)
        steps = self.lengthen.going_on(course, told, rate, count, seed)
        context.report("went_on_by", "its own past" if any(step.share < 1 for step in steps) else "to and fro")
        own = [self.lengthen.Step(number) for number in range(len(film))] if params.whole else []
        steps = own + steps
        # Backwards the clip was played from its end: what follows it there is what comes before it.
        steps = steps[::-1] if params.direction == "backward" else steps
        self._yield(context, lambda step: self.lengthen.drawn(course, step), steps, "extending")

    def _bridge(self, params: FlowBridge, seed: int, context: Context) -> None:
        first, second = self._film(context, "first", 2), self._film(context, "second", 2)
        if (first.width, first.height) != (second.width, second.height):
            raise BadInput(
                f"The first clip is {first.width}x{first.height}, the second {second.width}x{second.height}.",
                "Bring both at one size: export the larger one again, or upscale the smaller one.",
            )
        count = frame_count(params.seconds, str(first.rate))
        told, other = self._survey(first, context), self._survey(second, context)
        before, after = self.joining.sides(first, told, second, other, float(first.rate), count, seed)
        join = self.joining.Join(before, after, params.look, seed)
        parts: list[Callable[[], Picture]] = [partial(join.frame, number) for number in range(count)]
        begins = 0
        if params.whole:
            heads = [partial(first.frame, number) for number in range(len(first))]
            tails = [partial(second.frame, number) for number in self._conformed(second, first.rate)]
            parts, begins = [*heads, *parts, *tails], len(first)
        watch = self.joining.Watch(first.frame(len(first) - 1))

        def seen(index: int, picture: Picture) -> None:
            if begins <= index < begins + count:
                watch.see(picture)

        self._yield(context, lambda part: part(), parts, "joining", seen)
        watch.see(second.frame(0))
        jump = watch.largest / self.joining.usual(told.uncut(told.step), other.uncut(other.step))
        context.report("largest_jump", round(jump, 2))
        # Where the clips themselves move as quickly beside the bridge, it does not jump.
        beside = max(*told.step[-3:], *other.step[1:4])
        if jump > self.joining.LARGEST and watch.largest > 1.2 * beside:
            needed = ceil(10 * params.seconds * jump / self.joining.LARGEST) / 10
            context.report(
                "note", f"The clips are too unlike for so short a bridge; {needed} s would join them gently."
            )

    @staticmethod
    def _conformed(film: Film, rate: Fraction) -> list[int]:
        """Numbers of a clip's frames at another rate: the nearest ones."""
        count = interpolated_count(len(film), str(film.rate), str(rate))
        return [min(len(film) - 1, int(number * film.rate / rate)) for number in range(count)]

    def _loop(self, params: Loop, seed: int, context: Context) -> None:
        film = self._film(context, "clip", 6)
        told = self._survey(film, context, moving=True)
        found = self.lengthen.ring(
            told, float(film.rate), frame_count(params.seconds, str(film.rate)) if params.seconds else 0, params.blend
        )
        course = self._course(film, told)
        steps = self.lengthen.looped(told, found)
        context.report("looped_by", "a seam" if found.seam else "to and fro")
        context.report("from_frame", found.start)
        self._yield(context, lambda step: self.lengthen.drawn(course, step), steps, "looping")

    def _interpolate(self, params: Interpolate, seed: int, context: Context) -> None:
        film = self._film(context, "clip", 2)
        rate = Fraction(params.rate) if params.rate else film.rate
        slow = Fraction(params.slow).limit_denominator(10**6)
        if not 1 <= rate <= 120:
            raise BadInput(f"{params.rate!r} frames a second cannot be made.", "Ask for 1 to 120.")
        if rate == film.rate and slow == 1:
            raise BadInput(
                f"The clip has {film.rate} frames a second already, and no slow motion is asked for.",
                "Set `rate`, or `slow` to more than 1.",
            )
        count = interpolated_count(len(film), str(film.rate), str(rate), params.slow)
        if count > 120 * 600:
            raise BadInput(f"That would be {count} frames.", "Ask for less slow motion, or bring a shorter clip.")
        told = self._survey(film, context)
        course = self.course.Course(film, told.cuts, self.course.learned(film, told))
        moments = [float(number * film.rate / (rate * slow)) for number in range(count)]
        self._yield(context, course.at, moments, "slowing" if slow > 1 else "filling in")

    def _upscale(self, params: FlowUpscale, seed: int, context: Context) -> None:
        film = self._film(context, "clip", 1)
        size = upscaled_size(film.width, film.height, params.factor, params.side)
        if size[0] < film.width or size[1] < film.height:
            raise BadInput(
                f"The clip is {film.width}x{film.height}; {size[0]}x{size[1]} would be smaller.",
                "Ask for more than its longest side, up to 2048.",
            )

        def frame(number: int) -> Picture:
            picture: Picture = self.enlarge.enlarged(film.frame(number), *size, params.detail)
            return picture

        self._yield(context, frame, range(len(film)), "enlarging")

    def _film(self, context: Context, name: str, least: int) -> Film:
        film: Film = self.clips.Film(context.input(name))
        if len(film) < least:
            raise BadInput(
                f"The {name if name != 'clip' else 'input'} clip has {len(film)} frame{'s' * (len(film) > 1)}; "
                f"this needs at least {least}.",
                "Bring a longer clip.",
            )
        return film

    def _survey(self, film: Film, context: Context, *, moving: bool = False) -> Survey:
        told: Survey = self.clips.survey(film, lambda done, total: context.progress(done, total, "looking"))
        if moving and told.still:
            raise BadInput("Nothing moves in the clip.", "Make a clip from one of its pictures: image_to_video.")
        return told

    def _course(self, frames: Any, told: Survey) -> Course:
        return self.course.Course(frames, told.cuts, self.course.learned(frames, told), crisp=True)

    def _yield(
        self,
        context: Context,
        work: Callable[[Any], Picture],
        items: Sequence[Any],
        phase: str,
        seen: Callable[[int, Picture], None] | None = None,
    ) -> None:
        """Make a frame of each item, side by side, and hand them on in order; `seen` is told of each with its number."""
        for index, picture in enumerate(self.side_by_side.made(work, items, context.threads)):
            context.frame(picture)
            if seen is not None:
                seen(index, picture)
            if index % PREVIEW_EVERY == 0:
                context.preview(picture)
            context.progress(index + 1, len(items), phase)


@hookimpl
def register_backends() -> list[type[Backend]]:
    """What this plugin brings."""
    return [Flow]
