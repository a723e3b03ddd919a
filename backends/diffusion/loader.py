"""Pipelines loaded by the library's own door from a checked local folder, laid into memory by a policy, kept warm."""

from __future__ import annotations

import gc
import inspect
import os
from collections.abc import Callable
from dataclasses import replace
from math import prod
from pathlib import Path
from typing import Any, NamedTuple

import accelerate
import diffusers
import torch
import transformers

from backends.diffusion.folder import Component, components, dtype_of
from backends.diffusion.memory import DRAWERS, SHRUNK, SPARED, Need, Policy, choose, need, on_cpu
from backends.diffusion.packed import pack
from backends.diffusion.rows import Dtype, Row, Use
from backends.diffusion.turns import Turns
from studio.errors import NotReady

ATTENTION = ("_flash_3", "flash", "sage", "xformers", "native")
"""Attention kernels in the order they are tried; those that fetch code from a hub are not among them."""

PINNED = 2.5
"""How much main memory must be free, to the weights, before they are pinned there: pinned blocks are rounded up."""

assert accelerate  # without it the library loads slowly and twice into memory


class Levers(NamedTuple):
    """What makes it quicker, and what of it was used."""

    attention: str = "auto"
    cache: float = 0.0
    compile: bool = False


class Loaded(NamedTuple):
    """A pipeline ready to be called, and how it lies in memory."""

    pipe: Any
    policy: Policy
    need: Need
    facts: dict[str, Any]


class Loader:
    """One model at a time on one device; pipelines of its tasks share their components."""

    def __init__(self, device: str) -> None:
        self.device = device
        self.key: tuple[str, ...] = ()
        self.pipes: dict[str, Any] = {}
        self.held = 0  # bytes of the weights that are loaded
        self.turns: Turns | None = None
        self.needs: dict[tuple[str, ...], Need] = {}
        diffusers.logging.set_verbosity_error()
        transformers.logging.set_verbosity_error()
        transformers.logging.disable_progress_bar()
        diffusers.logging.disable_progress_bar()

    def dtype(self, row: Row) -> Dtype:
        """The type to load in: the row's, where the device is good at it; float32 without a GPU."""
        if not self.device.startswith("cuda"):
            return "float32"
        if row.dtype == "bfloat16" and not torch.cuda.is_bf16_supported():
            return "float16"
        return row.dtype

    def memory(self) -> tuple[int, int]:
        """Bytes free on the card (what this process holds included) and in main memory."""
        main = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        for line in Path("/proc/meminfo").read_text().splitlines() if Path("/proc/meminfo").is_file() else ():
            if line.startswith("MemAvailable:"):
                main = int(line.split()[1]) * 1024
        if not self.device.startswith("cuda"):
            return 0, main
        free, _ = torch.cuda.mem_get_info(self.device)
        return free + torch.cuda.memory_reserved(self.device), main

    def need(self, row: Row, use: Use, folder: Path, work: int) -> Need:
        """What a task of a row takes in memory, from its files' headers; they are read once while a model is loaded."""
        key = (row.model_dump_json(), str(folder), use.pipeline)
        if key not in self.needs:
            _, found = components(folder, row.variant)
            wanted = inspect.signature(pipeline_class(use.pipeline).__init__).parameters
            dtype = self.dtype(row)
            types = {name: dtype_of(row, name, dtype) for name in found}
            parts = {name: part for name, part in found.items() if name in wanted and part.tensors}
            self.needs[key] = need(
                parts, types, 0, lambda part: keeps(part, types[part.name]), lambda part: marks(component_class(part))
            )
        return replace(self.needs[key], work=work)

    def policies(self, need: Need, asked: Policy | None) -> tuple[Policy, ...]:
        """The policies to try in turn on this device."""
        card, main = self.memory()
        if not self.device.startswith("cuda"):
            on_cpu(need, main + self.held)
            return (asked,) if asked else ("resident",)
        return choose(need, card, main + self.held, asked)

    def loaded(
        self, row: Row, use: Use, folder: Path, lora: Path | None, policy: Policy, levers: Levers, need: Need
    ) -> Loaded:
        """The pipeline of a task: warm where its model is loaded under this policy, else loaded now."""
        key = (row.model_dump_json(), str(folder), policy)
        if key != self.key:
            self.free()
            self.key = key
        pipe = self.pipes.get(use.pipeline)
        if pipe is None:
            pipe = self._sibling(use.pipeline, folder, row) or self._from_disk(row, use, folder, lora)
            self._lay(pipe, policy, row)
            self._remember(pipe)
            self.pipes[use.pipeline] = pipe
            self.held = held(pipe)
        facts = self._pull(pipe, levers)
        return Loaded(pipe, policy, need, facts)

    def _from_disk(self, row: Row, use: Use, folder: Path, lora: Path | None) -> Any:
        kind = pipeline_class(use.pipeline)
        self.pipes.clear()
        dtype = self.dtype(row)
        named = components(folder, row.variant)[1]
        for component in named.values():
            component_class(component)
        types = {name: getattr(torch, dtype_of(row, name, dtype)) for name in named if named[name].tensors}
        unlisted = {
            name: None for name in inspect.signature(kind.__init__).parameters if name in ABSENT and name not in named
        }
        try:
            pipe = kind.from_pretrained(
                str(folder),
                dtype={**types, "default": getattr(torch, dtype)},
                use_safetensors=True,
                local_files_only=True,
                trust_remote_code=False,
                **({"variant": row.variant} if row.variant else {}),
                **unlisted,
            )
        except torch.OutOfMemoryError:
            raise
        except (OSError, AttributeError, ValueError, TypeError, KeyError, RuntimeError) as error:
            raise NotReady(
                f"The model {row.id!r} could not be loaded as {use.pipeline}: {error}.",
                f"Fetch it again (`studio models rm {row.id}`, `studio models pull {row.id}`), or mend its row.",
            ) from error
        for name, component in named.items():
            module = getattr(pipe, name, None)
            if component.tensors and isinstance(module, torch.nn.Module):
                _whole(module, component)
        if row.scheduler:
            scheduler = getattr(diffusers, row.scheduler.name, None)
            if scheduler is None:
                raise NotReady(
                    f"`scheduler.name` of {row.id!r}: diffusers has no {row.scheduler.name!r}.", "Mend its row."
                )
            pipe.scheduler = scheduler.from_config(pipe.scheduler.config, **row.scheduler.args)
        if row.lora and lora:
            try:
                pipe.load_lora_weights(
                    str(lora), weight_name=row.lora.weight, adapter_name="row", local_files_only=True
                )
                pipe.set_adapters(["row"], [row.lora.scale])
            except ImportError as error:
                raise NotReady(
                    f"The model {row.id!r} needs the package peft.", "Install it: `pip install peft`."
                ) from error
        pipe.set_progress_bar_config(disable=True)
        return pipe

    def _sibling(self, name: str, folder: Path, row: Row) -> Any:
        """The pipeline of another task over the components that are loaded; None where it needs more of the folder.

        The library's `from_pipe` would turn all components into one dtype.
        """
        if not self.pipes:
            return None
        loaded = next(iter(self.pipes.values()))
        kind = pipeline_class(name)
        wanted = inspect.signature(kind.__init__).parameters
        have = {part: value for part, value in loaded.components.items() if part in wanted}
        if any(part in wanted and have.get(part) is None for part in components(folder, row.variant)[1]):
            return None
        config = {
            key: value
            for key, value in loaded.config.items()
            if key in wanted and key not in have and not key.startswith("_")
        }
        config = {key: value for key, value in config.items() if not isinstance(value, (tuple, list))}
        missing = {key: None for key in wanted if key in ABSENT and key not in have}
        try:
            pipe = kind(**{**missing, **config, **have})
        except TypeError:
            return None
        pipe.set_progress_bar_config(disable=True)
        return pipe

    def _lay(self, pipe: Any, policy: Policy, row: Row) -> None:
        device = torch.device(self.device)
        vae = getattr(pipe, "vae", None)
        if vae is not None and (row.fps or policy != "resident" or row.pixels > 1_500_000):
            for lever in ("enable_tiling", "enable_slicing"):
                if hasattr(vae, lever):
                    getattr(vae, lever)()
        if policy == "resident":
            pipe.to(device)
            return
        if policy == "group":
            pipe.enable_group_offload(device, offload_type="leaf_level", use_stream=device.type == "cuda")
            return
        for name, module in pipe.components.items():
            if not (isinstance(module, torch.nn.Module) and name.startswith(SHRUNK)):
                continue
            if policy == "fp8":
                _cast(module, getattr(torch, self.dtype(row)))
            elif policy == "quantized":
                pack(module, device, marks(type(module)))
        self.turns = self.turns or Turns(device, device.type == "cuda" and self.memory()[1] > PINNED * held(pipe))
        for module in pipe.components.values():
            if isinstance(module, torch.nn.Module):
                self.turns.join(module)

    def _remember(self, pipe: Any) -> None:
        """Keep what the text encoders said: the same words are encoded once, and the encoders may leave the card."""
        encode = getattr(pipe, "encode_prompt", None)
        if encode is None:
            return
        known: dict[str, Any] = {}

        def remembered(*words: Any, **named: Any) -> Any:
            try:
                name = repr([_plain(value) for value in words] + [(key, _plain(named[key])) for key in sorted(named)])
            except TypeError:
                return encode(*words, **named)
            if name not in known:
                if len(known) >= 16:
                    known.pop(next(iter(known)))
                known[name] = encode(*words, **named)
            return _copied(known[name])

        pipe.encode_prompt = remembered

    def _pull(self, pipe: Any, levers: Levers) -> dict[str, Any]:
        """Set the levers on what draws; the facts say which took effect."""
        facts: dict[str, Any] = {}
        for drawer in [getattr(pipe, name) for name in DRAWERS if getattr(pipe, name, None) is not None]:
            if hasattr(drawer, "set_attention_backend"):
                facts["attention"] = _attention(drawer, levers.attention, self.device)
            if hasattr(drawer, "enable_cache"):
                if getattr(drawer, "is_cache_enabled", False):
                    drawer.disable_cache()
                if levers.cache:
                    drawer.enable_cache(diffusers.FirstBlockCacheConfig(threshold=levers.cache))
                    facts["cache"] = levers.cache
            if hasattr(drawer, "compile_repeated_blocks"):
                _compile(drawer, levers.compile)
                if levers.compile:
                    facts["compile"] = True
        return facts

    def free(self) -> None:
        """Let go of what is loaded."""
        self.pipes.clear()
        self.key = ()
        self.held = 0
        self.turns = None
        self.needs.clear()
        gc.collect()
        if torch.cuda.is_available():
            torch.cuda.empty_cache()


ABSENT = ("safety_checker", "feature_extractor", "image_encoder", "image_processor", "transformer_2", "prompt_enhancer")
"""Components that a pipeline asks for and works without."""


def pipeline_class(name: str) -> Any:
    """A pipeline class of diffusers; NotReady where this version has none of that name."""
    kind = getattr(diffusers, name, None)
    if not (inspect.isclass(kind) and issubclass(kind, diffusers.DiffusionPipeline)):
        raise NotReady(
            f"diffusers {diffusers.__version__} has no pipeline {name!r}.",
            "Update it (`pip install --upgrade diffusers`), or mend `pipeline` in the model's row.",
        )
    return kind


def keeps(component: Component, dtype: Dtype) -> Callable[[str], bool]:
    """Which weights of a component stay in float32 although it is loaded as `dtype`: its class says so."""
    if dtype == "float32":
        return lambda name: False
    kind = component_class(component)
    marks = tuple(getattr(kind, "_keep_in_fp32_modules_strict", None) or ())
    if component.library != "transformers" or dtype == "float16":
        marks += tuple(getattr(kind, "_keep_in_fp32_modules", None) or ())
    return lambda name: any(mark in name.split(".") for mark in marks)


def component_class(component: Component) -> Any:
    """The class of a component; NotReady where this version of its library has none of that name."""
    rooms = {"diffusers": diffusers, "transformers": transformers}
    room = rooms.get(component.library) or getattr(diffusers.pipelines, component.library)
    kind = getattr(room, component.kind, None)
    if kind is None:
        library = rooms.get(component.library, diffusers)
        raise NotReady(
            f"The component {component.name!r} is a {component.kind!r}, which {library.__name__} {library.__version__} does not have.",
            f"Update it: `pip install --upgrade {library.__name__}`.",
        )
    return kind


def _whole(module: Any, component: Component) -> None:
    """NotReady where a module asks for more weights than its files hold: the rest would be noise, or nothing."""
    asked = sum({id(tensor): tensor.numel() for tensor in module.parameters()}.values())
    there = sum(prod(shape) for _, shape in component.tensors.values())
    if asked > there * 1.02:
        raise NotReady(
            f"The configuration of {component.name!r} asks for {asked:,} weights; its files hold {there:,}.",
            "Fetch the model again, or mend its folder: configuration and weights are not of one model.",
        )


def held(pipe: Any) -> int:
    """Bytes of a pipeline's weights, each once."""
    modules = [part for part in pipe.components.values() if isinstance(part, torch.nn.Module)]
    tensors = [tensor for part in modules for tensor in (*part.parameters(), *part.buffers())]
    return sum({tensor.data_ptr(): tensor.nbytes for tensor in tensors}.values())


def marks(kind: type) -> tuple[str, ...]:
    """Layers that a model's class wants left as they are, as patterns of their names."""
    return (
        *(getattr(kind, "_skip_layerwise_casting_patterns", None) or ()),
        *(getattr(kind, "_keep_in_fp32_modules", None) or ()),
    )


def _cast(module: Any, dtype: Any) -> None:
    if getattr(module, "_studio_cast", False):
        return
    diffusers.hooks.apply_layerwise_casting(
        module,
        storage_dtype=torch.float8_e4m3fn,
        compute_dtype=dtype,
        skip_modules_pattern=(*SPARED, *marks(type(module))),
    )
    module._studio_cast = True


def _compile(drawer: Any, wanted: bool) -> None:
    """Compile the blocks, or go back to those as written: compiled ones draw slightly differently."""
    if wanted == getattr(drawer, "_studio_compiled", False):
        return
    if wanted:
        drawer.compile_repeated_blocks()
    else:
        for module in drawer.modules():
            module._compiled_call_impl = None
    drawer._studio_compiled = wanted


def _attention(drawer: Any, asked: str, device: str) -> str:
    if asked == "auto" and not device.startswith("cuda"):
        return "native"
    for name in [asked] if asked != "auto" else ATTENTION:
        try:
            drawer.set_attention_backend(name)
            return name
        except (RuntimeError, ValueError, ImportError):
            continue
    drawer.set_attention_backend("native")
    return "native"


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, int, float, bool, torch.device, torch.dtype)):
        return value
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    raise TypeError(type(value))


def _copied(value: Any) -> Any:
    if isinstance(value, torch.Tensor):
        return value.clone()
    if isinstance(value, (list, tuple)):
        return type(value)(_copied(item) for item in value)
    return value
