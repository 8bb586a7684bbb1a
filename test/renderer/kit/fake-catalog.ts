import type { PackageSummary } from '../../../engine/api/package-operations.ts'
import type { RepositoryView } from '../../../engine/api/repository-operations.ts'

type Role = PackageSummary['role']

interface Sketch {
  readonly name: string
  readonly title: string
  readonly summary: string
  readonly category: string
  readonly size: number
  readonly role?: Role
  readonly version?: string
  readonly icon?: string | null
  readonly installed?: string
  readonly publisher?: string
  readonly tags?: readonly string[]
}

/** Days before the fake's today on which the n-th package was published. */
const today = Date.parse('2026-11-20T09:30:00Z')
const day = 86_400_000

const sketches: readonly Sketch[] = [
  {
    name: 'lumenfold',
    title: 'Lumenfold',
    summary: 'A quiet darkroom for raw photographs',
    category: 'Video',
    size: 84_200_000,
    version: '4.2.0',
    publisher: 'Studio Alderlight',
    tags: ['photo', 'raw'],
  },
  {
    name: 'ferrowave',
    title: 'Ferrowave',
    summary: 'Multitrack recording and mixing',
    category: 'Audio',
    size: 61_400_000,
    version: '4.0.0',
    publisher: 'Ironcone Audio',
    tags: ['music'],
  },
  {
    name: 'starwicket',
    title: 'Starwicket',
    summary: 'A planetarium that works offline',
    category: 'Science',
    size: 37_900_000,
    installed: '2.6.1',
    version: '2.6.1',
    publisher: 'Wicket Observatory',
  },
  {
    name: 'quillbay',
    title: 'Quillbay',
    summary: 'Long-form writing with an outline',
    category: 'Office',
    size: 19_800_000,
    installed: '3.4.1',
    version: '3.4.1',
  },
  {
    name: 'mothlamp',
    title: 'Mothlamp',
    summary: 'Plays nearly every video format',
    category: 'Video',
    size: 52_100_000,
    installed: '4.7.2',
    version: '4.7.3',
  },
  {
    name: 'plinthcraft',
    title: 'Plinthcraft',
    summary: 'Parametric 3D modeling',
    category: 'Graphics',
    size: 96_000_000,
  },
  {
    name: 'isoline',
    title: 'Isoline Atlas',
    summary: 'Offline maps with real contours',
    category: 'Science',
    size: 33_000_000,
    installed: '5.1.4',
    version: '5.1.4',
  },
  {
    name: 'cutterbird',
    title: 'Cutterbird',
    summary: 'Video editing, frame by frame',
    category: 'Video',
    size: 142_000_000,
    version: '7.2.0',
  },
  {
    name: 'bramblekin',
    title: 'Bramblekin',
    summary: 'A hedgerow puzzle for two',
    category: 'Game',
    size: 24_600_000,
  },
  {
    name: 'querystone',
    title: 'Querystone',
    summary: 'Browse and query any database',
    category: 'Development',
    size: 44_000_000,
    installed: '1.8.0',
    version: '1.9.0',
  },
  {
    name: 'fernkey',
    title: 'Fernkey',
    summary: 'Identify plants from a photo',
    category: 'Science',
    size: 71_300_000,
    version: '0.14.1',
  },
  {
    name: 'dayloom',
    title: 'Dayloom',
    summary: 'Calendar and tasks in one weave',
    category: 'Office',
    size: 15_200_000,
    installed: '6.0.2',
    version: '6.0.2',
  },
  {
    name: 'tallyroot',
    title: 'Tallyroot',
    summary: 'Household accounts, kept at home',
    category: 'Office',
    size: 8_900_000,
  },
  {
    name: 'vaultern',
    title: 'Vaultern',
    summary: 'Passwords in one encrypted file',
    category: 'Utility',
    size: 11_200_000,
    version: '3.8.2',
  },
  {
    name: 'pinemark',
    title: 'Pinemark',
    summary: 'Reads and writes Markdown',
    category: 'Office',
    size: 6_100_000,
  },
  {
    name: 'diskfern',
    title: 'Diskfern',
    summary: 'Shows what fills a disk',
    category: 'System',
    size: 4_900_000,
  },
  {
    name: 'clipperie',
    title: 'Clipperie',
    summary: 'Remembers what was copied',
    category: 'Utility',
    size: 3_200_000,
  },
  {
    name: 'tapeloft',
    title: 'Tapeloft',
    summary: 'A shelf for recordings',
    category: 'Audio',
    size: 12_800_000,
  },
  {
    name: 'podrift',
    title: 'Podrift',
    summary: 'Podcasts without an account',
    category: 'Network',
    size: 9_700_000,
  },
  {
    name: 'jot',
    title: 'jot',
    summary: 'Notes from the command line',
    category: 'Utility',
    size: 240_000,
    role: 'command',
    icon: null,
    tags: ['notes', 'terminal'],
  },
  {
    name: 'starter-runtime',
    title: 'starter-runtime',
    summary: 'What single-page apps are opened with',
    category: 'System',
    size: 120_000,
    role: 'component',
    icon: null,
    installed: '1.0.2',
    version: '1.0.2',
  },
]

export const summaries: readonly PackageSummary[] = sketches.map(summaryOf)

export const root = '9f2c41d8a3b05e7714c8d96a2b03f1e45c7d81aa4f906b3e27d8c15a904b7f36'

export const repositories: readonly RepositoryView[] = [
  repositoryOf(
    'starter',
    'file:///opt/multios/starter',
    'Small programs that came with the software center',
    0,
  ),
  repositoryOf('main', 'https://packages.example.org/main/', 'The main repository', 10),
]

function summaryOf(sketch: Sketch, at: number): PackageSummary {
  const version = sketch.version ?? '1.0.0'
  const installed = sketch.installed ?? null
  const { role = 'app', publisher = 'MultiOS Project', tags = [], icon = `media/${sketch.name}.svg` } = sketch
  return {
    name: sketch.name,
    title: sketch.title,
    summary: sketch.summary,
    version,
    architecture: 'universal',
    role,
    repository: 'main',
    publisher,
    license: at % 3 === 0 ? 'GPL-3.0-or-later' : 'MIT',
    categories: [sketch.category],
    tags: [...tags],
    icon,
    size: sketch.size,
    installedSize: sketch.size * 3,
    published: new Date(today - at * 3 * day).toISOString(),
    installed: installedOf(sketch, role),
    update: installed !== null && installed !== version ? version : null,
  }
}

function installedOf({ installed }: Sketch, role: Role): PackageSummary['installed'] {
  if (installed === undefined) return null
  return { version: installed, chosen: role !== 'component', at: new Date(today - 30 * day).toISOString() }
}

function repositoryOf(name: string, url: string, description: string, priority: number): RepositoryView {
  return {
    name,
    url,
    description,
    enabled: true,
    priority,
    lastSync: new Date(Date.now() - 4 * 60_000).toISOString(),
    fingerprint: root,
    packages: sketches.length,
    trust: {
      rootVersion: 1,
      rootExpires: '2028-03-01T00:00:00Z',
      rootKeys: 3,
      rootThreshold: 2,
      indexVersion: 214,
      snapshotVersion: 214,
      snapshotSha256: null,
      signedAt: '2026-11-24T09:12:00Z',
      validUntil: '2026-12-01T00:00:00Z',
      state: 'valid',
    },
    advisories: { state: 'current', validUntil: '2026-12-01T00:00:00Z', problem: null },
    publishers: [
      { name: 'MultiOS Project', keyId: '68e1f4097bc25da3e0947c18b5f2d63a801e9c4700112233445566778899aabb' },
    ],
    problem: null,
    mirrors: [],
    troubles: [],
    openPgp: null,
  }
}

/** The catalog on a machine whose releases of these packages were taken back. */
export function takenBack(...names: string[]): readonly PackageSummary[] {
  const revoked = { reason: 'Loses <b>pictures when the disk is full', at: '2026-11-20T00:00:00Z' }
  return summaries.map((each) =>
    names.includes(each.name) && each.installed !== null
      ? { ...each, installed: { ...each.installed, revoked } }
      : each,
  )
}
