"""Real renders, tiny: exact frames, exact joins, and what happens when something goes wrong in the middle."""

from __future__ import annotations

import resource
import subprocess
import sys
import threading
import time
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from counted import HEIGHT, WIDTH, clip, frames, greys, tone
from PIL import Image

from studio.datafolder import DataFolder
from studio.errors import Cancelled, NotFound, RenderError, StorageError, StudioError
from studio.render import cache, ffmpeg, segments
from studio.render.film import Rendered, render
from studio.settings import Settings
from studio.shelf.assets import Shelf
from studio.shelf.probe import probe
from studio.timeline.rate import Rate
from studio.timeline.timeline import Clip, Sound, Timeline, Title, Transition


@pytest.fixture
def shelf(data: DataFolder) -> Shelf:
    return Shelf(data)


def film(shelf: Shelf, **changes: object) -> Timeline:
    """Two clips of twelve frames with eight spare ones on both sides: greys from 40 and from 140, three a frame."""
    rate = changes.get("rate", Rate())
    assets = [clip(shelf, first, rate=str(rate)) for first in (40, 140)]
    clips = tuple(
        Clip(id=f"c{n}", asset=asset.id, start=n * 12, frames=12, source_in=8, source_frames=28)
        for n, asset in enumerate(assets)
    )
    return Timeline.model_validate({"width": WIDTH, "height": HEIGHT, "frames": 24, "picture": clips, **changes})


def made(timeline: Timeline, shelf: Shelf, **more: object) -> Rendered:
    return render(timeline, shelf, data=shelf.data, settings=Settings(), recipe={"title": "Test"}, **more)  # type: ignore[arg-type]


def expected(timeline: Timeline) -> list[int]:
    return [first + (8 + index) * 3 for first in (40, 140) for index in range(12)]


@pytest.mark.parametrize("rate", [Rate(num=24), Rate(num=24000, den=1001), Rate(num=25), Rate(num=30000, den=1001)])
def test_every_frame_is_the_right_one_at_its_exact_time(shelf: Shelf, rate: Rate) -> None:
    timeline = film(shelf, rate=rate)
    found = made(timeline, shelf)
    assert np.abs(np.array(greys(found.path)) - expected(timeline)).max() < 1.2
    with av.open(str(found.path)) as file:
        stream = file.streams.video[0]
        times = sorted(packet.pts * stream.time_base for packet in file.demux(stream) if packet.size)
        assert file.metadata["title"] == "Test" and '"title":"Test"' in file.metadata["comment"]
    assert times == [rate.seconds(index) for index in range(24)]


def test_a_film_without_sound_has_silence_of_its_length(shelf: Shelf) -> None:
    found = made(film(shelf), shelf)
    with av.open(str(found.path)) as file:
        heard = [frame.to_ndarray() for frame in file.decode(audio=0)]
        stream = file.streams.audio[0]
        assert stream.duration is not None and stream.time_base is not None
        assert abs(Fraction(stream.duration * stream.time_base) - 1) <= Fraction(1, 24)
    assert max(float(np.abs(block).max()) for block in heard) < 1e-4


def test_the_joined_film_decodes_to_the_same_pixels_as_its_segments(shelf: Shelf) -> None:
    timeline = film(
        shelf,
        transitions=(Transition(kind="dissolve", at=12, frames=6),),
        titles=(Title(id="t", text="A", start=0, frames=24),),
    )
    found = made(timeline, shelf)
    parts = sorted((shelf.data.cache / "segments").glob("*/*.mp4"))
    joined = [frame.tobytes() for frame in frames(found.path)]
    alone = {frame.tobytes() for path in parts for frame in frames(path)}
    assert found.report["segments"] == len(parts) == 3 and set(joined) == alone and len(joined) == 24


def test_a_dissolve_takes_handles_and_moves_no_cut(shelf: Shelf) -> None:
    seen = greys(made(film(shelf, transitions=(Transition(kind="dissolve", at=12, frames=8),)), shelf).path)
    want = expected(film(shelf))
    assert np.abs(np.array(seen[:8]) - want[:8]).max() < 1.2 and np.abs(np.array(seen[16:]) - want[16:]).max() < 1.2
    for index in range(8, 16):
        before, after = 40 + (8 + index) * 3, 140 + (8 + index - 12) * 3
        assert before - 2 < seen[index] < after + 2
    assert seen[8:16] == sorted(seen[8:16])


def test_a_dip_is_black_at_its_cut_and_a_burn_is_bright(shelf: Shelf) -> None:
    dip = greys(made(film(shelf, transitions=(Transition(kind="dip", at=12, frames=8),)), shelf).path)
    burn = frames(made(film(shelf, transitions=(Transition(kind="burn", at=12, frames=8),)), shelf).path)
    assert dip[12] < 3 and dip[7] > 70
    middle = burn[12].reshape(-1, 3).mean(axis=0)
    assert middle[0] > 215 and middle[0] > middle[1] > middle[2]
    assert abs(float(burn[7].mean()) - (40 + 15 * 3)) < 2


def test_end_frames_are_held_where_a_clip_has_no_more(shelf: Shelf) -> None:
    timeline = film(shelf)
    long = timeline.picture[1].model_copy(update={"source_in": 22})
    seen = greys(made(film(shelf, picture=(timeline.picture[0], long)), shelf).path)
    assert np.abs(np.array(seen[12:18]) - [140 + index * 3 for index in range(22, 28)]).max() < 1.2
    assert np.abs(np.array(seen[18:]) - (140 + 27 * 3)).max() < 1.2


def test_a_gap_is_black_and_a_title_shows_on_it(shelf: Shelf) -> None:
    title = Title(id="t", text="STORM", start=12, frames=12, fade_in=2, fade_out=0)
    seen = frames(made(film(shelf, picture=film(shelf).picture[:1], titles=(title,)), shelf).path)
    assert seen[12].max() > 60 and seen[23].max() > 200 and seen[23][0].max() < 4


def test_stages_run_on_their_clip_alone_and_curves_drive_them(shelf: Shelf) -> None:
    first, second = film(shelf).picture
    staged = first.model_copy(
        update={
            "stages": ({"name": "grade", "exposure": -1.0}, {"name": "fade", "into": 4}),
            "curves": {"grade.exposure": ((0, 0.0), (11, -1.0))},
        }
    )
    timeline = film(shelf, picture=(staged, second), transitions=(Transition(kind="dissolve", at=12, frames=4),))
    seen, want = greys(made(timeline, shelf).path), expected(timeline)
    assert seen[0] < want[0] * 0.3 and abs(seen[5] - want[5] * 2 ** (-5 / 11)) < 2.5
    assert np.abs(np.array(seen[14:]) - want[14:]).max() < 1.2


def test_a_stage_of_the_film_lies_over_titles_too(shelf: Shelf) -> None:
    title = Title(id="t", text="STORM", start=0, frames=24, fade_in=0, fade_out=0)
    seen = frames(made(film(shelf, titles=(title,), stages=({"name": "fade", "out": 11},)), shelf).path)
    assert seen[4].max() > 220 and seen[23].max() < 60


def test_other_sizes_and_stills_are_fitted(shelf: Shelf) -> None:
    wide = clip(shelf, 100, step=0, size=(96, 36))
    path = shelf.data.tmp / "still.png"
    Image.new("RGB", (200, 100), (250, 10, 10)).save(path)
    still = shelf.commit(path, "image", recipe={}, facts=probe(path))
    picture = (
        Clip(id="a", asset=wide.id, start=0, frames=12, source_frames=28, fit="contain"),
        Clip(id="b", asset=still.id, start=12, frames=12),
    )
    seen = frames(made(film(shelf, picture=picture), shelf).path)
    assert seen[4][0].max() < 5 and abs(float(seen[4][18].mean()) - 100) < 3
    assert np.abs(seen[20].reshape(-1, 3).mean(axis=0) - (250, 10, 10)).max() < 6


def test_a_second_render_makes_nothing_and_a_changed_title_only_its_segments(shelf: Shelf) -> None:
    title = Title(id="t", text="STORM", start=0, frames=12)
    timeline = film(shelf, titles=(title,))
    first = made(timeline, shelf)
    assert (first.report["segments"], first.report["encoded"]) == (2, 2)
    assert made(timeline, shelf).report["encoded"] == 0
    other = timeline.model_copy(update={"titles": (title.model_copy(update={"text": "CALM"}),)})
    assert made(other, shelf).report["encoded"] == 1


def test_sound_lies_where_the_timeline_puts_it(shelf: Shelf) -> None:
    asset = tone(shelf, 0.5)
    found = made(film(shelf, effects=(Sound(id="e", asset=asset.id, start=12),)), shelf)
    with av.open(str(found.path)) as file:
        stream = file.streams.audio[0]
        pieces = [(frame.time, frame.to_ndarray()[0]) for frame in file.decode(stream)]
    loud = [
        time + int(np.argmax(np.abs(block) > 0.02)) / 48_000 for time, block in pieces if np.abs(block).max() > 0.02
    ]
    assert abs(loud[0] - 0.5) < 0.012


def test_the_poster_is_a_frame_of_the_film(shelf: Shelf) -> None:
    found = made(film(shelf), shelf)
    with Image.open(found.poster) as picture:
        assert picture.size == (WIDTH, HEIGHT) and np.asarray(picture).mean() > 50


def test_a_poster_is_the_named_frame_with_its_words(shelf: Shelf) -> None:
    def poster(text: str) -> np.ndarray:
        words = Title(id="poster", text=text, style="serif", place="low", start=30, frames=1)
        with Image.open(made(film(shelf, poster=words), shelf).poster) as picture:
            return np.asarray(picture.convert("L"), np.float32)

    bare = poster("\u0000")  # nothing of it can be shown
    first, second = poster("The Door"), poster("The Sea")
    changed = np.abs(first - bare)
    assert changed[HEIGHT // 2 :].max() > 60 and changed[: HEIGHT // 4].max() < 30
    assert np.abs(first - second).max() > 60


def test_a_missing_asset_is_named(shelf: Shelf) -> None:
    timeline = film(shelf)
    shelf.open_local(timeline.picture[1].asset).unlink()
    with pytest.raises(NotFound, match=timeline.picture[1].asset):
        made(timeline, shelf)


def test_a_damaged_asset_ends_in_a_plain_error_and_leaves_nothing(shelf: Shelf) -> None:
    timeline = film(shelf)
    path = shelf.open_local(timeline.picture[1].asset)
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(RenderError) as caught:
        made(timeline, shelf)
    assert caught.value.todo and leftovers(shelf.data) == []


def test_cancel_stops_soon_and_leaves_no_partial_file(shelf: Shelf) -> None:
    cancel = threading.Event()
    cancel.set()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        made(film(shelf), shelf, cancel=cancel)
    assert time.monotonic() - started < 3 and leftovers(shelf.data) == []
    assert made(film(shelf), shelf).report["encoded"] == 2


def test_cancel_in_the_middle_kills_the_running_encoder(data: DataFolder) -> None:
    cancel = threading.Event()
    target = data.tmp / "long.mp4"
    source = ["-re", "-f", "lavfi", "-i", "testsrc2=s=64x36:r=24", "-t", "60", f"file:{target}"]
    threading.Timer(0.4, cancel.set).start()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        ffmpeg.run(source, cancel=cancel)
    assert time.monotonic() - started < 2


def test_two_renders_at_once_make_one_film(shelf: Shelf) -> None:
    timeline = film(shelf, transitions=(Transition(kind="dissolve", at=12, frames=6),))
    results: list[Rendered | StudioError] = []

    def one() -> None:
        try:
            results.append(made(timeline, shelf))
        except StudioError as error:
            results.append(error)

    threads = [threading.Thread(target=one) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {result.path for result in results if isinstance(result, Rendered)} == {made(timeline, shelf).path}
    assert len(results) == 3 and all(isinstance(result, Rendered) for result in results)
    assert leftovers(shelf.data) == []


def test_a_full_disk_is_told_and_leaves_no_partial_file(data: DataFolder) -> None:
    script = (
        "import resource, sys; from pathlib import Path; from studio.errors import StorageError\n"
        "from studio.render import ffmpeg\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: ffmpeg.run(['-f','lavfi','-i','testsrc2=s=640x360:r=24','-t','2',f'file:{sys.argv[1]}'])\n"
        "except StorageError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(data.tmp / "full.mp4")], capture_output=True, text=True, timeout=60
    )
    assert "The disk is full." in done.stdout, done.stderr
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 4096


def test_a_segment_on_a_full_disk_is_not_published(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(arguments: list[str], **more: object) -> None:
        Path(arguments[-1].removeprefix("file:")).write_bytes(b"half")
        raise StorageError("The disk is full.", "Free space.")

    timeline = film(shelf)
    monkeypatch.setattr(segments.ffmpeg, "run", full)
    with pytest.raises(StorageError):
        made(timeline, shelf)
    assert leftovers(shelf.data) == [] and not list((shelf.data.cache / "segments").glob("*/*.mp4"))


def test_a_segment_of_a_wrong_length_is_never_cached(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "count", lambda path: 11)
    with pytest.raises(RenderError, match="came out as 11 frames"):
        made(film(shelf), shelf)
    assert not list((shelf.data.cache / "segments").glob("*/*.mp4"))


def test_the_cache_loses_what_was_unused_longest_but_nothing_fresh(shelf: Shelf) -> None:
    found = made(film(shelf), shelf)
    assert cache.trim(shelf.data, 0) == 0
    freed = cache.trim(shelf.data, 0, keep=(found.path.parent,), now=time.time() + 3600)
    assert freed > 0 and found.path.exists() and not list((shelf.data.cache / "segments").glob("*/*.mp4"))


def leftovers(data: DataFolder) -> list[str]:
    """Hidden and partial files in the cache."""
    found = (path for path in data.cache.rglob("*") if path.is_file())
    return [path.name for path in found if path.name.startswith(".") or ".part" in path.name]
