import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noSandbox } from '../kit/sandbox.ts'
import { allOf, type Probe, probes, type World } from './kit/probes.ts'
import type { ProbeAnswer } from './kit/run-probes.ts'
import { testWhere } from '../kit/where.ts'

const runner = path.join(import.meta.dirname, 'kit/run-probes.ts')
const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64'
/** No account has it, and nothing of this machine belongs to it. */
const somebody = '54321'
const isRoot = process.getuid?.() === 0
const marker = `98${process.pid}`
const missing = (await noSandbox()) ?? (existsSync('/usr/bin/perl') ? null : 'skipped, no perl here')

let folder: string
let shown: string
let world: World
const servers: Server[] = []

beforeAll(async () => {
  // As everybody's: an ordinary user runs the probes, too.
  folder = mkdtempSync('/tmp/multios-probes-')
  shown = path.join(folder, 'package')
  mkdirSync(path.join(folder, 'home/.ssh'), { recursive: true })
  mkdirSync(path.join(shown, 'share/probe'), { recursive: true })
  writeFileSync(path.join(folder, 'home/.ssh/id_ed25519'), 'a secret\n', { mode: 0o644 })
  writeFileSync(path.join(shown, 'share/probe/signed'), 'signed\n')
  // The box runs as somebody who owns all of it: what protects it is the box, not its owner.
  for (const name of [folder, path.join(shown, 'share/probe'), path.join(shown, 'share/probe/signed')])
    chmodSync(name, 0o777)
  const abstractName = `multios-probes-${process.pid}`
  const port = await listening(0)
  await listening(`\0${abstractName}`)
  const secret = path.join(folder, 'home/.ssh/id_ed25519')
  world = { architecture, secret, port, abstractName, process: process.pid, openFolder: folder }
})

afterAll(() => {
  for (const server of servers) server.close()
  rmSync(folder, { recursive: true, force: true })
})

async function listening(where: string | number): Promise<number> {
  const server = createServer((socket) => socket.destroy())
  servers.push(server)
  await new Promise<void>((done) => {
    if (typeof where === 'string') server.listen(where, done)
    else server.listen(where, '127.0.0.1', done)
  })
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** What must end with its box, each with the milliseconds it is given. */
const others: readonly (readonly [name: string, script: string, patience: number, end: string])[] = [
  ['a script that does not end', `exec sleep ${marker}`, 1_500, 'time: 0 bytes'],
  [
    'one that ignores signals',
    `trap "" TERM INT HUP; while :; do sleep ${marker}; done`,
    1_500,
    'time: 0 bytes',
  ],
  [
    'a daemon that is left behind',
    `setsid sleep ${marker} >/dev/null 2>&1 & echo gone`,
    20_000,
    'ended: gone',
  ],
  ['a daemon that keeps the way out open', `sleep ${marker} & echo gone`, 20_000, 'ended: gone'],
  ['one that prints without end', 'yes', 1_500, 'time: 65536 bytes'],
  ['one that fails', 'exit 7', 20_000, 'status: 0 bytes'],
  ['one that ends all that it can', 'kill -9 -1', 20_000, 'status: '],
]

function run(words: readonly string[]): ProbeAnswer {
  const input = JSON.stringify({
    ...{ architecture, shown, probes: allOf(probes(world)) },
    others: others.map(([, script, ,], index) => [script, others[index]![2]]),
  })
  const [program = '', ...args] = [...words, process.execPath, runner]
  const env = { PATH: process.env['PATH'], MULTIOS_TEST_TOKEN: 'a token', HOME: path.join(folder, 'home') }
  const { stdout, stderr, status } = spawnSync(program, args, { input, env, encoding: 'utf8', cwd: '/' })
  if (status !== 0) throw new Error(`the probes did not run: ${stderr}`)
  return JSON.parse(stdout) as ProbeAnswer
}

/** Processes of this machine whose command line has the marker of this run. */
function leftOver(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ')
      } catch {
        return ''
      }
    })
    .filter((line) => line.includes(`sleep ${marker}`))
}

const users: readonly (readonly [string, readonly string[], string | null])[] = [
  ['root, who becomes nobody', [], isRoot ? null : 'skipped, this is not root'],
  [
    'an ordinary user',
    isRoot ? ['setpriv', '--reuid', somebody, '--regid', somebody, '--clear-groups'] : [],
    null,
  ],
]

describe.each(users)('run by %s', (_who, words, notHere) => {
  const why = missing ?? notHere
  let answer: ProbeAnswer
  beforeAll(() => {
    if (why === null) answer = run(words)
  }, 120_000)

  test.skipIf(why !== null)(`every hostile probe is blocked (${why ?? 'boxes work here'})`, () => {
    const list = probes(world)

    expect(answer.missing).toBeNull()
    expect(answer.printed.split('\n').filter((line) => /^(?:no|YES) /.test(line))).toEqual(
      list.map(({ name }) => `no ${name}`),
    )
    expect(list.length).toBeGreaterThan(26)
  })

  test.skipIf(why !== null)('what a script is for works: it reads its package and writes its output', () => {
    expect(answer.ends.length).toBe(others.length)
    expect(readFileSync(path.join(shown, 'share/probe/signed'), 'utf8')).toBe('signed\n')
    expect(readdirSync(path.join(shown, 'share/probe'))).toEqual(['signed'])
    expect(existsSync(path.join(folder, 'written'))).toBe(false)
  })

  test.skipIf(why !== null)('whatever it does, all of it ends with the box', () => {
    for (const [index, [name, , , end]] of others.entries()) {
      expect(`${name}: ${answer.ends[index]!.slice(0, end.length)}`).toBe(`${name}: ${end}`)
    }
    expect(leftOver()).toEqual([])
  })
})

testWhere(missing === null, missing ?? '')('whoever runs a box is killed: the box ends with it', async () => {
  const input = JSON.stringify({ architecture, shown, probes: `sleep ${marker}`, others: [] })
  const child = spawn(process.execPath, [runner], { stdio: ['pipe', 'ignore', 'ignore'] })
  child.stdin.end(input)
  await expect.poll(() => leftOver().length, { timeout: 30_000 }).toBeGreaterThan(0)

  child.kill('SIGKILL')

  await expect.poll(leftOver, { timeout: 30_000 }).toEqual([])
})

/** Attacks that any process of an ordinary user succeeds with: that the box blocks them is no accident. */
const usual = [
  'reads: a key of the person',
  'reads: the machine’s /tmp',
  'reads: a token of the environment',
  'reads: accounts of the machine',
  'reads: other processes',
  'writes: to a folder that is open to all',
  'writes: into a signed file',
  'writes: beside a signed file',
  'writes: more than /tmp holds',
  'reaches: a server on this machine',
  'reaches: the network by UDP',
  'reaches: the kernel by netlink',
  'reaches: a partner by an abstract socket',
  'asks the kernel for: a user namespace',
  'asks the kernel for: a process in a namespace',
  'asks the kernel for: a process to trace',
  'asks the kernel for: another personality',
  'asks the kernel for: hundreds of processes',
  'asks the kernel for: rights that a program lends',
]

testWhere(missing === null && isRoot, missing ?? 'root')(
  'without a box the same probes succeed where a user may do such things',
  () => {
    const list: Probe[] = probes(world)
      .filter(({ name }) => usual.includes(name))
      .map((probe) => ({
        ...probe,
        // Paths of a box, outside.
        attack: probe.attack.replaceAll('/package/', `${shown}/`).replaceAll('/output', folder),
      }))
    const { stdout } = spawnSync(
      'setpriv',
      ['--reuid', somebody, '--regid', somebody, '--clear-groups', 'sh', '-c', allOf(list)],
      { encoding: 'utf8', env: { PATH: process.env['PATH'], MULTIOS_TEST_TOKEN: 'a token' }, cwd: '/' },
    )

    const succeeded = stdout.split('\n').flatMap((line) => (line.startsWith('YES ') ? [line.slice(4)] : []))
    expect(succeeded).toEqual(usual)
  },
)
