"""Masthead: the whole public side of an independent newsroom."""

__version__ = "0.1.0"
