"""The rules, one turn at a time. Pure: no screen, no clock, no chance."""
from __future__ import annotations

from dataclasses import dataclass, replace

SOIL, TUNNEL, STONE, TURNIP, WALL, DOOR = ".", " ", "o", "*", "#", "E"
STEPS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1), "wait": (0, 0)}

Grid = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Game:
    grid: Grid
    mole: tuple[int, int]  # column, row
    air: int  # turns left
    wanted: int  # turnips still to find before the door opens
    score: int = 0
    falling: frozenset[tuple[int, int]] = frozenset()
    state: str = "digging"  # or: home, crushed, out of air

    def at(self, column: int, row: int) -> str:
        return self.grid[row][column]


def begin(rows: list[str], air: int, wanted: int, score: int = 0) -> Game:
    """`rows` draws the level, the mole as @. It must be walled in all around."""
    column, row = next((line.index("@"), at) for at, line in enumerate(rows) if "@" in line)
    grid = tuple(tuple(line.replace("@", TUNNEL)) for line in rows)
    return Game(grid, (column, row), air, wanted, score)


def play(game: Game, step: str) -> Game:
    """The game after the mole's step and everything that falls because of it."""
    if game.state != "digging":
        return game
    moved = move(game, *STEPS[step])
    if moved is None:
        return game
    moved = replace(moved, air=moved.air - 1)
    if moved.state == "home":
        return replace(moved, score=moved.score + moved.air)
    fallen = fall(moved)
    if fallen.state == "digging" and fallen.air <= 0:
        return replace(fallen, state="out of air")
    return fallen


def move(game: Game, across: int, down: int) -> Game | None:
    """None where the way is blocked: no turn passes."""
    if (across, down) == (0, 0):
        return game
    column, row = game.mole[0] + across, game.mole[1] + down
    there = game.at(column, row)
    if there == STONE and down == 0 and game.at(column + across, row) == TUNNEL and (column, row) not in game.falling:
        grid = put(put(game.grid, column + across, row, STONE), column, row, TUNNEL)
        return replace(game, grid=grid, mole=(column, row))
    if there == DOOR and game.wanted <= 0:
        return replace(game, mole=(column, row), state="home")
    if there not in (SOIL, TUNNEL, TURNIP):
        return None
    found = 1 if there == TURNIP else 0
    return replace(
        game, grid=put(game.grid, column, row, TUNNEL), mole=(column, row),
        wanted=game.wanted - found, score=game.score + 10 * found,
    )


def put(grid: Grid, column: int, row: int, what: str) -> Grid:
    line = grid[row]
    return (*grid[:row], (*line[:column], what, *line[column + 1:]), *grid[row + 1:])


def fall(game: Game) -> Game:
    """Every stone falls or rolls one place, the lowest first, so that a column moves together."""
    grid, falling, state = game.grid, set(), game.state
    for row in range(len(grid) - 2, -1, -1):
        for column in range(1, len(grid[row]) - 1):
            if grid[row][column] != STONE or (column, row) in falling:
                continue
            place = landing(grid, column, row, game.mole)
            # A stone that rests on the mole stays; one that is already falling does not.
            if place is None and (column, row + 1) == game.mole and (column, row) in game.falling:
                place, state = (column, row + 1), "crushed"
            if place is not None:
                grid = put(put(grid, column, row, TUNNEL), *place, STONE)
                falling.add(place)
    return replace(game, grid=grid, falling=frozenset(falling), state=state)


def landing(grid: Grid, column: int, row: int, mole: tuple[int, int]) -> tuple[int, int] | None:
    def free(at_column: int, at_row: int) -> bool:
        return grid[at_row][at_column] == TUNNEL and (at_column, at_row) != mole

    if free(column, row + 1):
        return column, row + 1
    if grid[row + 1][column] != STONE:
        return None
    for side in (-1, 1):
        if free(column + side, row) and free(column + side, row + 1):
            return column + side, row
    return None
