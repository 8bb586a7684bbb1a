import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cli-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

interface Started {
  readonly child: ChildProcess
  readonly ended: Promise<{ readonly status: number | null; readonly out: string; readonly err: string }>
}

function start(command: string, words: readonly string[], folder: string): Started {
  const child = spawn(command, words, {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      MULTIOS_DATA_DIR: path.join(folder, 'data'),
      MULTIOS_CONFIG: path.join(folder, 'config.toml'),
      MULTIOS_STARTER: 'none',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let [out, err] = ['', '']
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()))
  return { child, ended: once(child, 'close').then(([status]) => ({ status: status as number, out, err })) }
}

/** A server that takes the question and never answers; `asked` resolves with the first one. */
async function aSilentServer(): Promise<{ readonly url: string; readonly asked: Promise<unknown> }> {
  const server: Server = createServer(() => undefined)
  const asked = once(server, 'request')
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked }
}

test.each(['multios-pm', 'multios-builder', 'multios-repo-builder'])(
  'bin/%s runs from another folder and through a link to it',
  async (name) => {
    const folder = await aFolder()
    await symlink(path.join(root, 'bin', name), path.join(folder, 'linked'))
    await symlink('linked', path.join(folder, 'twice'))

    const { status, out, err } = await start('./twice', ['--version'], folder).ended

    expect({ status, out: /^\d+\.\d+\.\d+\n$/.test(out), err }).toEqual({ status: 0, out: true, err: '' })
  },
)

test('hints repeat the command as it was called', async () => {
  const folder = await aFolder()
  await symlink(path.join(root, 'bin/multios-pm'), path.join(folder, 'pm'))

  const { status, err } = await start('./pm', ['info', 'no-such-package'], folder).ended

  expect({ status, err }).toEqual({
    status: 8,
    err: 'error: There is no package called "no-such-package".\n  Look for it: ./pm search no-such-package --description\n',
  })
})

test('Ctrl+C while a server is silent ends with status 130 and says that nothing was added', async () => {
  const folder = await aFolder()
  const { url, asked } = await aSilentServer()
  const { child, ended } = start(
    path.join(root, 'bin/multios-pm'),
    ['repository', 'add', 'slow', url],
    folder,
  )
  await asked

  child.kill('SIGINT')

  expect(await ended).toEqual({ status: 130, out: '', err: 'Stopped. The repository was not added.\n' })
})

test('a reader that goes away is no failure', async () => {
  const folder = await aFolder()
  const { child, ended } = start(path.join(root, 'bin/multios-pm'), ['status', '--json'], folder)
  child.stdout?.destroy()

  expect(await ended).toEqual({ status: 0, out: '', err: '' })
})

test('a configuration that says nonsense is wrong use, with its line', async () => {
  const folder = await aFolder()
  await writeFile(path.join(folder, 'config.toml'), '[general]\nmax_concurrent_downloads = "many"\n')

  const { status, err } = await start(path.join(root, 'bin/multios-pm'), ['list'], folder).ended

  expect({ status, lines: err.split('\n').length, place: err.includes('config.toml, line 2') }).toEqual({
    status: 2,
    lines: 4,
    place: true,
  })
})

test('a disk that is full behind stdout is told on stderr, and is no mistake of the program', async () => {
  const folder = await aFolder()
  const line = (words: string) => ['-c', `"${path.join(root, 'bin/multios-pm')}" ${words} > /dev/full`]

  const told = []
  for (const words of ['list', 'status --json', '--help']) {
    const { status, out, err } = await start('sh', line(words), folder).ended
    told.push({ status, out, err: err.split('\n').slice(0, 2) })
  }

  const full = [
    'error: What this command has to tell could not be written.',
    '  The disk behind it is full (ENOSPC).',
  ]
  expect(told).toEqual(Array.from({ length: 3 }, () => ({ status: 1, out: '', err: full })))
})
