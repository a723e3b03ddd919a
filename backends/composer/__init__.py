"""composer: its own score over an orchestra of samples, with hits, silence and room for the voice where the film has them."""

from __future__ import annotations

import os
from base64 import b64encode
from pathlib import Path

from pydantic import Field

from backends.composer import moods
from studio import Backend, Context, Estimate, Music, Request, Task, hint, hookimpl


class ComposerMusic(Music):
    """A cue for a film, or on its own."""

    seconds: float = Field(30.0, ge=2, le=300, description="Length", json_schema_extra=hint("s"))
    key: int | None = Field(
        None, ge=0, le=11, description="Key, 0 C to 11 B; empty: the mood's own", json_schema_extra=hint(advanced=True)
    )


class Composer(Backend):
    """Music of an exact length that follows a film's beat grid and lands on its hits."""

    id = "composer"
    version = "4"
    title = "Sketch orchestra"
    description = (
        "Composes to the cut: tempo map, hits, silence before the drop, room for the voice. A sampled sketch orchestra."
    )
    tasks = {Task.MUSIC: ComposerMusic}
    capabilities = frozenset({"seed", "offline", "hits", "tempo", "voice room"})
    licence = "Apache-2.0; samples from FluidR3 GM (MIT)"
    embedded = True

    def plan(self, request: Request) -> Estimate:
        """About a fifteenth of its length."""
        params = self.params(request)
        assert isinstance(params, ComposerMusic)
        return Estimate(
            params=params.model_dump(mode="json"), seconds=1 + params.seconds / 12, bytes=int(params.seconds * 384_000)
        )

    def setup(self, device: str) -> None:
        """Decode the font (once a machine), measure the instruments (once), compile the sampler (once)."""
        from backends.composer import compose, form, midi, mixing, orchestra

        cache = Path(os.environ.get("NUMBA_CACHE_DIR") or Path.home() / ".cache" / "trailer-studio" / "numba").parent
        self.form, self.compose, self.mixing, self.midi = form, compose, mixing, midi
        self.orchestra = orchestra.Orchestra(cache / "orchestra")

    def run(self, request: Request, context: Context) -> None:
        """48 kHz stereo, to the sample.

        Reports `beats`, `downbeats`, `hits` (seconds), `tempo` (start, end, beats of every bar), `bpm`, `key`, `mood`,
        and `midi`: the whole score as a Standard MIDI File in base64.
        """
        params = self.params(request)
        assert isinstance(params, ComposerMusic)
        mood = moods.named(params.mood)
        form = self.form.lay_out(
            mood, params.seconds, params.sections, params.tempo, params.meter, params.hits, params.voice
        )
        score = self.compose.compose(mood, form, request.seed, params.key)
        sound = self.mixing.render(
            score,
            form,
            mood,
            self.orchestra,
            request.seed,
            lambda done, total: context.progress(done, total, "playing"),
        )
        context.report("beats", [round(beat, 4) for beat in form.beats])
        context.report("downbeats", [round(bar.start, 4) for bar in form.bars])
        context.report("tempo", [[round(bar.start, 4), round(bar.end, 4), bar.beats] for bar in form.bars])
        context.report("hits", [round(hit, 4) for hit in form.hits])
        context.report("bpm", round(60 / form.bars[0].beat, 2))
        context.report("key", score.key)
        context.report("mood", params.mood)
        midi = self.midi.file(score, form, self.orchestra.instruments, f"{mood.title}, seed {request.seed}")
        context.report("midi", b64encode(midi).decode())
        context.samples(sound.T.copy(), 48_000)


@hookimpl
def register_backends() -> list[type[Backend]]:
    """What this plugin brings."""
    return [Composer]
