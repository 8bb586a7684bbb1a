"""Color and weight, only where a person is looking: a terminal, and NO_COLOR not set."""
import os
import sys
from typing import TextIO

_CODES = {
    "bold": "1", "dim": "2", "italic": "3", "underline": "4", "strike": "9",
    "red": "31", "green": "32", "yellow": "33", "blue": "34", "magenta": "35", "cyan": "36",
}


class Style:
    def __init__(self, stream: TextIO = sys.stdout, choice: str = "auto") -> None:
        """`choice` is auto, always or never, as in a --color option."""
        self.on = choice == "always" or (choice == "auto" and _wanted(stream))

    def __call__(self, text: str, *names: str) -> str:
        if not self.on or not names or not text:
            return text
        # Each line closes what it opens, so that a pager can start anywhere.
        return f"\033[{';'.join(_CODES[name] for name in names)}m{text}\033[0m"


def _wanted(stream: TextIO) -> bool:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()
