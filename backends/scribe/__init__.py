"""The embedded writer: a logline to a storyboard, a prompt to a fuller one, offline, in a fraction of a second."""

from __future__ import annotations

import json

from backends.scribe.board import write
from backends.scribe.rewrite import rewrite
from backends.scribe.words import lexicon
from studio import Backend, Context, Request, RewritePrompt, Storyboard, Task, WriteStory, hookimpl
from studio.analysis.meaning import meaning_of


class Scribe(Backend):
    """Writes storyboards in English from the user's own words; other languages stand on cards."""

    id = "scribe"
    version = "15"
    title = "Scribe"
    description = (
        "Takes the logline apart and tells it in its own words. English; its small model is part of it, no network."
    )
    tasks = {Task.WRITE_STORY: WriteStory, Task.REWRITE_PROMPT: RewritePrompt}
    capabilities = frozenset({"seed"})
    licence = "Apache-2.0; word list derived from WordNet (WordNet licence); language model from all-MiniLM-L6-v2 (Apache-2.0)"
    embedded = True

    def setup(self, device: str) -> None:
        """Load the word lists and the language model."""
        lexicon()
        meaning_of("")

    def run(self, request: Request, context: Context) -> None:
        """Write the storyboard, or the fuller prompt and what was added, as JSON."""
        context.progress(0, 1, "reading")
        if request.task is Task.REWRITE_PROMPT:
            answer = rewrite(RewritePrompt.model_validate(request.params), request.seed)
        else:
            params = WriteStory.model_validate(request.params)
            answer = Storyboard.model_validate(write(params, request.seed)).model_dump(mode="json")
        context.text(json.dumps(answer, ensure_ascii=False, indent=1))
        context.progress(1, 1, "written")


@hookimpl
def register_backends() -> list[type[Backend]]:
    """The writer."""
    return [Scribe]
