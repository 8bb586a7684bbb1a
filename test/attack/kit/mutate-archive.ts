/** Archives that nobody would build: valid ones, changed in ways that a seed decides. */
import { constants, zstdCompressSync } from 'node:zlib'
import { canonicalJson } from '../../../engine/base/canonical-json.ts'
import type { FileEntry, Manifest } from '../../../engine/model/manifest.ts'
import {
  aManifest,
  directory,
  file,
  manifestMember,
  member,
  pax,
  type RawMember,
  sha256,
  symlink,
  tar,
} from '../../engine/archive/raw-tar.ts'

export interface Mutant {
  /** What was done, for whoever has to understand a failure. */
  readonly how: string
  readonly bytes: Buffer
  readonly expected: { readonly manifestSha256: string; readonly installedSize: number }
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

type Draft = { entries: FileEntry[]; members: RawMember[] }
type Dice = (below: number) => number

const texts = ['', 'hi', 'x'.repeat(511), 'y'.repeat(513), 'z'.repeat(5_000)]
const badNames = [
  '../out',
  '/etc/out',
  'a/../../out',
  './a',
  'a//b',
  'a/',
  '..',
  '.',
  '',
  'a\\b',
  'A',
  'a\u0000b',
  'a\nb',
  'é',
  'e\u0301',
  'share/../../out',
  '.multios/manifest.json',
  '.multios',
  'con',
  'x'.repeat(99),
  'link/out',
  'bin/a/b',
]
const badTargets = [
  '../../out',
  '/etc/passwd',
  '..',
  '.',
  '',
  'link',
  'share/../../../out',
  'nothing',
  'bin/a',
  'share',
]
const flags = ['0', '1', '2', '3', '4', '5', '6', '7', 'x', 'g', 'L', 'K', 'S', '\u0000', 'Z']
const modes = [0o644, 0o755, 0o4755, 0o2755, 0o1777, 0o666, 0o777, 0, 0o7777, 0o600]

/** One mutant. Every other one has its manifest changed as well, as a publisher who wants harm could sign it. */
export function mutant(seed: number): Mutant {
  const next = random(seed)
  const dice: Dice = (below) => Math.floor(next() * below)
  const draft = aDraft(dice)
  const how: string[] = []
  for (let times = 1 + dice(3); times > 0; times -= 1) how.push(change(draft, dice))
  const manifest = aManifest(draft.entries)
  const text = manifestText(manifest, dice, how)
  const members = draft.members.map((one) => (one.name.length > 99 ? longNamed(one) : member(one)))
  const parts = tar(member({ ...manifestMember(manifest), content: text }), ...members)
  const bytes = broken(packed(bent(parts, dice, how), dice), dice, how)
  const installedSize = manifest.installed_size
  return { how: how.join(', '), bytes, expected: { manifestSha256: sha256(text), installedSize } }
}

function aDraft(dice: Dice): Draft {
  const text = () => texts[dice(texts.length)]!
  const bin = text()
  const share = text()
  const entries = [
    directory('bin'),
    file('bin/a', bin, 0o755),
    symlink('bin/b', 'a'),
    directory('share'),
    file('share/c', share),
    symlink('share/up', '../bin/a'),
  ]
  return { entries, members: entries.map((entry) => memberOf(entry, entry.path === 'bin/a' ? bin : share)) }
}

function memberOf(entry: FileEntry, content: string): RawMember {
  if (entry.type === 'directory') return { name: entry.path, flag: '5' }
  if (entry.type === 'symlink') return { name: entry.path, flag: '2', link: entry.target }
  return { name: entry.path, content, mode: entry.mode }
}

/** One change to what the archive has; half of them to what its manifest says, too. */
function change(draft: Draft, dice: Dice): string {
  const at = dice(draft.members.length)
  const alsoSaid = dice(2) === 0 && at < draft.entries.length
  const pick = <T>(of: readonly T[]): T => of[dice(of.length)]!
  const set = (more: Partial<RawMember>, entry: Partial<Record<'path' | 'target' | 'mode', unknown>>) => {
    draft.members[at] = { ...draft.members[at]!, ...more }
    if (alsoSaid) draft.entries[at] = { ...draft.entries[at]!, ...entry } as FileEntry
  }
  const changes: readonly (() => string)[] = [
    () => {
      const name = pick(badNames)
      set({ name }, { path: name })
      return `${at} is called ${JSON.stringify(name)}`
    },
    () => {
      const link = pick(badTargets)
      set({ flag: '2', link, content: '' }, { target: link })
      if (alsoSaid) draft.entries[at] = symlink(draft.members[at]!.name, link)
      return `${at} links to ${JSON.stringify(link)}`
    },
    () => {
      const mode = pick(modes)
      set({ mode }, { mode })
      return `${at} has mode ${mode.toString(8)}`
    },
    () => {
      const flag = pick(flags)
      set({ flag }, {})
      return `${at} is of type ${JSON.stringify(flag)}`
    },
    () => {
      set({ size: pick([0, 1, 511, 512, 513, 2 ** 31, 8 ** 11 - 1]) }, {})
      return `${at} says another size`
    },
    () => {
      set({ uid: 1_000 }, {})
      return `${at} belongs to somebody`
    },
    () => {
      draft.members.splice(at, 1)
      if (alsoSaid) draft.entries.splice(at, 1)
      return `${at} is missing`
    },
    () => {
      draft.members.push(draft.members[at]!)
      if (alsoSaid) draft.entries.push(draft.entries[at]!)
      return `${at} is there twice`
    },
    () => {
      const to = dice(draft.members.length)
      ;[draft.members[at], draft.members[to]] = [draft.members[to]!, draft.members[at]!]
      return `${at} and ${to} change places`
    },
  ]
  if (draft.members.length === 0) return 'nothing is left'
  return pick(changes)()
}

function manifestText(manifest: Manifest, dice: Dice, how: string[]): string {
  const text = canonicalJson(manifest)
  if (dice(12) > 0) return text
  how.push('the manifest has another byte')
  const at = dice(text.length)
  return `${text.slice(0, at)}${String.fromCharCode(32 + dice(95))}${text.slice(at + 1)}`
}

function longNamed(one: RawMember): Buffer {
  return Buffer.concat([pax({ path: one.name }), member({ ...one, name: one.name.slice(0, 99) })])
}

/** Bytes of the tar archive that are not as they were written. Checksums are right only by luck. */
function bent(bytes: Buffer, dice: Dice, how: string[]): Buffer {
  if (dice(3) > 0) return bytes
  const copy = Buffer.from(bytes)
  for (let times = 1 + dice(8); times > 0; times -= 1) copy[dice(copy.length)] = dice(256)
  how.push('bytes of the tar are others')
  return dice(4) === 0 ? copy.subarray(0, dice(copy.length)) : copy
}

function packed(bytes: Buffer, dice: Dice): Buffer {
  return zstdCompressSync(bytes, {
    params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: dice(2) },
  })
}

function broken(bytes: Buffer, dice: Dice, how: string[]): Buffer {
  if (dice(5) > 0) return bytes
  const copy = Buffer.from(bytes)
  for (let times = 1 + dice(4); times > 0; times -= 1) copy[dice(copy.length)] = dice(256)
  how.push('bytes of the zstd frame are others')
  return dice(3) === 0 ? copy.subarray(0, dice(copy.length)) : copy
}
