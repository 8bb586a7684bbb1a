import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Output } from '../../engine/index.ts'
import { aMachine, type Machine } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'
import { aRun, type RunResult } from './kit/a-run.ts'

const hour = 3_600_000

let machine: Machine
let since: string
let log: string
let type: (...line: string[]) => Promise<RunResult>

/** `editor` was installed before `since`, `words` behind it. */
beforeEach(async () => {
  let ahead = 0
  machine = await aMachine({ clock: { now: () => Date.now() + ahead, sleep: () => Promise.resolve() } })
  await machine.use(await aRepository(release('editor', '1.0'), release('words', '1.0')))
  await machine.install('editor')
  since = new Date(Date.now() + 12 * hour).toISOString()
  ahead = 24 * hour
  await machine.install('words')
  log = path.join(machine.data, 'audit/000001.jsonl')
  type = (...line) =>
    aRun(['--data-dir', machine.data, '--config', path.join(machine.data, 'config.toml'), ...line], {
      isReal: true,
      workingDirectory: machine.data,
      environment: { MULTIOS_STARTER: 'none' },
    })
})

const lines = (): string[] => readFileSync(log, 'utf8').split('\n').slice(0, -1)
const write = (all: readonly string[]): void => writeFileSync(log, all.map((line) => `${line}\n`).join(''))
const first = (): number => lines().findIndex((line) => line.includes('"words"'))

describe('what was written since a time is looked at alone', () => {
  test('and told with how much it is', async () => {
    const { status, out } = await type('audit', 'verify', '--since', since)

    expect(status).toBe(0)
    expect(out).toMatch(
      /^What was recorded since \d{4}-\d\d-\d\d \d\d:\d\d is as it was written: 2 entries\.\nWhat is older was not looked at\.\n$/,
    )
  })

  test('so that older lines which were changed, or moved away, are passed over', async () => {
    const all = lines()
    write(all.map((line, at) => (at === 0 ? line.replace('"seq":0', '"seq":9') : line)))
    const changed = [await type('audit', 'verify'), await type('audit', 'verify', '--since', since)]
    write(all.slice(first() - 1))
    const moved = [await type('audit', 'verify'), await type('audit', 'verify', '--since', since)]

    expect([...changed, ...moved].map(({ status }) => status)).toEqual([4, 0, 4, 0])
  })

  test.each<readonly [string, (all: string[], at: number) => string[], string]>([
    [
      'a line that says something else',
      (all, at) => all.with(at, all[at]!.replace('words', 'w0rds')),
      'changed',
    ],
    ['the last line', (all) => all.with(-1, all.at(-1)!.replace('seq', 'sep')), 'format'],
    [
      'a line that says that it is older',
      (all, at) => all.with(at, all[at]!.replace(/"at":"\d{4}/, '"at":"2000')),
      'changed',
    ],
    ['a line that is gone', (all, at) => all.toSpliced(at + 1, 1), 'missing'],
    ['a line twice', (all, at) => all.toSpliced(at, 0, all[at]!), 'changed'],
    ['the end that is gone', (all) => all.slice(0, -1), 'missing'],
    ['all of it gone', (all, at) => all.slice(0, at), 'missing'],
    ['all of it gone, and what was before it', () => [], 'missing'],
    ['the line before it gone', (all, at) => all.slice(at), 'missing'],
  ])('%s is found', async (_, spoil, problem) => {
    const at = first()
    write(spoil(lines(), at))

    const { status, out } = await type('audit', 'verify', '--since', since, '--json')

    expect(status).toBe(4)
    expect((JSON.parse(out) as Output<'audit.verify'>).bad?.problem).toBe(problem)
  })
})

describe('what was written since a time is exported alone', () => {
  const exported = () => path.join(machine.data, 'part.jsonl')
  const verify = (...more: string[]) => type('audit', 'verify', '--file', 'part.jsonl', ...more)

  test('and verified elsewhere without what was before it', async () => {
    const { checkpoint } = await machine.engine.run('audit.verify', {}, { signal: never })
    const { status } = await type('audit', 'export', 'part.jsonl', '--since', since)
    const part = readFileSync(exported(), 'utf8')

    const known = await verify('--key', checkpoint!.verifier)
    const unknown = await verify()

    expect([status, known.status, unknown.status]).toEqual([0, 0, 0])
    expect(part.includes('editor')).toBe(false)
    expect(part.split('\n').slice(1)).toEqual([...lines().slice(first()), ''])
    expect(known.out).toContain('The audit log is as it was written.')
    expect(known.out).toContain(`root ${checkpoint!.root}`)
  })

  test.each<readonly [string, (part: string) => string]>([
    ['an entry', (part) => part.replace('"words"', '"w0rds"')],
    ['an entry taken out', (part) => part.split('\n').toSpliced(1, 1).join('\n')],
    ['what was before it', (part) => part.replace(/"edge":\["../, '"edge":["00')],
    [
      'how much was before it',
      (part) => part.replace(/"size":(\d+)/, (_, size: string) => `"size":${Number(size) * 2}`),
    ],
    ['the line before it', (part) => part.replace(/"head":"../, '"head":"00')],
  ])('%s that was changed in it is found', async (_, spoil) => {
    await type('audit', 'export', 'part.jsonl', '--since', since)
    const part = readFileSync(exported(), 'utf8')
    writeFileSync(exported(), spoil(part))

    expect(readFileSync(exported(), 'utf8')).not.toBe(part)
    expect((await verify()).status).toBe(4)
  })

  test('one that another key signed is found by the key', async () => {
    const other = await aMachine()
    await other.use(await aRepository(release('editor', '1.0')))
    const { checkpoint } = await other.engine.run('audit.verify', {}, { signal: never })
    await type('audit', 'export', 'part.jsonl', '--since', since)

    expect((await verify('--key', checkpoint!.verifier)).status).toBe(4)
  })

  test('of a time before everything it is the whole log, and of one to come nothing', async () => {
    await type('audit', 'export', 'part.jsonl', '--since', '2000-01-01')
    const whole = readFileSync(exported(), 'utf8')
    rmSync(exported())
    const { status, out } = await type('audit', 'export', 'part.jsonl', '--since', '2999-01-01')

    expect(whole).toBe(readFileSync(log, 'utf8'))
    expect([status, out]).toEqual([1, 'Nothing was recorded since then.\n'])
  })

  test('a part is not held against another export, and an export is checked whole', async () => {
    await type('audit', 'export', 'part.jsonl', '--since', since)
    await type('audit', 'export', 'whole.jsonl')

    const against = await verify('--against', 'whole.jsonl')
    const half = await verify('--since', since)

    expect([against.status, half.status]).toEqual([2, 2])
    expect(half.err).toContain('An export is checked whole.')
  })
})
