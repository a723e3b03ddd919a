"""foley: sound effects from words, made by recipes of noise, modes and grains. No samples, no weights."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import Field

from studio import Backend, Context, Estimate, Request, SoundEffect, Task, hint, hookimpl

NEUTRAL = "drone"
"""What stands in where no word is understood."""

FAR = re.compile(r"\b(distant|far|faraway|faint|remote|muffled)\b")
NEAR = re.compile(r"\b(close|near|huge|massive|giant|loud|deafening|enormous)\b")
SOFT = re.compile(r"\b(soft|gentle|light|quiet|calm|slow|small|little)\b")
HARD = re.compile(r"\b(heavy|violent|strong|hard|fierce|raging|fast|furious|wild|stormy)\b")
MATERIALS = ("snow", "gravel", "wood", "metal", "stone", "grass", "sand", "water")


class FoleyEffect(SoundEffect):
    """A sound effect. What the words say of distance and force can be overruled."""

    distance: float | None = Field(
        None,
        ge=0,
        le=1,
        description="0 close, 1 far; empty: from the words",
        json_schema_extra=hint("0 to 1", advanced=True),
    )
    intensity: float | None = Field(
        None,
        ge=0,
        le=1,
        description="0 soft, 1 hard; empty: from the words",
        json_schema_extra=hint("0 to 1", advanced=True),
    )


class Heard(NamedTuple):
    """What the words were understood as."""

    recipe: str
    word: str
    distance: float
    intensity: float
    material: str


@lru_cache(maxsize=1)
def recipes() -> dict[str, dict[str, Any]]:
    """The recipes by name: words, centroid range in Hz, whether they fill their length, where their moment lies."""
    return tomllib.loads((Path(__file__).parent / "recipes.toml").read_text(encoding="utf-8"))


def understand(prompt: str) -> Heard:
    """The recipe and its parameters for some words. The longest known phrase wins, then the first."""
    text = re.sub(r"[^a-z -]", " ", prompt.lower())
    found: tuple[int, int, str, str] | None = None
    for name, recipe in recipes().items():
        for word in recipe["words"]:
            match = re.search(rf"\b{re.escape(word)}s?\b", text)
            if match and (found is None or (-len(word), match.start()) < found[:2]):
                found = (-len(word), match.start(), name, word)
    distance = 0.8 if FAR.search(text) else 0.1 if NEAR.search(text) else 0.35
    intensity = 0.25 if SOFT.search(text) else 0.9 if HARD.search(text) or NEAR.search(text) else 0.55
    material = next((material for material in MATERIALS if material in text), "stone")
    return Heard(found[2] if found else NEUTRAL, found[3] if found else "", distance, intensity, material)


class Foley(Backend):
    """Effects by recipe. The same words and seed give the same samples."""

    id = "foley"
    version = "1"
    title = "Foley recipes"
    description = (
        "Whooshes, booms, risers, weather, water, fire, steps and rooms, synthesised on the CPU. No recordings."
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
        """Import numpy, scipy and the recipes."""
        from backends.foley import cookbook

        self.cookbook = cookbook

    def run(self, request: Request, context: Context) -> None:
        """48 kHz stereo of exactly the asked length. Reports `recipe`, `understood` and `onset` (seconds)."""
        params = self.params(request)
        assert isinstance(params, FoleyEffect)
        heard = understand(params.prompt)
        heard = heard._replace(
            distance=heard.distance if params.distance is None else params.distance,
            intensity=heard.intensity if params.intensity is None else params.intensity,
        )
        samples, onset = self.cookbook.cook(heard, params.seconds, request.seed)
        context.progress(1, 1, heard.recipe)
        context.report("recipe", heard.recipe)
        context.report("understood", bool(heard.word))
        context.report("onset", round(onset, 4))
        context.samples(samples, 48_000)


@hookimpl
def register_backends() -> list[type[Backend]]:
    """What this plugin brings."""
    return [Foley]
