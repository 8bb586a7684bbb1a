"""Levels from a number: the same number is the same level, on every machine."""
from __future__ import annotations

from collections import deque
from random import Random

from .game import DOOR, SOIL, STONE, TUNNEL, TURNIP, WALL, Game, begin

COLUMNS, ROWS = 48, 17


def make(number: int, seed: int = 0, score: int = 0) -> Game:
    """Level `number`, from 1. Deeper levels have more stones and roots, and less air to spare."""
    chance = Random(f"{seed}/{number}")
    while True:
        grid = scatter(chance, number)
        reachable = flood(grid, (2, 1))
        wanted = 5 + min(number, 7)
        spots = sorted(place for place in reachable if grid[place[1]][place[0]] == SOIL and place[1] > 2)
        if len(spots) > 250 and (COLUMNS - 3, ROWS - 2) in reachable:
            break
    for column, row in chance.sample(spots, wanted + 3):  # three to spare
        grid[row][column] = TURNIP
    grid[1][2] = "@"
    grid[ROWS - 2][COLUMNS - 2] = DOOR
    return begin(["".join(row) for row in grid], air=max(260, 420 - 15 * number), wanted=wanted, score=score)


def scatter(chance: Random, number: int) -> list[list[str]]:
    stones, caves = 0.09 + min(number, 8) * 0.008, 0.04
    grid = [[pick(chance.random(), stones, caves) for _ in range(COLUMNS)] for _ in range(ROWS)]
    for row in range(ROWS):
        grid[row][0] = grid[row][-1] = WALL
    grid[0] = [WALL] * COLUMNS
    grid[-1] = [WALL] * COLUMNS
    for _ in range(2 + min(number, 6)):
        root(chance, grid)
    for column in range(1, 6):  # a quiet place to begin, and one to arrive
        grid[1][column] = grid[2][column] = SOIL
        grid[ROWS - 2][COLUMNS - 1 - column] = grid[ROWS - 3][COLUMNS - 1 - column] = SOIL
    return grid


def pick(drawn: float, stones: float, caves: float) -> str:
    if drawn < stones:
        return STONE
    return TUNNEL if drawn < stones + caves else SOIL


def root(chance: Random, grid: list[list[str]]) -> None:
    column, row = chance.randrange(6, COLUMNS - 12), chance.randrange(3, ROWS - 3)
    for _ in range(chance.randrange(4, 10)):
        grid[row][column] = WALL
        column += 1
        if chance.random() < 0.25:
            row = max(3, min(ROWS - 4, row + chance.choice((-1, 1))))


def flood(grid: list[list[str]], start: tuple[int, int]) -> set[tuple[int, int]]:
    seen, queue = {start}, deque([start])
    while queue:
        column, row = queue.popleft()
        for place in ((column + 1, row), (column - 1, row), (column, row + 1), (column, row - 1)):
            if place not in seen and grid[place[1]][place[0]] not in (WALL, STONE):
                seen.add(place)
                queue.append(place)
    return seen
