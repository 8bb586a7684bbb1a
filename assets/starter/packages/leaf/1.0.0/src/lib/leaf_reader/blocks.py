"""Markdown text to blocks: tuples of (kind, content). Only what reads well in a terminal."""
import re
from typing import Any

Block = tuple[str, Any]
ITEM = re.compile(r"( *)([-*+]|\d{1,9}[.)])(?: +|$)")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})\s*(\S*)")
HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
RULE = re.compile(r" {0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
DEEPEST = 12  # levels; a page of quote marks must not exhaust the stack


def parse(text: str, depth: int = 0) -> list[Block]:
    lines = text.expandtabs(4).split("\n")
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        block, at = read_block(lines, at, depth)
        blocks.append(block)
    return blocks


def read_block(lines: list[str], at: int, depth: int) -> tuple[Block, int]:
    for reader in (read_fence, read_heading, read_rule, read_table):
        found = reader(lines, at)
        if found:
            return found
    if depth < DEEPEST and lines[at].lstrip().startswith(">"):
        return read_quote(lines, at, depth)
    if depth < DEEPEST and ITEM.match(lines[at]):
        return read_list(lines, at, depth)
    return read_paragraph(lines, at)


def read_fence(lines: list[str], at: int) -> tuple[Block, int] | None:
    opened = FENCE.match(lines[at])
    if not opened:
        return None
    end = at + 1
    while end < len(lines) and not re.match(rf" {{0,3}}{re.escape(opened[1])}\s*$", lines[end]):
        end += 1
    return ("code", lines[at + 1:end]), end + 1


def read_heading(lines: list[str], at: int) -> tuple[Block, int] | None:
    found = HEADING.match(lines[at])
    return (("heading", (len(found[1]), found[2])), at + 1) if found else None


def read_rule(lines: list[str], at: int) -> tuple[Block, int] | None:
    return (("rule", None), at + 1) if RULE.match(lines[at]) else None


def read_table(lines: list[str], at: int) -> tuple[Block, int] | None:
    if "|" not in lines[at] or at + 1 >= len(lines) or not TABLE_RULE.match(lines[at + 1]):
        return None
    ruler = cells(lines[at + 1])
    sides = ["center" if c.startswith(":") and c.endswith(":") else "right" if c.endswith(":") else "left" for c in ruler]
    rows, end = [cells(lines[at])], at + 2
    while end < len(lines) and "|" in lines[end]:
        rows.append(cells(lines[end]))
        end += 1
    return ("table", (sides, [row[: len(sides)] for row in rows])), end


def cells(line: str) -> list[str]:
    inside = re.sub(r"^\||(?<!\\)\|$", "", line.strip())
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inside)]


def read_quote(lines: list[str], at: int, depth: int) -> tuple[Block, int]:
    end = at
    while end < len(lines) and lines[end].lstrip().startswith(">"):
        end += 1
    inside = "\n".join(re.sub(r"^\s*> ?", "", line) for line in lines[at:end])
    return ("quote", parse(inside, depth + 1)), end


def read_list(lines: list[str], at: int, depth: int) -> tuple[Block, int]:
    first = ITEM.match(lines[at])
    level, numbered = len(first[1]), first[2][0].isdigit()
    entries = []
    while at < len(lines):
        found = ITEM.match(lines[at])
        if not found or len(found[1]) != level or found[2][0].isdigit() != numbered:
            break
        own, at = read_entry(lines, at, found.end())
        mark = f"{found[2][:-1]}." if numbered else "•"
        entries.append((mark, parse("\n".join(own), depth + 1)))
    return ("list", entries), at


def read_entry(lines: list[str], at: int, indent: int) -> tuple[list[str], int]:
    own, at = [lines[at][indent:]], at + 1
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            following = next((later for later in lines[at:] if later.strip()), "")
            if following.startswith(" " * indent):
                own.append("")
            elif not ITEM.match(following):
                break
        elif line.startswith(" " * indent):
            own.append(line[indent:])
        elif ITEM.match(line) or not own[-1]:
            break
        else:
            own.append(line.strip())
        at += 1
    return own, at


def read_paragraph(lines: list[str], at: int) -> tuple[Block, int]:
    end = at + 1
    while end < len(lines) and lines[end].strip() and not starts_block(lines, end):
        if re.match(r" {0,3}(=+|-+)\s*$", lines[end]):
            level = 1 if "=" in lines[end] else 2
            return ("heading", (level, " ".join(lines[at:end]).strip())), end + 1
        end += 1
    return ("paragraph", "\n".join(line.lstrip() for line in lines[at:end]).rstrip()), end


def starts_block(lines: list[str], at: int) -> bool:
    line = lines[at]
    if re.match(r" {0,3}-+\s*$", line):
        return False
    return any(pattern.match(line) for pattern in (FENCE, HEADING, RULE, ITEM)) or line.lstrip().startswith(">")
