"""The command line of burrow."""
import argparse
import locale
import os
import shutil
import sys

from . import __version__

RULES = """Dig through the soil, find enough turnips, and reach the door (∩) at the
bottom right before the air is gone. Stones fall when nothing holds them,
and roll off other stones. You can push a stone sideways. A stone that
rests on you does no harm; one that falls on you does.

keys: arrows, or h j k l, or w a s d   . waits
      u takes back a step   r begins the level again   q quits"""


def main(arguments: list[str]) -> int:
    options = parser().parse_args(arguments)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return fail("this is a game for a terminal; start it in one")
    if os.environ.get("TERM", "dumb") in ("dumb", ""):
        return fail("this terminal cannot move its cursor (TERM is not set)")
    locale.setlocale(locale.LC_ALL, "")
    from .screen import SMALLEST, run

    size = shutil.get_terminal_size()
    if size.columns < SMALLEST[0] or size.lines < SMALLEST[1]:
        return fail(f"the terminal is {size.columns} x {size.lines}; {SMALLEST[0]} x {SMALLEST[1]} are needed")
    os.environ.setdefault("ESCDELAY", "25")  # milliseconds; Escape should end the game at once
    try:
        score = run(options.level, options.seed)
    except KeyboardInterrupt:
        return 130
    print(f"Score: {score}")
    return 0


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="burrow", description="A digging game for the terminal.", epilog=RULES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--level", type=whole, default=1, help="where to begin")
    made.add_argument("--seed", type=whole, default=1, help="another set of levels")
    made.add_argument("--version", action="version", version=f"burrow {__version__}")
    return made


def whole(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 9999:
        return int(text)
    raise argparse.ArgumentTypeError("a whole number from 1 to 9999")


def fail(message: str) -> int:
    print(f"burrow: {message}", file=sys.stderr)
    return 1
