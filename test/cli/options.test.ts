import { expect, test } from 'vitest'
import { multiosBuilder } from '../../cli/programs/multios-builder.ts'
import { multiosPm } from '../../cli/programs/multios-pm.ts'
import { multiosRepoBuilder } from '../../cli/programs/multios-repo-builder.ts'
import type { Program } from '../../cli/program.ts'
import { aRun } from './kit/a-run.ts'

const noPackages = { 'package.installed': () => [] }

/** Wrong lines, and what they are answered with. */
const wrong: readonly (readonly [string, string, string])[] = [
  ['serch jq', 'Unknown command "serch".', 'Did you mean search?'],
  ['search jq --descripton', 'Unknown option "--descripton".', 'Did you mean --description?'],
  [
    'search jq --limit many',
    '--limit cannot be "many". A whole number from 1 to 1000 is needed.',
    'multios-pm search --help',
  ],
  ['info', 'NAME is missing.', 'multios-pm info --help'],
  ['rollback', 'Where to is missing.', 'NAME VERSION for a package'],
  ['rollback jq', 'Where to is missing.', '--to N for a generation'],
  ['rollback jq 1.0 --to 3', 'A generation and a package are two ways back.', '--to N'],
  ['diff one', '"one" is no number of a generation.', 'history'],
  ['generation label 3', 'A label is missing.', '--remove'],
  ['install jq --version', '--version <version> needs a value.', 'multios-pm install --help'],
  [
    'install jq yq --version 1',
    '--version speaks of one package, and several are named.',
    'Write NAME=VERSION for each.',
  ],
  ['policy frob bar', 'Unknown command "frob".', 'multios-pm policy --help'],
  ['repository ad main x', 'Unknown command "ad".', 'Did you mean add?'],
  [
    'repository set-priority main high',
    '"high" is no priority.',
    'A whole number from -1000 to 1000 is needed.',
  ],
  [
    'repository add main x --fingerprint abc',
    '"abc" is no fingerprint.',
    'A fingerprint is the 64 hex digits of a SHA-256; that of an OpenPGP key most often has 40.',
  ],
  [
    'sign generate-key k --algorithm rsa',
    '--algorithm cannot be "rsa". Accepted: ed25519, rsa-2048, rsa-4096, ecdsa-p256, ecdsa-p384.',
    'multios-pm sign generate-key --help',
  ],
  [
    'undo twice',
    'Too many arguments for "undo". Expected 0 arguments but got 1: twice.',
    'multios-pm undo --help',
  ],
]

test.each(wrong)('"%s" is wrong use, said in one sentence with a way on', async (line, problem, way) => {
  const result = await aRun(line.split(' '))

  expect({ status: result.status, out: result.out }).toEqual({ status: 2, out: '' })
  expect(result.err.startsWith(`error: ${problem}\n`)).toBe(true)
  expect(result.err).toContain(way)
})

test('the engine is not opened for a line that makes no sense', async () => {
  const result = await aRun(['search', 'x', '--nope'], { answers: {} })

  expect(result.asked).toEqual([])
})

test('options count before and after the command, and between a group and its command', async () => {
  const lines = [
    ['--json', 'list'],
    ['list', '--json'],
  ]
  const outs = []
  for (const line of lines) outs.push((await aRun(line, { answers: noPackages })).out)
  const between = await aRun(['repository', '--json', 'list'], { answers: { 'repository.list': () => [] } })

  expect([...outs, between.out]).toEqual(['[]\n', '[]\n', '[]\n'])
})

test('--version means the program before a command, and the package after install', async () => {
  const program = await aRun(['--version'])
  const plan = await aRun(['install', 'jq', '--version', '1.7'], {
    answers: { 'plan.make': () => ({ kind: 'nothing', names: ['jq'] }) },
  })

  expect({ out: program.out, status: program.status }).toEqual({ out: '9.8.7\n', status: 0 })
  expect(plan.asked[0]?.[1]).toMatchObject({ request: { packages: [{ name: 'jq', version: '1.7' }] } })
})

test('words after -- belong to the program that is run, and its status is the status', async () => {
  const seen: unknown[] = []
  const result = await aRun(['run', 'game', '--program', 'solo', '--', '--json', '-x', '--'], {
    runProgram: (...call) => {
      seen.push(call.slice(0, 3))
      return Promise.resolve(42)
    },
  })

  expect({ seen, status: result.status, out: result.out }).toEqual({
    seen: [['game', ['--json', '-x', '--'], expect.objectContaining({ program: 'solo' })]],
    status: 42,
    out: '',
  })
})

test('colour is for terminals, and NO_COLOR, FORCE_COLOR and --no-color decide otherwise', async () => {
  const escape = '\u001b['
  const installed = { answers: { 'repository.list': () => [] } }
  const colored = async (line: string[], environment: NodeJS.ProcessEnv, width?: number) =>
    (
      await aRun([...line, 'package', 'x'], {
        ...installed,
        environment,
        ...(width === undefined ? {} : { width }),
      })
    ).err.includes(escape)

  expect([
    await colored([], {}, 80),
    await colored([], {}),
    await colored([], { NO_COLOR: '1' }, 80),
    await colored([], { NO_COLOR: '' }, 80),
    await colored([], { FORCE_COLOR: '1' }),
    await colored([], { FORCE_COLOR: '0' }, 80),
    await colored(['--no-color'], { FORCE_COLOR: '1' }, 80),
    await colored([], { TERM: 'dumb' }, 80),
  ]).toEqual([true, false, false, true, true, false, false, false])
})

test('a failure is one JSON document on stdout and words on stderr', async () => {
  const result = await aRun(['info', '--json'])

  expect(JSON.parse(result.out)).toEqual({
    error: {
      code: 'usage/invalid',
      facts: { problem: 'NAME is missing.', hint: 'See what it understands: multios-pm info --help' },
      message: 'NAME is missing.',
    },
  })
  expect(result.err).toContain('error: NAME is missing.')
})

test.each<Program>([multiosPm, multiosBuilder, multiosRepoBuilder])(
  'every command of $name has help that fits 80 columns and ends with its options',
  async (program) => {
    for (const row of [{ path: '' }, ...program.commands]) {
      const words = row.path.split(' ').filter((word) => word !== '')
      const { out, status } = await aRun([...words, '--help'], { program, width: 80 })
      const tooWide = out.split('\n').filter((line) => line.length > 80)
      expect({ path: row.path, status, tooWide, usage: out.startsWith(`Usage: ${program.name}`) }).toEqual({
        path: row.path,
        status: 0,
        tooWide: [],
        usage: true,
      })
    }
  },
)

test('every command loads the handler that its row names', async () => {
  const programs = [multiosPm, multiosBuilder, multiosRepoBuilder]
  const kinds = []
  for (const row of programs.flatMap((program) => program.commands)) kinds.push(typeof (await row.load()))

  expect(new Set(kinds)).toEqual(new Set(['function']))
})
