"""Look into a file from outside, in a short-lived process of its own: `python quarantine.py FORMAT FILE [PNG]`.

Run as a script by `studio.shelf.preflight`; knows nothing of the studio. Lowers its own limits first, then prints one
JSON object: what the file holds, or {"error": …}. A picture is decoded here and written anew as PNG.
"""

from __future__ import annotations

import json
import resource
import sys
import warnings
from typing import Any

MEMORY = 2 << 30
CPU_SECONDS = 10
FILE_BYTES = 256 << 20
MAX_PIXELS = 33_554_432
PICTURES = {"png": "PNG", "jpeg": "JPEG", "webp": "WEBP"}


def confine() -> None:
    """Limits on memory, time and written bytes. Where a system lacks one, the parent's timeout remains."""
    wanted = {"RLIMIT_AS": MEMORY, "RLIMIT_CPU": CPU_SECONDS, "RLIMIT_FSIZE": FILE_BYTES, "RLIMIT_CORE": 0}
    for name, value in wanted.items():
        number = getattr(resource, name, None)
        if number is None:
            continue
        ceiling = resource.getrlimit(number)[1]
        value = value if ceiling == resource.RLIM_INFINITY else min(value, ceiling)
        try:
            resource.setrlimit(number, (value, value))
        except (ValueError, OSError):
            continue


def picture(path: str, form: str, target: str) -> dict[str, Any]:
    """Decode a still and write it as PNG: upright, eight bits, RGB or RGBA, nothing but pixels."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    with Image.open(path, formats=[PICTURES[form]]) as still:
        if still.width * still.height > MAX_PIXELS:
            raise ValueError(f"{still.width}x{still.height} pixels are too many")
        still.load()
        upright = ImageOps.exif_transpose(still) or still
        clear = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
        clean = upright.convert("RGBA" if clear else "RGB")
    clean.info.clear()
    clean.save(target, format="PNG")
    return {"kind": "image", "width": clean.width, "height": clean.height}


def film(path: str, form: str) -> dict[str, Any]:
    """Streams of a film or sound file, its first picture decoded."""
    import av

    with av.open("file:" + path, format=form, options={"max_pixels": str(MAX_PIXELS)}) as container:
        shown = [stream for stream in container.streams.video if not int(stream.disposition) & 0x400]
        heard = list(container.streams.audio)
        seconds = (container.duration or 0) / 1_000_000
        told: dict[str, Any] = {"kind": "video" if shown else "audio", "seconds": seconds}
        if not shown and not heard:
            raise ValueError("neither picture nor sound in it")
        if heard:
            told["sound"] = heard[0].codec_context.codec.canonical_name
        if shown:
            stream = shown[0]
            told |= {
                "stream": stream.index,
                "codec": stream.codec_context.codec.canonical_name,
                "width": stream.width,
                "height": stream.height,
                "rate": str(stream.average_rate or stream.guessed_rate or 24),
                "frames": stream.frames,
                "transfer": int(stream.codec_context.color_trc),
            }
            if stream.duration and stream.time_base:
                told["seconds"] = max(seconds, float(stream.duration * stream.time_base))
            if stream.width * stream.height <= MAX_PIXELS:
                next(container.decode(stream))
        elif heard:
            next(container.decode(heard[0]))
        return told


def main() -> None:
    """Print one JSON object; always ends with 0 unless a limit killed it."""
    confine()
    form, path, *target = sys.argv[1:]
    try:
        told = picture(path, form, target[0]) if form in PICTURES else film(path, form)
    except StopIteration:
        told = {"error": "it holds no frame"}
    except Exception as error:
        told = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
