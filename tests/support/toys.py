"""Toy plugins for tests, installed the way an outsider's are: in an environment of their own."""

from __future__ import annotations

import json
import shutil
import sys
import sysconfig
import venv
from pathlib import Path
from textwrap import dedent

import studio

ROOT = Path(studio.__file__).parents[1]


def install_toy(envs: Path, name: str, source: str) -> None:
    """Make `envs/<name>` with an interpreter that sees our packages and a plugin module `<name>` of this source."""
    home = envs / name
    venv.EnvBuilder(with_pip=False, symlinks=True).create(home)
    site = home / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    (site / "ours.pth").write_text(f"{ROOT}\n{sysconfig.get_paths()['purelib']}\n")
    (site / f"{name}.py").write_text(dedent(source))
    (home / "plugin.json").write_text(json.dumps({"module": name}))


def remove_toy(envs: Path, name: str) -> None:
    """Take a toy out again."""
    shutil.rmtree(envs / name)


TOY = """
    import os, time
    from studio import Backend, Params, SoundEffect, TextToImage, TextToVideo, BadInput, Needs, Task, frame_count, hookimpl

    class Toy(Backend):
        id = "toy"
        version = "1"
        title = "Toy"
        tasks = {Task.TEXT_TO_VIDEO: TextToVideo, Task.TEXT_TO_IMAGE: TextToImage, Task.SOUND_EFFECT: SoundEffect}
        licence = "Apache-2.0"

        def setup(self, device):
            import numpy
            self.np = numpy

        def run(self, request, context):
            np, p = self.np, self.params(request)
            if request.task is Task.SOUND_EFFECT:
                if p.prompt == "nan":
                    context.samples(np.full((2, 4800), np.nan, np.float32), 48000)
                    return
                if p.prompt == "environment":
                    context.report("environment", sorted(os.environ))
                context.samples(np.zeros((2, round(p.seconds * 48000)), np.float32), 48000)
                return
            if p.prompt == "raises":
                raise RuntimeError("the toy broke")
            if p.prompt == "refuses":
                raise BadInput("No toys today.", "Come back tomorrow.")
            if p.prompt == "nothing":
                return
            if p.prompt == "dies":
                os.kill(os.getpid(), 9)
            if p.prompt == "oom":
                raise MemoryError("too big")
            if p.prompt == "never":
                context.frame(np.zeros((p.height, p.width, 3), np.uint8))
                while True:
                    np.linalg.svd(np.random.rand(400, 400))
            if p.prompt == "float":
                context.frame(np.zeros((p.height, p.width, 3), np.float32))
            if p.prompt == "odd planes":
                context.frame(np.zeros((p.height * 3 // 2 + 1, p.width), np.uint8))
            if p.prompt == "planes":
                for tone in range(frame_count(p.seconds, p.rate)):
                    planes = np.full((p.height * 3 // 2, p.width), 60 + tone, np.uint8)
                    planes[p.height :] = 128
                    planes[p.height : p.height + p.height // 4] = 90
                    context.frame(planes)
                return
            if request.task is Task.TEXT_TO_IMAGE:
                context.image(np.full((p.height, p.width, 3), 90, np.uint8))
                return
            frames = frame_count(p.seconds, p.rate)
            for index in range(frames - (p.prompt == "short")):
                picture = np.full((p.height, p.width, 3), (request.seed * 40 + index) % 256, np.uint8)
                context.frame(picture)
                context.preview(picture)
                context.progress(index + 1, frames)
                if p.prompt == "slow":
                    time.sleep(0.1)

    @hookimpl
    def register_backends():
        return [Toy]
"""
