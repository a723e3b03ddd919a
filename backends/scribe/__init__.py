"""The embedded writer: a logline to a storyboard by rules, offline, in milliseconds."""

from __future__ import annotations

import json

from backends.scribe.board import write
from backends.scribe.words import lexicon
from studio import Backend, Context, Request, Storyboard, Task, WriteStory, hookimpl


class Scribe(Backend):
    """Writes storyboards in English from the user's own words; other languages stand on cards."""

    id = "scribe"
    version = "2"
    title = "Scribe"
    description = "Takes the logline apart by rules and tells it in its own words. English; no model, no network."
    tasks = {Task.WRITE_STORY: WriteStory}
    capabilities = frozenset({"seed"})
    licence = "Apache-2.0; word list derived from WordNet (WordNet licence)"
    embedded = True

    def setup(self, device: str) -> None:
        """Load the word lists."""
        lexicon()

    def run(self, request: Request, context: Context) -> None:
        """Write the storyboard as JSON."""
        params = WriteStory.model_validate(request.params)
        context.progress(0, 1, "reading")
        board = Storyboard.model_validate(write(params, request.seed))
        context.text(json.dumps(board.model_dump(mode="json"), ensure_ascii=False, indent=1))
        context.progress(1, 1, "written")


@hookimpl
def register_backends() -> list[type[Backend]]:
    """The writer."""
    return [Scribe]
