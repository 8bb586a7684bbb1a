"""A name from outside may carry terminal commands: it could clear the screen, or show another name."""
import unicodedata

# Bidirectional overrides and isolates reorder what follows them: evil‮txt.exe
_REORDER = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def safe(text: str, keep: str = "") -> str:
    """`text` with control, reordering and undecodable characters written as escapes.

    `keep` names the control characters that may stay, for example "\\n".
    """
    return "".join(char if char in keep or not _acts(char) else _escape(char) for char in text)


def _acts(char: str) -> bool:
    return char in _REORDER or unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")


def _escape(char: str) -> str:
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:  # a byte that was not UTF-8, as Python carries it
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
