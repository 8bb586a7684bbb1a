"""Markdown for terminals."""
__version__ = "1.0.0"
