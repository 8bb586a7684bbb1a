import { spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Wanted } from './described.ts'
import { NpmProblem } from './npm-problem.ts'

/** Characters of npm's complaint that are kept. */
const mostSaid = 2_000

/**
 * Has npm put a package, with all it depends on below it, into `folder`. No script of any of them runs, and no file of the
 * machine is read for it but the person's settings of npm. Returns the folder of the package.
 */
export async function fetchWithNpm(
  { name, range }: Wanted,
  folder: string,
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<string> {
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'package.json'), '{ "private": true }\n')
  const wanted = range === null ? name : `${name}@${range}`
  const quietly = ['--no-audit', '--no-fund', '--no-package-lock', '--no-update-notifier', '--loglevel=error']
  const only = ['--ignore-scripts', '--omit=dev', '--install-strategy=nested', '--no-bin-links']
  await ended(['install', ...quietly, ...only, '--', wanted], { cwd: folder, env: environment, signal })
  return path.join(folder, 'node_modules', name)
}

interface Where {
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
}

async function ended(args: readonly string[], where: Where): Promise<void> {
  const child = spawn('npm', args, { ...where, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said = `${said}${chunk.toString('utf8')}`.slice(-mostSaid)
  })
  await new Promise<void>((done, fail) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (where.signal.aborted) fail(where.signal.reason as Error)
      else fail(new NpmProblem(error.code === 'ENOENT' ? 'no-npm' : 'npm', error.message, { cause: error }))
    })
    child.once('close', (status) => {
      if (where.signal.aborted) fail(where.signal.reason as Error)
      else if (status === 0) done()
      else fail(new NpmProblem('npm', complaintIn(said)))
    })
  })
}

/** The line that says what it is about: npm's own come with a code, and with advice that helps nobody here. */
function complaintIn(said: string): string {
  const lines = said.split('\n').map((line) => line.replace(/^npm (?:error|ERR!)\s*/i, '').trim())
  return lines.find((line) => line !== '' && !/^(?:code|errno|A complete log)/.test(line)) ?? 'it failed'
}
