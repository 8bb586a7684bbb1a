import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { feed } from '../archive/byte-cursor.ts'
import { ArchiveProblem } from '../archive/problem.ts'
import { systemCode } from '../system-errors.ts'
import { parseStanzas, type Stanza } from './control.ts'
import { DebProblem } from './deb-problem.ts'
import { InstalledFiles } from './installed-files.ts'
import type { Jobs } from './jobs.ts'
import type { OpenDeb } from './read-deb.ts'
import { essentials, standInNames } from './runtime.ts'
import { writeTree } from './write-tree.ts'

const dpkg = '/var/lib/dpkg'

/** What dpkg has installed of these names, with everything they need that is installed, too. */
export async function installedJobs(names: readonly string[]): Promise<Jobs> {
  const status = await readFile(path.join(dpkg, 'status'), 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return ''
    throw error
  })
  const installed = installedOf(status)
  const refusal = (source: string, detail: string): Jobs['refused'][number] => {
    return { kind: 'refused', source, reason: 'dpkg', detail }
  }
  const refused = names
    .filter((name) => !installed.has(name))
    .map((name) => refusal(name, 'it is not installed'))
  const found = names.filter((name) => installed.has(name))
  const closure = found.length === 0 ? [] : closureOf([...found, ...essentials], installed)
  return { jobs: closure.map((stanza) => ({ kind: 'installed', control: [...stanza] })), refused }
}

function installedOf(status: string): ReadonlyMap<string, Stanza> {
  const installed = parseStanzas(status).filter(
    (stanza) => stanza.get('status')?.endsWith(' ok installed') === true,
  )
  return new Map(installed.map((stanza) => [stanza.get('package') ?? '', stanza]))
}

/** Follows Depends to the first of each that is installed: dpkg saw to it that there is one. */
function closureOf(names: readonly string[], installed: ReadonlyMap<string, Stanza>): readonly Stanza[] {
  const standIns = standInNames()
  const isNeeded = (name: string): boolean => names.includes(name) || !standIns.has(name)
  const providers = providersOf(installed)
  const closure = new Map<string, Stanza>()
  const queue = [...names]
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const stanza = installed.get(name)
    if (stanza === undefined || closure.has(name) || !isNeeded(name)) continue
    closure.set(name, stanza)
    const field = ['pre-depends', 'depends'].flatMap((key) => stanza.get(key) ?? []).join(',')
    for (const alternatives of namesIn(field)) {
      const there = alternatives.find((one) => installed.has(one))
      queue.push(...(there === undefined ? alternatives.flatMap((one) => providers.get(one) ?? []) : [there]))
    }
  }
  return [...closure.values()]
}

/** Who answers to a name besides the package that bears it. */
function providersOf(installed: ReadonlyMap<string, Stanza>): ReadonlyMap<string, string> {
  const providers = new Map<string, string>()
  for (const [name, stanza] of installed) {
    for (const provided of namesIn(stanza.get('provides') ?? '').flat()) {
      if (!providers.has(provided)) providers.set(provided, name)
    }
  }
  return providers
}

/** The names of each relation, alternatives together. */
function namesIn(field: string): readonly (readonly string[])[] {
  return field
    .split(',')
    .map((text) => text.split('|').flatMap((part) => /^\s*([a-z0-9][a-z0-9+.-]*)/.exec(part)?.[1] ?? []))
    .filter((names) => names.length > 0)
}

/** An installed package as if it were a .deb. */
export async function withInstalled<T>(
  control: Stanza,
  use: (deb: OpenDeb, edited: () => readonly string[]) => Promise<T>,
): Promise<T> {
  const info = await infoOf(control)
  const paths = (await readFile(`${info}.list`, 'utf8')).split('\n').filter((line) => line.startsWith('/'))
  const source = new InstalledFiles(
    paths.filter((line) => line !== '/.'),
    configurationOf(control),
  )
  const postinst = await readFile(`${info}.postinst`).catch(() => null)
  const files = new Map(postinst === null ? [] : [['postinst', postinst]])
  const unpack: OpenDeb['unpack'] = async (tree) => {
    await mkdir(tree)
    try {
      return await feed(writeTree(source, tree), nothing())
    } catch (error) {
      if (error instanceof ArchiveProblem) throw new DebProblem('content', error.message, { cause: error })
      throw error
    } finally {
      source.close()
    }
  }
  return use({ control, files, unpack }, () => source.edited)
}

/** dpkg names these after the architecture, too, where there may be several of one package. */
async function infoOf(control: Stanza): Promise<string> {
  const name = control.get('package') ?? ''
  if (!/^[a-z0-9][a-z0-9+.-]*$/.test(name)) throw new DebProblem('control', `Package: ${name}`)
  for (const called of [`${name}:${control.get('architecture') ?? ''}`, name]) {
    const info = path.join(dpkg, 'info', called)
    const isThere = await readFile(`${info}.list`).then(
      () => true,
      () => false,
    )
    if (isThere) return info
  }
  throw new DebProblem('dpkg', 'it has no list of files')
}

/** `Conffiles:` of dpkg's status: each path with its MD5 as it came, and perhaps that it is obsolete. */
function configurationOf(control: Stanza): ReadonlyMap<string, string> {
  const lines = (control.get('conffiles') ?? '').split('\n')
  return new Map(
    lines.flatMap((line) => {
      const match = /^\s*(\/\S+) ([0-9a-f]{32})/.exec(line)
      return match === null ? [] : [[match[1]!, match[2]!] as const]
    }),
  )
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // Its bytes come from files.
}
