"""Tiny pipelines with random weights, built from their classes and saved as real model folders. Needs torch."""

from __future__ import annotations

import string
from collections.abc import Callable
from pathlib import Path
from typing import Any

import diffusers
import torch
import transformers
from tokenizers import Regex, Tokenizer, models, pre_tokenizers, processors

WIDTH = 32
"""Of every text encoder."""

PLAIN_CHAT = "{% for message in messages %}{{ message['content'] }}{% endfor %}"


def words(length: int = 16, chat: bool = False) -> Any:
    """A tokenizer that spells: a token for each printable character."""
    vocabulary = {mark: number for number, mark in enumerate(["<pad>", "</s>", "<unk>", *string.printable])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex("."), behavior="isolated")
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    made = transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<pad>", eos_token="</s>", unk_token="<unk>", model_max_length=length
    )
    if chat:
        made.chat_template = PLAIN_CHAT
    return made


VOCABULARY = 3 + len(string.printable)


def clip_words() -> Any:
    """A CLIP tokenizer that spells."""
    marks = [mark for mark in string.printable if not mark.isspace()]
    names = [*marks, *(f"{mark}</w>" for mark in marks), "<|startoftext|>", "<|endoftext|>"]
    return transformers.CLIPTokenizer(
        vocab={name: number for number, name in enumerate(names)}, merges=[], model_max_length=77
    )


def clip_encoder(projected: bool = False) -> Any:
    """A CLIP text encoder, with its projection for SDXL."""
    size = len(clip_words())
    config = transformers.CLIPTextConfig(
        vocab_size=size, hidden_size=WIDTH, intermediate_size=37, num_hidden_layers=2, num_attention_heads=4,
        projection_dim=WIDTH, max_position_embeddings=77, bos_token_id=size - 2, eos_token_id=size - 1, pad_token_id=1,
    )  # fmt: skip
    kind = transformers.CLIPTextModelWithProjection if projected else transformers.CLIPTextModel
    return kind(config).eval()


def t5() -> Any:
    """A T5 encoder."""
    return transformers.T5EncoderModel(
        transformers.T5Config(vocab_size=VOCABULARY, d_model=WIDTH, d_kv=8, d_ff=37, num_layers=2, num_heads=4)
    ).eval()


def umt5() -> Any:
    """A UMT5 encoder."""
    return transformers.UMT5EncoderModel(
        transformers.UMT5Config(vocab_size=VOCABULARY, d_model=WIDTH, d_kv=8, d_ff=37, num_layers=2, num_heads=4)
    ).eval()


QWEN: dict[str, Any] = {
    "vocab_size": VOCABULARY, "hidden_size": WIDTH, "intermediate_size": 37, "num_hidden_layers": 3,
    "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 8, "max_position_embeddings": 512, "pad_token_id": 0,
    "bos_token_id": 1, "eos_token_id": 1,
}  # fmt: skip


def qwen3() -> Any:
    """A Qwen3 language model whose embeddings are its output weights too."""
    return transformers.Qwen3ForCausalLM(transformers.Qwen3Config(**QWEN, tie_word_embeddings=True)).eval()


def qwen_vl() -> Any:
    """A Qwen2.5-VL model."""
    text = {**QWEN, "rope_parameters": {"rope_type": "default", "mrope_section": [1, 1, 2], "rope_theta": 10000.0}}
    del text["head_dim"]
    config = transformers.Qwen2_5_VLConfig(
        text_config=text,
        vision_config={"depth": 2, "hidden_size": 32, "intermediate_size": 37, "num_heads": 4, "out_hidden_size": WIDTH},
        vision_start_token_id=3, vision_end_token_id=4, vision_token_id=5, image_token_id=6, video_token_id=7,
    )  # fmt: skip
    return transformers.Qwen2_5_VLForConditionalGeneration(config).eval()


def gemma2() -> Any:
    """A Gemma 2 model."""
    names = {key: QWEN[key] for key in QWEN if key not in ("pad_token_id", "bos_token_id", "eos_token_id")}
    return transformers.Gemma2Model(
        transformers.Gemma2Config(**names, pad_token_id=0, bos_token_id=1, eos_token_id=1)
    ).eval()


def gemma3() -> Any:
    """A Gemma 3 model with its eye."""
    config = transformers.Gemma3Config(
        text_config={**QWEN, "sliding_window": 32},
        vision_config={"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "image_size": 28, "patch_size": 14},
        mm_tokens_per_image=4, image_token_index=5, boi_token_index=6, eoi_token_index=7,
    )  # fmt: skip
    return transformers.Gemma3ForConditionalGeneration(config).eval()


def vae(channels: int = 4, **more: Any) -> Any:
    """An image autoencoder that halves once."""
    return diffusers.AutoencoderKL(
        block_out_channels=(8, 16), latent_channels=channels, norm_num_groups=4, sample_size=32,
        down_block_types=("DownEncoderBlock2D",) * 2, up_block_types=("UpDecoderBlock2D",) * 2, **more,
    )  # fmt: skip


def wan_vae() -> Any:
    """Wan's film autoencoder: 8 by 8 by 4."""
    return diffusers.AutoencoderKLWan(
        base_dim=3, z_dim=16, dim_mult=[1, 1, 1, 1], num_res_blocks=1, temperal_downsample=[False, True, True]
    )


def wan_transformer(kind: Any = None, **more: Any) -> Any:
    """Wan's transformer."""
    values: dict[str, Any] = {
        "patch_size": (1, 2, 2), "num_attention_heads": 2, "attention_head_dim": 12, "in_channels": 16, "out_channels": 16,
        "text_dim": WIDTH, "freq_dim": 256, "ffn_dim": 32, "num_layers": 2, "cross_attn_norm": True,
        "qk_norm": "rms_norm_across_heads", "rope_max_seq_len": 32, **more,
    }  # fmt: skip
    return (kind or diffusers.WanTransformer3DModel)(**values)


def sd() -> Any:
    """Stable Diffusion 1.5."""
    return diffusers.StableDiffusionPipeline(
        vae=vae(), text_encoder=clip_encoder(), tokenizer=clip_words(), unet=unet(), scheduler=ddim(),
        safety_checker=None, feature_extractor=None, requires_safety_checker=False,
    )  # fmt: skip


def unet(**more: Any) -> Any:
    """A U-Net of two levels."""
    values: dict[str, Any] = {
        "block_out_channels": (16, 32), "layers_per_block": 1, "sample_size": 16, "in_channels": 4, "out_channels": 4,
        "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D"), "up_block_types": ("CrossAttnUpBlock2D", "UpBlock2D"),
        "cross_attention_dim": WIDTH, "attention_head_dim": 8, "norm_num_groups": 4, **more,
    }  # fmt: skip
    return diffusers.UNet2DConditionModel(**values)


def ddim() -> Any:
    """The scheduler of the first models."""
    return diffusers.DDIMScheduler(
        beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", clip_sample=False, steps_offset=1
    )


def flow() -> Any:
    """The scheduler of flow models."""
    return diffusers.FlowMatchEulerDiscreteScheduler()


def sdxl() -> Any:
    """Stable Diffusion XL."""
    drawer = unet(
        addition_embed_type="text_time", addition_time_embed_dim=8, projection_class_embeddings_input_dim=80,
        cross_attention_dim=2 * WIDTH, transformer_layers_per_block=(1, 1), use_linear_projection=True,
    )  # fmt: skip
    return diffusers.StableDiffusionXLPipeline(
        vae=vae(), text_encoder=clip_encoder(), text_encoder_2=clip_encoder(True), tokenizer=clip_words(),
        tokenizer_2=clip_words(), unet=drawer, scheduler=ddim(), add_watermarker=False,
    )  # fmt: skip


def sd3() -> Any:
    """Stable Diffusion 3."""
    drawer = diffusers.SD3Transformer2DModel(
        sample_size=32, patch_size=1, in_channels=4, num_layers=1, attention_head_dim=8, num_attention_heads=4,
        caption_projection_dim=32, joint_attention_dim=WIDTH, pooled_projection_dim=2 * WIDTH, out_channels=4,
    )  # fmt: skip
    return diffusers.StableDiffusion3Pipeline(
        transformer=drawer, scheduler=flow(), vae=vae(4, shift_factor=0.06, scaling_factor=1.5, use_quant_conv=False, use_post_quant_conv=False),
        text_encoder=clip_encoder(True), tokenizer=clip_words(), text_encoder_2=clip_encoder(True), tokenizer_2=clip_words(),
        text_encoder_3=t5(), tokenizer_3=words(77),
    )  # fmt: skip


def flux() -> Any:
    """FLUX.1."""
    drawer = diffusers.FluxTransformer2DModel(
        patch_size=1, in_channels=16, num_layers=1, num_single_layers=1, attention_head_dim=16, num_attention_heads=2,
        joint_attention_dim=WIDTH, pooled_projection_dim=WIDTH, axes_dims_rope=(4, 4, 8),
    )  # fmt: skip
    return diffusers.FluxPipeline(
        scheduler=flow(), vae=vae(4, shift_factor=0.06, scaling_factor=1.5, use_quant_conv=False, use_post_quant_conv=False),
        text_encoder=clip_encoder(), tokenizer=clip_words(), text_encoder_2=t5(), tokenizer_2=words(77), transformer=drawer,
    )  # fmt: skip


def flux2_klein() -> Any:
    """FLUX.2 klein."""
    drawer = diffusers.Flux2Transformer2DModel(
        patch_size=1, in_channels=16, num_layers=1, num_single_layers=1, attention_head_dim=16, num_attention_heads=2,
        joint_attention_dim=3 * WIDTH, timestep_guidance_channels=32, axes_dims_rope=(4, 4, 4, 4), guidance_embeds=False,
    )  # fmt: skip
    eye = diffusers.AutoencoderKLFlux2(
        block_out_channels=(8, 16), latent_channels=4, norm_num_groups=4, sample_size=32,
        down_block_types=("DownEncoderBlock2D",) * 2, up_block_types=("UpDecoderBlock2D",) * 2, layers_per_block=1,
    )  # fmt: skip
    return diffusers.Flux2KleinPipeline(
        scheduler=flow(),
        vae=eye,
        text_encoder=qwen3(),
        tokenizer=words(512, chat=True),
        transformer=drawer,
        is_distilled=False,
    )


def z_image() -> Any:
    """Z-Image."""
    drawer = diffusers.ZImageTransformer2DModel(
        all_patch_size=(2,), all_f_patch_size=(1,), in_channels=16, dim=32, n_layers=2, n_refiner_layers=1, n_heads=2,
        n_kv_heads=2, cap_feat_dim=WIDTH, axes_dims=[8, 4, 4], axes_lens=[256, 32, 32],
    )  # fmt: skip
    return diffusers.ZImagePipeline(
        scheduler=flow(), vae=vae(16, shift_factor=0.1, scaling_factor=0.3, use_quant_conv=False, use_post_quant_conv=False),
        text_encoder=qwen3(), tokenizer=words(512, chat=True), transformer=drawer,
    )  # fmt: skip


def qwen_image() -> Any:
    """Qwen-Image."""
    drawer = diffusers.QwenImageTransformer2DModel(
        patch_size=2, in_channels=16, out_channels=4, num_layers=2, attention_head_dim=16, num_attention_heads=2,
        joint_attention_dim=WIDTH, axes_dims_rope=(8, 4, 4),
    )  # fmt: skip
    eye = diffusers.AutoencoderKLQwenImage(
        base_dim=6, z_dim=4, dim_mult=[1, 2, 4], num_res_blocks=1, temperal_downsample=[False, True],
        latents_mean=[0.0] * 4, latents_std=[1.0] * 4,
    )  # fmt: skip
    return diffusers.QwenImagePipeline(
        scheduler=flow(), vae=eye, text_encoder=qwen_vl(), tokenizer=words(1024, chat=True), transformer=drawer
    )


def sana() -> Any:
    """Sana."""
    drawer = diffusers.SanaTransformer2DModel(
        patch_size=1, in_channels=4, out_channels=4, num_layers=1, num_attention_heads=2, attention_head_dim=4,
        num_cross_attention_heads=2, cross_attention_head_dim=4, cross_attention_dim=8, caption_channels=WIDTH, sample_size=32,
    )  # fmt: skip
    eye = diffusers.AutoencoderDC(
        in_channels=3, latent_channels=4, attention_head_dim=2, encoder_block_types=("ResBlock", "EfficientViTBlock"),
        decoder_block_types=("ResBlock", "EfficientViTBlock"), encoder_block_out_channels=(8, 8), decoder_block_out_channels=(8, 8),
        encoder_qkv_multiscales=((), (5,)), decoder_qkv_multiscales=((), (5,)), encoder_layers_per_block=(1, 1),
        decoder_layers_per_block=[1, 1], downsample_block_type="conv", upsample_block_type="interpolate",
        decoder_norm_types="rms_norm", decoder_act_fns="silu", scaling_factor=0.41407,
    )  # fmt: skip
    return diffusers.SanaPipeline(
        scheduler=flow(), vae=eye, text_encoder=gemma2(), tokenizer=words(300), transformer=drawer
    )


def animatediff() -> Any:
    """AnimateDiff."""
    drawer = unet(norm_num_groups=2, layers_per_block=2)
    motion = diffusers.MotionAdapter(
        block_out_channels=(16, 32), motion_layers_per_block=2, motion_norm_num_groups=2, motion_num_attention_heads=4
    )
    return diffusers.AnimateDiffPipeline(
        vae=vae(), text_encoder=clip_encoder(), tokenizer=clip_words(), unet=drawer, motion_adapter=motion,
        scheduler=ddim(),
    )  # fmt: skip


def wan() -> Any:
    """Wan 2.1 from words."""
    return diffusers.WanPipeline(
        tokenizer=words(512), text_encoder=umt5(), vae=wan_vae(), scheduler=diffusers.UniPCMultistepScheduler(
            prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=3.0),
        transformer=wan_transformer(), transformer_2=None,
    )  # fmt: skip


def wan_image() -> Any:
    """Wan 2.2 from a picture, and from one to another."""
    return diffusers.WanImageToVideoPipeline(
        tokenizer=words(512), text_encoder=umt5(), vae=wan_vae(), scheduler=flow(), image_processor=None, image_encoder=None,
        transformer=wan_transformer(in_channels=36, image_dim=None), transformer_2=None,
    )  # fmt: skip


def wan_vace() -> Any:
    """Wan VACE."""
    return diffusers.WanVACEPipeline(
        tokenizer=words(512), text_encoder=umt5(), vae=wan_vae(), scheduler=flow(), transformer_2=None,
        transformer=wan_transformer(diffusers.WanVACETransformer3DModel, vace_layers=[0], vace_in_channels=96),
    )  # fmt: skip


def ltx() -> Any:
    """LTX-Video."""
    drawer = diffusers.LTXVideoTransformer3DModel(
        in_channels=8, out_channels=8, patch_size=1, patch_size_t=1, num_attention_heads=4, attention_head_dim=8,
        cross_attention_dim=32, num_layers=1, caption_channels=WIDTH,
    )  # fmt: skip
    eye = diffusers.AutoencoderKLLTXVideo(
        latent_channels=8, block_out_channels=(8, 8, 8, 8), decoder_block_out_channels=(8, 8, 8, 8),
        layers_per_block=(1, 1, 1, 1, 1), decoder_layers_per_block=(1, 1, 1, 1, 1), spatio_temporal_scaling=(True, True, False, False),
        decoder_spatio_temporal_scaling=(True, True, False, False), decoder_inject_noise=(False,) * 5, upsample_residual=(False,) * 4,
        upsample_factor=(1,) * 4, timestep_conditioning=False, patch_size=1, patch_size_t=1, encoder_causal=True, decoder_causal=False,
    )  # fmt: skip
    eye.use_framewise_encoding = eye.use_framewise_decoding = False
    return diffusers.LTXPipeline(scheduler=flow(), vae=eye, text_encoder=t5(), tokenizer=words(256), transformer=drawer)


def ltx2() -> Any:
    """LTX-2 with its sound."""
    from diffusers.pipelines.ltx2 import LTX2TextConnectors
    from diffusers.pipelines.ltx2.vocoder import LTX2Vocoder

    drawer = diffusers.LTX2VideoTransformer3DModel(
        in_channels=4, out_channels=4, patch_size=1, patch_size_t=1, num_attention_heads=2, attention_head_dim=8,
        cross_attention_dim=16, audio_in_channels=4, audio_out_channels=4, audio_num_attention_heads=2,
        audio_attention_head_dim=4, audio_cross_attention_dim=8, num_layers=1, qk_norm="rms_norm_across_heads",
        caption_channels=WIDTH, rope_double_precision=False, rope_type="split",
    )  # fmt: skip
    connectors = LTX2TextConnectors(
        caption_channels=WIDTH, text_proj_in_factor=QWEN["num_hidden_layers"] + 1, video_connector_num_attention_heads=4,
        video_connector_attention_head_dim=8, video_connector_num_layers=1, video_connector_num_learnable_registers=None,
        audio_connector_num_attention_heads=4, audio_connector_attention_head_dim=8, audio_connector_num_layers=1,
        audio_connector_num_learnable_registers=None, connector_rope_base_seq_len=32, rope_theta=10000.0,
        rope_double_precision=False, causal_temporal_positioning=False, rope_type="split",
    )  # fmt: skip
    eye = diffusers.AutoencoderKLLTX2Video(
        latent_channels=4, block_out_channels=(8,), decoder_block_out_channels=(8,), layers_per_block=(1,),
        decoder_layers_per_block=(1, 1), spatio_temporal_scaling=(True,), decoder_spatio_temporal_scaling=(True,),
        decoder_inject_noise=(False, False), downsample_type=("spatial",), upsample_residual=(False,), upsample_factor=(1,),
        down_block_types=("LTX2VideoDownBlock3D",), timestep_conditioning=False, patch_size=1, patch_size_t=1,
        encoder_causal=True, decoder_causal=False,
    )  # fmt: skip
    eye.use_framewise_encoding = eye.use_framewise_decoding = False
    ear = diffusers.AutoencoderKLLTX2Audio(
        base_channels=4, output_channels=2, ch_mult=(1,), num_res_blocks=1, in_channels=2, resolution=32, latent_channels=2,
        norm_type="pixel", causality_axis="height", mel_bins=8, sample_rate=16000, mel_hop_length=160,
    )  # fmt: skip
    voice = LTX2Vocoder(
        in_channels=16, hidden_channels=32, out_channels=2, upsample_kernel_sizes=[4, 4], upsample_factors=[2, 2],
        resnet_kernel_sizes=[3], resnet_dilations=[[1, 3, 5]], output_sampling_rate=16000,
    )  # fmt: skip
    return diffusers.LTX2Pipeline(
        scheduler=flow(), vae=eye, audio_vae=ear, text_encoder=gemma3(), tokenizer=words(1024), connectors=connectors,
        transformer=drawer, vocoder=voice,
    )  # fmt: skip


def cogvideox() -> Any:
    """CogVideoX."""
    drawer = diffusers.CogVideoXTransformer3DModel(
        num_attention_heads=4, attention_head_dim=8, in_channels=4, out_channels=4, time_embed_dim=2, text_embed_dim=WIDTH,
        num_layers=1, sample_width=2, sample_height=2, sample_frames=9, patch_size=2, temporal_compression_ratio=4,
        max_text_seq_length=16,
    )  # fmt: skip
    eye = diffusers.AutoencoderKLCogVideoX(
        block_out_channels=(8, 8, 8, 8), latent_channels=4, layers_per_block=1, norm_num_groups=2, temporal_compression_ratio=4,
        down_block_types=("CogVideoXDownBlock3D",) * 4, up_block_types=("CogVideoXUpBlock3D",) * 4,
    )  # fmt: skip
    return diffusers.CogVideoXPipeline(
        tokenizer=words(226),
        text_encoder=t5(),
        vae=eye,
        transformer=drawer,
        scheduler=diffusers.CogVideoXDDIMScheduler(),
    )


def sana_video() -> Any:
    """SANA-Video."""
    drawer = diffusers.SanaVideoTransformer3DModel(
        in_channels=16, out_channels=16, num_attention_heads=2, attention_head_dim=12, num_layers=2, num_cross_attention_heads=2,
        cross_attention_head_dim=12, cross_attention_dim=24, caption_channels=WIDTH, mlp_ratio=2.5, sample_size=8,
        patch_size=(1, 2, 2), rope_max_seq_len=32,
    )  # fmt: skip
    return diffusers.SanaVideoPipeline(
        tokenizer=words(300), text_encoder=gemma2(), vae=wan_vae(), transformer=drawer, scheduler=flow()
    )


def helios() -> Any:
    """Helios, which makes a minute in chunks of 33 frames."""
    drawer = diffusers.HeliosTransformer3DModel(
        patch_size=(1, 2, 2), num_attention_heads=2, attention_head_dim=12, in_channels=16, out_channels=16, text_dim=WIDTH,
        freq_dim=256, ffn_dim=32, num_layers=2, rope_dim=(4, 4, 4),
    )  # fmt: skip
    return diffusers.HeliosPipeline(
        tokenizer=words(512),
        text_encoder=umt5(),
        vae=wan_vae(),
        scheduler=diffusers.HeliosScheduler(stage_range=[0, 1], stages=1, use_flow_sigmas=True),
        transformer=drawer,
    )


def chroma() -> Any:
    """Chroma."""
    drawer = diffusers.ChromaTransformer2DModel(
        patch_size=1, in_channels=16, num_layers=1, num_single_layers=1, attention_head_dim=16, num_attention_heads=2,
        joint_attention_dim=WIDTH, axes_dims_rope=(4, 4, 8), approximator_hidden_dim=32, approximator_layers=1, approximator_num_channels=16,
    )  # fmt: skip
    return diffusers.ChromaPipeline(
        scheduler=flow(), vae=vae(4, shift_factor=0.06, scaling_factor=1.5, use_quant_conv=False, use_post_quant_conv=False),
        text_encoder=t5(), tokenizer=words(77), transformer=drawer,
    )  # fmt: skip


def mochi() -> Any:
    """Mochi."""
    drawer = diffusers.MochiTransformer3DModel(
        patch_size=2, num_attention_heads=2, attention_head_dim=8, num_layers=2, pooled_projection_dim=16, in_channels=12,
        out_channels=None, qk_norm="rms_norm", text_embed_dim=WIDTH, time_embed_dim=4, activation_fn="swiglu", max_sequence_length=16,
    )  # fmt: skip
    eye = diffusers.AutoencoderKLMochi(latent_channels=12, out_channels=3, encoder_block_out_channels=(32, 32, 32, 32),
        decoder_block_out_channels=(32, 32, 32, 32), layers_per_block=(1, 1, 1, 1, 1))  # fmt: skip
    return diffusers.MochiPipeline(
        scheduler=flow(), vae=eye, text_encoder=t5(), tokenizer=words(256), transformer=drawer
    )


BUILDERS: dict[str, Callable[[], Any]] = {
    builder.__name__: builder
    for builder in (
        sd, sdxl, sd3, flux, flux2_klein, z_image, qwen_image, sana, chroma, animatediff, wan, wan_image, wan_vace, ltx, ltx2,
        cogvideox, sana_video, helios, mochi,
    )
}  # fmt: skip


def save(name: str, folder: Path) -> Path:
    """Build an architecture with fixed random weights and save it as safetensors; its folder."""
    torch.manual_seed(0)
    pipeline = BUILDERS[name]()
    pipeline.save_pretrained(folder / name, safe_serialization=True)
    return folder / name
