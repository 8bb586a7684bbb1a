import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { aProfile, filesBelow, run } from './starter-world.ts'

const escape = '\u001b'

describe('tally', () => {
  test.each([
    ['26.2 mi to km', '26.2 mi = 42.1648128 km'],
    ['6 ft 1 in to cm', '6 ft 1 in = 185.42 cm'],
    [`5'11" to cm`, `5'11" = 180.34 cm`],
    ['5 in in cm', '5 in = 12.7 cm'],
    ['98.6 degF to degC', '98.6 degF = 37 degC'],
    ['-40 degC to degF', '-40 degC = -40 degF'],
    ['1/3 cup to ml', '1/3 cup = 78.8627455 ml'],
    ['32 psi to bar', '32 psi ≈ 2.206322334 bar'],
    ['1 acre to m2', '1 acre = 4046.8564224 m2'],
    ['1 ly to km', '1 ly = 9460730472580.8 km'],
    ['3 kg*m/s^2 to N', '3 kg*m/s^2 = 3 N'],
    ['9.81 m/s² to ft/s^2 --digits 4', '9.81 m/s² ≈ 32.19 ft/s^2'],
    ['100 km/h to m/s --exact', '100 km/h = 250/9 m/s'],
    ['1 GiB to MB', '1 GiB = 1073.741824 MB'],
    ['1 Mbit/s to kB/s', '1 Mbit/s = 125 kB/s'],
    ['0 m to ft', '0 m = 0 ft'],
    ['1e-30 m to km', '1e-30 m = 1e-33 km'],
  ])('%s', async (asked, answer) => {
    const profile = await aProfile('tally 2.0.0')

    expect(await run(profile, 'tally', {}, ...asked.split(' '))).toEqual({
      status: 0,
      out: `${answer}\n`,
      err: '',
    })
  })

  test.each([
    ['5 m to kg', 'm is a length, kg is a mass'],
    ['5 mter to km', "there is no unit 'mter'; did you mean meter or metre or liter?"],
    ['1/0 m to km', 'nothing can be divided by zero'],
    ['1 degC*m to K', "'degC' has its own zero and cannot be part of a product; use K"],
    ['12', 'write VALUE UNIT to UNIT, for example: tally 26.2 mi to km'],
  ])('%s is refused with a sentence', async (asked, sentence) => {
    const profile = await aProfile('tally 2.0.0')

    expect(await run(profile, 'tally', {}, ...asked.split(' '))).toEqual({
      status: 1,
      out: '',
      err: `tally: ${sentence}\n`,
    })
  })

  test('going there and back changes nothing, whatever the units', async () => {
    const profile = await aProfile('tally 2.0.0')
    const pairs = ['mi km', 'psi bar', 'degF K', 'gal ml', 'hp W', 'nmi ft', 'oz g', 'deg arcsec', 'kn m/s']
    const there = pairs.map((pair) => `7 ${pair.replace(' ', ' to ')}`)
    const first = await run(profile, 'tally', { input: there.join('\n') }, '--json')
    const fractions = first.out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { fraction: string }).fraction)
    const back = pairs.map((pair, at) => `${fractions[at]} ${pair.split(' ').toReversed().join(' to ')}`)

    const second = await run(profile, 'tally', { input: back.join('\n') }, '--json')

    expect(
      second.out
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { fraction: string }).fraction),
    ).toEqual(pairs.map(() => '7'))
  })

  test('2.0.0 prints what 1.0.0 rounds', async () => {
    const [old, current] = [await aProfile('tally 1.0.0'), await aProfile('tally 2.0.0')]
    const asked = ['1', 'mi', 'to', 'km']

    expect([
      (await run(old, 'tally', {}, ...asked)).out,
      (await run(current, 'tally', {}, ...asked)).out,
    ]).toEqual(['1 mi = 1.60934 km\n', '1 mi = 1.609344 km\n'])
  })
})

describe('sprig', () => {
  const viewer = { SPRIG_VIEWER: 'cat' }

  test('writes a note, lists it, finds it and shows it', async () => {
    const profile = await aProfile('sprig 1.2.0', 'starter-text 1.1.0', 'leaf 1.0.0')
    const environment = { SPRIG_NOTES: path.join(profile, 'notes'), ...viewer }
    await run(profile, 'sprig', { environment }, 'add', 'Buy seeds: peas', '--tag', 'garden')

    const answers = [
      await run(profile, 'sprig', { environment }, 'list', '--tag', 'garden'),
      await run(profile, 'sprig', { environment }, 'find', 'PEAS'),
      await run(profile, 'sprig', { environment }, 'view', 'seeds'),
      await run(profile, 'sprig', { environment }, 'view', 'nothing'),
    ]

    expect(answers.map(({ status }) => status)).toEqual([0, 0, 0, 1])
    expect(answers[0]?.out).toMatch(
      /^ +Changed +Note +Tags\n1 +\d\d \w{3} \d{4} +Buy seeds: peas +#garden\n$/,
    )
    expect(answers[2]?.out).toBe('Buy seeds: peas\n\n#garden\n')
    expect(answers[3]?.err).toBe("sprig: there is no note 'nothing'; see: sprig list\n")
    expect(await filesBelow(path.join(profile, 'notes'))).toEqual(['buy-seeds-peas.md'])
  })

  test('shows a note with the text viewer that is installed beside it', async () => {
    const profile = await aProfile('sprig 1.2.0', 'starter-text 1.1.0', 'leaf 1.0.0')
    const environment = { SPRIG_NOTES: path.join(profile, 'notes') }
    await run(profile, 'sprig', { environment, input: '# A lamp\n\n- oil\n' }, 'add')

    expect((await run(profile, 'sprig', { environment }, 'view', '1')).out).toBe(
      'A lamp\n━━━━━━\n\n  • oil\n',
    )
  })

  test.each([
    ['1.0.0', '1.0.0', true],
    ['1.1.0', '1.0.0', true],
    ['1.2.0', '1.1.0', false],
  ])('STARTER-2026-0001: %s with starter-text %s prints a note name raw: %s', async (version, text, raw) => {
    const profile = await aProfile(`sprig ${version}`, `starter-text ${text}`)
    await mkdir(path.join(profile, 'notes'))
    await writeFile(path.join(profile, 'notes', `innocent${escape}[31m.md`), '')

    const { out } = await run(
      profile,
      'sprig',
      { environment: { SPRIG_NOTES: path.join(profile, 'notes') } },
      'list',
    )

    expect(out.includes(escape)).toBe(raw)
    expect(out.includes('innocent\\x1b[31m')).toBe(!raw)
  })
})

describe('leaf', () => {
  test('sets a page for the terminal', async () => {
    const profile = await aProfile('leaf 1.0.0', 'starter-text 1.1.0')
    const input =
      '# Lamp\n\nOil and **care**, see [more](https://lamps.example).\n\n1. fill\n2. light\n\n> slowly\n\n| a | b |\n|---|--:|\n| 日本 | 2 |\n'

    expect((await run(profile, 'leaf', { input }, '-')).out).toBe(
      [
        'Lamp\n━━━━\n\nOil and care, see more[1].\n\n  1. fill\n  2. light\n\n▌ slowly\n',
        '  a      b\n  ────────\n  日本   2\n\nLinks\n[1]  https://lamps.example\n',
      ].join('\n'),
    )
  })

  test('writes control characters out instead of obeying them', async () => {
    const profile = await aProfile('leaf 1.0.0', 'starter-text 1.1.0')
    const input = `a ${escape}[2J b \u202e c\n\n    code ${escape}]0;title\u0007\n\n[x](https://a.example/${escape}[31m)\n`

    const { out } = await run(profile, 'leaf', { input }, '--color', 'never')

    // eslint-disable-next-line no-control-regex -- control characters are what must not be there
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
    expect(out).toContain('\\x1b[2J')
  })

  test('says which file it cannot read, and goes on with the others', async () => {
    const profile = await aProfile('leaf 1.0.0', 'starter-text 1.1.0')
    await writeFile(path.join(profile, 'a.md'), 'here\n')

    const { status, out, err } = await run(
      profile,
      'leaf',
      {},
      path.join(profile, 'none.md'),
      path.join(profile, 'a.md'),
    )

    expect({ status, here: out.includes('here'), err }).toEqual({
      status: 1,
      here: true,
      err: `leaf: ${path.join(profile, 'none.md')}: No such file or directory\n`,
    })
  })
})

describe('the clocks', () => {
  test('clockface shows the places of its list', async () => {
    const profile = await aProfile('clockwork 1.0.0', 'starter-text 1.0.0')

    const { status, out } = await run(profile, 'clockface', {}, '--once')

    expect(status).toBe(0)
    expect(out).toMatch(/Tokyo +\d\d:\d\d +\+[78] {2}/)
  })

  test("a person's own list comes first, and a mistake in it is named with its line", async () => {
    const profile = await aProfile('clockwork 1.0.0', 'starter-text 1.0.0')
    const file = path.join(profile, '.config/clockwork/zones.conf')
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, '# mine\nMoon = Luna/Tranquility\n')

    expect((await run(profile, 'clockface', {}, '--once')).err).toBe(
      `clockface: ${file}:2: there is no time zone 'Luna/Tranquility' here; is the package tzdata installed?\n`,
    )
  })

  test('a timer ends and says so; a length that is none is refused', async () => {
    const profile = await aProfile('clockwork 1.0.0', 'starter-text 1.0.0')

    const [done, refused] = [
      await run(profile, 'clockface', {}, 'timer', '1'),
      await run(profile, 'clockface', {}, 'timer', 'soon'),
    ]

    expect([done.status, done.out.replace('\u0007', ''), refused.status]).toEqual([0, '1 s are over.\n', 2])
  })

  test('sundial knows midsummer in Berlin, the polar night, and what is no place', async () => {
    const profile = await aProfile('sundial 1.0.0')

    const berlin = await run(profile, 'clockface', {}, '52.52', '13.40', '--date', '2026-06-21')
    const north = await run(profile, 'sundial', {}, '78', '15', '--date', '2026-12-21')
    const nowhere = await run(profile, 'sundial', {}, '100', '0')

    expect(berlin.out.match(/(?:Sunrise|Noon|Sunset) +.*/g)).toEqual([
      'Sunrise        04:43',
      'Noon           13:08, 61° high',
      'Sunset         21:33',
    ])
    expect(north.out).toContain('stays below the horizon')
    expect(nowhere).toEqual({
      status: 2,
      out: '',
      err: 'sundial: a latitude lies between -90 and 90, a longitude between -180 and 180\n',
    })
  })
})

test('lantern passes a file after the # of the address, where its page finds it', async () => {
  const profile = await aProfile('lantern 1.2.0', 'starter-theme 1.1.0', 'starter-fonts 1.0.0')
  await writeFile(path.join(profile, 'näme & co.md'), '# Grüße\n')

  const { out } = await run(profile, 'lantern', {}, '--print-address', path.join(profile, 'näme & co.md'))
  const address = new URL(out.trim())
  const given = new URLSearchParams(address.hash.slice(1))
  const packed = Uint8Array.from(Buffer.from(given.get('text') ?? '', 'base64url'))
  const text = await new Response(
    new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')),
  ).text()

  expect([address.pathname, given.get('name'), text]).toEqual([
    `${profile}/share/lantern/index.html`,
    'näme & co.md',
    '# Grüße\n',
  ])
})

describe('burrow', () => {
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
    [
      'finds the door closed while turnips are missing',
      ['#####', '#@E*#', '#####'],
      1,
      'right',
      'digging',
      0,
    ],
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
  ])('the mole %s', async (_, rows, wanted, steps, state, score) => {
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
})

test('no program writes into the profile', async () => {
  const profile = await aProfile(
    'tally 2.0.0',
    'leaf 1.0.0',
    'sprig 1.2.0',
    'starter-text 1.1.0',
    'burrow 1.0.0',
    'clockwork 1.0.0',
  )
  const before = await filesBelow(profile)

  for (const command of ['tally', 'leaf', 'sprig', 'burrow', 'clockface'])
    await run(profile, command, {}, '--version')

  expect(await filesBelow(profile)).toEqual(before)
  expect(await readFile(path.join(profile, 'bin/tally'), 'utf8')).toContain('dont_write_bytecode')
})
