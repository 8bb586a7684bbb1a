"""Rows in columns."""
from typing import Sequence

from .width import fit, pad, width


def table(rows: Sequence[Sequence[str]], sides: Sequence[str] = (), columns: int = 10_000, gap: int = 2) -> list[str]:
    """Lines with aligned cells. `sides` is left, right or center for each column; the widest column
    gives way where the whole would be wider than `columns`."""
    if not rows:
        return []
    count = max(len(row) for row in rows)
    filled = [[*row, *[""] * (count - len(row))] for row in rows]
    widths = [max(width(row[at]) for row in filled) for at in range(count)]
    while sum(widths) + gap * (count - 1) > columns and max(widths) > 4:
        widths[widths.index(max(widths))] -= 1
    side = [*sides, *["left"] * count][:count]
    return [
        (" " * gap).join(pad(fit(cell, widths[at]), widths[at], side[at]) for at, cell in enumerate(row)).rstrip()
        for row in filled
    ]
