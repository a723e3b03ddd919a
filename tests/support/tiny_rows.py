"""Rows for the tiny pipelines, written as a user would write them into models.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from studio.datafolder import open_data

COMMON = """
[[model]]
id = "tiny-{name}"
title = "Tiny {name}"
folder = "{folder}"
licence = "none"
commercial = "yes"
default_from_gb = 0.001
steps = 3
size = [32, 32]
max_pixels = 4096
"""

STILL = """
[model.tasks.text_to_image]
pipeline = "{pipeline}"
"""

IMAGE_TO_IMAGE = """
[model.tasks.image_to_image]
pipeline = "{pipeline}"
way = "image"
"""

CLIP = """
[model.tasks.text_to_video]
pipeline = "{pipeline}"
"""

WAN = """
window = 17
frames_rule = "4n+1"
fps = 16
"""

ROWS: dict[str, str] = {
    "sd": """
size_multiple = 8
guidance = 7.5
[model.tasks.text_to_image]
pipeline = "StableDiffusionPipeline"
[model.tasks.image_to_image]
pipeline = "StableDiffusionImg2ImgPipeline"
way = "image"
strength = 0.8
[model.inpaint]
pipeline = "StableDiffusionInpaintPipeline"
way = "mask"
strength = 0.9
""",
    "sdxl": "size_multiple = 8" + STILL.format(pipeline="StableDiffusionXLPipeline"),
    "sd3": STILL.format(pipeline="StableDiffusion3Pipeline"),
    "flux": "negative = false\nextra = { max_sequence_length = 16 }"
    + STILL.format(pipeline="FluxPipeline")
    + IMAGE_TO_IMAGE.format(pipeline="FluxImg2ImgPipeline"),
    "flux2_klein": "min_side = 64\nnegative = false\nguidance = 1.0\nextra = { max_sequence_length = 32, text_encoder_out_layers = [1, 2, 3] }"
    + STILL.format(pipeline="Flux2KleinPipeline")
    + IMAGE_TO_IMAGE.format(pipeline="Flux2KleinPipeline"),
    "z_image": "negative = false\nguidance = 0.0\nextra = { max_sequence_length = 32 }"
    + STILL.format(pipeline="ZImagePipeline"),
    "qwen_image": 'cfg_param = "true_cfg_scale"\nextra = { max_sequence_length = 32 }'
    + STILL.format(pipeline="QwenImagePipeline"),
    "sana": "size_multiple = 32\nextra = { use_resolution_binning = false, complex_human_instruction = [] }"
    + STILL.format(pipeline="SanaPipeline"),
    "chroma": "extra = { max_sequence_length = 16 }" + STILL.format(pipeline="ChromaPipeline"),
    "animatediff": 'size_multiple = 8\nwindow = 16\nframes_rule = "n"\nfps = 8'
    + CLIP.format(pipeline="AnimateDiffPipeline"),
    "wan": WAN
    + """
[model.scheduler]
name = "UniPCMultistepScheduler"
args = { flow_shift = 5.0 }
[model.tasks.text_to_video]
pipeline = "WanPipeline"
[model.tasks.video_to_video]
pipeline = "WanVideoToVideoPipeline"
way = "video"
strength = 0.7
""",
    "wan_image": WAN
    + """
[model.tasks.image_to_video]
pipeline = "WanImageToVideoPipeline"
way = "first_last"
[model.tasks.extend]
pipeline = "WanImageToVideoPipeline"
way = "image"
[model.tasks.bridge]
pipeline = "WanImageToVideoPipeline"
way = "first_last"
[model.tasks.loop]
pipeline = "WanImageToVideoPipeline"
way = "first_last"
""",
    "wan_vace": WAN
    + """
[model.tasks.text_to_video]
pipeline = "WanVACEPipeline"
way = "vace"
[model.tasks.extend]
pipeline = "WanVACEPipeline"
way = "vace"
overlap = 5
backward = true
[model.tasks.bridge]
pipeline = "WanVACEPipeline"
way = "vace"
overlap = 5
""",
    "ltx": """
size_multiple = 32
window = 17
frames_rule = "8n+1"
fps = 24
fps_param = "frame_rate"
extra = { max_sequence_length = 16 }
[model.tasks.text_to_video]
pipeline = "LTXPipeline"
[model.tasks.image_to_video]
pipeline = "LTXConditionPipeline"
way = "conditions"
[model.tasks.extend]
pipeline = "LTXConditionPipeline"
way = "conditions"
overlap = 9
backward = true
[model.tasks.bridge]
pipeline = "LTXConditionPipeline"
way = "conditions"
""",
    "ltx2": """
size_multiple = 32
window = 9
frames_rule = "8n+1"
fps = 24
fps_param = "frame_rate"
sound = true
extra = { max_sequence_length = 16, stg_scale = 0.0, audio_stg_scale = 0.0, modality_scale = 1.0, audio_modality_scale = 1.0, audio_guidance_scale = 1.0 }
[model.tasks.text_to_video]
pipeline = "LTX2Pipeline"
[model.tasks.image_to_video]
pipeline = "LTX2ConditionPipeline"
way = "conditions"
""",
    "cogvideox": """
window = 9
frames_rule = "4n+1"
fps = 8
extra = { max_sequence_length = 16 }
[model.tasks.text_to_video]
pipeline = "CogVideoXPipeline"
[model.tasks.video_to_video]
pipeline = "CogVideoXVideoToVideoPipeline"
way = "video"
strength = 0.8
""",
    "sana_video": WAN
    + 'size_multiple = 32\narg_map = { num_frames = "frames" }\nextra = { use_resolution_binning = false, complex_human_instruction = [] }'
    + CLIP.format(pipeline="SanaVideoPipeline"),
    "helios": 'window = 66\nframes_rule = "33n"\nlost = 3\nfps = 24\nnoise_on = "device"'
    + CLIP.format(pipeline="HeliosPipeline")
    + """
[model.tasks.extend]
pipeline = "HeliosPipeline"
way = "video"
overlap = 33
repeats = false
""",
    "mochi": 'size_multiple = 16\nwindow = 19\nframes_rule = "6n+1"\nfps = 24\nextra = { max_sequence_length = 16 }'
    + CLIP.format(pipeline="MochiPipeline"),
}


def text(folders: dict[str, Path]) -> str:
    """A models.toml with a row for each of these model folders."""
    return "\n".join(COMMON.format(name=name, folder=folder) + ROWS[name] for name, folder in folders.items())


@contextmanager
def set_up(folders: Mapping[str, Path], root: Path) -> Iterator[Any]:
    """The backend in this process, set up on the CPU, with rows for these saved pipelines in a data folder of its own."""
    from backends.diffusion import Diffusers

    data = open_data(root / "data")
    (data.root / "models.toml").write_text(text(dict(folders)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUDIO_DATA", str(data.root))
        made = Diffusers()
        made.setup("cpu")
        yield made
