import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aRepository, release } from '../../kit/a-repository.ts'
import { temporaryFolder } from '../../kit/temporary.ts'
import { type Ended, startProcess } from './kit/a-desk.ts'

/** `nobody`: somebody without any right. */
const user = 65_534
const checkout = path.resolve(import.meta.dirname, '../../..')

/** Runs a command line as somebody who is not root, with a home of their own and no settings at all. */
function asUser(home: string, command: string, ...words: string[]): Promise<Ended> {
  const line = [path.join(checkout, 'bin', command), ...words]
  const under = ['setpriv', '--reuid', String(user), '--regid', String(user), '--clear-groups']
  const [first, ...rest] = isRoot ? [...under, ...line] : line
  const environment = { PATH: process.env['PATH'], HOME: home, MULTIOS_STARTER: 'none' }
  return startProcess(first!, rest, { folder: home, environment }).ended
}
const isRoot = process.getuid?.() === 0

function mayRead(): boolean {
  if (!isRoot) return true
  try {
    const under = ['--reuid', String(user), '--regid', String(user), '--clear-groups']
    execFileSync('setpriv', [...under, 'test', '-r', path.join(checkout, 'package.json')], {
      stdio: 'ignore',
    })
    execFileSync('setpriv', [...under, 'node', '--version'], { stdio: 'ignore' })
    return true
  } catch {
    console.log('skipped: nobody but root may read this checkout, or its Node')
    return false
  }
}

test.runIf(mayRead())('somebody without any right keeps everything in their home', async () => {
  const repository = await aRepository(
    release('editor', '1.0').withFile('share/editor/deep/down/words.txt', 'hello\n'),
    release('editor', '2.0'),
  )
  const home = path.join(temporaryFolder(), 'home')
  mkdirSync(home)
  if (isRoot) chownSync(home, user, user)
  for (const folder of [path.dirname(home), path.dirname(repository.folder)]) chmodSync(folder, 0o755)
  const pm = (...words: string[]) => asUser(home, 'multios-pm', ...words)
  const told = async (...words: string[]) => {
    const { status, out, err } = await pm(...words)
    return [words.join(' '), status, status === 0 ? out.split('\n')[0] : err]
  }

  const added = await pm('repository', 'add', 'main', repository.folder, '--yes')
  expect([added.status, added.out]).toEqual([0, 'Added "main": it offers 1 package.\n'])
  expect(await told('install', 'editor', '--version', '1.0')).toEqual([
    'install editor --version 1.0',
    0,
    'Installed editor 1.0.',
  ])
  expect(await told('run', 'editor')).toEqual(['run editor', 0, 'editor 1.0: '])
  expect(await told('update')).toEqual(['update', 0, 'Updated editor to 2.0.'])
  expect(await told('undo')).toEqual(['undo', 0, expect.any(String)])
  expect(await told('install', 'editor', '--version', '1.0', '--force')).toMatchObject([
    expect.any(String),
    0,
    'Installed again editor 1.0.',
  ])
  expect(await told('verify')).toEqual(['verify', 0, expect.any(String)])
  expect(await told('uninstall', 'editor')).toEqual(['uninstall editor', 0, 'Removed editor 1.0.'])
  expect(await told('undo')).toEqual(['undo', 0, 'Installed editor 1.0.'])

  const status = JSON.parse((await pm('status', '--json')).out) as Record<string, unknown>
  const data = path.join(home, '.local/share/multios-package-manager')
  expect(status).toMatchObject({
    dataDirectory: data,
    configFile: path.join(home, '.config/multios-package-manager/config.toml'),
    installed: 1,
  })
  expect(existsSync(path.join(data, 'profile/current/bin/editor'))).toBe(true)
  expect(readdirSync(data, { recursive: true }).filter((file) => String(file).includes('.new'))).toEqual([])
  expect(statSync(path.join(data, 'profile/current/bin/editor')).mode & 0o222).toBe(0)
})

test.runIf(mayRead())('what its owner closed is told as that, and opened by a repair', async () => {
  const repository = await aRepository(release('editor', '1.0').withFile('share/editor/words.txt', 'hello\n'))
  const home = path.join(temporaryFolder(), 'home')
  mkdirSync(home)
  if (isRoot) chownSync(home, user, user)
  for (const folder of [path.dirname(home), path.dirname(repository.folder)]) chmodSync(folder, 0o755)
  const pm = (...words: string[]) => asUser(home, 'multios-pm', ...words)
  await pm('repository', 'add', 'main', repository.folder, '--yes')
  await pm('install', 'editor', '--yes')
  const data = path.join(home, '.local/share/multios-package-manager')
  const stored = readdirSync(path.join(data, 'store')).find((name) => name.endsWith('-editor-1.0'))!
  const closed = [
    `store/${stored}/share/editor`,
    `store/${stored}/.multios/manifest.json`,
    'store',
    'generations/1.json',
    'profile/trees/A',
    'profile',
    'audit',
    'state.db',
    'lock.db',
  ]

  const told: unknown[] = []
  for (const place of closed) {
    chmodSync(path.join(data, place), 0)
    const checked = await pm('verify')
    const repaired = await pm('verify', '--fix')
    told.push([place, checked.err.includes('incident'), repaired.status])
  }
  const { out } = await pm('verify', '--strict')

  expect(told).toEqual(closed.map((place) => [place, false, 0]))
  expect(out).toMatch(/^1 package of 1 is as installed/)
})

test.runIf(isRoot && mayRead())('somebody else’s data directory is told as what it is', async () => {
  const home = path.join(temporaryFolder(), 'home')
  mkdirSync(home)
  chownSync(home, user, user)
  chmodSync(path.dirname(home), 0o755)
  const foreign = path.join(path.dirname(home), 'foreign')
  mkdirSync(foreign, { mode: 0o755 })

  for (const place of [foreign, path.join(foreign, 'below')]) {
    const { status, err } = await asUser(home, 'multios-pm', '--data-dir', place, 'status')
    expect([status, err.split('\n').slice(0, 2)]).toEqual([
      1,
      [
        expect.stringMatching(/^error: You have no permission for .*foreign/),
        '  It belongs to somebody else, or its permissions keep you out.',
      ],
    ])
  }
  const { status, err } = await asUser(home, 'multios-builder', 'verify', '/etc/shadow')
  expect([status, err.split('\n')[0]]).toEqual([1, 'error: You have no permission for /etc/shadow'])
})
