"""foley: sound effects from words, made by recipes of noise, modes and grains. No samples, no weights."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from backends.foley.hearing import recipes, understand, vocabulary
from studio import Backend, Context, Estimate, Request, SoundEffect, Task, hint, hookimpl

MaterialName = Literal[
    "", "stone", "wood", "metal", "glass", "ice", "snow", "gravel", "sand", "grass", "leaves", "water"
]


class FoleyEffect(SoundEffect):
    """A sound effect. What the words say of distance, force and material can be overruled."""

    distance: float | None = Field(
        None,
        ge=0,
        le=1,
        description="0 close, 1 at the horizon: duller, softer, more of the land's echo; empty: from the words",
        json_schema_extra=hint("0 to 1", advanced=True),
    )
    intensity: float | None = Field(
        None,
        ge=0,
        le=1,
        description="0 soft, 1 hard: faster, denser, brighter, louder; empty: from the words",
        json_schema_extra=hint("0 to 1", advanced=True),
    )
    material: MaterialName = Field(
        "",
        description="What it is made of, or falls on; empty: from the words; sounds that have none of it ignore it",
        json_schema_extra=hint(advanced=True),
    )


class Foley(Backend):
    """Effects by recipe. The same words and seed give the same samples."""

    id = "foley"
    version = "4"
    title = "Foley recipes"
    description = (
        "Weather, water, fire, steps, creatures, people, engines, blows, things, signals, rooms and the trailer's own "
        "whooshes, booms and risers, synthesised on the CPU from words. No recordings."
    )
    tasks = {Task.SOUND_EFFECT: FoleyEffect}
    capabilities = frozenset({"seed", "offline", "onset"})
    licence = "Apache-2.0"
    embedded = True

    def plan(self, request: Request) -> Estimate:
        """A twentieth of its length."""
        params = self.params(request)
        assert isinstance(params, FoleyEffect)
        return Estimate(
            params=params.model_dump(mode="json"),
            seconds=0.1 + params.seconds * 0.05,
            bytes=int(params.seconds * 384_000),
        )

    def setup(self, device: str) -> None:
        """Import NumPy, OpenCV and the recipes."""
        import cv2

        from backends.foley import cookbook

        cv2.setNumThreads(1)  # a film's effects are made beside its pictures
        self.cookbook = cookbook
        vocabulary()

    def run(self, request: Request, context: Context) -> None:
        """48 kHz stereo of exactly the asked length.

        Reports `recipe`, `layers`, `understood`, `not_understood` (words), `material` and `onset` (seconds).
        """
        params = self.params(request)
        assert isinstance(params, FoleyEffect)
        understood = understand(params.prompt, params.seconds)
        layers = [
            heard._replace(
                distance=heard.distance if params.distance is None else params.distance,
                intensity=heard.intensity if params.intensity is None else params.intensity,
                material=params.material if params.material in recipes()[heard.recipe].materials else heard.material,
            )
            for heard in understood.layers
        ]
        samples, onset = self.cookbook.cook(layers, params.seconds, request.seed)
        context.progress(1, 1, layers[0].recipe)
        context.report("recipe", layers[0].recipe)
        context.report("layers", [layer.recipe for layer in layers])
        context.report("understood", bool(layers[0].word))
        context.report("not_understood", list(understood.unknown))
        context.report("material", layers[0].material)
        context.report("onset", round(onset, 4))
        context.samples(samples, 48_000)


@hookimpl
def register_backends() -> list[type[Backend]]:
    """What this plugin brings."""
    return [Foley]
