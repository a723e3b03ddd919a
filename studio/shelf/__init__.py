"""The shelf: immutable media files named by their SHA-256, each with its recipe."""
