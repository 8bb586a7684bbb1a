"""Large digits from half blocks: two points of a picture in each character."""
_ROWS = {
    "0": ("###", "# #", "# #", "# #", "# #", "###"), "1": (" # ", "## ", " # ", " # ", " # ", "###"),
    "2": ("###", "  #", "  #", "###", "#  ", "###"), "3": ("###", "  #", " ##", "  #", "  #", "###"),
    "4": ("# #", "# #", "# #", "###", "  #", "  #"), "5": ("###", "#  ", "###", "  #", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "# #", "###"), "7": ("###", "  #", "  #", " # ", " # ", " # "),
    "8": ("###", "# #", "###", "# #", "# #", "###"), "9": ("###", "# #", "# #", "###", "  #", "###"),
    ":": ("   ", " # ", "   ", "   ", " # ", "   "), "-": ("   ", "   ", "###", "   ", "   ", "   "),
}
_HALVES = {"  ": " ", "# ": "▀", " #": "▄", "##": "█"}


def large(text: str, scale: int = 2) -> list[str]:
    """Lines of the same width; `scale` points stand for each point of a digit across."""
    lines = []
    for top in range(0, 6, 2):
        cells = []
        for char in text:
            upper, lower = _ROWS[char][top], _ROWS[char][top + 1]
            cells.append("".join(_HALVES[a + b] * scale for a, b in zip(upper, lower)))
        lines.append((" " * scale).join(cells))
    return lines
