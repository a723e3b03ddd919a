"""The beats of a film of any length, and which line or card stands over which of its shots."""

from __future__ import annotations

from backends.scribe.lines import Line

SHOT = 2.2
"""Seconds a shot, on average."""

FORM = ("climax", "black", "title", "button")
"""Beats of the film's end, where the story is over."""

CARD = 34
"""Characters of a card with a text's own words."""


def layout(seconds: float, shot: float = SHOT) -> list[str]:
    """The beats of a film of this length, one a shot; 'black' is the breath of darkness before the title."""
    count = min(100, max(4, round(seconds / shot)))
    tail = ["black"] * (seconds >= 12) + ["title"] + ["button"] * (seconds >= 8)
    free = count - len(tail)
    climax = max(1, round(0.38 * free)) if seconds < 75 else max(8, round(0.22 * free))
    story = max(2, free - climax)
    if story <= 6:
        order = ["hook", "world", "disturb", "want", "rise", "low"]
        left = {2: (0, 3), 3: (0, 2, 5), 4: (0, 1, 3, 5), 5: (0, 1, 2, 3, 5), 6: range(6)}[story]
        beats = [order[at] for at in left]
    else:
        share = max(1, story // 7)
        fixed = {
            "hook": max(1, story // 9),
            "world": share,
            "disturb": max(1, story // 9),
            "want": share,
            "low": max(1, story // 9),
        }
        rise = story - sum(fixed.values())
        beats = [beat for beat in ("hook", "world", "disturb", "want") for _ in range(fixed[beat])]
        beats += ["rise"] * rise + ["low"] * fixed["low"]
    return [*beats, *["climax"] * climax, *tail]


def story_shots(beats: list[str]) -> list[int]:
    """The shots before the climax."""
    return [at for at, beat in enumerate(beats) if beat not in FORM]


def story_seconds(beats: list[str], seconds: float) -> float:
    """About how long the film is before its climax."""
    climax = sum(1.35 for beat in beats if beat == "climax")
    tail = max(1.6, min(3.2, 0.13 * seconds)) + (min(2.6, 0.08 * seconds) if "button" in beats else 0.0)
    return seconds - climax - tail - 0.64 * ("black" in beats)


def place_lines(beats: list[str], lines: list[Line]) -> dict[int, Line]:
    """Shot to line: the hook opens, the low point closes, all others are spread between, in order."""
    story = story_shots(beats)
    placed: dict[int, Line] = {}
    told = list(lines)
    if told and told[-1].kind == "button":
        placed[beats.index("button")] = told.pop()
    if told and told[-1].kind == "low" and len(told) > 1:
        placed[story.pop()] = told.pop()
    if told and told[0].kind in ("hook", "lead"):
        placed[story.pop(0)] = told.pop(0)
    for index, line in enumerate(told):
        placed[story[index * len(story) // len(told)]] = line
    return placed


def place_cards(beats: list[str], cards: list[str]) -> dict[int, str]:
    """Shot to card: a foreign text's own pieces, spread over the story; what does not fit goes together."""
    story = story_shots(beats)
    count = min(len(cards), max(1, len(story) // 2 + 1))
    groups = [cards[len(cards) * index // count : len(cards) * (index + 1) // count] for index in range(count)]
    return (
        {story[index * len(story) // count]: " ".join(group)[:200] for index, group in enumerate(groups)}
        if cards
        else {}
    )


def place_numbers(beats: list[str], cards: list[str]) -> dict[int, str]:
    """Shot to numbered card, after the opening and over the climax; none at all where they do not all fit."""
    shots = [at for at, beat in enumerate(beats) if beat not in ("hook", "black", "title", "button")]
    if not cards or len(cards) > len(shots):
        return {}
    return {shots[index * len(shots) // len(cards)]: card[:200] for index, card in enumerate(cards)}


def place_echoes(beats: list[str], cards: list[str]) -> dict[int, str]:
    """Shot to card over the climax of a long film: every second shot, so that pictures stand between."""
    shots = [at for at, beat in enumerate(beats) if beat == "climax"][1::2]
    return dict(zip(shots, cards, strict=False)) if len(shots) >= len(cards) else {}


def place_last(beats: list[str], last: str) -> dict[int, str]:
    """Shot to card: what the film is ordered to end on is read, too, over its last shot; no point stands behind an address."""
    ends = last.split()[-1] if last else ""
    named = ends[:1] in ("@", "#") or "." in ends[:-1] or ends.rstrip(".").replace("-", "").isdigit()
    return {beats.index("button"): last.removesuffix(".") if named else last} if last and "button" in beats else {}


def cards_of(own: list[str]) -> list[str]:
    """A foreign text's pieces, long ones broken between words so that a card holds them."""
    cards: list[str] = []
    for piece in own:
        for word in piece.split():
            if cards and cards[-1] and len(cards[-1]) + 1 + len(word) <= CARD:
                cards[-1] += f" {word}"
            else:
                cards.append(word)
        cards.append("")
    return [card for card in cards if card]
