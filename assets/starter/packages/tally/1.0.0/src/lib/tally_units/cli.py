"""The command line: what was asked, and how the answer is written."""
import argparse
import re
import sys

from . import __version__
from .units import QUANTITIES, convert


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="tally", description="Convert units.")
    parser.add_argument("words", nargs="*", metavar="VALUE UNIT to UNIT", help="what to convert")
    parser.add_argument("--list", action="store_true", help="the units known")
    parser.add_argument("--version", action="version", version=f"tally {__version__}")
    options = parser.parse_args(arguments)
    if options.list:
        for quantity, units in QUANTITIES.items():
            print(f"{quantity:<12} {', '.join(units)}")
        return 0
    asked = re.fullmatch(r"([+-]?[\d.]+(?:e[+-]?\d+)?)\s*(\S+)\s+to\s+(\S+)", " ".join(options.words))
    try:
        if asked is None:
            raise ValueError("write VALUE UNIT to UNIT, for example: tally 26.2 mi to km")
        result = convert(float(asked[1]), asked[2], asked[3])
    except ValueError as problem:
        print(f"tally: {problem}", file=sys.stderr)
        return 1
    print(f"{asked[1]} {asked[2]} = {result:.6g} {asked[3]}")
    return 0
