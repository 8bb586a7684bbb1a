"""Units as exact fractions of SI units."""
__version__ = "2.0.0"
