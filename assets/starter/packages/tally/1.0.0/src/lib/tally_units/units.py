"""The units, and what each is in the first of its quantity."""

QUANTITIES = {
    "length": {"m": 1, "mm": 0.001, "cm": 0.01, "km": 1000, "in": 0.0254, "ft": 0.3048, "yd": 0.9144, "mi": 1609.344},
    "mass": {"kg": 1, "g": 0.001, "t": 1000, "lb": 0.45359237, "oz": 0.028349523125},
    "time": {"s": 1, "min": 60, "h": 3600, "d": 86400, "wk": 604800},
    "volume": {"l": 1, "ml": 0.001, "gal": 3.785411784, "cup": 0.2365882365, "floz": 0.0295735295625},
    "speed": {"m/s": 1, "km/h": 1 / 3.6, "mph": 0.44704, "kn": 1852 / 3600},
    "data": {"B": 1, "kB": 1000, "MB": 1_000_000, "GB": 1_000_000_000, "KiB": 1024, "MiB": 1024**2, "GiB": 1024**3},
    "temperature": {"degC": 1, "degF": 5 / 9, "K": 1},
}
ZEROS = {"degC": 0.0, "degF": 32.0, "K": 273.15}


def convert(value: float, source: str, target: str) -> float:
    for units in QUANTITIES.values():
        if source in units and target in units:
            return (value - ZEROS.get(source, 0)) * units[source] / units[target] + ZEROS.get(target, 0)
    names = [name for units in QUANTITIES.values() for name in units]
    for name in (source, target):
        if name not in names:
            raise ValueError(f"there is no unit {name!r}; see: tally --list")
    raise ValueError(f"{source} cannot become {target}")
