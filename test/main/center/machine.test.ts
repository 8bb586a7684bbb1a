import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { doorTo } from '../../../main/center/door.ts'
import { fetchElectron, lookAround } from '../../../main/center/machine.ts'

let root: string
const never = new AbortController().signal

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'multios-machine-'))
})
afterEach(() => rmSync(root, { recursive: true }))

const look = (environment: NodeJS.ProcessEnv) =>
  lookAround({ environment, platform: 'linux', user: 1000, root })

function program(...where: string[]): string {
  const file = path.join(root, ...where)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, '#!/bin/sh\n')
  chmodSync(file, 0o755)
  return file
}

test('finds what is there, and nothing by a relative search path', () => {
  const electron = program('node_modules', 'electron', 'dist', 'electron')
  const chromium = program('bin', 'chromium')

  const machine = look({ PATH: `.:${path.join(root, 'bin')}`, WAYLAND_DISPLAY: 'wayland-0' })

  expect(machine).toEqual({
    electron,
    electronProblem: null,
    hasDisplay: true,
    isRoot: false,
    chromium,
    opener: null,
  })
})

test('a bare machine has nothing', () => {
  expect(look({})).toEqual({
    electron: null,
    electronProblem: 'it was not installed',
    hasDisplay: false,
    isRoot: false,
    chromium: null,
    opener: null,
  })
})

test('Electron that cannot be fetched is tried once', async () => {
  const script = path.join(root, 'node_modules', 'electron', 'install.js')
  const tries = path.join(root, 'tries')
  mkdirSync(path.dirname(script), { recursive: true })
  writeFileSync(script, `require('fs').appendFileSync(${JSON.stringify(tries)}, 'x'); process.exit(1)`)

  await fetchElectron(root, never)
  await fetchElectron(root, never)

  expect(readFileSync(tries, 'utf8')).toBe('x')
  expect(look({}).electronProblem).toBe('fetching it failed')
})

test('the door to an address is its owner’s alone', () => {
  const address = 'http://127.0.0.1:1/#token=secret'

  const door = doorTo(address)
  const file = fileURLToPath(door.url)
  const modes = [path.dirname(file), file].map((name) => (statSync(name).mode & 0o777).toString(8))
  const page = readFileSync(file, 'utf8')
  door.remove()

  expect({ modes, leads: page.includes(`url=${address}"`) }).toEqual({ modes: ['700', '600'], leads: true })
  expect(door.url).not.toContain('secret')
})
