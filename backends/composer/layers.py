"""Layers no General MIDI set has, by name: how each is made, and how much of it goes to the hall."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from backends.composer import impacts, pulses, rises
from backends.composer.waves import Random, Sound

Maker = Callable[[float, int, float, Random], Sound]
"""Seconds, MIDI number, strength 0 to 1, chance: a sound, n × 2."""


@dataclass(frozen=True)
class Made:
    """One kind of layer.

    `played`: it is an instrument, whose notes come back and follow the cue's dynamics. `rises`: it ends on the hit.
    """

    make: Maker
    hall: float
    played: bool = False
    rises: bool = False


LAYERS: dict[str, Made] = {
    "boom": Made(impacts.boom, 0.25),
    "subdrop": Made(impacts.subdrop, 0.0),
    "braam": Made(impacts.braam, 0.35),
    "ding": Made(impacts.ding, 0.35),
    "shimmer": Made(impacts.shimmer, 0.45),
    "scrape": Made(impacts.scrape, 0.5, rises=True),
    "riser": Made(rises.riser, 0.3, rises=True),
    "swell": Made(rises.swell, 0.3, rises=True),
    "cymbal": Made(rises.cymbal, 0.4, rises=True),
    "great_drum": Made(impacts.great_drum, 0.35, played=True),
    "anvil": Made(impacts.anvil, 0.4, played=True),
    "pulse": Made(pulses.pulse, 0.05, played=True),
    "blip": Made(pulses.blip, 0.35, played=True),
    "clock": Made(pulses.clock, 0.15, played=True),
    "heart": Made(pulses.heart, 0.1, played=True),
    "clap": Made(pulses.clap, 0.25, played=True),
    "shaker": Made(pulses.shaker, 0.12, played=True),
    "kick": Made(pulses.kick, 0.05, played=True),
}
