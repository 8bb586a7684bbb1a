/** What stands under a name that a person gives, and is no file with bytes of its own: told at once, and never waited for. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { multiosBuilder } from '../../cli/programs/multios-builder.ts'
import { multiosPm } from '../../cli/programs/multios-pm.ts'
import { multiosRepoBuilder } from '../../cli/programs/multios-repo-builder.ts'
import type { Program } from '../../cli/program.ts'
import { temporaryFolder } from '../kit/temporary.ts'
import { aRun } from './kit/a-run.ts'

const odd = ['a-folder', 'a-device', 'a-circle', 'a-socket', 'a-huge-one']
/** A key, or a word of one, may come through a pipe, which is waited for until somebody stops it. */
const piped = [
  'sign verify with the key',
  'sign import',
  'sign trust',
  'verify --key',
  'publisher --key',
  'publisher --succession',
  'build --gpg-key',
]
/** A package may be as large as it likes. */
const sized = ['why-trusted']

async function aPlace(): Promise<string> {
  const folder = temporaryFolder()
  execFileSync('mkfifo', [path.join(folder, 'a-pipe')])
  mkdirSync(path.join(folder, 'a-folder'))
  symlinkSync('/dev/zero', path.join(folder, 'a-device'))
  symlinkSync('a-circle', path.join(folder, 'a-circle'))
  writeFileSync(path.join(folder, 'a-huge-one'), '')
  // Mostly a hole: nothing of it lies on the disk.
  truncateSync(path.join(folder, 'a-huge-one'), 8_000_000_000)
  writeFileSync(path.join(folder, 'noise'), 'no package')
  const server = createServer().listen(path.join(folder, 'a-socket'))
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => void server.close())
  return folder
}

const place = ['--repo-name', 'main', '--repo-path', 'repository']
const commands: [string, Program, (file: string) => readonly string[]][] = [
  ['sign sign', multiosPm, (file) => ['sign', 'sign', file, 'mine']],
  ['sign verify', multiosPm, (file) => ['sign', 'verify', file, 'mine']],
  ['sign verify with the key', multiosPm, (file) => ['sign', 'verify', 'noise', `./${file}`]],
  ['sign import', multiosPm, (file) => ['sign', 'import', file, 'other']],
  ['sign trust', multiosPm, (file) => ['sign', 'trust', `./${file}`]],
  ['why-trusted', multiosPm, (file) => ['why-trusted', `./${file}`]],
  ['verify', multiosBuilder, (file) => ['verify', file]],
  ['verify --key', multiosBuilder, (file) => ['verify', 'noise', '--key', file]],
  ['add', multiosRepoBuilder, (file) => ['add', file, ...place]],
  ['sign-root', multiosRepoBuilder, (file) => ['sign-root', file, 'mine']],
  ['sign-targets', multiosRepoBuilder, (file) => ['sign-targets', file, 'mine']],
  ['publish-root', multiosRepoBuilder, (file) => ['publish-root', '--file', file, ...place]],
  ['publisher --key', multiosRepoBuilder, (file) => ['publisher', 'Acme', '--key', file, ...place]],
  [
    'publisher --succession',
    multiosRepoBuilder,
    (file) => ['publisher', 'Acme', '--succession', file, ...place],
  ],
  ['build --gpg-key', multiosRepoBuilder, (file) => ['build', '--gpg-key', file, ...place]],
]

let home: string
const environment = () => ({
  HOME: home,
  PATH: process.env['PATH'],
  MULTIOS_DATA_DIR: path.join(home, 'data'),
  MULTIOS_CONFIG: path.join(home, 'config.toml'),
  MULTIOS_KEYSTORE: 'file',
  MULTIOS_KEYSTORE_PASSPHRASE: 'a long one',
})
beforeEach(async () => {
  home = temporaryFolder()
  const real = { isReal: true, environment: environment(), workingDirectory: home }
  await aRun(['sign', 'generate-key', 'mine'], real)
  await aRun(['create', 'main', path.join(home, 'repository')], { ...real, program: multiosRepoBuilder })
})

test.each(commands)('%s says so of each, in words', async (name, program, lineFor) => {
  const workingDirectory = await aPlace()
  symlinkSync(path.join(home, 'repository'), path.join(workingDirectory, 'repository'))
  const raw: string[] = []
  const tried = piped.includes(name) ? odd : ['a-pipe', ...odd]
  for (const file of tried.filter((one) => one !== 'a-huge-one' || !sized.includes(name))) {
    const run = await aRun(lineFor(file), {
      isReal: true,
      program,
      environment: environment(),
      workingDirectory,
    })
    // An incident is a bug of ours, and so is a word of the system in place of one.
    const isTold =
      run.status !== 0 && run.err.startsWith('error: ') && !/incident|bug|E[A-Z]{4,}/.test(run.err)
    if (!isTold) raw.push(`${file}: ${run.status} ${run.err}`)
  }

  expect(raw).toEqual([])
})

test('a key of one’s own in whose place a pipe was put is told as damaged', async () => {
  const own = temporaryFolder()
  const mine = { ...environment(), HOME: own, MULTIOS_DATA_DIR: path.join(own, 'data') }
  const run = async (...line: string[]) =>
    aRun(line, { isReal: true, environment: mine, workingDirectory: own })
  await run('sign', 'generate-key', 'mine')
  const file = execFileSync('find', [own, '-path', '*/keys/*', '-type', 'f'], { encoding: 'utf8' })
    .trim()
    .split('\n')[0]!
  execFileSync('rm', [file])
  execFileSync('mkfifo', [file])

  const listed = await run('sign', 'list')

  expect([listed.status === 0, listed.err]).toEqual([false, expect.stringContaining('not a key file')])
})
