"""The game in a terminal."""
from __future__ import annotations

import curses

from .game import DOOR, SOIL, STONE, TUNNEL, TURNIP, WALL, Game, play
from .level import COLUMNS, ROWS, make

SMALLEST = (COLUMNS + 2, ROWS + 6)
KEYS = {
    curses.KEY_LEFT: "left", curses.KEY_RIGHT: "right", curses.KEY_UP: "up", curses.KEY_DOWN: "down",
    ord("h"): "left", ord("l"): "right", ord("k"): "up", ord("j"): "down",
    ord("a"): "left", ord("d"): "right", ord("w"): "up", ord("s"): "down", ord("."): "wait",
}
LOOKS = {SOIL: ("░", 1), STONE: ("●", 2), TURNIP: ("♣", 3), WALL: ("█", 4), TUNNEL: (" ", 0)}
ENDS = {
    "home": "Home safe.   Enter goes on to the next level",
    "crushed": "A stone got you.   U undo   R restart",
    "out of air": "The air is gone.   U undo   R restart",
}


def run(first: int, seed: int) -> int:
    """The score, for the line printed after the screen is given back."""
    return curses.wrapper(lambda window: Session(window, first, seed).play())


class Session:
    def __init__(self, window: "curses.window", first: int, seed: int) -> None:
        self.window = window
        self.number = first
        self.seed = seed
        self.past: list[Game] = []
        self.game = make(first, seed)
        curses.curs_set(0)
        self.colored = curses.has_colors()
        if self.colored:
            self.paint_colors()

    def paint_colors(self) -> None:
        curses.use_default_colors()
        many = curses.COLORS >= 256
        inks = [(94, 3), (250, 7), (205, 5), (130, 3), (229, 6), (114, 2), (203, 1)]
        for pair, (wide, narrow) in enumerate(inks, 1):
            curses.init_pair(pair, wide if many else narrow, -1)

    def ink(self, pair: int) -> int:
        return curses.color_pair(pair) if self.colored and pair else 0

    def play(self) -> int:
        while True:
            self.draw()
            key = self.window.getch()
            if key in (ord("q"), 27):
                return self.game.score
            self.answer(key)

    def answer(self, key: int) -> None:
        if key in KEYS and self.game.state == "digging":
            after = play(self.game, KEYS[key])
            if after is not self.game:
                self.past.append(self.game)
                self.game = after
        elif key == ord("u") and self.past and self.game.state != "home":
            self.game = self.past.pop()
        elif key == ord("r"):
            self.start(self.number, self.past[0].score if self.past else self.game.score)
        elif key in (10, 13, curses.KEY_ENTER) and self.game.state == "home":
            self.start(self.number + 1, self.game.score)

    def start(self, number: int, score: int) -> None:
        self.number, self.past = number, []
        self.game = make(number, self.seed, score)

    def draw(self) -> None:
        self.window.erase()
        rows, columns = self.window.getmaxyx()
        if columns < SMALLEST[0] or rows < SMALLEST[1]:
            self.write(0, 0, f"Burrow needs {SMALLEST[0]} x {SMALLEST[1]}; this is {columns} x {rows}."[: columns - 1])
        else:
            self.draw_board((columns - COLUMNS) // 2, (rows - SMALLEST[1]) // 2 + 1)
        self.window.refresh()

    def draw_board(self, left: int, top: int) -> None:
        game = self.game
        self.write(top, left, "BURROW", self.ink(6) | curses.A_BOLD)
        facts = f"level {self.number}   turnips {max(0, game.wanted)} to go   score {game.score}"
        self.write(top, left + COLUMNS - len(facts), facts)
        for row, line in enumerate(game.grid):
            for column, what in enumerate(line):
                glyph, pair = LOOKS.get(what, ("▒", 2))
                if what == DOOR:
                    glyph, pair = ("∩", 6 if game.wanted <= 0 else 7)
                bright = curses.A_BOLD if what in (TURNIP, DOOR) else 0
                self.write(top + 1 + row, left + column, glyph, self.ink(pair) | bright)
        mole = "@" if game.state in ("digging", "home") else "✗"
        self.write(top + 1 + game.mole[1], left + game.mole[0], mole, self.ink(5) | curses.A_BOLD)
        self.draw_air(top + 1 + ROWS, left)
        hint = ENDS.get(game.state, "arrows dig   . wait   U undo   R restart   Q quit")
        self.write(top + 3 + ROWS, left, hint, curses.A_BOLD if game.state in ENDS else curses.A_DIM)

    def draw_air(self, row: int, left: int) -> None:
        width = COLUMNS - 9
        full = round(width * max(0, self.game.air) / 420)
        low = self.game.air < 60
        self.write(row, left, "air ")
        self.write(row, left + 4, "━" * full, self.ink(7 if low else 6) | curses.A_BOLD)
        self.write(row, left + 4 + full, "━" * (width - full), curses.A_DIM)
        self.write(row, left + COLUMNS - 4, f"{max(0, self.game.air):4}")

    def write(self, row: int, column: int, text: str, look: int = 0) -> None:
        try:
            self.window.addstr(row, column, text, look)
        except curses.error:
            pass  # the last cell of the screen cannot be written without scrolling; nothing is there
