"""Films with one fault each are measured and judged; a good one passes every check."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from studio.analysis import quality
from studio.analysis.findings import Asked, Finding, Line, judge
from studio.analysis.quality import clips, measure
from studio.errors import BadInput
from studio.timeline.timeline import Clip, Sound, Timeline, Transition

WIDTH, HEIGHT, FRAMES, RATE = 64, 36, 72, 24
Picture = Callable[[int], np.ndarray]


def moving(index: int) -> np.ndarray:
    ramp = (np.arange(WIDTH) * 3 + index * 5) % 200 + 40
    return np.broadcast_to(ramp[None, :, None], (HEIGHT, WIDTH, 3)).astype(np.uint8)


def noise(level: float, seconds: float) -> np.ndarray:
    return np.random.default_rng(1).normal(0, level, (2, int(48000 * seconds))).astype(np.float32)


def film(
    path: Path,
    picture: Picture = moving,
    sound: np.ndarray | None = None,
    *,
    frames: int = FRAMES,
    pixel_format: str = "yuv420p",
    size: tuple[int, int] = (WIDTH, HEIGHT),
    **options: str,
) -> Path:
    """A film with uncompressed sound, so that a level is the level."""
    with av.open(str(path), "w", format="mov") as container:
        stream = container.add_stream("libx264", rate=RATE, options={"crf": "8"} | options)
        stream.width, stream.height, stream.pix_fmt = *size, pixel_format
        stream.time_base = Fraction(1, RATE)
        audio = container.add_stream("pcm_f32le", rate=48000, layout="stereo") if sound is not None else None
        for index in range(frames):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture(index)), format="rgb24")
            frame.pts = index
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
        if audio is not None and sound is not None:
            interleaved = np.ascontiguousarray(sound.T).reshape(1, -1)
            block = av.AudioFrame.from_ndarray(interleaved, format="flt", layout="stereo")
            block.sample_rate, block.pts = 48000, 0
            container.mux(audio.encode(block))
            container.mux(audio.encode())
    return path


def timeline(**more: object) -> Timeline:
    whole = (Clip(id="s01", asset="a", start=0, frames=FRAMES),)
    return Timeline.model_validate({"width": WIDTH, "height": HEIGHT, "frames": FRAMES, "picture": whole} | more)


def judged(path: Path, asked: Asked | None = None) -> dict[str, Finding]:
    return {finding.name: finding for finding in judge(measure(path), asked or Asked())}


def failed(path: Path, asked: Asked | None = None) -> set[str]:
    return {name for name, finding in judged(path, asked).items() if finding.state == "fail"}


def test_a_good_film_passes_every_check(tmp_path: Path) -> None:
    sound = noise(0.1, FRAMES / RATE)
    measured = measure(film(tmp_path / "first.mov", sound=sound))
    sound *= np.float32(10 ** ((-14 - measured.loudness) / 20))
    findings = judge(measure(film(tmp_path / "film.mov", sound=sound)), Asked(timeline=timeline()))
    assert {finding.name: finding.sentence for finding in findings if finding.state != "ok"} == {}


def test_an_unasked_black_stretch_is_found_where_it_is(tmp_path: Path) -> None:
    path = film(tmp_path / "film.mov", lambda index: moving(index) * (not 20 <= index < 56), noise(0.1, 3))
    assert measure(path).black == ((20, 56),)
    assert "black" in failed(path)
    assert "0.83–2.33" in judged(path)["black"].sentence


def test_black_that_the_timeline_asks_for_is_no_fault(tmp_path: Path) -> None:
    path = film(tmp_path / "film.mov", lambda index: moving(index) * (not 20 <= index < 56), noise(0.1, 3))
    asked = Asked(timeline=timeline(black=((20, 56),)))
    assert not {"black", "still"} & failed(path, asked)
    assert judged(path, asked)["black and still share"].state == "note"


def test_a_gap_in_the_picture_track_is_black_on_purpose(tmp_path: Path) -> None:
    path = film(tmp_path / "film.mov", lambda index: moving(index) * (index < 36), noise(0.1, 3))
    clip = Clip(id="s01", asset="a", start=0, frames=36)
    assert "black" not in failed(path, Asked(timeline=timeline(picture=(clip,))))
    early = Clip(id="s01", asset="a", start=0, frames=70)
    assert "black" in failed(path, Asked(timeline=timeline(picture=(early,))))


def test_a_frozen_picture_is_found_and_a_slow_one_is_not(tmp_path: Path) -> None:
    frozen = film(tmp_path / "frozen.mov", lambda index: moving(min(index, 30)), noise(0.1, 3))
    assert measure(frozen).still == ((30, FRAMES),)
    assert "still" in failed(frozen)
    slow = film(tmp_path / "slow.mov", lambda index: moving(0) + np.uint8(index // 6), noise(0.1, 3))
    assert "still" not in failed(slow)


def test_a_silent_film_and_a_long_silence_are_found(tmp_path: Path) -> None:
    assert "silence" in failed(film(tmp_path / "a.mov", sound=np.zeros((2, 144000), np.float32)))
    sound = noise(0.1, 3)
    sound[:, 24000:] = 0
    path = film(tmp_path / "b.mov", sound=sound)
    assert "silence" in failed(path)
    assert measure(path).silent == ((600, 3000),)  # the filter rings on for a tenth


def test_a_film_without_sound_says_so(tmp_path: Path) -> None:
    assert {"sound", "silence"} <= failed(film(tmp_path / "film.mov"))


def test_clipping_loudness_and_true_peak_are_found(tmp_path: Path) -> None:
    loud = np.clip(noise(0.9, 3), -1, 1)
    assert {"clipping", "loudness", "true peak"} <= failed(film(tmp_path / "film.mov", sound=loud))


def test_three_full_samples_clip_and_two_do_not() -> None:
    block = np.zeros((100, 2), np.float32)
    block[10:12, 0] = 1
    assert clips(block) == 0
    block[50:53, 1] = -1
    assert clips(block) == 1


@pytest.mark.parametrize("seconds", [2.9, 3.1])
def test_sound_that_ends_elsewhere_than_the_picture_is_found(tmp_path: Path, seconds: float) -> None:
    assert "sound" in failed(film(tmp_path / "film.mov", sound=noise(0.1, seconds)))


def test_a_frame_too_few_and_another_size_are_found(tmp_path: Path) -> None:
    path = film(tmp_path / "film.mov", frames=FRAMES - 1, sound=noise(0.1, 3))
    assert "frames" in failed(path, Asked(timeline=timeline()))
    assert "picture" in failed(path, Asked(timeline=timeline(width=128)))


def test_a_pixel_format_that_few_can_play_is_found(tmp_path: Path) -> None:
    assert "picture" in failed(film(tmp_path / "film.mov", pixel_format="yuv444p", sound=noise(0.1, 3)))


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        ([("Good.", 0.5, 1.5)], ""),
        ([("Late.", 2.5, 3.5)], "outside the film"),
        ([("One.", 0.5, 1.5), ("Two.", 1.2, 2.0)], "overlaps"),
        ([("x" * 43, 0.5, 1.5)], "longer"),
        ([("a\nb\nc", 0.5, 1.5)], "longer"),
        ([("Back.", 1.5, 0.5)], "ends before"),
    ],
)
def test_captions_are_held_to_their_form(tmp_path: Path, lines: list[tuple[str, float, float]], wrong: str) -> None:
    asked = Asked(captions=tuple(Line(text=text, start=start, end=end) for text, start, end in lines))
    finding = judged(film(tmp_path / "film.mov"), asked)["captions"]
    assert (finding.state == "fail") == bool(wrong)
    assert wrong in finding.sentence


def test_a_caption_outside_its_voice_line_is_named(tmp_path: Path) -> None:
    voice = Sound(id="v", asset="a", start=0, words=(("here", 0.2, 0.6), ("now", 0.7, 1.0)))
    path = film(tmp_path / "film.mov")
    right = Asked(timeline=timeline(voice=(voice,)), captions=(Line(text="here now", start=0.2, end=1.5),))
    wrong = Asked(timeline=timeline(voice=(voice,)), captions=(Line(text="here now", start=1.8, end=2.9),))
    assert "captions' place" not in failed(path, right)
    assert "here now" in judged(path, wrong)["captions' place"].sentence


def test_a_transition_into_black_is_on_purpose(tmp_path: Path) -> None:
    path = film(tmp_path / "film.mov", lambda index: moving(index) * (not 20 <= index < 56), noise(0.1, 3))
    asked = timeline(black=((30, 46),), transitions=(Transition(kind="dip", at=30, frames=20),))
    assert "black" not in failed(path, Asked(timeline=asked))


def test_a_film_of_the_same_bytes_is_decoded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = film(tmp_path / "film.mov", sound=noise(0.1, 3))
    first = measure(path, tmp_path / "cache")
    monkeypatch.setattr(quality, "_decode", lambda path: pytest.fail("decoded again"))
    assert measure(path, tmp_path / "cache") == first


@pytest.mark.parametrize("keep", [0, 500, 4000])
def test_a_broken_film_is_refused_plainly(tmp_path: Path, keep: int) -> None:
    path = film(tmp_path / "film.mov", sound=noise(0.1, 3))
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(BadInput, match=r"film\.mov"):
        measure(path)


def test_another_file_is_no_film(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no film"):
        measure(tmp_path / "words.srt")


FIELDS = np.random.default_rng(2).integers(60, 180, (20, 30, 3)).repeat(20, axis=0).repeat(20, axis=1)


def gliding(index: int) -> np.ndarray:
    """A camera that glides over fields, with grain."""
    grain = np.random.default_rng(index).normal(0, 6, (180, 320, 1))
    return (FIELDS[index : index + 180, index * 2 : index * 2 + 320] + grain).astype(np.uint8)


@pytest.mark.parametrize(
    "fault",
    [(), (20, 56), (26, 60), (24, 49), (30, 40), (0, 30), (50, 96), (23, 26)],
    ids=lambda span: "-".join(map(str, span)) or "none",
)
@pytest.mark.parametrize("kind", ["black", "still"])
def test_a_film_of_ours_is_looked_at_where_it_may_be_dull_and_nothing_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, fault: tuple[int, int]
) -> None:
    def picture(index: int) -> np.ndarray:
        if fault and fault[0] <= index < fault[1]:
            return gliding(index) * 0 if kind == "black" else gliding(fault[0])
        return gliding(index)

    ours = {"preset": "ultrafast", "g": "48", "crf": "20"}
    path = film(tmp_path / "film.mov", picture, noise(0.1, 4), frames=96, size=(320, 180), **ours)
    with av.open(str(path)) as file:
        dull = quality._dull(file.streams.video[0])
    assert dull is not None
    assert fault or not dull
    glanced = measure(path)
    monkeypatch.setattr(quality, "_dull", lambda stream: None)
    assert glanced == measure(path)
    if kind == "black":
        assert glanced.black == ((fault,) if fault and fault[1] - fault[0] >= 6 else ())
    else:
        # The encoder sharpens a still picture bit by bit, and codes it anew where a group begins.
        assert bool(glanced.still) == bool(fault and fault[1] - fault[0] > 24)


def test_a_film_made_another_way_is_decoded_whole(tmp_path: Path) -> None:
    with_b_frames = film(tmp_path / "b.mov", gliding, frames=48, size=(320, 180), g="24")
    seldom_anew = film(tmp_path / "g.mov", gliding, frames=72, size=(320, 180), preset="ultrafast", g="72")
    with av.open(str(with_b_frames)) as file:
        assert quality._dull(file.streams.video[0]) is None
    with av.open(str(seldom_anew)) as file:
        assert 0 in (quality._dull(file.streams.video[0]) or ())
