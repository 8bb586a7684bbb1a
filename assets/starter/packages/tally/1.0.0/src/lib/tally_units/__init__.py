"""Units as multiples of one unit for each quantity."""
__version__ = "1.0.0"
