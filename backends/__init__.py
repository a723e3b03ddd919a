"""Built-in backends, through the same door as outsiders. Heavy imports only inside setup()."""
