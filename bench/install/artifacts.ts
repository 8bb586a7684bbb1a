import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { writeArchive } from '../../engine/archive/write-archive.ts'
import { commandsOf } from '../../engine/model/commands.ts'
import type { Manifest } from '../../engine/model/manifest.ts'
import type { Arrival } from '../../engine/store/stage-release.ts'
import { isInstalled } from '../measure.ts'

const run = promisify(execFile)
const never = new AbortController().signal

export type Payload = 'zst' | 'xz'

/** The same files, as everybody wants them. */
export interface Artifacts {
  /** Ours; tar reads them, too. */
  readonly ours: Readonly<Record<Payload, readonly string[]>>
  /** The same without compression. */
  readonly plain: readonly string[]
  readonly pacman: Readonly<Record<Payload, readonly string[]>>
  readonly deb: Readonly<Record<Payload, readonly string[]>>
  /** A file with the arrivals, as the store takes them. */
  readonly jobs: Readonly<Record<Payload, string>>
  readonly files: number
  /** Unpacked. */
  readonly bytes: number
}

export interface Source {
  readonly manifest: Manifest
  readonly tree: string
}

/** Quick levels, for everybody: unpacking hardly depends on them. The dictionary is that of xz's usual level. */
const compressors: Readonly<Record<Payload, string>> = {
  zst: 'zstd -q -3 -c',
  xz: 'xz --lzma2=preset=1,dict=8MiB -T1 -c',
}

/** Packs everything once; later runs find it in `folder`. */
export async function artifactsIn(
  folder: string,
  sources: () => Promise<readonly Source[]>,
): Promise<Artifacts> {
  const ready = path.join(folder, 'ready.json')
  if (!existsSync(ready)) {
    console.error(`bench: packing, once; what is made is kept in ${folder}`)
    rmSync(folder, { recursive: true, force: true })
    for (const place of ['ours', 'plain', 'pacman', 'deb', 'jobs']) {
      mkdirSync(path.join(folder, place), { recursive: true })
    }
    writeFileSync(`${ready}.new`, JSON.stringify(await packAll(folder, await sources())))
    renameSync(`${ready}.new`, ready)
  }
  return JSON.parse(readFileSync(ready, 'utf8')) as Artifacts
}

async function packAll(folder: string, sources: readonly Source[]): Promise<Artifacts> {
  const names = sources.map(({ manifest }) => manifest.name)
  const both = (place: (name: string, payload: Payload) => string): Record<Payload, string[]> => ({
    zst: names.map((name) => path.join(folder, place(name, 'zst'))),
    xz: names.map((name) => path.join(folder, place(name, 'xz'))),
  })
  const files = sources.flatMap(({ manifest }) => manifest.files.filter(({ type }) => type === 'file'))
  const artifacts = {
    ours: both((name, payload) => `ours/${name}.tar.${payload}`),
    plain: names.map((name) => path.join(folder, `plain/${name}.tar`)),
    pacman: both((name, payload) => `pacman/${name}-1.0.0-1-any.pkg.tar.${payload}`),
    deb: both((name, payload) => `deb/${name}-${payload}.deb`),
    jobs: { zst: path.join(folder, 'jobs/zst.json'), xz: path.join(folder, 'jobs/xz.json') },
    files: files.length,
    bytes: sources.reduce((sum, { manifest }) => sum + manifest.installed_size, 0),
  }
  const digests = new Map<string, string>()
  for (const [index, source] of sources.entries()) {
    digests.set(source.manifest.name, await packOne(source, index, artifacts))
  }
  for (const payload of ['zst', 'xz'] as const) {
    const arrivals = sources.map(({ manifest }, index) =>
      arrivalOf(manifest, digests.get(manifest.name) ?? '', artifacts.ours[payload][index] ?? ''),
    )
    writeFileSync(artifacts.jobs[payload], JSON.stringify(arrivals))
  }
  return artifacts
}

/** Answers the digest of the manifest. */
async function packOne(
  { manifest, tree }: Source,
  index: number,
  { ours, plain, pacman, deb }: Pick<Artifacts, 'ours' | 'plain' | 'pacman' | 'deb'>,
): Promise<string> {
  const at = (files: readonly string[]): string => files[index] ?? ''
  const contentOf = (member: string): string => path.join(tree, member)
  const options = { manifest, contentOf, format: 'tar.zst', modified: 86_400, preset: 1 } as const
  const { manifestSha256 } = await writeArchive({ ...options, file: at(ours.zst) }, never)
  await shell(
    'zstd -q -d -c "$1" >"$2" && $3 "$2" >"$4"',
    at(ours.zst),
    at(plain),
    compressors.xz,
    at(ours.xz),
  )
  await packForPacman(manifest, tree, { zst: at(pacman.zst), xz: at(pacman.xz) })
  await packForDpkg(manifest, tree, { zst: at(deb.zst), xz: at(deb.xz) })
  return manifestSha256
}

async function packForPacman(
  { name, description, installed_size: size }: Manifest,
  tree: string,
  to: Readonly<Record<Payload, string>>,
): Promise<void> {
  if (!(await isInstalled('bsdtar'))) return
  const fields = { pkgname: name, pkgbase: name, pkgver: '1.0.0-1', pkgdesc: description, arch: 'any', size }
  const lines = Object.entries(fields).map(([key, value]) => `${key} = ${value}\n`)
  writeFileSync(path.join(tree, '.PKGINFO'), lines.join(''))
  for (const payload of ['zst', 'xz'] as const) {
    const pack = 'cd "$1" && { echo .PKGINFO; ls; } | bsdtar -cf - -T /dev/stdin | $2 >"$3"'
    await shell(pack, tree, compressors[payload], to[payload])
  }
  rmSync(path.join(tree, '.PKGINFO'))
}

async function packForDpkg(
  { name, description }: Manifest,
  tree: string,
  to: Readonly<Record<Payload, string>>,
): Promise<void> {
  const control = path.join(tree, 'DEBIAN/control')
  const fields = { Package: name, Version: '1.0.0', Architecture: 'all', Maintainer: 'Bench <b@example.com>' }
  const lines = Object.entries({ ...fields, Description: description }).map(
    ([key, value]) => `${key}: ${value}\n`,
  )
  mkdirSync(path.dirname(control), { recursive: true })
  writeFileSync(control, lines.join(''))
  const levels = { zst: ['-Zzstd', '-z3'], xz: ['-Zxz', '-z1'] } as const
  for (const payload of ['zst', 'xz'] as const) {
    await run('dpkg-deb', [...levels[payload], '--root-owner-group', '-b', tree, to[payload]])
  }
  rmSync(path.dirname(control), { recursive: true })
}

function arrivalOf(manifest: Manifest, digest: string, file: string): Arrival {
  const { format: _format, files: _files, app: _app, ...told } = manifest
  const published = '2024-06-07T00:00:00.000Z'
  const place = { path: path.basename(file), size: 1, sha256: digest, published }
  return { file, record: { ...told, commands: commandsOf(manifest), ...place, manifest_sha256: digest } }
}

async function shell(script: string, ...words: readonly string[]): Promise<void> {
  await run('bash', ['-o', 'pipefail', '-c', script, 'bench', ...words], { maxBuffer: 2 ** 26 })
}
