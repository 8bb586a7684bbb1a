"""The folder of notes. A note is a Markdown file; its first line is its title."""
from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

HEAD = 64_000  # bytes read of a note to find its title


class NoteError(Exception):
    """A sentence for the person."""


@dataclass(frozen=True)
class Note:
    path: Path
    changed: float  # seconds since 1970
    text: str

    @property
    def title(self) -> str:
        first = next((line for line in self.text.splitlines() if line.strip()), "")
        return first.lstrip("# ").strip() or self.path.stem


def folder() -> Path:
    chosen = os.environ.get("SPRIG_NOTES")
    if chosen:
        return Path(chosen).expanduser()
    data = os.environ.get("XDG_DATA_HOME", "")
    return Path(data if os.path.isabs(data) else Path.home() / ".local/share") / "sprig"


def all_notes() -> list[Note]:
    """Newest first, so that note 1 is the one written last."""
    try:
        found = [entry for entry in os.scandir(folder()) if entry.name.endswith(".md") and entry.is_file()]
    except FileNotFoundError:
        return []
    notes = []
    for entry in found:
        with open(entry.path, "rb") as opened:
            head = opened.read(HEAD).decode("utf-8", "surrogateescape")
        notes.append(Note(Path(entry.path), entry.stat().st_mtime, head))
    return sorted(notes, key=lambda note: (-note.changed, note.path.name))


def pick(name: str) -> Note:
    """By number as `sprig list` shows it, or by a part of the title that only one note has."""
    notes = all_notes()
    if name.isdecimal() and 1 <= int(name) <= len(notes):
        return notes[int(name) - 1]
    fitting = [note for note in notes if name.lower() in note.title.lower() or name == note.path.stem]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise NoteError(f"{len(fitting)} notes have {name!r} in their title; use a number of: sprig list")
    raise NoteError(f"there is no note {name!r}; see: sprig list")


def create(text: str) -> Path:
    place = folder()
    place.mkdir(parents=True, exist_ok=True)
    for attempt in range(1, 1000):
        path = place / f"{slug(text)}{'' if attempt == 1 else f'-{attempt}'}.md"
        try:
            # "x" never writes over a note that is already there.
            with open(path, "x", encoding="utf-8") as opened:
                opened.write(text.rstrip("\n") + "\n")
            return path
        except FileExistsError:
            continue
    raise NoteError("a thousand notes have this title already")


def slug(text: str) -> str:
    first = text.strip().splitlines()[0]
    plain = unicodedata.normalize("NFKD", first).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))[:60].strip("-") or "note"
