import { existsSync } from 'node:fs'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { hashFile } from '../read-pieces.ts'
import { parseStanzas } from './control.ts'
import type { Jobs, Refused } from './jobs.ts'
import { runCommand } from './run-command.ts'
import { essentials, neededBesides, standIns, standInVersion } from './runtime.ts'

export interface AptOptions {
  /** A folder of our own. */
  readonly work: string
  readonly names: readonly string[]
  readonly architecture: string
  /** Along with what they recommend. */
  readonly recommends: boolean
}

type Refusal = Refused & { readonly source: string }

/** Names that apt found a way to have together, and every file that takes, by the name of its package. */
interface Closure {
  readonly names: readonly string[]
  /** These, and what they need in words of nobody. */
  readonly solved: readonly string[]
  /** File name with its SHA-256. */
  readonly files: ReadonlyMap<string, { readonly file: string; readonly sha256: string }>
}

/**
 * Fetches packages with everything they need, as apt's own solver finds it for a machine that has nothing but what
 * stands in for it. Nothing is installed, and nothing but our folder is written to.
 */
export async function fetchWithApt(options: AptOptions, signal: AbortSignal): Promise<Jobs> {
  const { work, names, architecture } = options
  const archives = path.join(work, 'archives')
  await mkdir(path.join(archives, 'partial'), { recursive: true })
  await writeFile(path.join(work, 'status'), statusText(architecture, names))
  const { closures, refused } = await solved(options, signal)
  const files = new Map<string, string>()
  const queue = [...closures]
  for (const closure of queue) {
    const problem = await fetchAll(closure, options, signal)
    if (problem === null) for (const [name, { file }] of closure.files) files.set(name, file)
    else if (closure.names.length === 1) refused.push(refusal(closure.names[0]!, problem))
    else {
      // What came of it stays: one that cannot be had stops only those that need it.
      const apart = await solvedApart(closure.names, options, signal)
      queue.push(...apart.closures)
      refused.push(...apart.refused)
    }
  }
  const said = await recordsOf([...files.keys()], options, signal)
  const jobs = [...files].map(([name, file]) => {
    const { tags = '', section = '' } = said.get(name) ?? {}
    return { kind: 'file' as const, file: path.join(archives, file), tags, section }
  })
  return { jobs, refused }
}

function refusal(source: string, detail: string): Refusal {
  return { kind: 'refused', source, reason: 'apt', detail }
}

/** The machine stands in for these; apt takes them for installed, and asks for nothing in their place. */
function statusText(architecture: string, asked: readonly string[]): string {
  const stanza = ([name, provides]: readonly [string, readonly string[]]): string =>
    [
      `Package: ${name}`,
      'Status: install ok installed',
      `Version: ${standInVersion}`,
      `Architecture: ${architecture}`,
      'Multi-Arch: foreign',
      'Maintainer: nobody',
      'Description: stands in for what the machine has',
      ...(provides.length === 0 ? [] : [`Provides: ${provides.join(', ')}`]),
    ].join('\n')
  // Who asks for one of them by name gets it.
  const others = Object.entries(standIns).filter(([name]) => !asked.includes(name))
  return `${others.map(stanza).join('\n\n')}\n`
}

/** A name, perhaps with the version, release or architecture that is meant; nothing that apt reads as an order. */
const askable = /^[a-z0-9][a-z0-9+.-]*[a-z0-9+.](?:[=/:][A-Za-z0-9.:~+-]+)?$/

/** What all of the names need together; where that cannot be, each by itself, so that one stops no other. */
async function solved(
  options: AptOptions,
  signal: AbortSignal,
): Promise<{ readonly closures: readonly Closure[]; readonly refused: Refusal[] }> {
  const names = options.names.filter((name) => askable.test(name))
  const refused = options.names.filter((name) => !askable.test(name)).map((name) => refusal(name, 'no name'))
  if (names.length === 0) return { closures: [], refused }
  const all = await closureOf([...names, ...essentials], options, signal)
  if (!('problem' in all)) return { closures: [{ ...all, names }], refused }
  const apart = await solvedApart(names, options, signal)
  return { closures: apart.closures, refused: [...refused, ...apart.refused] }
}

async function solvedApart(
  names: readonly string[],
  options: AptOptions,
  signal: AbortSignal,
): Promise<{ readonly closures: readonly Closure[]; readonly refused: Refusal[] }> {
  const closures: Closure[] = []
  const refused: Refusal[] = []
  for (const name of names) {
    const one = await closureOf([name, ...essentials], options, signal)
    if ('problem' in one) refused.push(refusal(name, one.problem))
    else closures.push({ ...one, names: [name] })
  }
  return { closures, refused }
}

type Solved = Omit<Closure, 'names'>

async function closureOf(
  names: readonly string[],
  options: AptOptions,
  signal: AbortSignal,
): Promise<Solved | { readonly problem: string }> {
  const first = await filesFor(names, options, signal)
  if ('problem' in first) return first
  const needed = neededBesides.filter(([name, other]) => first.files.has(name) && !first.files.has(other))
  if (needed.length === 0) return first
  return filesFor([...names, ...needed.map(([, other]) => other)], options, signal)
}

async function filesFor(
  names: readonly string[],
  options: AptOptions,
  signal: AbortSignal,
): Promise<Solved | { readonly problem: string }> {
  const words = [...install(options), '--print-uris', '--', ...names]
  const { status, output, errors } = await runCommand(words, options.work, signal)
  if (status !== 0) return { problem: status === null ? 'there is no apt-get' : lastComplaint(errors) }
  const files = new Map<string, { file: string; sha256: string }>()
  for (const line of output.split('\n')) {
    const match = /^'[^']+' (\S+) \d+ SHA256:([0-9a-f]{64})$/.exec(line)
    if (match === null) continue
    const [, file = '', sha256 = ''] = match
    files.set(file.slice(0, file.indexOf('_')), { file, sha256 })
  }
  return { files, solved: names }
}

function install(options: AptOptions): readonly string[] {
  const recommends = options.recommends ? '--install-recommends' : '--no-install-recommends'
  return [...aptGet(options), '-qq', '--yes', recommends, 'install']
}

/** Its state, its caches and its locks are ours. The lists of packages are the machine's, and only read. */
function aptGet({ work, architecture }: AptOptions): readonly string[] {
  const settings = {
    'APT::Architecture': architecture,
    'Dir::State::status': path.join(work, 'status'),
    'Dir::State::extended_states': path.join(work, 'extended_states'),
    'Dir::Cache::archives': `${path.join(work, 'archives')}/`,
    'Dir::Cache::pkgcache': path.join(work, 'pkgcache.bin'),
    'Dir::Cache::srcpkgcache': '',
    'Debug::NoLocking': '1',
    'Acquire::ForceHash': 'SHA256',
    // Our folder is closed to the user that apt would fetch as.
    'APT::Sandbox::User': 'root',
  }
  return ['apt-get', ...Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`])]
}

function lastComplaint(errors: string): string {
  const lines = errors.split('\n').filter((line) => line.startsWith('E: '))
  return lines.at(0)?.slice(3) ?? (errors.trim().split('\n').at(-1) || 'apt-get failed')
}

/** Why that could not be, or null. What the machine has in its own cache is taken from there, if it is the same. */
async function fetchAll(closure: Closure, options: AptOptions, signal: AbortSignal): Promise<string | null> {
  const archives = path.join(options.work, 'archives')
  const files = [...closure.files.values()]
  for (const { file, sha256 } of files) {
    const cached = path.join('/var/cache/apt/archives', file)
    const [there, isSame] = [existsSync(path.join(archives, file)), await hasDigest(cached, sha256)]
    if (!there && isSame) await symlink(cached, path.join(archives, file))
  }
  if (files.every(({ file }) => existsSync(path.join(archives, file)))) return null
  const words = [...install(options), '--download-only', '--', ...closure.solved]
  const { status, errors } = await runCommand(words, options.work, signal)
  return status === 0 ? null : lastComplaint(errors)
}

async function hasDigest(file: string, sha256: string): Promise<boolean> {
  return existsSync(file) && (await hashFile(file).catch(() => '')) === sha256
}

/** What the archive says of packages beyond the packages themselves: by name. */
async function recordsOf(
  names: readonly string[],
  options: AptOptions,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, { readonly tags: string; readonly section: string }>> {
  const [, ...settings] = aptGet(options)
  const words = ['apt-cache', ...settings, 'show', '--no-all-versions', '--', ...names]
  const { output } = await runCommand(words, options.work, signal)
  return new Map(
    parseStanzas(output).map((stanza) => [
      stanza.get('package') ?? '',
      { tags: stanza.get('tag') ?? '', section: stanza.get('section') ?? '' },
    ]),
  )
}
