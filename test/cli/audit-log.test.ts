import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { checkAuditFile } from '../../engine/audit/check-file.ts'
import type { Output } from '../../engine/index.ts'
import { aMachine } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { temporaryFolder } from '../kit/temporary.ts'
import { aRun, type RunResult } from './kit/a-run.ts'

type Entry = Output<'audit.list'>['entries'][number]

const entry = (seq: number, about: Partial<Entry> = {}): Entry => ({
  seq,
  prev: '0'.repeat(64),
  at: '2026-02-28T12:00:00.000Z',
  actor: { uid: 1000, user: 'ada', host: 'desk' },
  command: 'multios-pm',
  action: 'plan.apply',
  object: { request: 'install', packages: ['jq'] },
  outcome: 'done',
  ...about,
})

test('the log is told in words, one line each', async () => {
  const entries = [
    entry(7, { actor: { uid: 0, user: 'root', sudo: 'ada', host: 'desk' }, outcome: 'unrecorded' }),
    entry(5, { outcome: 'failed', failure: { code: 'trust/artifact', facts: {} }, rule: 'no strangers' }),
    entry(3),
  ]

  const { out, status } = await aRun(['audit', 'list'], {
    answers: { 'audit.list': () => ({ entries, more: true }) },
  })

  expect(status).toBe(0)
  const words = out.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'MOMENT').replaceAll(/ {2,}/g, ' | ')
  expect(words.split('\n')).toEqual([
    'Entry | When | Who | Outcome | What',
    ' | 7 | MOMENT | ada as root | not recorded | plan.apply; request: install; packages: jq',
    ' | 5 | MOMENT | ada | failed | plan.apply; trust/artifact; rule: no strangers; request: install; packages: jq',
    ' | 3 | MOMENT | ada | done | plan.apply; request: install; packages: jq',
    'There are older ones: --limit 6, or --since.',
    '',
  ])
})

test('names that would steer a terminal are spelled out', async () => {
  const object = { packages: ['evil\n    9  2026-01-01 00:00  root  done  forged', '\u001b[2J\u009b\u202e'] }

  const { out } = await aRun(['audit', 'list'], {
    answers: { 'audit.list': () => ({ entries: [entry(1, { object })], more: false }) },
  })

  expect(out.trimEnd().split('\n').length).toBe(2)
  expect(out).toContain(String.raw`\u{1b}[2J\u{9b}\u{202e}`)
})

test.each([
  ['7d', '2026-02-22T12:00:00.000Z'],
  ['12h', '2026-03-01T00:00:00.000Z'],
  ['2026-01-31', '2026-01-31T00:00:00.000Z'],
  ['999999w', '1970-01-01T00:00:00.000Z'],
])('--since %s is a moment', async (text, since) => {
  const { asked } = await aRun(['audit', 'list', '--since', text, '--action', 'policy', '--limit', '3'], {
    answers: { 'audit.list': () => ({ entries: [], more: false }) },
  })

  expect(asked).toEqual([['audit.list', { since, action: 'policy', limit: 3 }]])
})

test.each([
  ['--since', 'yesterday'],
  ['--since', '2026-99-99'],
  ['--since', '2026-02-30'],
  ['--action', 'a/b'],
  ['--limit', '0'],
])('%s %s is refused', async (option, value) => {
  const { status, asked } = await aRun(['audit', 'list', option, value])

  expect({ status, asked }).toEqual({ status: 2, asked: [] })
})

/** A data directory in which something was installed, and what a person types about it. */
async function aLoggedMachine() {
  const machine = await aMachine()
  await machine.use(await aRepository(release('editor', '1.0')))
  await machine.install('editor')
  const type = (...line: string[]): Promise<RunResult> =>
    aRun(['--data-dir', machine.data, '--config', path.join(machine.data, 'config.toml'), ...line], {
      isReal: true,
      workingDirectory: machine.data,
      environment: { MULTIOS_STARTER: 'none' },
    })
  return { machine, type, file: path.join(machine.data, 'audit/000001.jsonl') }
}

test('a log that nobody changed is verified, exported and verified again elsewhere', async () => {
  const { machine, type, file } = await aLoggedMachine()
  const verified = await type('audit', 'verify', '--json')
  const { checkpoint } = JSON.parse(verified.out) as Output<'audit.verify'>

  const exported = await type('audit', 'export', 'log.jsonl')
  const piped = await type('audit', 'export', '-')
  const again = await type('audit', 'verify', '--file', 'log.jsonl', '--key', checkpoint!.verifier)
  const words = await type('audit', 'verify')
  await machine.remove('editor')
  const against = await type('audit', 'verify', '--against', 'log.jsonl')

  expect([verified, exported, piped, again, words, against].map(({ status }) => status)).toEqual(
    Array(6).fill(0),
  )
  expect(piped.out).toBe(readFileSync(path.join(machine.data, 'log.jsonl'), 'utf8'))
  expect(readFileSync(file, 'utf8').startsWith(piped.out)).toBe(true)
  expect(statSync(path.join(machine.data, 'log.jsonl')).mode & 0o777).toBe(0o600)
  expect(words.out).toContain('The audit log is as it was written.')
  expect(words.out).toContain(checkpoint!.verifier)
})

test('a line that was changed is named with its file, and the status is 4', async () => {
  const { type, file } = await aLoggedMachine()
  await type('audit', 'export', 'log.jsonl')
  writeFileSync(file, readFileSync(file, 'utf8').replace('"editor"', '"edited"'))

  const here = await type('audit', 'verify')
  writeFileSync(path.join(path.dirname(file), '../log.jsonl'), readFileSync(file))
  const there = await type('audit', 'verify', '--file', 'log.jsonl')

  expect([here.status, there.status]).toEqual([4, 4])
  expect(here.out).toBe(
    'Somebody changed the audit log. The first line that is not as it was written:\n' +
      '  000001.jsonl, line 5: this line, or one behind it, says something else than it did.\n',
  )
})

test('an export by another key, and one that is not the beginning of the log, are refused', async () => {
  const { type } = await aLoggedMachine()
  const other = await aLoggedMachine()
  await type('audit', 'export', 'log.jsonl')
  await other.type('audit', 'export', 'log.jsonl')
  const { checkpoint } = JSON.parse(
    (await other.type('audit', 'verify', '--json')).out,
  ) as Output<'audit.verify'>
  const foreign = path.join(other.machine.data, 'log.jsonl')

  const key = await type('audit', 'verify', '--file', 'log.jsonl', '--key', checkpoint!.verifier)
  const against = await type('audit', 'verify', '--against', foreign)

  expect([key.status, against.status]).toEqual([4, 4])
})

test('files that are missing, no export, or there already, and keys that are none, are told', async () => {
  const { machine, type } = await aLoggedMachine()
  writeFileSync(path.join(machine.data, 'mine.txt'), 'mine')

  const missing = await type('audit', 'verify', '--file', 'nowhere.jsonl')
  const noExport = await type('audit', 'verify', '--against', 'mine.txt')
  const there = await type('audit', 'export', 'mine.txt')
  const noKey = await type('audit', 'verify', '--file', 'mine.txt', '--key', 'mine')
  const noFile = await type('audit', 'verify', '--key', 'mine')
  const noFolder = await type('audit', 'export', 'nowhere/log.jsonl')

  const statuses = [missing, noExport, there, noKey, noFile, noFolder].map(({ status }) => status)
  expect(statuses).toEqual([8, 2, 1, 2, 2, 8])
  expect(readFileSync(path.join(machine.data, 'mine.txt'), 'utf8')).toBe('mine')
})

test('where nothing was done yet, that is what is said, and nothing is written', async () => {
  const data = temporaryFolder()
  const type = (...line: string[]) =>
    aRun(['--data-dir', data, ...line], { isReal: true, environment: { MULTIOS_STARTER: 'none' } })

  const list = await type('audit', 'list')
  const verify = await type('audit', 'verify')

  expect([list.out, verify.out]).toEqual(['Nothing was recorded that fits.\n', 'Nothing was recorded yet.\n'])
  expect(existsSync(path.join(data, 'audit'))).toBe(false)
})

test('an export that cannot be made leaves no file, and says why', async () => {
  const { type, machine } = await aLoggedMachine()
  const place = (name: string) => path.join(machine.data, name)
  const folder = await type('audit', 'export', 'nowhere/log.jsonl')
  writeFileSync(place('audit/000001.jsonl'), 'gone\n')
  const lost = await type('audit', 'export', 'lost.jsonl')
  rmSync(place('audit'), { recursive: true })
  const empty = await type('audit', 'export', 'empty.jsonl')

  expect([folder.status, lost.status, empty.status]).toEqual([8, 2, 1])
  expect(empty.out).toBe('Nothing was recorded yet.\n')
  expect(readdirSync(machine.data).filter((name) => name.endsWith('.jsonl'))).toEqual([])
})

test('what no checkpoint vouches for is no export, however little it is, and half of one is told', async () => {
  const { type, machine } = await aLoggedMachine()
  await type('audit', 'export', 'log.jsonl')
  const file = path.join(machine.data, 'log.jsonl')
  const whole = readFileSync(file, 'utf8')
  const verify = async (text: string) => {
    writeFileSync(file, text)
    const { status, out, err } = await type('audit', 'verify', '--file', 'log.jsonl')
    return [status, `${out}${err}`] as const
  }
  const cut = await verify(`${whole}{"half`)

  expect(await verify('')).toEqual([2, expect.stringContaining('There is no checkpoint in it')])
  expect(await verify('x'.repeat(5_000_000))).toEqual([4, expect.stringContaining('this is no line')])
  expect(cut).toEqual([0, expect.stringContaining('this is no whole copy of what was exported')])
})

test('a pipe into which nobody writes is waited for until somebody stops it', async () => {
  const { machine } = await aLoggedMachine()
  const pipe = path.join(machine.data, 'pipe')
  spawnSync('mkfifo', [pipe])
  const stop = new AbortController()
  const reason = new Error('enough')
  const checking = checkAuditFile(pipe, { trees: [], signer: null }, stop.signal)
  stop.abort(reason)

  await expect(checking).rejects.toBe(reason)
})
