"""Blocks to lines for a terminal of a given width."""
from __future__ import annotations

import re
from typing import Iterable

from starter_text import Style, pad, safe, table, width, wrap

from .blocks import Block

INLINE = re.compile(
    r"(?P<code>`+)(?P<code_text>.+?)(?P=code)"
    r"|!\[(?P<alt>[^\]]*)\]\([^)]*\)"
    r"|\[(?P<label>[^\]]+)\]\((?P<target>[^)\s]*)[^)]*\)"
    r"|\*\*(?P<strong>\S(?:.*?\S)?)\*\*|(?<!\w)__(?P<strong2>\S(?:.*?\S)?)__(?!\w)"
    r"|\*(?P<em>[^\s*](?:[^*]*[^\s*])?)\*|(?<!\w)_(?P<em2>[^\s_](?:[^_]*[^\s_])?)_(?!\w)"
    r"|~~(?P<strike>.+?)~~"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])",
    re.S,
)


class Painter:
    """Keeps the links met on the way: they are listed at the end, where they can be copied."""

    def __init__(self, style: Style, columns: int) -> None:
        self.style = style
        self.columns = columns
        self.links: list[str] = []

    def page(self, blocks: list[Block]) -> list[str]:
        lines = self.blocks(blocks, self.columns)
        if self.links:
            lines += ["", self.style("Links", "bold")]
            lines += [f"{pad(f'[{at}]', 5)}{self.style(link, 'underline')}" for at, link in enumerate(self.links, 1)]
        return lines

    def blocks(self, blocks: list[Block], columns: int) -> list[str]:
        lines: list[str] = []
        for kind, content in blocks:
            if lines:
                lines.append("")
            lines += getattr(self, kind)(content, columns)
        return lines

    def heading(self, content: tuple[int, str], columns: int) -> list[str]:
        level, text = content
        lines = wrap(self.plain(text), columns)
        painted = [self.style(line, "bold", "green" if level < 3 else "cyan") for line in lines]
        if level == 1:
            painted.append(self.style("━" * min(columns, max(map(width, lines), default=0)), "green"))
        return painted

    def paragraph(self, text: str, columns: int) -> list[str]:
        return [line for part in re.split(r"(?: {2,}|\\)\n", text) for line in self.flow(part, columns)]

    def code(self, lines: list[str], columns: int) -> list[str]:
        bar = self.style("│", "dim")
        return [f"  {bar} {self.style(safe(line), 'yellow')}" for line in lines]

    def rule(self, _: None, columns: int) -> list[str]:
        return [self.style("─" * columns, "dim")]

    def quote(self, blocks: list[Block], columns: int) -> list[str]:
        bar = self.style("▌", "green")
        return [f"{bar} {line}" for line in self.blocks(blocks, max(20, columns - 2))]

    def list(self, entries: list[tuple[str, list[Block]]], columns: int) -> list[str]:
        lines: list[str] = []
        indent = max(width(mark) for mark, _ in entries) + 3
        for mark, blocks in entries:
            mark, blocks = self.task(mark, blocks)
            inside = self.tight(blocks, max(20, columns - indent)) or [""]
            head = f"  {self.style(pad(mark, indent - 3, 'right'), 'green')} "
            lines += [head + inside[0]] + [" " * indent + line if line else "" for line in inside[1:]]
        return lines

    def tight(self, blocks: list[Block], columns: int) -> list[str]:
        """Without an empty line between an entry and the list below it."""
        lines: list[str] = []
        for kind, content in blocks:
            if lines and kind != "list":
                lines.append("")
            lines += getattr(self, kind)(content, columns)
        return lines

    def task(self, mark: str, blocks: list[Block]) -> tuple[str, list[Block]]:
        found = blocks and blocks[0][0] == "paragraph" and re.match(r"\[([ xX])\] +", blocks[0][1])
        if not found:
            return mark, blocks
        return "☐" if found[1] == " " else "☑", [("paragraph", blocks[0][1][found.end():]), *blocks[1:]]

    def table(self, content: tuple[list[str], list[list[str]]], columns: int) -> list[str]:
        sides, rows = content
        lines = table([[self.plain(cell) for cell in row] for row in rows], sides, columns - 2, gap=3)
        ruler = self.style("─" * max(map(width, lines)), "dim")
        return ["  " + self.style(lines[0], "bold"), "  " + ruler, *("  " + line for line in lines[1:])]

    def flow(self, text: str, columns: int) -> list[str]:
        """Wraps first, by width without marks, then paints: a style never spills over a line's end."""
        words = [word for piece, names in self.pieces(text) for word in split_words(piece, names)]
        lines: list[list[tuple[str, tuple[str, ...]]]] = [[]]
        used = 0
        for word, names in join_words(words):
            size = sum(width(piece) for piece, _ in word)
            if used and used + 1 + size > columns:
                lines.append([])
                used = 0
            if used:
                lines[-1].append((" ", names))
            for piece in word:
                lines[-1] += [(part, piece[1]) for part in ([piece[0]] if size <= columns else wrap(piece[0], columns))]
            used += size + (1 if used else 0)
        return ["".join(self.style(piece, *names) for piece, names in line) for line in lines]

    def plain(self, text: str) -> str:
        return " ".join("".join(piece for piece, _ in self.pieces(text)).split())

    def pieces(self, text: str, names: tuple[str, ...] = ()) -> Iterable[tuple[str, tuple[str, ...]]]:
        at = 0
        for found in INLINE.finditer(text):
            yield safe(text[at:found.start()], keep="\n"), names
            yield from self.marked(found, names)
            at = found.end()
        yield safe(text[at:], keep="\n"), names

    def marked(self, found: re.Match[str], names: tuple[str, ...]) -> Iterable[tuple[str, tuple[str, ...]]]:
        if found["code"]:
            yield safe(found["code_text"].replace("\n", " ").strip()), (*names, "yellow")
        elif found["label"]:
            yield from self.pieces(found["label"], (*names, "underline"))
            self.links.append(safe(found["target"]))
            yield f"[{len(self.links)}]", (*names, "dim")
        elif found["alt"] is not None:
            yield safe(f"[picture: {found['alt']}]"), (*names, "dim")
        elif found["escaped"]:
            yield found["escaped"], names
        else:
            style = "bold" if found["strong"] or found["strong2"] else "strike" if found["strike"] else "italic"
            inside = found["strong"] or found["strong2"] or found["em"] or found["em2"] or found["strike"]
            yield from self.pieces(inside, (*names, style))


def split_words(text: str, names: tuple[str, ...]) -> list[tuple[str, tuple[str, ...], bool]]:
    """Words with their style, and whether a space stands before them."""
    return [(part, names, bool(space)) for space, part in re.findall(r"(\s*)(\S*)", text) if part or space]


def join_words(words: list[tuple[str, tuple[str, ...], bool]]) -> list[tuple[list[tuple[str, tuple[str, ...]]], tuple[str, ...]]]:
    """Pieces without a space between them stay together: **bold**, and its comma. A space between two
    words keeps the style that both share."""
    joined: list[tuple[list[tuple[str, tuple[str, ...]]], tuple[str, ...]]] = []
    starts = True
    for word, names, spaced in words:
        starts = starts or spaced
        if not word:
            continue
        if starts:
            last = joined[-1][0][-1][1] if joined else ()
            joined.append(([(word, names)], names if last == names else ()))
        else:
            joined[-1][0].append((word, names))
        starts = False
    return joined
