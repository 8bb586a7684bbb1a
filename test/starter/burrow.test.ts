import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aProfile, run } from './starter-world.ts'

const play = async (profile: string, program: string) => run(profile, 'try', { input: program })

test('asks for a terminal, and explains itself without one', async () => {
  const profile = await aProfile('burrow 1.0.0')

  const [bare, help] = [await run(profile, 'burrow', {}), await run(profile, 'burrow', {}, '--help')]

  expect([bare.status, bare.err, help.status]).toEqual([
    1,
    'burrow: this is a game for a terminal; start it in one\n',
    0,
  ])
  expect(help.out).toContain('Stones fall when nothing holds them')
})

test.each([
  ['digs, finds a turnip and goes home', ['#####', '#@*E#', '#####'], 1, 'right right', 'home', 10],
  ['finds the door closed while turnips are missing', ['#####', '#@E*#', '#####'], 1, 'right', 'digging', 0],
  ['pushes a stone into a tunnel', ['#####', '#@o #', '#####'], 1, 'right', 'digging', 0],
  [
    'is crushed by a stone it lets fall and waits under',
    ['#####', '#..o#', '#..@#', '#...#', '#####'],
    1,
    'down wait',
    'crushed',
    0,
  ],
  [
    'may carry a stone that rests on it',
    ['#####', '#..o#', '#..@#', '#...#', '#####'],
    1,
    'wait wait',
    'digging',
    0,
  ],
  ['runs out of air', ['#####', '#@..#', '#####'], 1, 'wait wait wait wait', 'out of air', 0],
] as const)('the mole %s', async (...[, rows, wanted, steps, state, score]) => {
  const profile = await aProfile('burrow 1.0.0')
  await tryScript(profile)
  const program = `
from burrow_game.game import begin, play
game = begin(${JSON.stringify(rows)}, air=4, wanted=${wanted})
for step in ${JSON.stringify(steps)}.split(): game = play(game, step)
print(game.state, game.score - (game.air if game.state == "home" else 0), sep="|")`

  expect((await play(profile, program)).out).toBe(`${state}|${score}\n`)
})

test('forty levels each leave a way to the door and to enough turnips', async () => {
  const profile = await aProfile('burrow 1.0.0')
  await tryScript(profile)
  const program = `
from burrow_game.level import make, flood, COLUMNS, ROWS
for number in range(1, 41):
  game = make(number)
  reached = flood([list(row) for row in game.grid], game.mole)
  found = sum(game.at(*place) == "*" for place in reached)
  assert (COLUMNS - 2, ROWS - 2) in reached and found >= game.wanted, number
  assert make(number) == game
print("fine")`

  expect(await play(profile, program)).toEqual({ status: 0, out: 'fine\n', err: '' })
})

async function tryScript(profile: string): Promise<void> {
  const text =
    '#!/usr/bin/env python3\nimport os, sys\nsys.dont_write_bytecode = True\nsys.path.insert(0, os.environ["MULTIOS_PROFILE"] + "/lib")\nexec(sys.stdin.read())\n'
  await writeFile(path.join(profile, 'bin/try'), text, { mode: 0o755 })
}
