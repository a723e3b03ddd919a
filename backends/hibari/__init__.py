"""hibari: English voices on the CPU, with exact word times from the model's own durations."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from studio import Backend, BadInput, Context, Estimate, Request, Task, Voiceover, hint, hookimpl

VoiceName = Literal["", "narrator", "deep", "alto", "heart"]


class HibariVoice(Voiceover):
    """A line to be spoken."""

    voice: VoiceName = Field("", description="Voice; empty: the narrator")
    speed: float = Field(
        1.0, ge=0.6, le=1.5, description="Pace, as a factor of the voice's own", json_schema_extra=hint("×")
    )
    pause: float = Field(
        0.25, ge=0, le=2, description="Silence between sentences", json_schema_extra=hint("s", advanced=True)
    )


def voices() -> dict[str, dict[str, Any]]:
    """The voices by name: title, description, and how each is made."""
    return tomllib.loads((Path(__file__).parent / "voices.toml").read_text(encoding="utf-8"))


class Hibari(Backend):
    """Speech from hibari-tts; the weights come with the package, so nothing is ever downloaded."""

    id = "hibari"
    version = "1"
    title = "Hibari voices"
    description = (
        "English narrators on the CPU: deep trailer voice, alto and more, with exact word times. Synthetic speech."
    )
    tasks = {Task.VOICEOVER: HibariVoice}
    capabilities = frozenset({"seed", "word times", "offline"})
    licence = "Apache-2.0"
    embedded = True

    def plan(self, request: Request) -> Estimate:
        """A second of speech is about 14 characters and takes about a fiftieth of a second."""
        params = self.params(request)
        assert isinstance(params, HibariVoice)
        spoken = len(params.text) / 14 + 0.5
        return Estimate(params=params.model_dump(mode="json"), seconds=0.2 + spoken * 0.05, bytes=int(spoken * 96_000))

    def setup(self, device: str) -> None:
        """Load the model with one more output, and the pronunciation rules."""
        from backends.hibari.speech import Speaker

        self.speaker = Speaker()

    def run(self, request: Request, context: Context) -> None:
        """Speak the text: float32 mono at 24 kHz, `words` as [word, start s, end s] of the text's own tokens."""
        params = self.params(request)
        assert isinstance(params, HibariVoice)
        if params.language.lower().split("-")[0] != "en":
            raise BadInput(
                f"Hibari speaks English, not {params.language!r}.",
                "Leave the line to titles and captions, or choose a voice backend that speaks this language.",
            )
        voice = voices()[params.voice or "narrator"]
        pieces = self.speaker.sentences(params.text)
        if not pieces:
            raise BadInput(
                f"There is nothing to say in {params.text[:60]!r}.",
                "Write words in Latin letters, or leave the line empty.",
            )
        spoken = []
        for index, piece in enumerate(pieces):
            spoken.append(self.speaker.say(piece, voice, params.speed, request.seed + index))
            context.progress(index + 1, len(pieces), "speaking")
        samples, words = self.speaker.join(spoken, params.pause, float(voice["warmth_db"]))
        context.report("words", words)
        context.report("voice", params.voice or "narrator")
        context.samples(samples[None, :], 24_000)


@hookimpl
def register_backends() -> list[type[Backend]]:
    """What this plugin brings."""
    return [Hibari]
