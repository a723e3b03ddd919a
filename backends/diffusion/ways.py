"""Each task as generations over what is known of the clip: joined, paced, brought back to the clip's size, yielded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import chain, islice

import numpy as np

from backends.diffusion import clips, film, rows
from backends.diffusion.clips import Clip, Picture
from backends.diffusion.drawing import Known, Order
from backends.diffusion.film import Sound
from backends.diffusion.job import Shot
from backends.diffusion.rows import Row, Use
from backends.diffusion.windows import Seam, Window, joined, matched, paced, windows
from studio.backend import frame_count
from studio.errors import BadInput
from studio.tasks import Task

SEAM = 8
"""Frames over which two windows of a repainted clip are dissolved."""


def fitted(shot: Shot, width: int, height: int) -> Order:
    """The order at the legal size nearest to width x height."""
    wide, tall = shot.row.snapped(width, height)
    return replace(shot.order, width=wide, height=tall)


# ------------------------------------------------------------------------------------------------------ stills


def still_from_words(shot: Shot) -> None:
    """text_to_image."""
    order = fitted(shot, shot.values["width"], shot.values["height"])
    if (order.width, order.height) != (shot.values["width"], shot.values["height"]):
        shot.context.report("snaps_size", [order.width, order.height])
    shot.context.image(next(shot.job.draw(order).frames))


def still_from_still(shot: Shot) -> None:
    """image_to_image; within the `mask` where one is given. The result has the picture's own size."""
    own = clips.picture(shot.context.input("picture"))
    order = fitted(shot, own.shape[1], own.shape[0])
    small = clips.stretched(own, order.width, order.height)
    order = replace(order, known=(Known(0, [small]),), reference=_reference(shot))
    share = None
    if "mask" in shot.request.inputs:
        if shot.row.inpaint is None:
            raise BadInput(f"The model {shot.row.id!r} cannot paint within a mask.", _others("inpaint"))
        painted = clips.picture(shot.context.input("mask"))[..., 0]
        mask = clips.sized(painted, order.width, order.height)
        share = clips.sized(painted, own.shape[1], own.shape[0])[..., None].astype(np.float32) / 255
        use = shot.row.inpaint
        order = replace(order, use=use, mask=mask, strength=use.strength or order.strength)
    drawn = clips.stretched(next(shot.job.draw(order).frames), own.shape[1], own.shape[0])
    if share is not None:
        drawn = np.rint(own * (1 - share) + drawn * share).astype(np.uint8)
    shot.context.image(drawn)


# ------------------------------------------------------------------------------------------------------- clips


def clip_from_words(shot: Shot) -> None:
    """text_to_video."""
    _fresh(shot, ())


def clip_from_still(shot: Shot) -> None:
    """image_to_video: the picture fills the size and is the first frame; `last` the last one where the model can."""
    values = shot.values
    wide, tall = shot.row.snapped(values["width"], values["height"])
    first = clips.filled(clips.picture(shot.context.input("picture")), wide, tall)
    known = [Known(0, [first])]
    if "last" in shot.request.inputs:
        if shot.order.use.way not in ("first_last", "conditions", "vace"):
            raise BadInput(
                f"The model {shot.row.id!r} cannot end with a given picture.",
                "Leave `last` away, or choose a model that joins two pictures.",
            )
        known.append(Known(-1, [clips.filled(clips.picture(shot.context.input("last")), wide, tall)]))
    _fresh(shot, tuple(known))


def _fresh(shot: Shot, known: tuple[Known, ...]) -> None:
    """A clip of the asked length and rate, longer than a window where the row can go on."""
    row, values = shot.row, shot.values
    order = fitted(shot, values["width"], values["height"])
    if (order.width, order.height) != (values["width"], values["height"]):
        shot.context.report("snaps_size", [order.width, order.height])
    rate = Fraction(values["rate"])
    count = frame_count(values["seconds"], values["rate"])
    total = _own(count, rate, row)
    ends = [one for one in known if one.at < 0]
    if total + row.lost <= row.window or ends:
        frames = _legal(shot, total)
        placed = tuple(Known(one.at % frames, one.frames) for one in known)
        drawn = shot.job.draw(replace(order, frames=frames, known=placed))
        _yield(shot, paced(drawn.frames, row.fps, float(rate), count), rate, drawn.sound)
        return
    going = _going(shot)
    planned = windows(total, row.window, going.overlap, row.rule, going.repeats)
    shot.job.steps.windows = len(planned)
    sounds: list[Sound] = []
    whole = _chained(shot, order, planned, going, known, sounds)
    _yield(shot, paced(whole, row.fps, float(rate), count), rate, None, sounds)


def _chained(
    shot: Shot, order: Order, planned: list[Window], going: Use, known: tuple[Known, ...], sounds: list[Sound]
) -> Iterator[Picture]:
    """Windows one after the other, each beginning with what the one before ended with."""

    def window(number: int, window: Window, handed: list[Picture]) -> Iterator[Picture]:
        use, placed = (going, (Known(0, handed),)) if handed else (order.use, known)
        drawn = shot.job.draw(replace(order, use=use, frames=window.frames, known=placed, seed=order.seed + number))
        if drawn.sound is not None:
            sounds.append(_cut(drawn.sound, window.repeated, window.new, shot.row.fps))
        return drawn.frames

    return joined(planned, Seam(going.overlap), window)


def clip_from_clip(shot: Shot) -> None:
    """video_to_video: the clip's own size, rate and length; windows of it dissolved into each other."""
    row = shot.row
    own = clips.clip(shot.context.input("clip"))
    order = replace(fitted(shot, own.width, own.height), reference=_reference(shot))
    total = _own(own.frames, own.rate, row)
    shared = min(SEAM, row.window // 2)
    planned = windows(total, row.window, shared, row.rule)
    shot.job.steps.windows = len(planned)
    source = paced(own.read(), float(own.rate), row.fps, total)

    shown: list[Picture] = []

    def repainted(number: int, window: Window, handed: list[Picture]) -> Iterator[Picture]:
        fresh = [clips.stretched(frame, order.width, order.height) for frame in islice(source, window.new)]
        given = [*(shown[-window.handed :] if window.handed else ()), *fresh]
        shown[:] = given
        given = given + given[-1:] * (window.frames - len(given))
        return shot.job.draw(replace(order, frames=window.frames, known=(Known(0, given),))).frames

    frames = (clips.stretched(frame, own.width, own.height) for frame in joined(planned, Seam(shared), repainted))
    _yield(shot, paced(frames, row.fps, float(own.rate), own.frames), own.rate)


def longer(shot: Shot) -> None:
    """extend: after the clip's end, or before its start where the model can."""
    row, use, values = shot.row, shot.order.use, shot.values
    own = clips.clip(shot.context.input("clip"))
    back = values["direction"] == "backward"
    if back and not use.backward:
        raise BadInput(f"The model {row.id!r} cannot make what came before a clip.", _others("backward"))
    order = fitted(shot, own.width, own.height)
    count = frame_count(values["seconds"], str(own.rate))
    total = _own(count, own.rate, row)
    handed = _ending(own, use.overlap, row.fps, order, back)
    planned = windows(total, row.window, use.overlap, row.rule, use.repeats, given=len(handed))
    shot.job.steps.windows = len(planned)
    made = _before(shot, order, planned, handed) if back else _after(shot, order, planned, handed)
    frames = (clips.stretched(frame, own.width, own.height) for frame in made)
    added = paced(frames, row.fps, float(own.rate), count)
    if not values["whole"]:
        _yield(shot, added, own.rate)
    elif back:
        _yield(shot, chain(added, own.read()), own.rate)
    else:
        _yield(shot, chain(own.read(), added), own.rate)


def _after(shot: Shot, order: Order, planned: list[Window], handed: list[Picture]) -> Iterator[Picture]:
    """What follows frames: what shows them again is met with them in colour and left out."""

    def window(number: int, window: Window, given: list[Picture]) -> Iterator[Picture]:
        return shot.job.draw(
            replace(order, frames=window.frames, known=(Known(0, given),), seed=order.seed + number)
        ).frames

    seam = Seam(order.use.overlap)
    seam.tail = list(handed)
    return islice(joined(planned, seam, window), len(handed), None)


def _before(shot: Shot, order: Order, planned: list[Window], handed: list[Picture]) -> Iterator[Picture]:
    """What leads up to frames, window by window backwards; given out in order at the end."""
    pieces: list[list[Picture]] = []
    ahead = list(handed)
    for number, window in enumerate(planned):
        known = Known(window.frames - len(ahead), ahead)
        drawn = shot.job.draw(replace(order, frames=window.frames, known=(known,), seed=order.seed + number))
        came = list(drawn.frames)
        meet = matched(ahead, came[known.at :])
        fresh = [meet(frame) for frame in came[known.at - window.new : known.at]]
        pieces.append(fresh)
        ahead = [*fresh, *ahead][: order.use.overlap]
    return chain.from_iterable(reversed(pieces))


def bridged(shot: Shot) -> None:
    """bridge: from the end of the first clip to the start of the second."""
    values = shot.values
    first, second = (clips.clip(shot.context.input(name)) for name in ("first", "second"))
    if (first.width, first.height) != (second.width, second.height):
        raise BadInput(
            f"The clips are {first.width}x{first.height} and {second.width}x{second.height}.",
            "Bring both to one size first.",
        )
    count = frame_count(values["seconds"], str(first.rate))
    between = _between(shot, first, second, count)
    if not values["whole"]:
        _yield(shot, between, first.rate)
        return
    after = round(second.frames / second.rate * first.rate)
    following = paced(second.read(), float(second.rate), float(first.rate), max(1, after))
    _yield(shot, chain(first.read(), between, following), first.rate)


def looped(shot: Shot) -> None:
    """loop: the clip, then a way back from its end to its start."""
    values = shot.values
    own = clips.clip(shot.context.input("clip"))
    back = frame_count(max(values["blend"], 2 / float(own.rate)), str(own.rate))
    kept = own.frames
    if values["seconds"]:
        whole = frame_count(values["seconds"], str(own.rate))
        kept = min(own.frames, max(1, whole - back))
        back = whole - kept
    part = own._replace(frames=kept)
    _yield(shot, chain(own.read(0, kept), _between(shot, part, own, back)), own.rate)


def _between(shot: Shot, first: Clip, second: Clip, count: int) -> Iterator[Picture]:
    """`count` frames at the first clip's rate that lead from its end to the second one's start."""
    row, use = shot.row, shot.order.use
    order = fitted(shot, first.width, first.height)
    start, end = _ending(first, use.overlap, row.fps, order, False), _ending(second, use.overlap, row.fps, order, True)
    total = _own(count, first.rate, row)
    frames = row.rule.up(total + len(start) + len(end))
    if frames > row.window:
        most = (row.window - len(start) - len(end)) / row.fps
        raise BadInput(
            f"The model {row.id!r} can bridge {most:.1f} s at most.", "Ask for less, or choose another model."
        )
    known = (Known(0, start), Known(frames - len(end), end))
    came = list(shot.job.draw(replace(order, frames=frames, known=known)).frames)
    ahead, behind = matched(start, came[: len(start)]), matched(end, came[len(came) - len(end) :])
    inner = came[len(start) : len(came) - len(end)]
    shares = [(place + 1) / (len(inner) + 1) for place in range(len(inner))]
    met = [
        np.rint((1 - share) * ahead(frame) + share * behind(frame)).astype(np.uint8)
        for share, frame in zip(shares, inner, strict=True)
    ]
    # The legal length is a little more than the asked one: all of it is shown in the asked time.
    shown = paced(met, len(met), count, count)
    return (clips.stretched(frame, first.width, first.height) for frame in shown)


# ------------------------------------------------------------------------------------------------------ helpers


def _own(count: int, rate: Fraction, row: Row) -> int:
    """Frames at the model's own rate that last as long as `count` frames at `rate`."""
    return max(1, -(-Fraction(count) * Fraction(row.fps).limit_denominator(1000) // rate))


def _legal(shot: Shot, total: int) -> int:
    """The legal length that holds `total` frames; BadInput where no window does."""
    frames = shot.row.rule.up(total + shot.row.lost)
    if frames > shot.row.window:
        raise BadInput(
            f"The model {shot.row.id!r} makes {shot.row.window / shot.row.fps:.1f} s at most this way.",
            "Ask for less, or choose another model.",
        )
    return frames


def _going(shot: Shot) -> Use:
    """How the row goes on from its own frames; BadInput with what would do."""
    uses = (shot.row.tasks.get(Task.EXTEND), shot.row.tasks.get(Task.IMAGE_TO_VIDEO))
    going = next((use for use in uses if use is not None), None)
    if going is None:
        raise BadInput(
            f"The model {shot.row.id!r} makes {shot.row.window / shot.row.fps:.1f} s at most and cannot go on from there.",
            _others("longer"),
        )
    return going


ABLE: dict[str, Callable[[Row], bool]] = {
    "inpaint": lambda row: row.inpaint is not None,
    "backward": lambda row: Task.EXTEND in row.tasks and row.tasks[Task.EXTEND].backward,
    "longer": lambda row: Task.TEXT_TO_VIDEO in row.tasks and Task.EXTEND in row.tasks,
}


def _others(what: str) -> str:
    able = [row.id for row in rows.load().rows.values() if ABLE[what](row)]
    return f"Choose one that can: {', '.join(able)}." if able else "No model of the catalogue can."


def _reference(shot: Shot) -> Picture | None:
    return clips.picture(shot.context.input("reference")) if "reference" in shot.request.inputs else None


def _ending(own: Clip, frames: int, fps: float, order: Order, start: bool) -> list[Picture]:
    """The last (or, at the `start`, first) frames of a clip at a model's rate and size, in order, at most all of it."""
    step = float(own.rate) / fps
    places = [round(place * step) for place in range(frames)]
    wanted = [min(place if start else own.frames - 1 - place, own.frames - 1) for place in places]
    wanted = [max(0, place) for place in (wanted if start else reversed(wanted))]
    found = {
        place: clips.stretched(frame, order.width, order.height)
        for place, frame in enumerate(own.read(min(wanted), max(wanted) + 1), min(wanted))
        if place in set(wanted)
    }
    return [found[place] for place in wanted]


def _cut(sound: Sound, repeated: int, new: int, fps: float) -> Sound:
    """The sound of a window's new frames."""
    start, end = (round(frame / fps * sound.rate) for frame in (repeated, repeated + new))
    return Sound(sound.samples[:, start:end], sound.rate)


def _yield(
    shot: Shot, frames: Iterator[Picture], rate: Fraction, sound: Sound | None = None, sounds: list[Sound] | None = None
) -> None:
    """Frames to the studio's encoder; a clip with sound as a finished file."""
    steps = shot.job.steps
    if sound is None and not (sounds is not None and shot.row.sound):
        for place, frame in enumerate(frames):
            if place == 0:
                steps.phase("developing")
            shot.context.frame(frame)
        return
    path = shot.context.scratch / "film.mp4"
    steps.phase("developing")
    if sound is None:
        kept = list(frames)  # the sound of a chain is whole only when its last window is drawn
        assert sounds
        sound = Sound(np.concatenate([part.samples for part in sounds], axis=1), sounds[0].rate)
        frames = iter(kept)
    film.write(path, frames, rate, sound)
    shot.context.file(path)


WAYS = {
    Task.TEXT_TO_IMAGE: still_from_words,
    Task.IMAGE_TO_IMAGE: still_from_still,
    Task.TEXT_TO_VIDEO: clip_from_words,
    Task.IMAGE_TO_VIDEO: clip_from_still,
    Task.VIDEO_TO_VIDEO: clip_from_clip,
    Task.EXTEND: longer,
    Task.BRIDGE: bridged,
    Task.LOOP: looped,
}
