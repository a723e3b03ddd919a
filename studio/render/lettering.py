"""Lettering: how a text is broken into lines that fit, and a line's ink as a grey picture."""

from __future__ import annotations

import unicodedata

from PIL import Image, ImageDraw

from studio.render.typefaces import Run, Stack, clusters, face, runs, shapes

MOST_LINES = 4
LEADING = 1.16
NEARLY = 0.85
"""A text that fits one line at so much of its size is shrunk to it rather than broken."""
SMALLEST = 10.0
"""Pixels: no text is set smaller, whatever the frame."""
STICKY_BEFORE = frozenset("、。，．・：；？！）〕］｝〉》」』】ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%…—!?),.:;")
"""May not begin a line of Chinese or Japanese."""
STICKY_AFTER = frozenset("（〔［｛〈《「『【(")
"""May not end one."""


def fit(
    text: str,
    fonts: Stack,
    size: float,
    tracking: float,
    width: float,
    height: float,
    least: float = SMALLEST,
    leading: float = LEADING,
) -> tuple[tuple[str, ...], float]:
    """Break a text into at most four balanced lines and shrink it until it fits.

    At the smallest size a word that is still too wide is broken, and what is too long for four lines is cut.
    """
    words = _words(text)
    if not words:
        return (), size
    alone = measure(text, fonts, size, tracking)
    if width < alone <= width / NEARLY:
        size *= 0.999 * width / alone
    while size >= least:
        lines = _balanced(words, fonts, size, tracking, width)
        if lines and len(lines) <= MOST_LINES and len(lines) * size * leading <= height:
            return lines, size
        size *= 0.94
    size = least
    words = [piece for word in words for piece in _broken(word, fonts, size, tracking, width)]
    lines = _wrapped(words, fonts, size, tracking, width)
    room = max(1, min(MOST_LINES, int(height / (size * leading))))
    if len(lines) > room:
        lines = (*lines[: room - 1], _shortened(lines[room - 1] + "…", fonts, size, tracking, width))
    return lines, size


def measure(line: str, fonts: Stack, size: float, tracking: float) -> float:
    """Width of a line in pixels, without space after its last letter."""
    found = runs(line, fonts)
    plain = sum(face(run.font, 100).getlength(run.text, direction=_direction(run)) for run in found) * size / 100
    gaps = sum(_step(run, tracking) * (len(clusters(run.text)) if run.loose else 1) for run in found)
    return plain + (gaps - _step(found[-1], tracking)) * size if found else 0.0


def ink(line: str, fonts: Stack, size: float, tracking: float, scale: int) -> Image.Image:
    """A line's letters as a grey picture, `scale` times larger than life, its baseline at 1.2 of its height in pixels."""
    large = round(size * scale)
    wide = round(measure(line, fonts, size, tracking) * scale) + 2 * large
    picture = Image.new("L", (wide, round(2 * large)), 0)
    pen = ImageDraw.Draw(picture)
    x, base = float(large), round(1.2 * large)
    for run in runs(line, fonts):
        type_face, direction = face(run.font, large), _direction(run)
        step = _step(run, tracking) * large
        if not run.loose:
            pen.text((round(x), base), _as_set(run), font=type_face, fill=255, anchor="ls", direction=direction)
            x += type_face.getlength(run.text, direction=direction) + step
            continue
        letters = clusters(run.text)
        for index, cluster in enumerate(letters):
            pen.text((round(x), base), cluster, font=type_face, fill=255, anchor="ls")
            after = letters[index + 1] if index + 1 < len(letters) else ""
            x += type_face.getlength(cluster + after) - (type_face.getlength(after) if after else 0) + step
    return picture


def _step(run: Run, tracking: float) -> float:
    """Space after a letter, or after a run that is shaped as a whole, as a share of the type size."""
    return tracking * (run.loose or min(1.0, 0.1 / max(tracking, 0.1)))


def _direction(run: Run) -> str | None:
    """How a run is set; None where Pillow sets letters one after the other and takes no direction."""
    return None if not shapes() else "rtl" if run.right_to_left else "ltr"


def _as_set(run: Run) -> str:
    """A run's letters as Pillow wants them: in reading order, or as they stand where nothing turns them."""
    return run.text if shapes() or not run.right_to_left else "".join(reversed(clusters(run.text)))


def _words(text: str) -> list[str]:
    """The pieces a line may break between, each with the space before it: words, and Chinese or Japanese letters."""
    found: list[str] = []
    for letter in text:
        last = found[-1] if found else ""
        loose = bool(last) and (_free(letter) or _free(last[-1])) and not unicodedata.category(letter).startswith("M")
        held = letter in STICKY_BEFORE or (last and last[-1] in STICKY_AFTER)
        if not last or letter == " " or (loose and not held and not last.isspace()):
            found.append(letter)
        else:
            found[-1] += letter
    return found


def _free(letter: str) -> bool:
    """A letter of a script that writes no spaces between words."""
    return (
        "\u3041" <= letter <= "\u30ff" or "\u3400" <= letter <= "\u9fff" or letter in STICKY_BEFORE - set("%!?),.:;…—")
    )


def _balanced(words: list[str], fonts: Stack, size: float, tracking: float, width: float) -> tuple[str, ...]:
    """As few lines as possible, as even as possible; none where one word alone is too wide."""
    if any(measure(word.strip(), fonts, size, tracking) > width for word in words):
        return ()
    fewest = len(_wrapped(words, fonts, size, tracking, width))
    if fewest == 1:
        return _wrapped(words, fonts, size, tracking, width)
    low, high = 0.0, width
    for _ in range(8):
        middle = (low + high) / 2
        lines = _wrapped(words, fonts, size, tracking, middle)
        if len(lines) <= fewest and all(measure(line, fonts, size, tracking) <= width for line in lines):
            high = middle
        else:
            low = middle
    return _wrapped(words, fonts, size, tracking, high)


def _wrapped(words: list[str], fonts: Stack, size: float, tracking: float, width: float) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    for word in words:
        if line and measure(line + word, fonts, size, tracking) > width:
            lines.append(line)
            line = word.strip()
        else:
            line = (line + word).lstrip()
    return (*lines, line)


def _broken(word: str, fonts: Stack, size: float, tracking: float, width: float) -> list[str]:
    """A word in pieces no wider than a width."""
    pieces = [""]
    for cluster in clusters(word):
        if pieces[-1].strip() and measure((pieces[-1] + cluster).strip(), fonts, size, tracking) > width:
            pieces.append(cluster)
        else:
            pieces[-1] += cluster
    return pieces


def _shortened(text: str, fonts: Stack, size: float, tracking: float, width: float) -> str:
    """A text cut to a width, with an ellipsis where something was cut."""
    if measure(text, fonts, size, tracking) <= width:
        return text
    letters = clusters(text.rstrip("…"))
    while len(letters) > 1 and measure("".join(letters) + "…", fonts, size, tracking) > width:
        letters.pop()
    return "".join(letters).rstrip() + "…"
