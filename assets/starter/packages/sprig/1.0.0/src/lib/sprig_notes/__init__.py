"""Notes as plain Markdown files in one folder."""
__version__ = "1.0.0"
