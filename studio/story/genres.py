"""The studio's genres and forms: what a user may ask for instead of letting the writer read it from the text."""

from __future__ import annotations

from types import MappingProxyType

from studio.errors import BadInput

GENRES = MappingProxyType(
    {
        "action": "Action",
        "adventure": "Adventure",
        "comedy": "Comedy",
        "crime": "Crime",
        "documentary": "Documentary",
        "drama": "Drama",
        "family": "Family",
        "fantasy": "Fantasy",
        "horror": "Horror",
        "mystery": "Mystery",
        "romance": "Romance",
        "scifi": "Science fiction",
        "war": "War and history",
        "western": "Western",
        "wonder": "Wonder",
        "product": "Product spot",
        "greeting": "Greeting",
        "explainer": "Explainer",
        "social": "Social clip",
    }
)
"""Name to what a page calls it; the last four are forms that speak to somebody."""


def genre(name: str) -> str:
    """The title of the genre of this name, or BadInput that lists the known ones."""
    try:
        return GENRES[name]
    except KeyError:
        raise BadInput(f"{name!r} is no genre.", f"Choose one of: {', '.join(GENRES)}.") from None
