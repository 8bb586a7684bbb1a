import { chmod, copyFile, lstat, mkdir, open, readdir, readFile, symlink } from 'node:fs/promises'
import path from 'node:path'
import type { Described } from './described.ts'
import { licenseOf } from './described.ts'
import { NpmProblem } from './npm-problem.ts'

/** Of one package with all it depends on. The largest of the usual tools has a quarter of it. */
const mostBytes = 200_000_000
const mostFiles = 50_000

export interface Payload {
  /** It has code for one kind of machine. */
  readonly isNative: boolean
  /** Packages inside whose license nobody can tell by their manifest. */
  readonly unlicensed: readonly string[]
}

/** Copies what npm fetched to `tree`/lib/node_modules, and links its commands from bin/. */
export async function placePayload(
  fetched: string,
  { name, commands }: Described,
  tree: string,
  signal: AbortSignal,
): Promise<Payload> {
  const place = path.join(tree, 'lib/node_modules', name)
  const copying = { signal, bytes: 0, files: 0, isNative: false, unlicensed: [] as string[] }
  await copyFolder(fetched, place, copying)
  // What several of them share lies beside it, where npm could not put it inside.
  const beside = path.resolve(fetched, ...name.split('/').map(() => '..'))
  for (const other of await packagesIn(beside)) {
    if (other === name) continue
    await copyFolder(path.join(beside, other), path.join(place, 'node_modules', other), copying)
  }
  if (commands.size === 0) throw new NpmProblem('no-command', name)
  await mkdir(path.join(tree, 'bin'), { recursive: true })
  for (const [command, file] of commands) {
    await makeRunnable(path.join(place, file), `${command}: ${file}`)
    await symlink(path.posix.join('../lib/node_modules', name, file), path.join(tree, 'bin', command))
  }
  return { isNative: copying.isNative, unlicensed: copying.unlicensed.toSorted() }
}

interface Copying {
  readonly signal: AbortSignal
  readonly unlicensed: string[]
  bytes: number
  files: number
  isNative: boolean
}

async function copyFolder(from: string, to: string, copying: Copying): Promise<void> {
  copying.signal.throwIfAborted()
  await mkdir(to, { recursive: true })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    // npm's own notes, and links to commands that the parent calls by path.
    if (['.bin', '.package-lock.json'].includes(entry.name)) continue
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (entry.isDirectory()) await copyFolder(source, target, copying)
    else if (entry.isFile()) await copyOne(source, target, copying)
    else throw new NpmProblem('content', path.relative(path.dirname(from), source))
  }
}

async function copyOne(source: string, target: string, copying: Copying): Promise<void> {
  const { size, mode } = await lstat(source)
  copying.bytes += size
  copying.files += 1
  if (copying.bytes > mostBytes || copying.files > mostFiles) throw new NpmProblem('size', '')
  copying.isNative ||= source.endsWith('.node') || (await isProgram(source, size))
  await copyFile(source, target)
  await chmod(target, (mode & 0o111) === 0 ? 0o644 : 0o755)
  if (path.basename(source) === 'package.json' && isPackage(source)) await noteLicense(source, copying)
}

/** What the kernel runs itself is for one kind of machine: some tools are a short script around such a program. */
async function isProgram(file: string, size: number): Promise<boolean> {
  // A header alone is longer.
  if (size < 64 || /\.(?:[cm]?[jt]s|json|map|md|css|html|txt)$/.test(file)) return false
  const handle = await open(file)
  try {
    const { buffer } = await handle.read({ buffer: Buffer.alloc(4) })
    return buffer.toString('latin1') === '\x7fELF'
  } finally {
    await handle.close()
  }
}

/** Directly in a folder of node_modules: others are parts of a package, or its tests. */
function isPackage(file: string): boolean {
  return /\/node_modules\/(?:@[^/]+\/)?[^/@]+\/package\.json$/.test(file)
}

async function noteLicense(file: string, { unlicensed }: Copying): Promise<void> {
  const name = path.dirname(file).replace(/^.*\/node_modules\//, '')
  try {
    const { license } = JSON.parse(await readFile(file, 'utf8')) as { license?: unknown }
    if (licenseOf(license) === 'LicenseRef-npm') unlicensed.push(name)
  } catch {
    // Not to be read: then nobody can tell.
    unlicensed.push(name)
  }
}

async function packagesIn(folder: string): Promise<string[]> {
  const names: string[] = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name.startsWith('.')) continue
    if (!entry.name.startsWith('@')) names.push(entry.name)
    else names.push(...(await readdir(path.join(folder, entry.name))).map((name) => `${entry.name}/${name}`))
  }
  return names.toSorted()
}

/** The kernel starts what says by what it is run. */
async function makeRunnable(file: string, command: string): Promise<void> {
  const status = await lstat(file).catch(() => null)
  if (status?.isFile() !== true) throw new NpmProblem('command', command)
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(2) })
    if (bytesRead < 2 || buffer.toString('latin1') !== '#!') throw new NpmProblem('command', command)
  } finally {
    await handle.close()
  }
  await chmod(file, 0o755)
}
