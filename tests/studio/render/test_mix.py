"""The mix: exact lengths and places, ducking as asked, loudness and peak on target after AAC, nothing made twice."""

from __future__ import annotations

import re
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from scipy.signal import lfilter

from studio.analysis.loudness import Samples, measure
from studio.datafolder import DataFolder, open_data
from studio.errors import BadInput, Cancelled, RenderError
from studio.render import ducking, ffmpeg
from studio.render import mix as mixing
from studio.render.mix import STEMS, Mixed, mix
from studio.shelf.assets import Shelf
from studio.timeline.rate import Rate
from studio.timeline.timeline import Levels, Sound, Timeline

RATE = 48_000


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return open_data(tmp_path / "data")


@pytest.fixture
def shelf(data: DataFolder) -> Iterator[Shelf]:
    shelf = Shelf(data)
    yield shelf
    shelf.engine.dispose()


def asset(shelf: Shelf, samples: np.ndarray, rate: int = RATE) -> str:
    path = shelf.data.tmp / "sound.wav"
    soundfile.write(path, samples, rate, subtype="FLOAT")
    return shelf.commit(path, "audio", recipe={}, facts={}).id


def noise(seconds: float, level: float = 0.1, seed: int = 1, channels: int = 2, rate: int = RATE) -> np.ndarray:
    draw = np.random.default_rng(seed)
    return (draw.normal(0, level, (round(seconds * rate), channels))).astype(np.float32)


def tone(frequency: float, seconds: float, level: float = 0.2) -> np.ndarray:
    wave = level * np.sin(2 * np.pi * frequency * np.arange(round(seconds * RATE)) / RATE)
    return np.stack([wave, wave], axis=1).astype(np.float32)


def mixed(timeline: Timeline, shelf: Shelf) -> Mixed:
    return mix(timeline, shelf, folder=shelf.data.tmp, cache=shelf.data.cache)


def heard(path: Path) -> Samples:
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    assert rate == RATE
    return samples


def decibels(samples: np.ndarray) -> float:
    return 10 * float(np.log10(np.square(samples, dtype=np.float64).mean() + 1e-20))


def film(shelf: Shelf, seconds: int = 6, **more: object) -> Timeline:
    """Music all through, a voice from second 2 to 4, one effect."""
    music = Sound(id="music", asset=asset(shelf, noise(seconds, 0.1, 2)), start=0)
    words = (("one", 2.0, 2.6), ("two", 2.9, 3.4), ("three", 3.5, 4.0))
    line = Sound(id="v", asset=asset(shelf, noise(2, 0.05, 3, 1, 24_000), 24_000), start=48, words=words)
    boom = Sound(id="e", asset=asset(shelf, tone(400, 0.5)), start=120)
    values = {"frames": seconds * 24, "music": (music,), "voice": (line,), "effects": (boom,)} | more
    return Timeline.model_validate(values)


def test_everything_is_as_long_as_the_film_to_the_sample(shelf: Shelf) -> None:
    made = mixed(film(shelf, frames=101, rate=Rate(num=24000, den=1001)), shelf)
    for path in (made.master, *made.stems.values()):
        info = soundfile.info(str(path))
        assert (info.frames, info.samplerate, info.channels, info.subtype) == (202_202, RATE, 2, "FLOAT")


def test_the_master_is_on_target(shelf: Shelf) -> None:
    for target in (-14.0, -23.0):
        made = mixed(film(shelf, levels=Levels(loudness=target)), shelf)
        found = measure(heard(made.master))
        assert found.loudness == pytest.approx(target, abs=0.1)
        assert made.loudness == pytest.approx(found.loudness, abs=0.01)
        assert found.true_peak <= -1.5 + 0.05


def test_after_aac_it_is_still_on_target_by_another_meter(shelf: Shelf, tmp_path: Path) -> None:
    # Noise as dark as music: a codec drops most of what white noise has.
    dark = np.asarray(lfilter([0.05], [1, -0.95], noise(6, 1.0, 2), axis=0), np.float32)
    made = mixed(film(shelf, music=(Sound(id="m", asset=asset(shelf, dark), start=0),)), shelf)
    ffmpeg.run(ffmpeg.sound(made.master, tmp_path / "film.m4a"), timeout=60)
    command = [str(ffmpeg.executable()), "-hide_banner", "-nostdin", "-nostats", "-i", str(tmp_path / "film.m4a")]
    command += ["-af", "ebur128=peak=true", "-f", "null", "-"]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stderr
    summary = said[said.rindex("Summary") :]
    assert float(re.findall(r"I:\s+(-?[\d.]+) LUFS", summary)[0]) == pytest.approx(-14, abs=0.3)
    assert float(re.findall(r"Peak:\s+(-?[\d.]+) dBFS", summary)[0]) <= -1.0


def test_the_stems_times_the_gain_are_what_is_limited(shelf: Shelf) -> None:
    made = mixed(film(shelf, levels=Levels(loudness=-30, music_db=-3, voice_db=2)), shelf)
    assert made.limited_db == 0
    total = sum((heard(made.stems[stem]) for stem in STEMS), np.zeros(1, np.float32))
    assert np.abs(heard(made.master) - total * 10 ** (made.gain_db / 20)).max() < 1e-5


def test_music_is_ducked_as_far_as_asked_under_the_words_and_nowhere_else(shelf: Shelf) -> None:
    open_music = heard(mixed(film(shelf, voice=()), shelf).stems["music"])
    ducked = heard(mixed(film(shelf, levels=Levels(duck_db=-6, dip_db=0)), shelf).stems["music"])

    def change(first: float, last: float) -> float:
        piece = slice(round(first * RATE), round(last * RATE))
        return decibels(ducked[piece]) - decibels(open_music[piece])

    first, last = 2.0 - ducking.LEAD, 4.0 + ducking.LAG
    assert change(first + 0.05, last - 0.05) == pytest.approx(-6, abs=0.1)
    assert change(0, first - 0.15) == pytest.approx(0, abs=0.01)
    assert change(last + 0.5, 6) == pytest.approx(0, abs=0.01)
    assert -6 < change(last + 0.1, last + 0.3) < 0


def test_the_dip_takes_the_voices_band_and_leaves_the_rest(shelf: Shelf) -> None:
    timeline = film(shelf)
    spectrum = {}
    for name, voice in (("open", ()), ("ducked", timeline.voice)):
        made = mixed(timeline.model_copy(update={"voice": voice}), shelf)
        piece = heard(made.stems["music"])[round(2.1 * RATE) : round(3.9 * RATE), 0]
        spectrum[name] = np.abs(np.fft.rfft(piece)) ** 2
    frequency = np.fft.rfftfreq(round(1.8 * RATE), 1 / RATE)

    def change(low: float, high: float) -> float:
        band = (frequency > low) & (frequency < high)
        return 10 * float(np.log10(spectrum["ducked"][band].sum() / spectrum["open"][band].sum()))

    assert change(350, 6500) == pytest.approx(Levels().duck_db + Levels().dip_db, abs=0.5)
    assert change(15, 45) == pytest.approx(Levels().duck_db, abs=0.5)
    assert change(11000, 16000) == pytest.approx(Levels().duck_db, abs=0.5)


def test_a_place_stays_audible_while_somebody_speaks(shelf: Shelf) -> None:
    rain = Sound(id="rain", asset=asset(shelf, noise(6, 0.05, 5)), start=0)
    levels = Levels(dip_db=0)
    made = heard(mixed(film(shelf, effects=(rain,), levels=levels), shelf).stems["effects"])
    share = mixing.EFFECTS_DUCK * Levels().duck_db
    assert decibels(made[100_000:190_000]) - decibels(made[:70_000]) == pytest.approx(share, abs=0.2)
    dipped = heard(mixed(film(shelf, effects=(rain,)), shelf).stems["effects"])
    under, alone = (measure(piece).loudness for piece in (dipped[100_000:190_000], dipped[:70_000]))
    assert -12 < under - alone < share


def test_a_voice_without_word_times_ducks_where_it_sounds(shelf: Shelf) -> None:
    late = np.concatenate([np.zeros((RATE * 2, 1), np.float32), noise(1, 0.1, 3, 1)])
    voice = Sound(id="v", asset=asset(shelf, late), start=24)
    made = mixed(film(shelf, voice=(voice,), levels=Levels(duck_db=-12, dip_db=0)), shelf)
    music = heard(made.stems["music"])
    assert decibels(music[RATE : RATE * 2]) - decibels(music[: RATE // 2]) == pytest.approx(0, abs=0.2)
    assert decibels(music[round(3.1 * RATE) : round(3.9 * RATE)]) - decibels(music[:RATE]) == pytest.approx(
        -12, abs=0.3
    )


def test_a_muted_stem_is_exactly_zero_and_makes_no_room(shelf: Shelf) -> None:
    muted = mixed(film(shelf, levels=Levels(voice_db=-60)), shelf)
    assert not heard(muted.stems["voice"]).any()
    without = mixed(film(shelf, voice=()), shelf)
    assert np.array_equal(heard(muted.stems["music"]), heard(without.stems["music"]))
    assert np.array_equal(heard(muted.master), heard(without.master))


def test_voice_lines_are_brought_to_one_loudness(shelf: Shelf) -> None:
    lines = tuple(
        Sound(id=f"v{index}", asset=asset(shelf, noise(1.5, level, index, 1, 24_000), 24_000), start=index * 48)
        for index, level in enumerate((0.01, 0.3))
    )
    voice = heard(mixed(film(shelf, voice=lines), shelf).stems["voice"])
    for index in (0, 1):
        piece = voice[index * 2 * RATE : index * 2 * RATE + round(1.5 * RATE)]
        assert measure(piece).loudness == pytest.approx(mixing.VOICE_LUFS, abs=0.3)


def test_a_sound_begins_on_its_frame_and_may_lead_in(shelf: Shelf) -> None:
    click = np.zeros((RATE, 2), np.float32)
    click[24_000] = 0.5
    on = Sound(id="on", asset=asset(shelf, click), start=24)
    lead = Sound(id="lead", asset=on.asset, start=-6)
    effects = heard(mixed(film(shelf, voice=(), effects=(on, lead)), shelf).stems["effects"])
    assert sorted(np.argsort(np.abs(effects[:, 0]))[-2:].tolist()) == [12_000, 72_000]


def test_a_sound_is_cut_where_asked_faded_and_follows_its_curve(shelf: Shelf) -> None:
    long = asset(shelf, tone(1000, 4))
    cut = Sound(id="c", asset=long, start=24, frames=24, source_in=1.0, fade_out=0.5)
    made = heard(mixed(film(shelf, voice=(), effects=(cut,)), shelf).stems["effects"])
    assert not made[:RATE].any() and not made[RATE * 2 :].any()
    assert decibels(made[RATE + 1000 : RATE + 20_000]) > decibels(made[RATE * 2 - 12_000 : RATE * 2]) + 6
    curve = {"gain_db": ((0, 0.0), (48, -40.0))}
    ridden = Sound(id="r", asset=long, start=0, frames=96, curves=curve)
    made = heard(mixed(film(shelf, voice=(), effects=(ridden,)), shelf).stems["effects"])
    change = decibels(made[RATE - 480 : RATE + 480]) - decibels(made[480:1440])
    assert change == pytest.approx(-19.6, abs=0.5)
    assert decibels(made[RATE * 3 : RATE * 3 + 4800]) - decibels(made[480:1440]) == pytest.approx(-39.6, abs=0.5)


def test_a_sound_that_the_film_ends_in_fades_out(shelf: Shelf) -> None:
    ring = Sound(id="ring", asset=asset(shelf, tone(500, 4)), start=120)
    made = heard(mixed(film(shelf, voice=(), effects=(ring,)), shelf).stems["effects"])
    assert np.abs(made[-1]).max() < 1e-3
    assert np.abs(made[-2000:-1000]).max() > 0.05


def test_an_unknown_curve_is_refused(shelf: Shelf) -> None:
    odd = Sound(id="odd", asset=asset(shelf, tone(500, 1)), start=0, curves={"pan": ((0, 0.0),)})
    with pytest.raises(BadInput, match="'pan'"):
        mixed(film(shelf, effects=(odd,)), shelf)


@pytest.mark.parametrize("rate", [22_050, 24_000, 44_100, 96_000])
def test_other_sample_rates_keep_pitch_and_place(shelf: Shelf, rate: int) -> None:
    wave = 0.2 * np.sin(2 * np.pi * 1000 * np.arange(rate) / rate)
    sound = Sound(id="s", asset=asset(shelf, wave.astype(np.float32), rate), start=24)
    made = heard(mixed(film(shelf, voice=(), effects=(sound,)), shelf).stems["effects"])[:, 0]
    spectrum = np.abs(np.fft.rfft(made[RATE : RATE * 2]))
    assert int(spectrum.argmax()) == 1000
    assert decibels(made[RATE * 2 + 50 :]) < -60


def test_rumble_goes_from_effects_but_not_from_booms(shelf: Shelf) -> None:
    rumbling = tone(1000, 1, 0.2) + tone(40, 1, 0.08)
    both = (
        Sound(id="door", asset=asset(shelf, rumbling), start=0),
        Sound(id="boom", asset=asset(shelf, tone(40, 1)), start=48),
    )
    made = heard(mixed(film(shelf, voice=(), effects=both), shelf).stems["effects"])[:, 0]
    door, boom = (np.abs(np.fft.rfft(made[first : first + RATE])) / RATE * 2 for first in (0, 2 * RATE))
    level = 10 ** (mixing.EFFECTS_DB / 20)
    assert door[40] < 0.08 * level * 0.3
    assert boom[40] == pytest.approx(0.2 * level, rel=0.02)


def test_silence_gives_exact_silence(shelf: Shelf) -> None:
    for timeline in (Timeline(frames=30), film(shelf, music=(), voice=(), effects=(), frames=30)):
        made = mixed(timeline, shelf)
        assert not heard(made.master).any()
        assert (made.loudness, made.true_peak) == (-70, -120)
    quiet = Sound(id="q", asset=asset(shelf, np.zeros((RATE, 2), np.float32)), start=0)
    assert not heard(mixed(film(shelf, music=(quiet,), voice=(), effects=()), shelf).master).any()


def test_the_shortest_sound_and_the_shortest_film_are_mixed(shelf: Shelf) -> None:
    blip = Sound(id="b", asset=asset(shelf, noise(0.01)), start=0, words=(("a", 0.0, 0.01),))
    made = mixed(Timeline(frames=1, voice=(blip,), music=(blip,)), shelf)
    assert soundfile.info(str(made.master)).frames == 2000


def test_a_damaged_sound_is_named_not_mixed(shelf: Shelf) -> None:
    broken = noise(1)
    broken[100] = np.nan
    sound = Sound(id="b", asset=asset(shelf, broken), start=0)
    with pytest.raises(RenderError, match="numbers"):
        mixed(film(shelf, voice=(sound,)), shelf)
    shelf.open_local(sound.asset).write_bytes(b"nothing")
    with pytest.raises(RenderError, match="cannot be read"):
        mixed(film(shelf, voice=(sound,)), shelf)
    assert not list(shelf.data.cache.glob("mixes/.part-*"))


def test_an_unchanged_mix_is_free_and_a_level_keeps_the_stems(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    timeline = film(shelf)
    first = mixed(timeline, shelf)
    monkeypatch.setattr(mixing.Stem, "read", lambda *args: pytest.fail("a stem was made again"))
    louder = timeline.model_copy(update={"levels": Levels(music_db=-6)})
    second = mixed(louder, shelf)
    assert second.key != first.key
    change = decibels(heard(second.stems["music"])) - decibels(heard(first.stems["music"]))
    assert change == pytest.approx(-6, abs=0.01)
    monkeypatch.setattr(mixing, "_make", lambda *args: pytest.fail("the mix was made again"))
    assert mixed(timeline, shelf) == first


def test_a_moved_picture_does_not_touch_the_mix(shelf: Shelf) -> None:
    timeline = film(shelf)
    assert mixing.key(timeline) == mixing.key(timeline.model_copy(update={"width": 64, "beats": (1, 2)}))


def test_the_same_timeline_makes_the_same_samples(shelf: Shelf) -> None:
    timeline = film(shelf)
    first = heard(mixed(timeline, shelf).master)
    again = mix(timeline, shelf, folder=shelf.data.tmp, cache=shelf.data.tmp / "other")
    assert np.array_equal(first, heard(again.master))


def test_a_cancelled_mix_leaves_nothing(shelf: Shelf) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        mix(film(shelf), shelf, folder=shelf.data.tmp, cache=shelf.data.cache, cancel=stop)
    assert not list((shelf.data.cache / "mixes").iterdir())


def test_blocks_leave_no_seam(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    timeline = film(shelf)
    whole = heard(mixed(timeline, shelf).master)
    monkeypatch.setattr(mixing, "BLOCK", 48_000)
    pieces = mix(timeline, shelf, folder=shelf.data.tmp, cache=shelf.data.tmp / "other")
    assert np.abs(whole - heard(pieces.master)).max() < 1e-4
