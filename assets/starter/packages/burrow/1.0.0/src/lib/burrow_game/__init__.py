"""Burrow: dig for turnips, and mind the stones."""
__version__ = "1.0.0"
