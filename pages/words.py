"""Times and sizes in the words of the pages."""

from __future__ import annotations

import time


def clock(seconds: float) -> str:
    """Seconds as m:ss."""
    whole = round(max(0.0, seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def about(seconds: float) -> str:
    """A guessed time: 'about 0:50'. Below ten seconds: 'a few seconds'."""
    if seconds < 10:
        return "a few seconds"
    step = 5 if seconds < 120 else 15
    return f"about {clock(round(seconds / step) * step)}"


def age(moment: float, now: float | None = None) -> str:
    """When something happened, as short as a poster wants it."""
    now = time.time() if now is None else now
    past = max(0.0, now - moment)
    if past < 90:
        return "just now"
    if past < 3600:
        return f"{round(past / 60)} min ago"
    then, today = time.localtime(moment), time.localtime(now)
    if then[:3] == today[:3]:
        return time.strftime("%H:%M", then)
    if past < 6 * 86400:
        return time.strftime("%a", then)
    return f"{then.tm_mday} {time.strftime('%b', then)}"


def size(count: int) -> str:
    """Bytes in MB or GB."""
    if count >= 1e9:
        return f"{count / 1e9:.1f} GB"
    return f"{max(0.1, count / 1e6):.1f} MB" if count < 10e6 else f"{count / 1e6:.0f} MB"
