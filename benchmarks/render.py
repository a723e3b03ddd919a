"""The renderer's bars, as ratios to a floor measured in the same run: `python benchmarks/render.py [--only PART]`.

The floor is one decode and one encode of the finished film by a fixed yardstick, x264 `veryfast` at crf 20, whatever the
film itself is encoded with. CPU is that of this process and of every ffmpeg it started;
what is compared is CPU, so that a busy machine changes little. Clips are made here, so nothing is needed but the studio.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import psutil
import soundfile
from PIL import Image

from studio.datafolder import DataFolder, open_data
from studio.render import ffmpeg
from studio.render.film import Rendered, render
from studio.settings import Settings
from studio.shelf.assets import Asset, Shelf
from studio.shelf.probe import probe
from studio.timeline.rate import FILM, Rate
from studio.timeline.timeline import Clip, Levels, Sound, Timeline, Title, Transition

RATE_23 = Rate(num=24000, den=1001)
TITLES = ("In a world", "Of paper ships", "One storm", "This winter", "Trailer Studio")


class Bench:
    """A data folder with made clips and sounds, and what the parts of this program measure with it."""

    def __init__(self, folder: Path, width: int, height: int) -> None:
        self.folder, self.width, self.height = folder, width, height
        self.data: DataFolder = open_data(folder / "data")
        self.shelf = Shelf(self.data)
        self.failed = False

    def clip(self, number: int, frames: int, rate: Rate = FILM, size: tuple[int, int] | None = None) -> Asset:
        """A camera moving over a soft landscape of its own, encoded as a generated shot is."""
        width, height = size or (self.width, self.height)
        path = self.data.tmp / f"clip{number}-{frames}.mp4"
        random = np.random.default_rng(number)
        scene = np.zeros((height + frames + 1, width + 2 * frames + 2, 3), np.float32)
        for cell, weight in ((160, 70), (48, 34), (16, 16), (6, 7)):
            rough = random.standard_normal((scene.shape[0] // cell + 2, scene.shape[1] // cell + 2, 3))
            large = (rough.shape[1] * cell, rough.shape[0] * cell)
            for channel in range(3):
                plane = Image.fromarray(rough[..., channel].astype(np.float32))
                smooth = np.asarray(plane.resize(large, Image.Resampling.BICUBIC))
                scene[..., channel] += smooth[: scene.shape[0], : scene.shape[1]] * weight
        pixels = np.clip(scene + 110, 0, 255).astype(np.uint8)
        command = ffmpeg.shot_encoder(width, height, str(rate), path)
        with subprocess.Popen(command, stdin=subprocess.PIPE) as encoder:
            assert encoder.stdin is not None
            for frame in range(frames):
                view = pixels[frame : frame + height, 2 * frame : 2 * frame + width]
                encoder.stdin.write(np.ascontiguousarray(view).tobytes())
        return self.shelf.commit(path, "video", recipe={"bench": number}, facts=probe(path))

    def sound(self, name: str, seconds: float, level: float) -> Asset:
        """A swelling chord over soft noise."""
        path = self.data.tmp / f"{name}.wav"
        time_line = np.arange(round(seconds * 48_000)) / 48_000
        random = np.random.default_rng(len(name) + len(time_line))
        samples = random.standard_normal((len(time_line), 2)) * 0.03
        for hertz in 110 * 2 ** (random.integers(0, 36, 12) / 12):
            samples += (np.sin(2 * np.pi * hertz * time_line) / 6)[:, None]
        swell = 0.6 + 0.4 * np.sin(time_line * 1.7)
        samples = (samples * level * swell[:, None]).astype(np.float32)
        soundfile.write(path, samples, 48_000, subtype="FLOAT")
        return self.shelf.commit(path, "audio", recipe={"bench": name}, facts=probe(path))

    def render(self, timeline: Timeline) -> Rendered:
        return render(timeline, self.shelf, data=self.data, settings=Settings(), recipe={"title": "Bench"})

    def floor(self, film: Path) -> float:
        """CPU seconds of one decode and one encode of a film, its sound copied."""
        out = self.folder / "floor.mp4"
        encode = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p", "-c:a", "copy"]
        return measured(lambda: ffmpeg.run(["-i", f"file:{film}", *encode, f"file:{out}"]))[0]

    def judge(self, what: str, value: float, bar: float, unit: str = "") -> None:
        """Print a figure beside its bar."""
        good = value <= bar
        self.failed |= not good
        print(f"{'ok  ' if good else 'MISS'} {what:<58} {value:9.3f}{unit}   bar {bar:g}{unit}", flush=True)


def measured(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds of this process and its children while it works, and what it answers."""

    def spent() -> float:
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(one.ru_utime + one.ru_stime for one in used)

    before = spent()
    answer = work()
    return spent() - before, answer


def peak(work: Callable[[], Any]) -> tuple[float, Any]:
    """Largest memory (MB) of this process with its children while it works, and what it answers.

    Proportional set size where the system tells it: two ffmpegs share the pages of one program.
    """
    me, found, done = psutil.Process(), [0], threading.Event()

    def look() -> None:
        while not done.wait(0.1):
            total = 0
            for process in (me, *me.children(recursive=True)):
                try:
                    total += getattr(process.memory_full_info(), "pss", process.memory_info().rss)
                except psutil.Error:
                    continue
            found[0] = max(found[0], total)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        answer = work()
    finally:
        done.set()
        thread.join()
    return found[0] / 1e6, answer


def sixty_seconds(bench: Bench, clips: int = 20, length: int = 72) -> Timeline:
    """A film of 20 clips, 10 dissolves, 5 titles, voice, effects and music."""
    assets = [bench.clip(number, length + 16) for number in range(clips)]
    picture = tuple(
        Clip(id=f"c{n}", asset=asset.id, start=n * length, frames=length, source_in=8, source_frames=length + 16)
        for n, asset in enumerate(assets)
    )
    frames = clips * length
    joins = tuple(Transition(kind="dissolve", at=n * length, frames=12) for n in range(1, clips, 2))
    cards = tuple(
        Title(id=f"t{n}", text=text, start=int(frames * (0.05 + 0.19 * n)), frames=60) for n, text in enumerate(TITLES)
    )
    seconds = float(FILM.seconds(frames))
    voice = [bench.sound(f"voice{n}", 3.0, 0.05) for n in range(3)]
    effects = [bench.sound(f"effect-{n}", 1.0, 0.1) for n in range(8)]
    music = bench.sound("music", seconds, 0.1)
    return Timeline(
        width=bench.width,
        height=bench.height,
        frames=frames,
        picture=picture,
        transitions=joins,
        titles=cards,
        voice=tuple(
            Sound(id=f"v{n}", asset=asset.id, start=int(frames * (0.08 + 0.3 * n)), frames=72)
            for n, asset in enumerate(voice)
        ),
        effects=tuple(
            Sound(id=f"e{n}", asset=asset.id, start=int(frames * (0.02 + 0.12 * n))) for n, asset in enumerate(effects)
        ),
        music=(Sound(id="m", asset=music.id, start=0),),
    )


def warm(bench: Bench) -> None:
    """Render half a second with a title and a sound, so that loading libraries is not counted as rendering."""
    beep = bench.sound("warm", 0.5, 0.1)
    title = Title(id="warm", text="Warm", start=0, frames=12)
    music = (Sound(id="warm", asset=beep.id, start=0),)
    bench.render(Timeline(width=64, height=36, frames=12, titles=(title,), voice=music, effects=music, music=music))


def cold(bench: Bench) -> None:
    """Cold, after one change, and unchanged."""
    timeline = sixty_seconds(bench)
    warm(bench)
    spent, film = measured(lambda: bench.render(timeline))
    floor = min(bench.floor(film.path) for _ in range(3))
    print(f"     floor {floor:.2f} s CPU, cold {spent:.2f} s CPU, {film.report['segments']} segments", flush=True)
    bench.judge("cold render / floor", spent / floor, 1.40)
    bench.judge("unchanged / floor", measured(lambda: bench.render(timeline))[0] / floor, 0.03)
    other = bench.clip(99, 88)
    clips = [clip.model_copy(update={"asset": other.id}) if clip.id == "c6" else clip for clip in timeline.picture]
    titles = [title.model_copy(update={"text": "Another"}) if title.id == "t2" else title for title in timeline.titles]
    changes = {
        "one clip changed / floor": {"picture": tuple(clips)},
        "one title changed / floor": {"titles": tuple(titles)},
        "music level changed / floor": {"levels": Levels(music_db=-2)},
    }
    for what, change in changes.items():
        changed = timeline.model_copy(update=change)
        spent, film = measured(lambda changed=changed: bench.render(changed))
        bench.judge(f"{what} ({film.report['encoded']} encoded)", spent / floor, 0.12)


def memory(bench: Bench) -> None:
    """The 60 s film's, and flat from 20 to 200 clips of a second. Apart, because looking costs CPU too."""
    timeline = sixty_seconds(bench)
    warm(bench)
    bench.judge("peak memory, 60 s film", peak(lambda: bench.render(timeline))[0], 450, " MB")
    found = []
    assets = [bench.clip(1000 + number, 40) for number in range(8)]
    for clips in (20, 200):
        picture = tuple(
            Clip(id=f"c{n}", asset=assets[n % 8].id, start=n * 24, frames=24, source_in=n % 16, source_frames=40)
            for n in range(clips)
        )
        timeline = Timeline(width=bench.width, height=bench.height, frames=clips * 24, picture=picture)
        found.append(peak(lambda timeline=timeline: bench.render(timeline))[0])
    bench.judge("peak memory, 200 clips", found[1], 450, " MB")
    bench.judge("peak memory, 200 clips / 20 clips", found[1] / found[0], 1.10)


def join(bench: Bench) -> None:
    """Four minutes at 23.976 in many pieces: bit-identical to its segments, sound in step to the end."""
    flash, plain, beat = 24, 37, bench.folder / "beats.wav"
    frames = 5754
    width, height = 128, 72
    assets = [bench.clip(2000 + number, plain, RATE_23, (width, height)) for number in range(4)]
    picture = tuple(
        Clip(
            id=f"c{start}",
            asset=assets[start // plain % 4].id,
            start=start,
            frames=min(plain, frames - start),
            source_frames=plain,
        )
        for start in range(0, frames, plain)
    )
    count = RATE_23.samples(frames)
    samples = np.zeros((count, 2), np.float32)
    moments = range(flash, frames, flash * 10)
    for frame in moments:
        start = RATE_23.samples(frame)
        samples[start : start + 480] = 0.5 * np.cos(2 * np.pi * 1000 * np.arange(480) / 48_000)[:, None]
    soundfile.write(beat, samples, 48_000, subtype="FLOAT")
    sound = bench.shelf.commit(beat, "audio", recipe={"bench": "beats"}, facts=probe(beat))
    timeline = Timeline(
        rate=RATE_23, width=width, height=height, frames=frames, picture=picture,
        effects=(Sound(id="beats", asset=sound.id, start=0),),
    )  # fmt: skip
    film = bench.render(timeline)
    bench.judge("frames off", abs(_packets(film.path) - frames), 0)
    parts = [_decoded(path) for path in _segments_of(bench, timeline)]
    whole = hashlib.sha256(b"".join(frame for part in parts for frame in part)).hexdigest()
    bench.judge("joined film differs from its segments", float(_digest(_decoded(film.path)) != whole), 0)
    with av.open(str(film.path)) as file:
        stream = file.streams.video[0]
        assert stream.time_base is not None
        times = sorted(Fraction(packet.pts * stream.time_base) for packet in file.demux(stream) if packet.size)
    with av.open(str(film.path)) as file:
        pieces = [(frame.pts, frame.to_ndarray()[0]) for frame in file.decode(audio=0)]
    heard = np.zeros(count + 48_000, np.float32)
    for pts, block in pieces:
        at = max(0, pts)
        heard[at : at + len(block) - (at - pts)] = block[at - pts :]
    master, _ = soundfile.read(next((bench.data.cache / "mixes").rglob("master.wav")), dtype="float32")
    drifts = [_lag(master[:, 0], heard, RATE_23.samples(frame)) for frame in moments]
    late = [abs(float(times[frame] - RATE_23.seconds(frame))) for frame in moments]
    bench.judge("picture's drift over 4 min", max(late) * 1000, 0.1, " ms")
    bench.judge("sound's drift over 4 min, last against first", abs(drifts[-1] - drifts[0]) / 48, 0.1, " ms")
    bench.judge("sound's offset, worst", max(map(abs, drifts)) / 48, 0.1, " ms")


def _segments_of(bench: Bench, timeline: Timeline) -> list[Path]:
    from studio.render import segments
    from studio.render.film import media
    from studio.render.plan import plan

    planned = plan(timeline, {}, lambda asset: media(bench.shelf.get(asset)))
    return segments.make(
        planned, timeline, {}, bench.shelf.open_local, data=bench.data, settings=Settings()
    )[0]  # fmt: skip


def _packets(path: Path) -> int:
    with av.open(str(path)) as file:
        return sum(1 for packet in file.demux(file.streams.video[0]) if packet.size)


def _decoded(path: Path) -> list[bytes]:
    with av.open(str(path)) as file:
        return [frame.to_ndarray().tobytes() for frame in file.decode(video=0)]


def _digest(frames: list[bytes]) -> str:
    return hashlib.sha256(b"".join(frames)).hexdigest()


def _lag(master: Any, heard: Any, at: int) -> float:
    """Samples by which a beep comes later in the film than in its mix: the peak of their correlation."""
    first, second = master[max(0, at - 200) : at + 680], heard[max(0, at - 200) : at + 680]
    return float(np.argmax(np.correlate(second, first, "full")) - (len(first) - 1))


MOVIEPY = """
import sys
from moviepy import CompositeVideoClip, TextClip, VideoFileClip, concatenate_videoclips, vfx, AudioFileClip, CompositeAudioClip
folder, font, width, height, out = sys.argv[1:6]; paths = sys.argv[6:26]; sounds = sys.argv[26:]
clips = [VideoFileClip(path).subclipped(8 / 24, 80 / 24) for path in paths]
groups = []
for left, right in zip(clips[0::2], clips[1::2]):
    late = right.with_start(left.duration - 0.5).with_effects([vfx.CrossFadeIn(0.5)])
    groups.append(CompositeVideoClip([left, late]))
film = concatenate_videoclips(groups)
words = ("In a world", "Of paper ships", "One storm", "This winter", "Trailer Studio")
cards = [
    TextClip(font=font, text=text, font_size=72, color="white", stroke_width=2, stroke_color="black", duration=2.5)
    .with_position("center").with_start(film.duration * (0.05 + 0.19 * n))
    .with_effects([vfx.CrossFadeIn(0.25), vfx.CrossFadeOut(0.25)])
    for n, text in enumerate(words)
]
tracks = [AudioFileClip(path).with_start(n * 2) for n, path in enumerate(sounds[:-1])]
tracks.append(AudioFileClip(sounds[-1]).subclipped(0, film.duration))
made = CompositeVideoClip([film, *cards]).with_audio(CompositeAudioClip(tracks).with_duration(film.duration))
made.write_videofile(out, fps=24, codec="libx264", preset="veryfast", ffmpeg_params=["-crf", "20"], audio_codec="aac", logger=None)
"""


def moviepy(bench: Bench) -> None:
    """The same cut in MoviePy (no ducking, no loudness), in an environment of its own."""
    environment = bench.folder / "moviepy"
    tool = environment / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    installed = subprocess.run([str(tool), "-m", "pip", "install", "-q", "moviepy==2.2.1"], check=False)
    if installed.returncode:
        print("     MoviePy could not be installed here (is there a network?): this part is left out.")
        return
    timeline = sixty_seconds(bench)
    warm(bench)
    spent, _ = measured(lambda: bench.render(timeline))
    paths = [str(bench.shelf.open_local(clip.asset)) for clip in timeline.picture]
    sounds = [
        str(bench.shelf.open_local(sound.asset)) for sound in (*timeline.voice, *timeline.effects, *timeline.music)
    ]
    font = Path(ffmpeg.__file__).parent / "fonts" / "BebasNeue.ttf"
    words = [str(bench.folder), str(font), str(bench.width), str(bench.height), str(bench.folder / "moviepy.mp4")]
    theirs, _ = measured(lambda: subprocess.run([str(tool), "-c", MOVIEPY, *words, *paths, *sounds], check=True))
    print(f"     the studio {spent:.2f} s CPU, MoviePy {theirs:.2f} s CPU", flush=True)
    bench.judge("cold render / MoviePy", spent / theirs, 0.6)


PARTS: dict[str, Callable[[Bench], None]] = {"cold": cold, "memory": memory, "join": join, "moviepy": moviepy}


def main() -> None:
    """Run all parts, or one; exit code 1 where a bar is missed."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--only", choices=list(PARTS))
    words.add_argument("--size", default="1280x720", help="Frame size; smaller ones measure overhead, not the bars")
    chosen = words.parse_args()
    width, height = (int(side) for side in chosen.size.split("x"))
    failed = False
    for name in [chosen.only] if chosen.only else list(PARTS):
        print(f"{name}: {PARTS[name].__doc__}", flush=True)
        started = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="studio-bench-") as folder:
            bench = Bench(Path(folder), width, height)
            PARTS[name](bench)
            failed |= bench.failed
        print(f"     {time.monotonic() - started:.0f} s", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
