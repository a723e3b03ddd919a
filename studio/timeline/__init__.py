"""The nouns of a film in whole frames: rate, shape, CutPlan, Timeline."""
