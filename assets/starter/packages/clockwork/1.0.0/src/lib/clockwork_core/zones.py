"""Which places to show, and what time it is there."""
from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class ZoneError(Exception):
    """A sentence for the person."""


@dataclass(frozen=True)
class Place:
    name: str
    zone: ZoneInfo


def find_list() -> Path | None:
    config = os.environ.get("XDG_CONFIG_HOME", "")
    home = Path(config) if os.path.isabs(config) else Path.home() / ".config"
    # lib/ and etc/ lie beside each other in the profile.
    profile = Path(os.path.realpath(__file__)).parents[2]
    for path in (home / "clockwork/zones.conf", profile / "etc/clockwork/zones.conf"):
        if path.is_file():
            return path
    return None


def read_list(path: Path) -> list[Place]:
    places = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        text = line.split("#", 1)[0].strip()
        if not text:
            continue
        name, equals, zone = (part.strip() for part in text.partition("="))
        if not (name and equals and zone):
            raise ZoneError(f"{path}:{number}: write Name = Area/City")
        try:
            places.append(Place(name, ZoneInfo(zone)))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ZoneError(f"{path}:{number}: there is no time zone {zone!r} here; is the package tzdata installed?") from None
    return places


def offset(there: datetime, here: datetime) -> str:
    """"+5:30", against the clock on this machine."""
    difference = (there.utcoffset() or timedelta()) - (here.utcoffset() or timedelta())
    minutes = round(difference.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"{sign}{hours}" + (f":{rest:02}" if rest else "")


def day_word(there: datetime, here: datetime) -> str:
    return {-1: "yesterday", 0: "", 1: "tomorrow"}.get((there.date() - here.date()).days, there.strftime("%d %b"))


def daylight(there: datetime) -> str:
    """A day in 24 steps, the hour now marked; lighter where people are usually awake."""
    return "".join("●" if hour == there.hour else "━" if 7 <= hour < 22 else "╌" for hour in range(24))
