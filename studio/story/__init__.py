"""From a line of text to a storyboard, and from a storyboard to requests."""
