"""Assemble: cut plan and assets to a Timeline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from studio.edits.captions import split, spread
from studio.edits.cards import line_cards
from studio.edits.poster import poster
from studio.errors import BackendError, NotFound
from studio.shelf.assets import Asset
from studio.story.accents import accent_of, accent_slot
from studio.story.brief import Brief
from studio.story.cutting import cut_style
from studio.story.moods import mood
from studio.story.requests import cue_slot
from studio.story.storyboard import Shot, Storyboard
from studio.timeline.cutplan import CutPlan, PlannedShot, VoiceSlot
from studio.timeline.rate import Rate
from studio.timeline.shape import size_of
from studio.timeline.timeline import HANDLES, Caption, Clip, Marker, Sound, Timeline, Title, Transition

EFFECT_FADE = 0.08
"""Seconds over which an effect that is cut off fades away."""


def assemble(brief: Brief, board: Storyboard, cut: CutPlan, assets: Mapping[str, Asset]) -> Timeline:
    """The film's timeline. `assets` maps slot names (`s01`, `s01/voice`, `s01/cue0`, `music`) to what was made.

    Raises NotFound for a shot that has a picture in the storyboard and none on the shelf, BackendError for a clip that
    is shorter than its shot. Sounds that are missing stay silent.
    """
    width, height = size_of(brief.shape)
    shots = {shot.id: shot for shot in board.shots}
    handles = cut.handles
    clips = tuple(
        _clip(planned, assets, cut.rate, *handles[planned.shot]) for planned in cut.shots if shots[planned.shot].prompt
    )
    lines = tuple(line for line in cut.voices if f"{line.shot}/voice" in assets)
    timeline = Timeline(
        rate=cut.rate,
        width=width,
        height=height,
        frames=cut.frames,
        picture=clips,
        transitions=tuple(_transitions(cut, {clip.id: clip for clip in clips})),
        titles=tuple(sorted(_titles(brief, board, cut, shots), key=lambda title: title.start)),
        voice=tuple(_voice(line, assets[f"{line.shot}/voice"], shots[line.shot], cut.rate) for line in lines),
        effects=tuple(_effects(cut, shots, assets)),
        music=_music(cut, assets),
        captions=tuple(_captions(cut, lines, shots)),
        caption_style=f"caption_{brief.captions}" if brief.captions else "",
        markers=tuple(_markers(cut, shots)),
        beats=cut.beats,
        black=tuple(_black(cut, shots)),
    )
    named, style = brief.title or board.title, mood(brief.mood or board.mood).title_style
    return timeline.model_copy(update={"poster": poster(timeline, board, named, style)})


def _clip(planned: PlannedShot, assets: Mapping[str, Asset], rate: Rate, head: int, tail: int) -> Clip:
    asset = assets.get(planned.shot)
    if asset is None:
        raise NotFound(
            f"Shot {planned.shot} has no picture yet.", "Start the film's job again; what is finished stays."
        )
    if asset.kind == "image":
        return Clip(id=planned.shot, asset=asset.id, start=planned.start, frames=planned.frames)
    there = _frames(asset, rate)
    if there < planned.frames:
        raise BackendError(
            f"The clip of shot {planned.shot} has {there} frames, its shot needs {planned.frames}.",
            "Make the shot again, or choose another backend for text_to_video.",
        )
    return Clip(
        id=planned.shot,
        asset=asset.id,
        start=planned.start,
        frames=planned.frames,
        # A clip of a backend that makes only certain lengths may have less to spare: keep what there is on both sides.
        source_in=min(head, (there - planned.frames) * head // (head + tail)),
        source_frames=there,
    )


def _frames(asset: Asset, rate: Rate) -> int:
    """An asset's frames at the film's rate."""
    frames, own = asset.facts.get("frames"), asset.facts.get("rate")
    if isinstance(frames, int) and (own is None or Rate.parse(str(own)) == rate):
        return frames
    return rate.frames(float(asset.facts.get("seconds", 0)))


def _transitions(cut: CutPlan, clips: Mapping[str, Clip]) -> Iterator[Transition]:
    """The planned transitions, no longer than the handles on both sides really are."""
    previous: PlannedShot | None = None
    for planned in cut.shots:
        if previous is not None and planned.transition != "cut":
            before, after = clips.get(previous.shot), clips.get(planned.shot)
            if before is not None and after is not None:
                frames = min(planned.transition_frames, 2 * _tail(before), 2 * _head(after) + 1)
                if frames > 1:
                    yield Transition(kind=planned.transition, at=planned.start, frames=frames)
        previous = planned


def _tail(clip: Clip) -> int:
    """Spare frames after a clip's last used one; a still has as many as wanted."""
    return clip.source_frames - clip.source_in - clip.frames if clip.source_frames else HANDLES


def _head(clip: Clip) -> int:
    return clip.source_in if clip.source_frames else HANDLES


def _titles(brief: Brief, board: Storyboard, cut: CutPlan, shots: Mapping[str, Shot]) -> Iterator[Title]:
    """A card for every shot that has words, in the mood's style unless the shot names its own; and lines as cards.

    The film's title is set as its maker wrote it, what stands after it as a credit.
    """
    usual = mood(brief.mood or board.mood).title_style
    named = brief.title or board.title
    for planned in cut.shots:
        shot = shots[planned.shot]
        if shot.title:
            # The film's title is a hit: it stands from its first frame. Every other card may fade in.
            fade_in = 2 if shot.beat == "title" else min(8, planned.frames // 4)
            same = shot.beat == "title" and shot.title.casefold() == named.casefold()
            yield Title(
                id=shot.id,
                text=named if same else shot.title,
                subtext=shot.subtitle,
                style=shot.title_style or ("credits" if shot.beat == "button" else usual),
                start=planned.start,
                frames=planned.frames,
                fade_in=fade_in,
                fade_out=min(8, planned.frames // 4),
            )
    yield from line_cards(cut, shots, usual, cut_style(brief.cut).cards)


def _voice(line: VoiceSlot, asset: Asset, shot: Shot, rate: Rate) -> Sound:
    start = float(rate.seconds(line.start))
    words = tuple((str(word), start + first, start + last) for word, first, last in asset.facts.get("words", ()))
    return Sound(id=f"{shot.id}/voice", asset=asset.id, start=line.start, words=words)


def _effects(cut: CutPlan, shots: Mapping[str, Shot], assets: Mapping[str, Asset]) -> Iterator[Sound]:
    """Every cue's and every transition's sound, so that the onset it reports lands on its frame."""
    for planned in cut.shots:
        heard = [
            (cue_slot(shots[planned.shot], number), planned.start + round(cue.at * planned.frames), cue.gain_db)
            for number, cue in enumerate(shots[planned.shot].cues)
        ]
        if accent := accent_of(planned):
            heard.append((accent_slot(planned), planned.start, accent.gain_db))
        for slot, moment, gain_db in heard:
            asset = assets.get(slot)
            if asset is None:
                continue
            start = moment - cut.rate.frames(float(asset.facts.get("onset", 0.0)))
            there = cut.rate.frames(float(asset.facts.get("seconds", 0.0)))
            cutoff = cut.frames - start if there > cut.frames - start else None
            yield Sound(id=slot, asset=asset.id, start=start, frames=cutoff, gain_db=gain_db, fade_out=EFFECT_FADE)


def _music(cut: CutPlan, assets: Mapping[str, Asset]) -> tuple[Sound, ...]:
    asset = assets.get("music")
    return () if asset is None else (Sound(id="music", asset=asset.id, start=0, frames=cut.frames, fade_out=0.25),)


def _captions(cut: CutPlan, lines: tuple[VoiceSlot, ...], shots: Mapping[str, Shot]) -> Iterator[Caption]:
    for index, line in enumerate(lines):
        limit = lines[index + 1].start if index + 1 < len(lines) else cut.frames
        words = line.words or spread(shots[line.shot].voice, line.start, line.frames)
        yield from split(words, cut.rate, limit)


def _markers(cut: CutPlan, shots: Mapping[str, Shot]) -> Iterator[Marker]:
    """A marker where the story goes on to its next beat."""
    last = ""
    for planned in cut.shots:
        beat = shots[planned.shot].beat
        if beat != last:
            yield Marker(frame=planned.start, name=beat)
        last = beat


def _black(cut: CutPlan, shots: Mapping[str, Shot]) -> Iterator[tuple[int, int]]:
    """Stretches without a picture, neighbours joined."""
    open_at: int | None = None
    for planned in cut.shots:
        if shots[planned.shot].prompt:
            if open_at is not None:
                yield open_at, planned.start
            open_at = None
        elif open_at is None:
            open_at = planned.start
    if open_at is not None:
        yield open_at, cut.frames
