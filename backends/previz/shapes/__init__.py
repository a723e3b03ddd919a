"""The subjects' outlines, a file for each kind of thing: rigs in code, their measures and all that stands still in TOML."""
