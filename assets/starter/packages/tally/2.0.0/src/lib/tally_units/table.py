"""What each unit is. Factors are written as the standards define them and read as fractions."""

# quantity: (dimension, {symbol: (factor to SI, names)}). The first unit is the quantity's own.
# A dimension is a text of SI base units with exponents: "m1 s-1".
QUANTITIES = {
    "length": ("m1", {
        "m": ("1", "meter metre"), "in": ("0.0254", "inch inches \""), "ft": ("0.3048", "foot feet '"),
        "yd": ("0.9144", "yard"), "mi": ("1609.344", "mile"), "nmi": ("1852", "nautical-mile"),
        "au": ("149597870700", "astronomical-unit"), "ly": ("9460730472580800", "light-year"),
        "fathom": ("1.8288", ""), "furlong": ("201.168", ""), "chain": ("20.1168", ""), "pt": ("0.0254/72", "point"),
    }),
    "mass": ("kg1", {
        "g": ("0.001", "gram gramme"), "t": ("1000", "tonne"), "lb": ("0.45359237", "pound lbs"),
        "oz": ("0.028349523125", "ounce"), "st": ("6.35029318", "stone"), "ton": ("907.18474", "short-ton"),
        "long-ton": ("1016.0469088", ""), "ct": ("0.0002", "carat"), "gr": ("0.00006479891", "grain"),
        "ozt": ("0.0311034768", "troy-ounce"),
    }),
    "time": ("s1", {
        "s": ("1", "second sec"), "min": ("60", "minute"), "h": ("3600", "hour hr"), "d": ("86400", "day"),
        "wk": ("604800", "week"), "yr": ("31557600", "year"), "fortnight": ("1209600", ""),
    }),
    "area": ("m2", {
        "m2": ("1", "square-meter"), "ha": ("10000", "hectare"), "acre": ("4046.8564224", ""),
        "are": ("100", ""), "sqft": ("0.09290304", "square-foot"), "sqmi": ("2589988.110336", "square-mile"),
    }),
    "volume": ("m3", {
        "l": ("0.001", "liter litre L"), "gal": ("0.003785411784", "gallon"), "qt": ("0.000946352946", "quart"),
        "pint": ("0.000473176473", ""), "cup": ("0.0002365882365", ""), "floz": ("0.0000295735295625", "fluid-ounce"),
        "tbsp": ("0.00001478676478125", "tablespoon"), "tsp": ("0.00000492892159375", "teaspoon"),
        "imp-gal": ("0.00454609", "imperial-gallon"), "imp-pint": ("0.00056826125", "imperial-pint"),
        "bbl": ("0.158987294928", "barrel"),
    }),
    "speed": ("m1 s-1", {"kn": ("1852/3600", "knot"), "mph": ("0.44704", ""), "kph": ("1000/3600", "kmh"), "c": ("299792458", "")}),
    "force": ("kg1 m1 s-2", {"N": ("1", "newton"), "lbf": ("4.4482216152605", "pound-force"), "kgf": ("9.80665", "")}),
    "pressure": ("kg1 m-1 s-2", {
        "Pa": ("1", "pascal"), "bar": ("100000", ""), "atm": ("101325", "atmosphere"),
        "psi": ("4.4482216152605/0.00064516", ""), "mmHg": ("133.322387415", ""), "torr": ("101325/760", ""),
    }),
    "energy": ("kg1 m2 s-2", {
        "J": ("1", "joule"), "Wh": ("3600", "watt-hour"), "cal": ("4.184", "calorie"), "Btu": ("1055.05585262", "btu"),
        "eV": ("1.602176634e-19", "electronvolt"), "kcal": ("4184", "Cal"),
    }),
    "power": ("kg1 m2 s-3", {"W": ("1", "watt"), "hp": ("745.69987158227022", "horsepower"), "PS": ("735.49875", "")}),
    "frequency": ("s-1", {"Hz": ("1", "hertz"), "rpm": ("1/60", "")}),
    "data": ("bit1", {"bit": ("1", "bits"), "B": ("8", "byte")}),
    "current": ("A1", {"A": ("1", "ampere amp")}),
    "charge": ("A1 s1", {"C": ("1", "coulomb"), "Ah": ("3600", "")}),
    "voltage": ("kg1 m2 s-3 A-1", {"V": ("1", "volt")}),
    "resistance": ("kg1 m2 s-3 A-2", {"ohm": ("1", "Ω")}),
    "temperature": ("K1", {
        "K": ("1", "kelvin"), "degC": ("1", "°C celsius centigrade"), "degF": ("5/9", "°F fahrenheit"),
        "degR": ("5/9", "rankine"),
    }),
    "angle": ("turn1", {
        "turn": ("1", "revolution rev"), "deg": ("1/360", "° degree"), "arcmin": ("1/21600", "′"),
        "arcsec": ("1/1296000", "″"), "grad": ("1/400", "gon"),
    }),
}

# Degrees that do not start at absolute zero: kelvin = value * factor + offset.
OFFSETS = {"degC": "273.15", "degF": "459.67*5/9"}

# Units a prefix may stand before: km, MiB, kWh.
PREFIXED = set("m g s l N Pa bar J Wh cal eV W Hz bit B A Ah C V ohm K t".split())
BINARY_PREFIXED = {"bit", "B"}

PREFIXES = {
    "Q": 30, "R": 27, "Y": 24, "Z": 21, "E": 18, "P": 15, "T": 12, "G": 9, "M": 6, "k": 3, "h": 2, "da": 1,
    "d": -1, "c": -2, "m": -3, "u": -6, "µ": -6, "μ": -6, "n": -9, "p": -12, "f": -15, "a": -18, "z": -21, "y": -24,
    "r": -27, "q": -30,
}
LONG_PREFIXES = {
    "quetta": 30, "ronna": 27, "yotta": 24, "zetta": 21, "exa": 18, "peta": 15, "tera": 12, "giga": 9, "mega": 6,
    "kilo": 3, "hecto": 2, "deca": 1, "deci": -1, "centi": -2, "milli": -3, "micro": -6, "nano": -9, "pico": -12,
    "femto": -15, "atto": -18, "zepto": -21, "yocto": -24, "ronto": -27, "quecto": -30,
}
BINARY_PREFIXES = {"Ki": 1, "Mi": 2, "Gi": 3, "Ti": 4, "Pi": 5, "Ei": 6}
