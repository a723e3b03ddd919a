"""Small films in a data folder, made with the studio's own shelf, for tests of what is drawn and served."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
from PIL import Image

from studio.datafolder import DataFolder
from studio.projects import Project, Projects
from studio.render import ffmpeg
from studio.shelf.assets import Asset, Shelf
from studio.shelf.probe import probe
from studio.story.brief import Brief
from studio.story.storyboard import Cue, Shot, Storyboard
from studio.timeline.cutplan import CutPlan, PlannedShot, VoiceSlot

COLOURS = ("0x31445c", "0x8a4b2a", "0x2f5f57", "0x6b5a8a", "0x9a7a3a", "0x40506a")
WORDS = (
    "A lighthouse on a black cliff, storm",
    "Grey sea, rain walking over the water",
    "A keeper at the rail, his back to us",
    "Something vast passes under the boat",
    "The lamp room, dust in the light",
    "The light goes out",
)
LINES = ("They said the light would never go out.", "", "It had one keeper.", "", "And one door.", "")


def storyboard(shots: int = 6) -> Storyboard:
    """Six shots, three lines, a sound in each."""
    return Storyboard(
        title="The Door Below",
        logline="A lighthouse keeper finds a door under the sea.",
        genre="mystery",
        mood="epic",
        shots=tuple(
            Shot(
                id=f"s{number + 1:02d}",
                beat="title" if number == shots - 1 else "rise",
                prompt=WORDS[number % 6],
                voice=LINES[number % 6],
                cues=(Cue(prompt="wind over rocks", at=0.2, seconds=0.3),),
                weight=1 + number % 3,
            )
            for number in range(shots)
        ),
    )


def cutplan(board: Storyboard, frames: int = 12) -> CutPlan:
    """Every shot `frames` times its weight long."""
    planned: list[PlannedShot] = []
    start = 0
    for shot in board.shots:
        length = int(frames * shot.weight)
        planned.append(PlannedShot(shot=shot.id, start=start, frames=length))
        start += length
    voices = tuple(
        VoiceSlot(shot=shot.id, start=plan.start + 1, frames=plan.frames - 2)
        for shot, plan in zip(board.shots, planned, strict=True)
        if shot.voice
    )
    return CutPlan(frames=start, shots=tuple(planned), voices=voices)


def clip(shelf: Shelf, name: str, colour: str, seconds: float, size: str = "320x180") -> Asset:
    """A clip of one colour with a moving bar, H.264 and AAC, on the shelf."""
    path = shelf.data.tmp / f"{name}.mp4"
    source = f"color=c={colour}:s={size}:r=24:d={seconds}"
    subprocess.run(
        [
            *(str(ffmpeg.executable()), "-v", "error", "-y", "-f", "lavfi", "-i", source),
            *("-f", "lavfi", "-i", f"sine=frequency=220:duration={seconds}", "-pix_fmt", "yuv420p", "-g", "12"),
            *("-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", "-movflags", "+faststart", str(path)),
        ],
        check=True,
        timeout=60,
    )
    return shelf.commit(path, "video", recipe={"test": name}, facts=probe(path))


def texture(shelf: Shelf, seed: int = 1) -> Asset:
    """A picture full of edges, on the shelf; another seed is another picture."""
    path = shelf.data.tmp / f"texture-{seed}.png"
    blocks = np.random.default_rng(seed).integers(30, 220, (9, 16), np.uint8)
    Image.fromarray(blocks).resize((320, 180), Image.Resampling.NEAREST).convert("RGB").save(path)
    return shelf.commit(path, "image", recipe={"test": path.name}, facts=probe(path))


def words(shelf: Shelf, name: str, text: str) -> Asset:
    """A text file on the shelf."""
    path = shelf.data.tmp / name
    path.write_text(text, encoding="utf-8")
    return shelf.commit(path, "text", recipe={"test": name}, facts={})


def half_made(data: DataFolder, made: int = 3) -> Project:
    """A film with a storyboard, a cut, and its first shots and lines made."""
    projects, shelf = Projects(data), Shelf(data)
    board = storyboard()
    project = projects.create(Brief(logline=board.logline, seconds=6, shape="320x180"))
    cut = cutplan(board)
    for number, shot in enumerate(board.shots[:made]):
        asset = clip(shelf, shot.id, COLOURS[number], 0.5 + 0.1 * number)
        projects.add_take(project.id, shot.id, f"key-{project.id}-{shot.id}", asset.id)
        if shot.voice:
            line = clip(shelf, f"{shot.id}-voice", COLOURS[-1 - number], 0.4, "64x36")
            projects.add_take(project.id, f"{shot.id}/voice", f"key-{project.id}-{shot.id}-voice", line.id)
    return projects.update(project.id, storyboard=board, cutplan=cut, title=board.title)


def finished(data: DataFolder) -> Project:
    """A film that is done, with captions beside it."""
    projects, shelf = Projects(data), Shelf(data)
    project = half_made(data, made=6)
    assert project.cutplan is not None
    film = clip(shelf, "film", COLOURS[0], project.cutplan.frames / 24)
    vtt = words(shelf, "film.vtt", "WEBVTT\n\n00:00.100 --> 00:01.000\nThey said the light would never go out.\n")
    srt = words(shelf, "film.srt", "1\n00:00:00,100 --> 00:00:01,000\nThey said the light would never go out.\n")
    for name, asset in (("film", film), ("vtt", vtt), ("srt", srt)):
        projects.add_take(project.id, f"film/{name}", asset.id, asset.id)
    return projects.update(project.id, film=film.id)


def file_of(data: DataFolder, project: Project) -> Path:
    """The finished film's file."""
    assert project.film is not None
    return Shelf(data).open_local(project.film)
