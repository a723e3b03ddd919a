"""A pipeline's folder, read before anything of it is loaded: its parts, their bytes, and whether it may be loaded."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

from backends.diffusion.rows import Dtype, Row
from studio.errors import NotReady
from studio.weights import PICKLES

LIBRARIES = ("diffusers", "transformers", "ltx2", "stable_diffusion")
"""Whose classes a folder may name (the last two are rooms of diffusers). Everything else could be somebody's code."""

OPTIONAL = ("safety_checker", "feature_extractor", "image_encoder", "prompt_enhancer", "duration_head", "processor")
WEIGHTLESS = ("scheduler", "tokenizer", "feature_extractor", "image_processor", "processor", "guider")
FLOATS = {"F64": 8, "F32": 4, "F16": 2, "BF16": 2, "F8_E4M3": 1, "F8_E5M2": 1}
OTHERS = {"I64": 8, "I32": 4, "I16": 2, "I8": 1, "U8": 1, "BOOL": 1, "U64": 8, "U32": 4, "U16": 2}
SIZES: dict[Dtype, int] = {"float32": 4, "float16": 2, "bfloat16": 2}
HEADER_LIMIT = 200_000_000

TIED = (
    ("shared.weight", "encoder.embed_tokens.weight", "decoder.embed_tokens.weight"),
    ("model.embed_tokens.weight", "lm_head.weight"),
    ("model.language_model.embed_tokens.weight", "lm_head.weight"),
    ("transformer.wte.weight", "lm_head.weight"),
)
"""Names of one weight that some files hold twice: always, or where the configuration ties the words' weights."""


@dataclass(frozen=True)
class Component:
    """A part of a pipeline. `tensors`: name to (type, shape), each weight once."""

    name: str
    library: str
    kind: str
    tensors: dict[str, tuple[str, tuple[int, ...]]]

    def bytes(self, dtype: Dtype, keeps: Callable[[str], bool] = lambda name: False) -> int:
        """Size when loaded as `dtype`; weights that `keeps` names stay in float32."""
        return sum(
            prod(shape) * ((4 if keeps(name) else SIZES[dtype]) if kind in FLOATS else OTHERS[kind])
            for name, (kind, shape) in self.tensors.items()
        )


def components(folder: Path, variant: str = "") -> tuple[str, dict[str, Component]]:
    """Pipeline class and components of a folder. NotReady, with the file's name, where it is incomplete, pickled,
    damaged, or names a library that is not allowed."""
    index = _json(folder, "model_index.json")
    found: dict[str, Component] = {}
    for name, value in index.items():
        if name.startswith("_") or not isinstance(value, list):
            continue
        if len(value) != 2 or not re.fullmatch(r"[A-Za-z0-9_]+", name):
            raise _damaged(folder, "model_index.json", f"its entry {name!r} is no component")
        library, kind = value
        if library is None or kind is None:
            continue
        if library not in LIBRARIES:
            raise NotReady(
                f"The component {name!r} of {folder.name!r} wants to load {kind!r} from {library!r}.",
                "Only classes of diffusers and transformers are loaded; use another model.",
            )
        if not (folder / name).is_dir():
            if name in OPTIONAL:
                continue
            raise _missing(folder, f"{name}/")
        weightless = name.rstrip("_0123456789").startswith(WEIGHTLESS)
        tensors = {} if weightless else _tensors(folder, name, variant)
        found[name] = Component(name, library, kind, tensors)
    if not any(component.tensors for component in found.values()):
        raise _damaged(folder, "model_index.json", "it names no component with weights")
    return str(index.get("_class_name", "")), found


def _tensors(folder: Path, name: str, variant: str) -> dict[str, tuple[str, tuple[int, ...]]]:
    part = folder / name
    if not (part / "config.json").is_file():
        raise _missing(folder, f"{name}/config.json")
    mark = f".{variant}" if variant and any(part.glob(f"*.{variant}*.safetensors")) else ""
    whole = [part / f"{stem}{mark}.safetensors" for stem in ("diffusion_pytorch_model", "model")]
    shards = sorted(part.glob(f"*.safetensors.index{mark}.json"))
    if shards and not any(path.is_file() for path in whole):
        listed = json.loads(shards[0].read_text()).get("weight_map", {})
        files = [part / file for file in sorted(set(listed.values()))]
        if any(Path(file).name != file for file in listed.values()):
            raise _damaged(folder, shards[0].name, "it names files outside its folder")
    else:
        files = [path for path in whole if path.is_file()][:1]
    if not files:
        pickled = sorted(path.name for path in part.iterdir() if path.suffix in PICKLES)
        if pickled:
            raise NotReady(
                f"{name}/ of {folder.name!r} holds only pickled weights ({pickled[0]}), which can run code.",
                "Use a revision with .safetensors files.",
            )
        raise _missing(folder, f"{name}/*.safetensors")
    tensors: dict[str, tuple[str, tuple[int, ...]]] = {}
    for file in files:
        if not file.is_file():
            raise _missing(folder, f"{name}/{file.name}")
        tensors.update(_header(folder, file))
    config = _json(part, "config.json")
    tied = bool(config.get("tie_word_embeddings") or (config.get("text_config") or {}).get("tie_word_embeddings"))
    for names in TIED:
        if "lm_head.weight" in names and not tied:
            continue
        present = [tensors[one] for one in names if one in tensors]
        if len(present) > 1 and len(set(present)) == 1:
            for twin in [one for one in names if one in tensors][1:]:
                del tensors[twin]
    return tensors


def _header(folder: Path, file: Path) -> Iterator[tuple[str, tuple[str, tuple[int, ...]]]]:
    """Names, types and shapes of a safetensors file's tensors; its length must agree with its header."""
    with file.open("rb") as opened:
        head = opened.read(8)
        length = struct.unpack("<Q", head)[0] if len(head) == 8 else 0
        if not 2 <= length <= HEADER_LIMIT:
            raise _damaged(folder, file.name, "it is no safetensors file")
        try:
            table: dict[str, Any] = json.loads(opened.read(length))
        except (ValueError, UnicodeDecodeError):
            raise _damaged(folder, file.name, "its header cannot be read") from None
    table.pop("__metadata__", None)
    ends = max((row["data_offsets"][1] for row in table.values()), default=0)
    if file.stat().st_size != 8 + length + ends:
        raise _damaged(folder, file.name, f"it has {file.stat().st_size} bytes where {8 + length + ends} belong")
    for name, row in table.items():
        if row["dtype"] not in FLOATS and row["dtype"] not in OTHERS:
            raise _damaged(folder, file.name, f"{name!r} is of the unknown type {row['dtype']!r}")
        yield name, (row["dtype"], tuple(row["shape"]))


def dtype_of(row: Row, component: str, dtype: Dtype) -> Dtype:
    """The type a component is loaded in, when the whole is loaded as `dtype`."""
    return row.component_dtypes.get(component, dtype) if dtype != "float32" else dtype


def _json(folder: Path, name: str) -> dict[str, Any]:
    path = folder / name
    if not path.is_file():
        raise _missing(folder, name)
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, UnicodeDecodeError):
        raise _damaged(folder, name, "it is no JSON") from None
    if not isinstance(value, dict):
        raise _damaged(folder, name, "it is no table")
    return value


def _missing(folder: Path, name: str) -> NotReady:
    return NotReady(f"{name!r} is missing in the model folder {str(folder)!r}.", AGAIN)


def _damaged(folder: Path, name: str, why: str) -> NotReady:
    return NotReady(f"{name!r} in the model folder {str(folder)!r} is damaged: {why}.", AGAIN)


AGAIN = "Fetch the model again: `studio models rm` and `studio models pull`, or mend the folder."
