"""Full-size configurations, each with its source, built on the meta device: no weights, no memory."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import diffusers
import torch
import transformers

WAN = {"patch_size": (1, 2, 2), "in_channels": 16, "out_channels": 16, "text_dim": 4096, "freq_dim": 256,
       "cross_attn_norm": True, "qk_norm": "rms_norm_across_heads", "eps": 1e-6, "rope_max_seq_len": 1024}  # fmt: skip

FULL: dict[str, tuple[str, Callable[[], Any], float]] = {
    "wan-1.3b": (
        "transformer/config.json of Wan-AI/Wan2.1-T2V-1.3B-Diffusers",
        lambda: diffusers.WanTransformer3DModel(**WAN, num_attention_heads=12, attention_head_dim=128, ffn_dim=8960, num_layers=30),
        1.42,
    ),
    "wan-14b": (
        "transformer/config.json of Wan-AI/Wan2.2-T2V-A14B-Diffusers; the class's own defaults",
        lambda: diffusers.WanTransformer3DModel(**WAN, num_attention_heads=40, attention_head_dim=128, ffn_dim=13824, num_layers=40),
        14.29,
    ),
    "umt5-xxl": (
        "google/umt5-xxl, the text encoder of every Wan model; its embeddings are tied",
        lambda: transformers.UMT5EncoderModel(
            transformers.UMT5Config(vocab_size=256384, d_model=4096, d_kv=64, d_ff=10240, num_layers=24, num_heads=64, feed_forward_proj="gated-gelu")
        ),
        5.68,
    ),
    "wan-vae": ("the defaults of AutoencoderKLWan", diffusers.AutoencoderKLWan, 0.127),
    "ltx-2b": ("the defaults of LTXVideoTransformer3DModel, those of Lightricks/LTX-Video", diffusers.LTXVideoTransformer3DModel, 1.92),
    "ltx-2": ("the defaults of LTX2VideoTransformer3DModel, those of Lightricks/LTX-2", diffusers.LTX2VideoTransformer3DModel, 18.9),
    "z-image": ("the defaults of ZImageTransformer2DModel, those of Tongyi-MAI/Z-Image-Turbo", diffusers.ZImageTransformer2DModel, 6.15),
    "qwen-image": ("the defaults of QwenImageTransformer2DModel, those of Qwen/Qwen-Image", diffusers.QwenImageTransformer2DModel, 20.43),
    "qwen3-4b": (
        "Qwen/Qwen3-4B, the text encoder of FLUX.2 klein and Z-Image; its output weights are its embeddings",
        lambda: transformers.Qwen3ForCausalLM(
            transformers.Qwen3Config(vocab_size=151936, hidden_size=2560, intermediate_size=9728, num_hidden_layers=36, num_attention_heads=32, num_key_value_heads=8, head_dim=128, tie_word_embeddings=True)
        ),
        4.02,
    ),
}  # fmt: skip
"""Name to source, builder, and billions of parameters counted by hand or known, each tied weight once."""


def meta(name: str) -> Any:
    """The model without memory, its weights tied as the library ties them."""
    with torch.device("meta"):
        model = FULL[name][1]()
    if hasattr(model, "tie_weights"):
        model.tie_weights()
    return model


def distinct(model: Any) -> int:
    """Parameters, each once however many names it has."""
    return sum(
        {id(parameter): parameter.numel() for _, parameter in model.named_parameters(remove_duplicate=False)}.values()
    )


def sparse_folder(model: Any, root: Path, twice: bool) -> Path:
    """A pipeline's folder whose one component has the model's header and no bytes on the disk. `twice`: a tied weight
    stands there under each of its names, as some repos have it."""
    library = "transformers" if isinstance(model, transformers.PreTrainedModel) else "diffusers"
    folder = root / "pipeline" / "transformer"
    folder.mkdir(parents=True)
    table: dict[str, Any] = {}
    end, seen = 0, set()
    for name, parameter in model.named_parameters(remove_duplicate=False):
        if id(parameter) in seen and not twice:
            continue
        seen.add(id(parameter))
        size = parameter.numel() * 2
        table[name] = {"dtype": "BF16", "shape": list(parameter.shape), "data_offsets": [end, end + size]}
        end += size
    header = json.dumps(table).encode()
    file = folder / ("model.safetensors" if library == "transformers" else "diffusion_pytorch_model.safetensors")
    with file.open("wb") as opened:
        opened.write(struct.pack("<Q", len(header)) + header)
        opened.truncate(8 + len(header) + end)
    tied = bool(getattr(model.config, "tie_word_embeddings", False))
    (folder / "config.json").write_text(json.dumps({"tie_word_embeddings": tied}))
    index = {"_class_name": "WanPipeline", "transformer": [library, type(model).__name__]}
    (folder.parent / "model_index.json").write_text(json.dumps(index))
    return folder.parent


def save(row: str, root: Path) -> Path:
    """A whole pipeline of this row of the catalogue with random weights, built on the card and saved; its folder."""
    import tiny_models

    torch.manual_seed(0)
    with torch.device("cuda"):
        if row == "wan-2.1-1.3b":
            pipeline = diffusers.WanPipeline(
                tokenizer=tiny_models.words(512), text_encoder=_half("umt5-xxl"), transformer=_half("wan-1.3b"), transformer_2=None,
                vae=FULL["wan-vae"][1](), scheduler=diffusers.UniPCMultistepScheduler(prediction_type="flow_prediction", use_flow_sigmas=True),
            )  # fmt: skip
        elif row == "z-image-turbo":
            eye = diffusers.AutoencoderKL(
                block_out_channels=(128, 256, 512, 512), latent_channels=16, layers_per_block=2, sample_size=1024,
                down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4,
                shift_factor=0.1159, scaling_factor=0.3611, use_quant_conv=False, use_post_quant_conv=False,
            )  # fmt: skip
            pipeline = diffusers.ZImagePipeline(
                tokenizer=tiny_models.words(512, chat=True), text_encoder=_half("qwen3-4b"), transformer=_half("z-image"),
                vae=eye.to(torch.bfloat16), scheduler=diffusers.FlowMatchEulerDiscreteScheduler(),
            )  # fmt: skip
        else:
            raise KeyError(f"no full-size pipeline of {row!r} is described here")
    pipeline.save_pretrained(root / row, safe_serialization=True, max_shard_size="20GB")
    del pipeline
    torch.cuda.empty_cache()
    return root / row


def _half(name: str) -> Any:
    """A full-size model in bfloat16, weights drawn as its class draws them."""
    before = torch.get_default_dtype()
    torch.set_default_dtype(torch.bfloat16)
    try:
        return FULL[name][1]().eval()
    finally:
        torch.set_default_dtype(before)
