"""Text for terminals: how wide it is, how it wraps, and when it has color."""
from .style import Style
from .width import fit, pad, width, wrap

__all__ = ["Style", "fit", "pad", "width", "wrap"]
__version__ = "1.0.0"
