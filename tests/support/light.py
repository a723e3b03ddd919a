"""A light backend for tests: every part of a film in a fraction of a second, in an environment of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from toys import install_toy

from studio.datafolder import DataFolder
from studio.tasks import Task

LIGHT = """
    import time
    from studio import Backend, Music, SoundEffect, Task, TextToVideo, Voiceover, frame_count, hookimpl

    class Light(Backend):
        id = "light"
        version = "1"
        title = "Light"
        tasks = {
            Task.TEXT_TO_VIDEO: TextToVideo,
            Task.VOICEOVER: Voiceover,
            Task.SOUND_EFFECT: SoundEffect,
            Task.MUSIC: Music,
        }
        licence = "Apache-2.0"

        def setup(self, device):
            import numpy
            self.np = numpy

        def run(self, request, context):
            np, p = self.np, self.params(request)
            if request.task is Task.TEXT_TO_VIDEO:
                if "breaks" in p.prompt:
                    raise RuntimeError("the lamp broke")
                frames = frame_count(p.seconds, p.rate)
                picture = np.full((p.height, p.width, 3), (request.seed + sum(p.prompt.encode())) % 200, np.uint8)
                for index in range(frames):
                    picture[:, index % p.width] = 255 - picture[:, index % p.width]
                    context.frame(picture)
                    context.preview(picture)
                    context.progress(index + 1, frames)
                    if "treacle" in p.prompt:
                        time.sleep(0.05)
                return
            if request.task is Task.VOICEOVER:
                words = p.text.split()
                seconds = 0.2 * len(words) + 0.1
                context.report("words", [[word, 0.2 * n, 0.2 * n + 0.15] for n, word in enumerate(words)])
                time_axis = np.arange(round(seconds * 24000)) / 24000
                context.samples((0.3 * np.sin(1400 * time_axis)).astype(np.float32)[None], 24000)
                return
            noise = np.random.default_rng(request.seed).standard_normal((2, round(p.seconds * 48000)))
            context.samples((0.1 * noise).astype(np.float32), 48000)

    @hookimpl
    def register_backends():
        return [Light]
"""
TASKS = (Task.TEXT_TO_VIDEO, Task.VOICEOVER, Task.SOUND_EFFECT, Task.MUSIC)


def light_studio(data: DataFolder) -> None:
    """Make the light backend this data folder's choice for everything but the story."""
    install_toy(data.envs, "light", LIGHT)
    lines = [f'{task.value} = "light"' for task in TASKS]
    data.settings.write_text("\n".join(["slots = 2", "[backends]", *lines, ""]))


if __name__ == "__main__":
    from studio.datafolder import open_data

    light_studio(open_data(Path(sys.argv[1])))
