"""Text for terminals: how wide it is, how it wraps, what it may contain, and when it has color."""
from .safety import safe
from .style import Style
from .table import table
from .width import fit, pad, width, wrap

__all__ = ["Style", "fit", "pad", "safe", "table", "width", "wrap"]
__version__ = "1.1.0"
