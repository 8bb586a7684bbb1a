"""The command line of clockface."""
from __future__ import annotations

import argparse
import os
import re
import signal
import sys
import time
from datetime import datetime

from starter_text import Style, pad

from . import __version__
from .digits import large
from .zones import ZoneError, day_word, daylight, find_list, offset, read_list

LONGEST = 100 * 3600  # seconds


class Interrupted(Exception):
    pass


def main(arguments: list[str]) -> int:
    options = parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    try:
        return options.run(options)
    except ZoneError as problem:
        print(f"clockface: {problem}", file=sys.stderr)
        return 1
    except Interrupted:
        return 130


def stop(*_: object) -> None:
    raise Interrupted


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="clockface", description="The time here and elsewhere, a timer and a stopwatch.")
    made.add_argument("--version", action="version", version=f"clockface {__version__} (clockwork)")
    made.add_argument("--once", action="store_true", help="print the clocks once and end")
    made.set_defaults(run=clocks)
    commands = made.add_subparsers(metavar="COMMAND")
    one = commands.add_parser("timer", help="count down: 90, 5m, 1h30m, 1:30:00")
    one.add_argument("length", type=duration)
    one.set_defaults(run=timer)
    one = commands.add_parser("stopwatch", help="count up until Ctrl+C")
    one.set_defaults(run=stopwatch)
    return made


def duration(text: str) -> int:
    """Seconds."""
    units = re.fullmatch(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?", text)
    colons = re.fullmatch(r"(?:(\d+):)?(\d{1,2}):(\d{2})", text)
    hours, minutes, seconds = (int(part or 0) for part in (colons or units or re.match("()()()", "")).groups())
    total = hours * 3600 + minutes * 60 + seconds
    if 0 < total <= LONGEST:
        return total
    raise argparse.ArgumentTypeError(f"{text!r} is not a length such as 90, 5m, 1h30m or 1:30:00")


def clocks(options: argparse.Namespace) -> int:
    path = find_list()
    places = read_list(path) if path else []
    if options.once or not sys.stdout.isatty():
        print("\n".join(face(places, Style(), datetime.now().astimezone())))
        return 0
    with Screen() as screen:
        while True:
            screen.draw(face(places, Style(), datetime.now().astimezone()))
            time.sleep(1 - time.time() % 1)


def face(places, style: Style, now: datetime) -> list[str]:
    lines = ["", *("  " + style(line, "cyan") for line in large(now.strftime("%H:%M")))]
    lines += ["", "  " + style(f"{now:%A}, {now.day} {now:%B %Y}, {now:%Z}", "bold"), ""]
    names = max((len(place.name) for place in places), default=0)
    for place in places:
        there = now.astimezone(place.zone)
        awake = 7 <= there.hour < 22
        lines.append(
            f"  {pad(place.name, names)}  {style(there.strftime('%H:%M'), 'bold', *(['yellow'] if awake else ['blue']))}"
            f"  {style(pad(offset(there, now), 6, 'right'), 'dim')}  {style(daylight(there), 'dim')}  {day_word(there, now)}".rstrip()
        )
    return lines


def timer(options: argparse.Namespace) -> int:
    end = time.monotonic() + options.length
    with Screen() as screen:
        while (left := end - time.monotonic()) > 0:
            screen.draw(count(left + 0.999, options.length))
            time.sleep(min(left, 0.2))
    print(f"\a{spoken(options.length)} are over.")
    return 0


def stopwatch(_: argparse.Namespace) -> int:
    begin = time.monotonic()
    try:
        with Screen() as screen:
            while True:
                screen.draw(count(time.monotonic() - begin, 0))
                time.sleep(0.1)
    except Interrupted:
        print(spoken(time.monotonic() - begin))
        return 0


def count(seconds: float, whole: int) -> list[str]:
    style = Style()
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"
    lines = ["", *("  " + style(line, "cyan") for line in large(text)), ""]
    if whole:
        done = round(40 * (1 - seconds / whole))
        lines.append("  " + style("━" * done, "yellow") + style("━" * (40 - done), "dim"))
    return lines


def spoken(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(int(minutes), 60)
    parts = [f"{hours} h" if hours else "", f"{minutes} min" if minutes else "", f"{rest:g} s" if rest == int(rest) else f"{rest:.1f} s"]
    return " ".join(part for part in parts if part and part != "0 s") or "0 s"


class Screen:
    """Draws over itself on the terminal's second page, and gives the first one back whatever happens."""

    def __enter__(self) -> "Screen":
        self.live = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
        if self.live:
            sys.stdout.write("\033[?1049h\033[?25l")
        return self

    def draw(self, lines: list[str]) -> None:
        if self.live:
            sys.stdout.write("\033[H" + "".join(f"{line}\033[K\n" for line in lines) + "\033[J")
            sys.stdout.flush()

    def __exit__(self, *_: object) -> None:
        if self.live:
            sys.stdout.write("\033[?25h\033[?1049l")
            sys.stdout.flush()
