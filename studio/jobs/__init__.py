"""Jobs: what is worked off in the background, by whom, and how far it is."""
