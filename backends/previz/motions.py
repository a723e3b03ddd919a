"""How subjects move: the names that subjects.toml uses, as metres and cycles a second."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Motion:
    """Speed in metres a second and cycles a second; feet and wheels follow the speed instead of the cycles.

    `bob` is how far the whole is lifted to and fro, of its height. What `floats` keeps off the ground; what goes `on_foot`
    stands on a rock where there is water.
    """

    speed: float = 0.0
    cycles: float = 0.0
    bob: float = 0.0
    floats: bool = False
    on_foot: bool = False


MOTIONS: dict[str, Motion] = {
    "": Motion(),
    # on feet
    "walk": Motion(1.2, 0.85, on_foot=True),
    "run": Motion(3.4, 1.35, on_foot=True),
    "trot": Motion(1.8, 1.2, on_foot=True),
    "gallop": Motion(5.0, 1.5, on_foot=True),
    "lumber": Motion(1.2, 0.7, on_foot=True),
    "hop": Motion(1.2, 1.3, on_foot=True),
    "waddle": Motion(0.25, 0.9, on_foot=True),
    "shamble": Motion(0.5, 0.45, on_foot=True),
    "stomp": Motion(1.2, 0.5, on_foot=True),
    "slither": Motion(0.25, 0.6),
    "ski": Motion(3.0, 0.5),
    "climb": Motion(0.0, 0.3, on_foot=True),
    # on wheels and water
    "drive": Motion(4.0, 1.6),
    "sail": Motion(1.1, 0.22, bob=0.012),
    "paddle": Motion(0.3, 0.3, bob=0.02),
    # in the air, in the water, in space
    "fly": Motion(3.0, 1.0, bob=0.06, floats=True),
    "flutter": Motion(0.4, 2.2, bob=0.4, floats=True),
    "hover": Motion(0.0, 4.0),
    "glide": Motion(1.2, 0.7, bob=0.03, floats=True),
    "float": Motion(0.25, 0.3, bob=0.03, floats=True),
    "swim": Motion(0.9, 0.45, bob=0.05, floats=True),
    "rise": Motion(0.0, 0.0, floats=True),
    # in their place
    "turn": Motion(0.0, 0.25),
    "sway": Motion(0.0, 0.30),
    "wave": Motion(0.0, 0.45),
    "rest": Motion(0.0, 0.30, on_foot=True),
    "toil": Motion(0.0, 0.7, on_foot=True),
    "swing": Motion(0.0, 0.38),
    "beat": Motion(0.0, 0.9),
    "burn": Motion(0.0, 0.8),
    "dance": Motion(0.0, 0.45),
    "play": Motion(0.0, 0.8),
    "fight": Motion(0.0, 0.55),
}


def motion(name: str) -> Motion:
    """A motion by the name that a subject's `moves` gives it. Raises ValueError for a name that is not in the table."""
    if name not in MOTIONS:
        raise ValueError(f"no motion is called {name!r}; one of {', '.join(filter(None, MOTIONS))}")
    return MOTIONS[name]
