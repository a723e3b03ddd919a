"""Sound cues: what a shot's place, weather and people sound like, and the hits of the form."""

from __future__ import annotations

from typing import TypedDict

from backends.scribe.pictures import World
from backends.scribe.sheets import doing_of, place_words


class Cue(TypedDict):
    """A cue as the storyboard holds it."""

    prompt: str
    at: float
    seconds: float | None
    gain_db: float


def cues(beat: str, focus: str, first: bool, last: bool, world: World) -> list[Cue]:
    """Cues of one shot. `first` and `last` say whether it opens or ends its beat."""
    found: list[Cue] = []
    if beat in ("hook", "world", "rise", "button") and (first or beat == "hook"):
        found.append(cue(world.place.sound, gain_db=-14.0))
    weather = place_words("sounds").get(world.weather, "")
    if beat in ("disturb", "low") and first and weather and weather not in world.place.sound:
        found.append(cue(weather, gain_db=-12.0))
    if focus in ("hero", "action") and beat in ("world", "want"):
        doing = doing_of(world.hero_class)
        if doing.sound:
            found.append(cue(doing.sound, gain_db=-12.0))
    if beat == "disturb" and first:
        found.append(cue("deep boom", seconds=2.5, gain_db=-5.0))
    if beat == "low" and first:
        found.append(cue("heartbeat", gain_db=-7.0))
    if beat == "climax":
        found.append(cue("deep boom", seconds=2.5, gain_db=-3.0) if first else cue("whoosh", seconds=0.8, gain_db=-9.0))
    if beat == "title":
        # The riser's own peak is its onset: it leads up to the title's first frame.
        found += [cue("riser", seconds=2.5, gain_db=-8.0), cue("huge deep boom", seconds=4.0, gain_db=-1.0)]
    if beat == "button" and last:
        found.append(cue("low boom", seconds=2.0, gain_db=-8.0))
    return found


def cue(prompt: str, *, at: float = 0.0, seconds: float | None = None, gain_db: float = 0.0) -> Cue:
    """A cue with its defaults: from the shot's first frame to its last."""
    return Cue(prompt=prompt, at=at, seconds=seconds, gain_db=gain_db)
