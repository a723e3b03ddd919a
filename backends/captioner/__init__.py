"""captioner: captions from the word times that a voice measured, and pictures in words that are measured; no guesses."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from studio import Backend, BadInput, Caption, Context, Request, Task, hookimpl
from studio.edits.captions import LINGER, Word, split
from studio.render.captions import stamp
from studio.timeline.rate import Rate
from studio.timeline.timeline import Caption as Shown

MILLIS = Rate(num=1000)
"""Captions are cut in thousandths of a second, as their files count."""
PAUSE = 1000
"""Thousandths of a second of silence that end a caption."""


class Captioner(Backend):
    """Lines of at most two times 42 characters, broken after sentences, gone before the next one comes."""

    id = "captioner"
    version = "1"
    title = "Captions"
    description = (
        "Caption files from a voice's own word times; pictures and clips in measured words: light, colour, motion."
    )
    tasks = {Task.CAPTION: Caption}
    capabilities = frozenset({"offline"})
    licence = "Apache-2.0"
    embedded = True

    def setup(self, device: str) -> None:
        """Import what looks at pictures."""
        from backends.captioner import looking

        self.looking = looking

    def run(self, request: Request, context: Context) -> None:
        """Write SRT or WebVTT and report how many `captions` there are; of a picture or clip write a sentence."""
        params = self.params(request)
        assert isinstance(params, Caption)
        for name, look in (("picture", self.looking.picture), ("clip", self.looking.clip)):
            if name in request.inputs:
                path = context.scratch / "description.txt"
                path.write_text(look(context.input(name)) + "\n", encoding="utf-8")
                context.progress(1, 1, "looking")
                context.file(path)
                return
        if not params.words:
            raise BadInput(
                "There is nothing to caption.",
                "Bring a `voice` or a `film` that was made here, a `picture` or a `clip`.",
            )
        if any(end < start for _, start, end in params.words):
            raise BadInput("A word ends before it begins.", "Mend `words`: [[word, start s, end s], …].")
        words = [(word, round(1000 * start), round(1000 * end)) for word, start, end in params.words]
        found = list(captions(words))
        web = params.form == "vtt"
        parts = ["WEBVTT\n"] if web else []
        for number, caption in enumerate(found, 1):
            first, last = (stamp(Fraction(at, 1000), "." if web else ",") for at in (caption.start, caption.end))
            head, text = ("", html.escape(caption.text, quote=False)) if web else (f"{number}\n", caption.text)
            parts.append(f"{head}{first} --> {last}\n{text}\n")
            context.progress(number, len(found), "writing")
        path = context.scratch / f"captions.{params.form}"
        path.write_text("\n".join(parts), encoding="utf-8")
        context.report("captions", len(found))
        context.file(path)


def captions(words: Sequence[Word]) -> Iterator[Shown]:
    """Captions of words in thousandths of a second; none goes on over a pause."""
    runs = [[words[0]]]
    for before, word in pairwise(words):
        if word[1] - before[2] > PAUSE:
            runs.append([])
        runs[-1].append(word)
    ends = [run[0][1] for run in runs[1:]] + [words[-1][2] + MILLIS.frames(LINGER)]
    for run, end in zip(runs, ends, strict=True):
        yield from split(run, MILLIS, end)


@hookimpl
def register_backends() -> list[type[Backend]]:
    """What this plugin brings."""
    return [Captioner]
