"""Where a shot is: ordered tables of small rules, each with one thing to decide, over what the words named."""
