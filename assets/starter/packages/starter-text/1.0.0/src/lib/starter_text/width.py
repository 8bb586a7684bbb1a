"""Columns a text takes in a terminal, which is not its length: 日本 takes four, é may be two code points."""
import unicodedata


def width(text: str) -> int:
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if char < "\u0300":
        return 1 if char >= " " else 0
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def pad(text: str, columns: int, side: str = "left") -> str:
    """Fills up to `columns`; `side` is where the text stands: left, right or center."""
    room = max(0, columns - width(text))
    if side == "right":
        return " " * room + text
    if side == "center":
        return " " * (room // 2) + text + " " * (room - room // 2)
    return text + " " * room


def fit(text: str, columns: int) -> str:
    """Cuts to at most `columns`, with an ellipsis where something is missing."""
    if width(text) <= columns:
        return text
    kept, used = [], 1
    for char in text:
        if used + _columns(char) > columns:
            break
        kept.append(char)
        used += _columns(char)
    return "".join(kept).rstrip() + "…" if columns > 0 else ""


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most `columns`. A word that is longer is cut: nothing may leave the page."""
    lines, line = [], ""
    for word in text.split():
        if line and width(line) + 1 + width(word) <= columns:
            line += " " + word
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, max(2, columns))
        lines.extend(whole)
    return lines + [line] if line or not lines else lines


def _pieces(word: str, columns: int) -> list[str]:
    pieces = [""]
    for char in word:
        if width(pieces[-1]) + _columns(char) > columns:
            pieces.append("")
        pieces[-1] += char
    return pieces
