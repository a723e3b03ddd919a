"""Everything of the browser: the ASGI app, its guards and media routes, and one thin file a page."""
