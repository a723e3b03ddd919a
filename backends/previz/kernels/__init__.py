"""Compiled loops that paint into one linear-light float32 buffer; imported only when the painter is set up."""
