import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseCenterArguments } from '../../../main/served/arguments.ts'
import { serve, type Served, type ServeOptions } from '../../../main/served/serve.ts'

let folder: string
let closers: (() => Promise<void>)[]
const never = new AbortController().signal

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'multios-serve-'))
  closers = []
  mkdirSync(path.join(folder, 'out', 'renderer'), { recursive: true })
  writeFileSync(path.join(folder, 'out', 'renderer', 'index.html'), '<!doctype html>')
})
afterEach(async () => {
  for (const close of closers) await close()
  rmSync(folder, { recursive: true })
})

async function start(options: Partial<ServeOptions> = {}): Promise<Served> {
  const served = await serve(
    {
      port: null,
      dataDirectory: path.join(folder, 'data'),
      configFile: undefined,
      environment: {},
      out: path.join(folder, 'out'),
      say: () => undefined,
      ...options,
    },
    never,
  )
  if (served.kind === 'started') closers.push(served.close)
  return served
}

const portOf = (served: Served): string => ('address' in served ? new URL(served.address).port : '')

test('starts on a free port, and prints an address of this machine with a token in its fragment', async () => {
  const served = await start()

  expect(served).toMatchObject({
    kind: 'started',
    address: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/) as string,
  })
})

test('a second start of the same finds the first, and gets an address of its own', async () => {
  const first = await start()

  const second = await start()

  expect(second).toMatchObject({ kind: 'found', pid: process.pid })
  expect(portOf(second)).toBe(portOf(first))
  expect(second).not.toMatchObject({ address: (first as { address: string }).address })
})

test('the note of the running host is its owner’s alone, and goes with it', async () => {
  await start()
  const note = path.join(folder, 'data', 'served.json')
  const mode = (statSync(note).mode & 0o777).toString(8)

  await closers.pop()?.()

  expect(mode).toBe('600')
  expect(() => statSync(note)).toThrow('ENOENT')
})

test('a host starts where it cannot note that it runs, and even where mkdir would never end', async () => {
  writeFileSync(path.join(folder, 'file'), '')

  const served = [
    await start({ dataDirectory: path.join(folder, 'file') }),
    await start({ dataDirectory: '/proc/multios' }),
  ]

  expect(served.map(({ kind }) => kind)).toEqual(['started', 'started'])
})

test('another data directory, configuration or port gets a host of its own', async () => {
  const first = await start()

  const others = [
    await start({ dataDirectory: path.join(folder, 'other') }),
    await start({ configFile: path.join(folder, 'other.toml') }),
    await start({ port: 0 }),
  ]

  expect(others.map(({ kind }) => kind)).toEqual(['started', 'started', 'started'])
  expect(new Set([first, ...others].map(portOf)).size).toBe(4)
})

test('a note left behind by a host that died is nothing to trip over', async () => {
  const first = await start()
  const note = path.join(folder, 'data', 'served.json')
  const left = readFileSync(note, 'utf8')
  await closers.pop()?.()
  writeFileSync(note, left)

  const second = await start()

  expect([first.kind, second.kind]).toEqual(['started', 'started'])
})

test.each(['', '{', '[]', '{"pid":1}'])('neither is a note that says %j', async (words) => {
  mkdirSync(path.join(folder, 'data'))
  writeFileSync(path.join(folder, 'data', 'served.json'), words)

  expect(await start()).toMatchObject({ kind: 'started' })
})

test('a port that is taken is said so', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo

  const served = await start({ port })
  other.close()

  expect(served).toEqual({
    kind: 'refused',
    problem: `Port ${String(port)} is taken by another program; choose another with --port.`,
  })
})

test('reads its words', () => {
  const words = ['--serve', '--port', '8080', '--no-open', '--data-dir', 'd', '--config', 'c']

  expect(parseCenterArguments(words)).toEqual({
    kind: 'arguments',
    arguments: {
      serve: true,
      port: 8080,
      open: false,
      dataDirectory: 'd',
      configFile: 'c',
      prepare: false,
      help: false,
    },
  })
})

test.each([
  [['--port', '99999'], '"99999" is no port: it must be a number from 0 to 65535.'],
  [['--port', 'http'], '"http" is no port: it must be a number from 0 to 65535.'],
  [['--prot', '1'], "Unknown option '--prot'"],
  [['now'], "Unexpected argument 'now'."],
])('%j is answered with a sentence', (words, problem) => {
  expect(parseCenterArguments(words)).toMatchObject({
    kind: 'wrong',
    problem: expect.stringContaining(problem) as string,
  })
})
