import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Declaration } from '../../engine/resolver/package-source.ts'

const run = promisify(execFile)
const helper = '/usr/lib/apt/apt-helper'

/** A release as we read it, and as Debian wrote it. */
export interface Offer {
  readonly declaration: Declaration
  readonly stanza: string
}

/** Paths of the Packages files that apt keeps here, in apt's order; none where there is no apt. */
export async function packageListFiles(): Promise<readonly string[]> {
  const args = ['indextargets', '--format', '$(FILENAME)', 'Created-By: Packages']
  const { stdout } = await run('apt-get', args).catch(() => ({ stdout: '' }))
  return stdout.split('\n').filter((line) => line !== '')
}

export async function readPackageList(file: string): Promise<readonly Offer[]> {
  return [...offersIn(await plainText(file))]
}

/** Whatever the file is compressed with: apt reads what apt wrote. */
export async function plainText(file: string): Promise<string> {
  const { stdout } = await run(helper, ['cat-file', file], { maxBuffer: 2 ** 30 })
  return stdout
}

/** All lists are one archive: what several of them offer in the same version counts once. */
export function oneArchive(lists: readonly (readonly Offer[])[]): readonly Offer[] {
  const releases = new Map<string, Offer>()
  for (const offer of lists.flat()) {
    const key = `${offer.declaration.name} ${offer.declaration.version}`
    if (!releases.has(key)) releases.set(key, offer)
  }
  return [...releases.values()]
}

function* offersIn(text: string): Iterable<Offer> {
  for (const stanza of text.split('\n\n')) {
    const fields = fieldsOf(stanza)
    if (fields.has('Package')) yield { declaration: declarationOf(fields), stanza: stanza.trim() }
  }
}

const wanted = new Set([
  'Package',
  'Version',
  'Architecture',
  'Depends',
  'Pre-Depends',
  'Recommends',
  'Suggests',
  'Provides',
  'Conflicts',
  'Breaks',
  'Replaces',
  'Size',
  'Installed-Size',
  'SHA256',
])

/** Relations stand on one line in these files; further lines belong to fields that are not read. */
function fieldsOf(stanza: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of stanza.split('\n')) {
    const colon = line.indexOf(':')
    if (colon <= 0 || line.startsWith(' ')) continue
    const name = line.slice(0, colon)
    if (wanted.has(name)) fields.set(name, line.slice(colon + 1).trim())
  }
  return fields
}

function declarationOf(fields: ReadonlyMap<string, string>): Declaration {
  const text = (name: string): string => fields.get(name) ?? ''
  return {
    name: text('Package'),
    version: text('Version'),
    scheme: 'debian',
    architecture: text('Architecture') === 'all' ? 'universal' : 'x86_64',
    repository: 'debian',
    digest: text('SHA256'),
    dependencies: [...relations(text('Pre-Depends')), ...relations(text('Depends'))],
    recommends: relations(text('Recommends')),
    suggests: relations(text('Suggests')),
    provides: relations(text('Provides')),
    conflicts: relations(text('Conflicts')),
    breaks: relations(text('Breaks')),
    replaces: relations(text('Replaces')),
    size: Number(text('Size')),
    // Debian counts in kibibytes.
    installedSize: Number(text('Installed-Size')) * 1_024,
  }
}

function relations(field: string): readonly string[] {
  return field === '' ? [] : field.split(',').flatMap((part) => part.trim() || [])
}
