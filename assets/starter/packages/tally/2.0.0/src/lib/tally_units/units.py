"""From a text such as "kg*m/s^2" to a factor and a dimension, both exact."""
import difflib
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from .table import (BINARY_PREFIXED, BINARY_PREFIXES, LONG_PREFIXES, OFFSETS, PREFIXED, PREFIXES, QUANTITIES)


class UnitError(Exception):
    """A sentence for the person."""


@dataclass(frozen=True)
class Unit:
    factor: Fraction
    dimension: tuple[tuple[str, int], ...]
    offset: Fraction = Fraction(0)

    def times(self, other: "Unit", sign: int) -> "Unit":
        powers = dict(self.dimension)
        for base, power in other.dimension:
            powers[base] = powers.get(base, 0) + sign * power
        kept = tuple(sorted((base, power) for base, power in powers.items() if power != 0))
        return Unit(self.factor * other.factor**sign, kept)


def exact(text: str) -> Fraction:
    """"459.67*5/9" as one fraction."""
    value = Fraction(1)
    for mark, number in re.findall(r"([*/]?)([^*/]+)", text):
        value = value / Fraction(number) if mark == "/" else value * Fraction(number)
    return value


@lru_cache(maxsize=None)
def known() -> dict[str, tuple[str, str]]:
    """Each spelling: (symbol, quantity)."""
    found = {}
    for quantity, (_, units) in QUANTITIES.items():
        for symbol, (_, names) in units.items():
            for name in (symbol, *names.split()):
                found[name] = (symbol, quantity)
                if len(name) > 3 and not name.endswith("s"):
                    found[name + "s"] = (symbol, quantity)
    return found


def plain(symbol: str, quantity: str) -> Unit:
    dimension, units = QUANTITIES[quantity]
    powers = tuple(sorted((part.rstrip("-0123456789"), int(re.search(r"-?\d+$", part)[0])) for part in dimension.split()))
    return Unit(exact(units[symbol][0]), powers, exact(OFFSETS.get(symbol, "0/1")))


def lookup(name: str) -> Unit:
    spelled = known()
    if name in spelled:
        return plain(*spelled[name])
    for prefixes, base in ((BINARY_PREFIXES, 1024), (LONG_PREFIXES, 10), (PREFIXES, 10)):
        for prefix, power in prefixes.items():
            rest = name[len(prefix):]
            if not name.startswith(prefix) or rest not in spelled:
                continue
            symbol, quantity = spelled[rest]
            # A long prefix wants a long name: kilometer, but neither kilom nor kmeter.
            matching = (len(prefix) > 2) == (len(rest) > 3 and rest != symbol)
            if symbol in (BINARY_PREFIXED if base == 1024 else PREFIXED) and (base == 1024 or matching):
                unit = plain(symbol, quantity)
                return Unit(unit.factor * Fraction(base) ** power, unit.dimension)
    lower = {spelling.lower(): spelling for spelling in spelled if len(spelling) > 2}
    if name.lower() in lower:
        return plain(*spelled[lower[name.lower()]])
    raise UnitError(unknown(name, spelled))


def unknown(name: str, spelled: dict[str, tuple[str, str]]) -> str:
    words = [word for word in spelled if not (word.endswith("s") and word[:-1] in spelled)]
    near = difflib.get_close_matches(name, words, n=3, cutoff=0.55)
    hint = f"; did you mean {' or '.join(near)}?" if near else "; see: tally --list"
    return f"there is no unit {name!r}{hint}"


SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def parse(text: str) -> Unit:
    """Units joined by * or · and /, each with a whole power: m/s^2, N·m, lb/in2."""
    text = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+", lambda found: "^" + found[0].translate(SUPERSCRIPTS), text.strip())
    if text in known():
        return lookup(text)
    result, sign = Unit(Fraction(1), ()), 1
    parts = re.split(r"\s*([*·/])\s*", text)
    for at, part in enumerate(parts):
        if at % 2:
            # As in arithmetic, only what stands right behind the slash divides.
            sign = -1 if part == "/" else 1
            continue
        result = result.times(power(part), sign)
    return result


def power(part: str) -> Unit:
    if part == "1":
        return Unit(Fraction(1), ())
    if part in known():
        return without_offset(lookup(part), part)
    found = re.fullmatch(r"(.*?[^\d^-])\^?(-?\d{1,2})?", part)
    if found is None:
        raise UnitError(f"{part!r} is not a unit")
    unit = without_offset(lookup(found[1]), found[1])
    count = int(found[2] or 1)
    result = Unit(Fraction(1), ())
    for _ in range(abs(count)):
        result = result.times(unit, 1 if count > 0 else -1)
    return result


def without_offset(unit: Unit, name: str) -> Unit:
    if unit.offset:
        raise UnitError(f"{name!r} has its own zero and cannot be part of a product; use K")
    return unit


def convert(value: Fraction, source: str, target: str) -> Fraction:
    here, there = parse(source), parse(target)
    if here.dimension != there.dimension:
        raise UnitError(f"{source} is {kind(here)}, {target} is {kind(there)}")
    return (value * here.factor + here.offset - there.offset) / there.factor


def kind(unit: Unit) -> str:
    for quantity, (dimension, _) in QUANTITIES.items():
        powers = tuple(sorted((part.rstrip("-0123456789"), int(re.search(r"-?\d+$", part)[0])) for part in dimension.split()))
        if powers == unit.dimension:
            article = "an" if quantity[0] in "aeiou" else "a"
            return f"{article} {quantity}"
    return "·".join(base + (f"^{power}" if power != 1 else "") for base, power in unit.dimension) or "a plain number"
