"""The command line of leaf."""
import argparse
import os
import shutil
import subprocess
import sys

from starter_text import Style, safe

from . import __version__
from .blocks import parse
from .paint import Painter

WIDEST = 88  # columns; longer lines are hard to follow
LARGEST = 20_000_000  # bytes


def main(arguments: list[str]) -> int:
    options = parser().parse_args(arguments)
    if not options.files and sys.stdin.isatty():
        parser().print_help()
        return 0
    columns = options.width or min(WIDEST, shutil.get_terminal_size().columns - 2)
    style = Style(sys.stdout, options.color)
    lines: list[str] = []
    status = 0
    for name in options.files or ["-"]:
        try:
            text = read(name)
        except (OSError, ValueError) as problem:
            reason = problem.strerror if isinstance(problem, OSError) else str(problem)
            print(f"leaf: {safe(name)}: {reason}", file=sys.stderr)
            status = 1
            continue
        if len(options.files) > 1:
            lines += [style(safe(name), "bold", "magenta"), ""]
        blocks = parse(text)
        if options.outline:
            lines += [f"{'  ' * (level - 1)}{safe(title)}" for kind, (level, title) in headings(blocks)]
        else:
            lines += [*Painter(style, columns).page(blocks), ""]
    show("\n".join(lines), pager=not options.no_pager)
    return status


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="leaf", description="Read Markdown and plain text in the terminal.")
    made.add_argument("files", nargs="*", metavar="FILE", help="what to read; - or nothing is standard input")
    made.add_argument("-o", "--outline", action="store_true", help="only the headings")
    made.add_argument("-w", "--width", type=columns_of, help=f"columns (default: the terminal's, at most {WIDEST})")
    made.add_argument("--color", choices=["auto", "always", "never"], default="auto")
    made.add_argument("--no-pager", action="store_true", help="print without a pager")
    made.add_argument("--version", action="version", version=f"leaf {__version__}")
    return made


def columns_of(text: str) -> int:
    if text.isdecimal() and 20 <= int(text) <= 400:
        return int(text)
    raise argparse.ArgumentTypeError("a width is a whole number from 20 to 400")


def read(name: str) -> str:
    if name == "-":
        content = sys.stdin.buffer.read(LARGEST + 1)
    else:
        with open(name, "rb") as opened:
            content = opened.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValueError(f"larger than {LARGEST // 1_000_000} MB")
    # Bytes that are not UTF-8 come through as marks, which safe() writes out.
    return content.decode("utf-8", "surrogateescape").replace("\r\n", "\n")


def headings(blocks):
    return [block for block in blocks if block[0] == "heading"]


def show(text: str, pager: bool) -> None:
    tall = text.count("\n") >= shutil.get_terminal_size().lines
    if pager and tall and sys.stdout.isatty() and shutil.which("less"):
        # -R lets colors through and nothing else; the text itself holds no other escapes.
        subprocess.run(["less", "-R", "-F", "-X"], input=text.encode("utf-8", "replace"), check=False)
        return
    try:
        sys.stdout.write(text + ("" if text.endswith("\n") else "\n"))
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough (leaf x | head); closing stdout again at exit would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
