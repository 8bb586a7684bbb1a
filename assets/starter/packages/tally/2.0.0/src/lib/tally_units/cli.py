"""The command line: what was asked, and how the answer is written."""
import argparse
import json
import os
import re
import sys
from fractions import Fraction

from . import __version__
from .table import QUANTITIES
from .units import UnitError, convert

NUMBER = r"[+-]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?"
VALUE = re.compile(rf"\s*({NUMBER})(?:\s*/\s*(\d+)(?![\w.]))?\s*")
# 5'11" is written without spaces; everything else ends at one, unless a sign joins two units.
UNIT = re.compile(r"['\"](?=\s*\d|\s*$)|[^\d\s.+\-'\"]\S*(?:\s*[*·/]\s*[^\d\s]\S*)*")
FULL = 17  # significant digits that are printed without asking when they are the whole truth
SHORT = 10
EXAMPLES = """examples:
  tally 26.2 mi to km
  tally 6 ft 1 in to cm
  tally 98.6 degF to degC
  tally 1/3 cup to ml
  tally 32 psi to bar
  tally 100 km/h to m/s"""


def main(arguments: list[str]) -> int:
    options = parser().parse_args(arguments)
    try:
        if options.list is not None:
            print("\n".join(listing(options.list)), flush=True)
            return 0
        if not options.words:
            return conversation(options)
        print(answer(" ".join(options.words), options))
        return 0
    except UnitError as problem:
        print(f"tally: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader has seen enough (tally --list | head); closing stdout again at exit would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="tally", description="Convert units exactly.", epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter, prefix_chars="-", allow_abbrev=False,
    )
    made.add_argument("words", nargs="*", metavar="VALUE UNIT to UNIT", help="what to convert")
    made.add_argument("-d", "--digits", type=digits, default=None, help="significant digits to print (default: all when they end, else 10)")
    made.add_argument("--exact", action="store_true", help="print a fraction where decimals do not end")
    made.add_argument("--json", action="store_true", help="print one JSON document")
    made.add_argument("--list", nargs="?", const="", metavar="QUANTITY", help="the units known")
    made.add_argument("--version", action="version", version=f"tally {__version__}")
    return made


def digits(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 60:
        return int(text)
    raise argparse.ArgumentTypeError("digits are a whole number from 1 to 60")


def conversation(options: argparse.Namespace) -> int:
    """One conversion a line: from a person, with a prompt, or from a pipe."""
    asks = sys.stdin.isatty()
    if asks:
        print("One conversion a line, for example: 26.2 mi to km. Ctrl+D ends.")
    status = 0
    while True:
        try:
            line = input("tally> " if asks else "")
        except EOFError:
            if asks:
                print()
            return status
        try:
            if line.strip():
                print(answer(line, options))
        except UnitError as problem:
            print(f"tally: {problem}", file=sys.stderr)
            status = 0 if asks else 1


def answer(text: str, options: argparse.Namespace) -> str:
    value_text, target = split(text)
    parts = amounts(value_text)
    total = parts[0][0]
    if len(parts) > 1:
        # 6 ft 1 in: every part is turned into the last unit and added.
        total = sum((convert(value, unit, parts[-1][1]) for value, unit in parts), Fraction(0))
    result = convert(total, parts[-1][1], target)
    number, is_exact = write_fitting(result, options.digits)
    if options.json:
        return json.dumps({"value": number, "unit": target, "exact": is_exact, "fraction": str(result)})
    if options.exact and not is_exact:
        number, is_exact = str(result), True
    return f"{value_text} {'=' if is_exact else '≈'} {number} {target}"


def split(text: str) -> tuple[str, str]:
    # "in" is also the inch, so it parts the two sides only where nothing clearer does.
    clear = re.fullmatch(r"\s*(.+?)\s+(?:to|as|->|=)\s+(\S.*?)\s*", text)
    found = clear or re.fullmatch(r"\s*(.+)\s+in\s+(\S.*?)\s*", text)
    if found is None:
        raise UnitError("write VALUE UNIT to UNIT, for example: tally 26.2 mi to km")
    return " ".join(found[1].split()), found[2]


def amounts(text: str) -> list[tuple[Fraction, str]]:
    found, rest = [], text
    while rest:
        number = VALUE.match(rest)
        if number is None:
            raise UnitError(f"a number is missing before {rest!r}" if not found else f"{rest!r} is not a number and a unit")
        unit = UNIT.match(rest, number.end())
        if unit is None or not unit[0]:
            raise UnitError(f"a unit is missing after {number[0].strip()!r}")
        found.append((fraction(number), unit[0]))
        rest = rest[unit.end():].strip()
    return found


def fraction(number: re.Match[str]) -> Fraction:
    if number[2] is not None and int(number[2]) == 0:
        raise UnitError("nothing can be divided by zero")
    return Fraction(number[1].replace("_", "")) / int(number[2] or 1)


def write_fitting(value: Fraction, wanted: int | None) -> tuple[str, bool]:
    full = write(value, wanted or FULL)
    return full if wanted or full[1] else write(value, SHORT)


def write(value: Fraction, significant: int) -> tuple[str, bool]:
    """Decimal text of at most `significant` digits, rounded half to even, and whether it is the whole truth."""
    if value == 0:
        return "0", True
    exponent = order(value)
    scale = Fraction(10) ** (significant - 1 - exponent)
    whole = round(abs(value) * scale)
    is_exact = Fraction(whole) / scale == abs(value)
    exponent += len(str(whole)) - significant
    mantissa = str(whole)[:significant] if len(str(whole)) > significant else str(whole)
    text = place_point(mantissa.rstrip("0") or "0", exponent)
    return ("-" if value < 0 else "") + text, is_exact


def order(value: Fraction) -> int:
    """The power of ten of the first digit."""
    guess = len(str(abs(value.numerator))) - len(str(value.denominator))
    return guess if abs(value) >= Fraction(10) ** guess else guess - 1


def place_point(digits_: str, exponent: int) -> str:
    if not -7 <= exponent <= 20:
        head, tail = digits_[0], digits_[1:]
        return f"{head}{'.' + tail if tail else ''}e{exponent}"
    if exponent < 0:
        return "0." + "0" * (-exponent - 1) + digits_
    whole = digits_[: exponent + 1].ljust(exponent + 1, "0")
    tail = digits_[exponent + 1:]
    return whole + ("." + tail if tail else "")


def listing(quantity: str) -> list[str]:
    wanted = [quantity] if quantity else list(QUANTITIES)
    if quantity and quantity not in QUANTITIES:
        raise UnitError(f"there is no quantity {quantity!r}; there are: {', '.join(QUANTITIES)}")
    if quantity:
        _, units = QUANTITIES[quantity]
        return [f"{symbol:<10} {names.replace(' ', ', ').replace('-', ' ')}".rstrip() for symbol, (_, names) in units.items()]
    return [f"{name:<12} {', '.join(QUANTITIES[name][1])}" for name in wanted]
