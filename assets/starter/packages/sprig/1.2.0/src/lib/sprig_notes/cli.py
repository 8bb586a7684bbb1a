"""The command line of sprig. Everything printed that came from a file goes through safe()."""
from __future__ import annotations

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import time

from starter_text import Style, fit, safe, table

from . import __version__, notes

EXAMPLES = """examples:
  sprig add "Buy seeds" --tag garden
  sprig list --tag garden
  sprig find seeds
  sprig view 1

Notes are Markdown files in $SPRIG_NOTES, or ~/.local/share/sprig."""


def main(arguments: list[str]) -> int:
    options = parser().parse_args(arguments)
    try:
        return options.run(options, Style()) or 0
    except notes.NoteError as problem:
        print(f"sprig: {safe(str(problem))}", file=sys.stderr)
    except OSError as problem:
        print(f"sprig: {safe(str(problem.filename or ''))}: {problem.strerror}", file=sys.stderr)
    return 1


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="sprig", description="Keep short notes as plain files.", epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--version", action="version", version=f"sprig {__version__}")
    made.set_defaults(run=show_list, tag=None)
    commands = made.add_subparsers(metavar="COMMAND")
    one = commands.add_parser("add", help="write a note; without text, reads standard input")
    one.add_argument("text", nargs="*")
    one.add_argument("--tag", action="append", default=[], help="add a #tag")
    one.set_defaults(run=add)
    one = commands.add_parser("list", help="all notes, newest first")
    one.add_argument("--tag", help="only notes with this tag")
    one.set_defaults(run=show_list)
    for name, run, words in (
        ("view", view, "read a note"), ("edit", edit, "open a note in $EDITOR"), ("path", path, "print where a note is")
    ):
        one = commands.add_parser(name, help=words)
        one.add_argument("note", help="a number of the list, or a part of the title")
        one.set_defaults(run=run)
    one = commands.add_parser("find", help="lines that hold a word")
    one.add_argument("word")
    one.set_defaults(run=find)
    one = commands.add_parser("tags", help="all tags, and how often each is used")
    one.set_defaults(run=tags)
    return made


def add(options: argparse.Namespace, style: Style) -> int:
    text = " ".join(options.text) or ("" if sys.stdin.isatty() else sys.stdin.read())
    if not text.strip():
        raise notes.NoteError('a note needs text, for example: sprig add "Buy seeds"')
    if options.tag:
        text = f"{text.rstrip()}\n\n{' '.join('#' + tag.lstrip('#') for tag in options.tag)}"
    print(safe(str(notes.create(text))))
    return 0


def show_list(options: argparse.Namespace, style: Style) -> int:
    rows = [
        (str(number), time.strftime("%d %b %Y", time.localtime(note.changed)), safe(note.title), " ".join(f"#{tag}" for tag in note.tags))
        for number, note in enumerate(notes.all_notes(), 1)
        if options.tag is None or options.tag.lstrip("#") in note.tags
    ]
    if not rows:
        print('No notes yet. Write one: sprig add "Buy seeds"' if options.tag is None else "No note has this tag.")
        return 0
    lines = table([("", "Changed", "Note", "Tags"), *rows], ["right"], shutil.get_terminal_size().columns)
    print("\n".join([style(lines[0], "bold"), *lines[1:]]))
    return 0


def view(options: argparse.Namespace, style: Style) -> int:
    return start([*viewer(), str(notes.pick(options.note).path)])


def viewer() -> list[str]:
    """`text-viewer` of the package list: leaf in the terminal, or lantern in a browser."""
    chosen = os.environ.get("SPRIG_VIEWER")
    if chosen:
        return shlex.split(chosen)
    beside = os.path.dirname(os.path.realpath(sys.argv[0]))
    for name in ("leaf", "lantern"):
        found = shutil.which(name, path=beside + os.pathsep + os.environ.get("PATH", ""))
        if found:
            return [found]
    raise notes.NoteError("no text viewer found; install leaf or lantern, or set SPRIG_VIEWER")


def edit(options: argparse.Namespace, style: Style) -> int:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "nano"
    return start([*shlex.split(editor), str(notes.pick(options.note).path)])


def start(command: list[str]) -> int:
    try:
        return subprocess.run(command, check=False).returncode
    except FileNotFoundError:
        raise notes.NoteError(f"{command[0]!r} is not installed") from None


def path(options: argparse.Namespace, style: Style) -> int:
    print(safe(str(notes.pick(options.note).path)))
    return 0


def find(options: argparse.Namespace, style: Style) -> int:
    found = notes.search(options.word)
    columns = shutil.get_terminal_size().columns
    title = None
    for note, number, line in found:
        if note.path != title:
            print(("" if title is None else "\n") + style(safe(note.title), "bold", "green"))
            title = note.path
        print(f"{style(f'{number:>5}', 'dim')}  {fit(safe(line), columns - 8)}")
    if not found:
        print("Nothing found.")
    return 0 if found else 1


def tags(options: argparse.Namespace, style: Style) -> int:
    counts: dict[str, int] = {}
    for note in notes.all_notes():
        for tag in note.tags:
            counts[tag] = counts.get(tag, 0) + 1
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    print("\n".join(table([(str(count), f"#{tag}") for tag, count in rows], ["right"])) or "No tags yet.")
    return 0
