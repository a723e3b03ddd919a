"""A complete outside backend: one file, one entry point, its own environment with numpy 1.26."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from studio import Backend, Context, Needs, Request, SoundEffect, Task, hint, hookimpl


class TapeEffect(SoundEffect):
    """A sound effect with the wear of the tape."""

    wear: float = Field(0.4, ge=0, le=1, description="How worn the tape is", json_schema_extra=hint("0 to 1"))


class Tape(Backend):
    """Filtered noise with wow, flutter and dropouts."""

    id = "tape"
    version = "1"
    title = "Tape noise"
    description = "Sound effects as from a worn tape. A sample for people who write backends."
    tasks = {Task.SOUND_EFFECT: TapeEffect}
    capabilities = frozenset({"seed"})
    needs = Needs(packages=("numpy==1.26.4",), environment="tape")
    licence = "Apache-2.0"

    def setup(self, device: str) -> None:
        """Import numpy: the one of this environment, not the studio's."""
        import numpy

        self.numpy: Any = numpy

    def run(self, request: Request, context: Context) -> None:
        """Two channels of noise at 48 kHz whose band wanders; the same seed gives the same samples."""
        np, params = self.numpy, TapeEffect.model_validate(request.params)
        random = np.random.default_rng(request.seed)
        length = round(params.seconds * 48_000)
        time = np.arange(length) / 48_000
        noise = np.cumsum(random.standard_normal((2, length)), axis=1)
        noise -= np.linspace(noise[:, 0], noise[:, -1], length).T
        wow = 1 - params.wear * 0.5 * (1 + np.sin(2 * np.pi * 0.7 * time)) / 2
        sound = noise / (abs(noise).max() + 1e-9) * 0.4 * wow * np.sin(np.pi * time / params.seconds)
        context.report("numpy", np.__version__)
        context.progress(1, 1)
        context.samples(sound.astype(np.float32), 48_000)


@hookimpl
def register_backends() -> list[type[Backend]]:
    """What this plugin brings."""
    return [Tape]
