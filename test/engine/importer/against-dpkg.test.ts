import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { lstat, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { parseStanza, parseStanzas } from '../../../engine/importer/control.ts'
import { isEscapedUnit, placedPath } from '../../../engine/importer/placed-path.ts'
import { withDeb } from '../../../engine/importer/read-deb.ts'
import { describe as describePackage } from '../../../engine/importer/recipe-of.ts'
import { compareVersions } from '../../../engine/model/version.ts'
import { never, withFolder } from '../builder/kit.ts'
import { isFull } from '../../kit/full.ts'

const run = promisify(execFile)
const archives = '/var/cache/apt/archives'
const debs = existsSync(archives)
  ? readdirSync(archives)
      .filter((name) => name.endsWith('.deb'))
      .sort()
  : []
/** Spread over the alphabet: neighbours are much alike. */
const some = debs.filter((_, index) => isFull || index % Math.ceil(debs.length / 15) === 0)
const dpkg = existsSync('/usr/bin/dpkg-deb')

interface Listed {
  readonly path: string
  readonly kind: string
  readonly mode: string
  readonly size: number
}

/** What dpkg-deb says that a package installs, where the tree is merged. */
async function listedBy(file: string): Promise<readonly Listed[]> {
  const { stdout } = await run('dpkg-deb', ['-c', file], { maxBuffer: 2 ** 28 })
  return stdout.split('\n').flatMap((line) => {
    const match = /^(.)(\S{9})\s+\S+\s+(\d+)\s+\S+ \S+ \.\/(.*)$/.exec(line)
    if (match === null) return []
    const [, kind = '', mode = '', size, rest = ''] = match
    const written = rest.replace(/ (?:->|link to) .*$/, '').replace(/\/$/, '')
    const place = placedPath(written)
    const isKept = place !== null && !isEscapedUnit(written.replaceAll('\\\\', '\\'))
    return !isKept ? [] : [{ path: place, kind, mode, size: Number(size) }]
  })
}

/** Lines in which our reader and dpkg differ about one package. */
async function differences(file: string, tree: string): Promise<readonly string[]> {
  const { control, written } = await withDeb(
    file,
    async (deb) => ({ control: deb.control, written: await deb.unpack(tree) }),
    never,
  )
  const told: string[] = []
  const { stdout } = await run('dpkg-deb', ['-f', file])
  const theirs = parseStanza(stdout)
  for (const [name, value] of theirs) if (control.get(name) !== value) told.push(`${name}: ${value}`)
  describePackage(control)
  const stripped = new Set(written.stripped)
  const listed = await listedBy(file)
  for (const one of listed) {
    // What was a link from the old place to the new one is the thing itself now.
    const isMerged = one.kind === 'l' && listed.some((other) => other.path === one.path && other.kind !== 'l')
    if (!isMerged) told.push(...(await differencesOf(one, path.join(tree, one.path), stripped)))
  }
  const ours = await readdir(tree, { recursive: true, withFileTypes: true })
  const known = new Set(listed.map((one) => one.path))
  const odd = ours.map((one) => path.relative(tree, path.join(one.parentPath, one.name)))
  told.push(
    ...odd.filter((place) => !known.has(place) && !isParent(place, known)).map((place) => `odd ${place}`),
  )
  return told
}

async function differencesOf(
  { path: place, kind, mode, size }: Listed,
  there: string,
  stripped: ReadonlySet<string>,
): Promise<readonly string[]> {
  const status = await lstat(there).catch(() => null)
  const is = { l: status?.isSymbolicLink(), d: status?.isDirectory() }[kind] ?? status?.isFile()
  if (is !== true || status === null) return [`missing ${place}`]
  if (kind !== '-') return []
  const told = {
    bytes: status.size !== size,
    mode: mode.includes('x') !== (status.mode & 0o111) > 0,
    rights: /s/i.test(mode) !== stripped.has(place),
  }
  return Object.entries(told).flatMap(([what, differs]) =>
    differs ? [`${what} of ${place}: ${mode} ${size}`] : [],
  )
}

function isParent(place: string, known: ReadonlySet<string>): boolean {
  return [...known].some((one) => one.startsWith(`${place}/`))
}

describe.runIf(dpkg && some.length > 0)('packages in the cache of apt', () => {
  test('are read as dpkg reads them, and nothing else is unpacked', { timeout: 7_200_000 }, async () => {
    const problems: string[] = []
    await withFolder(async (folder) => {
      for (const name of some) {
        const tree = path.join(folder, 'tree')
        const found = await differences(path.join(archives, name), tree).catch((error: unknown) => [
          String(error),
        ])
        problems.push(...found.map((line) => `${name}: ${line}`))
        await rm(tree, { recursive: true, force: true })
      }
    })

    expect(problems).toEqual([])
  })
})

/** Control stanzas of the lists that apt keeps, spread over them; none where there are none. */
async function sampled(count: number): Promise<readonly string[]> {
  const lists = await run('apt-get', ['indextargets', '--format', '$(IDENTIFIER) $(FILENAME)']).catch(
    () => null,
  )
  const files = (lists?.stdout ?? '').split('\n').filter((line) => line.startsWith('Packages '))
  const texts = await Promise.all(files.map(async (line) => readList(line.slice('Packages '.length))))
  const stanzas = texts
    .join('\n\n')
    .split(/\n\n+/)
    .filter((text) => text.startsWith('Package: '))
  const every = Math.max(1, Math.floor(stanzas.length / count))
  return stanzas.filter((_, index) => index % every === 0).slice(0, count)
}

async function readList(file: string): Promise<string> {
  if (existsSync(file) && !file.endsWith('.lz4')) return readFileSync(file, 'utf8')
  const helper = '/usr/lib/apt/apt-helper'
  const { stdout } = await run(helper, ['cat-file', file], { maxBuffer: 2 ** 29 }).catch(() => ({
    stdout: '',
  }))
  return stdout
}

describe.runIf(dpkg)('the lists of apt', () => {
  test('map whole: every relation is read, and versions have the order of dpkg', async () => {
    const stanzas = parseStanzas((await sampled(isFull ? 500 : 150)).join('\n\n'))

    const described = stanzas.map((stanza) => describePackage(stanza))
    const versions = described.map(({ version }) => version)
    const pairs = versions.slice(1).map((version, index) => [versions[index]!, version] as const)
    const asked = pairs.map(([a, b]) => `dpkg --compare-versions '${a}' lt '${b}' && echo lt || echo ge`)
    const { stdout } = asked.length === 0 ? { stdout: '' } : await run('sh', ['-c', asked.join('\n')])

    expect(described.map(({ name }) => name)).toEqual(stanzas.map((stanza) => stanza.get('package')))
    expect(pairs.map(([a, b]) => (compareVersions(a, b, 'debian') < 0 ? 'lt' : 'ge'))).toEqual(
      stdout.split('\n').filter((line) => line !== ''),
    )
  })
})
