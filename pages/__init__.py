"""Everything of the browser."""
