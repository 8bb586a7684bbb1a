import { OperationFailed } from '../../../engine/api/client.ts'
import type { Input, Output } from '../../../engine/api/operations.ts'
import type { PackageSummary } from '../../../engine/api/package-operations.ts'
import { searchAnswer } from '../../kit/search-answer.ts'
import { root } from './fake-catalog.ts'
import { plainApp } from '../../kit/plain-app.ts'

export function discoverOf(packages: readonly PackageSummary[]): Output<'catalog.discover'> {
  const pick = (...names: string[]): PackageSummary[] => packages.filter(({ name }) => names.includes(name))
  const featured = [
    ['lumenfold', 'Editor’s pick', 'Develop raw photographs the way you remember the light'],
    ['ferrowave', 'Major update', 'Ferrowave 4 records every track at once'],
    ['starwicket', 'Works offline', 'Tonight’s sky, from your own garden'],
  ] as const
  const collections = [
    [
      'local',
      'Everything stays local',
      '12 apps with no network permission',
      'spruce',
      ['tallyroot', 'vaultern', 'isoline'],
    ],
    ['small', 'Small but complete', '18 apps under 10 MB', 'ochre', ['pinemark', 'diskfern', 'clipperie']],
    ['studio', 'A home studio', '9 apps for making music', 'plum', ['tapeloft', 'ferrowave', 'podrift']],
  ] as const
  const shown = packages.filter(({ role }) => role !== 'component')
  return {
    featured: featured.flatMap(([name, kicker, headline]) =>
      pick(name).map((one) => ({ package: one, kicker, headline, art: `media/hero-${name}.svg` })),
    ),
    categories: counted(shown.flatMap(({ categories }) => categories)),
    collections: collections
      .map(([id, title, summary, pigment, names]) => ({
        id,
        title,
        summary,
        pigment,
        packages: pick(...names),
      }))
      .filter((one) => one.packages.length > 0),
    recent: shown.slice(3),
    total: shown.length,
  }
}

export function searchIn(
  packages: readonly PackageSummary[],
  { query, categories = [], roles = [], order = 'best', limit = 50, offset = 0 }: Input<'catalog.search'>,
): Output<'catalog.search'> {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const found = packages.filter(
    (one) =>
      words.every((word) =>
        `${one.title} ${one.summary} ${one.tags.join(' ')}`.toLowerCase().includes(word),
      ) &&
      (categories.length === 0 || one.categories.some((category) => categories.includes(category))) &&
      (roles.length === 0 || roles.includes(one.role)),
  )
  const sorted = order === 'name' ? found.toSorted((a, b) => a.title.localeCompare(b.title)) : found
  const answer = searchAnswer(sorted.slice(offset, offset + limit), { total: found.length })
  return {
    ...answer,
    facets: {
      ...answer.facets,
      categories: counted(found.flatMap((one) => one.categories)),
      repositories: counted(found.flatMap(({ repository }) => repository ?? [])),
      licenses: counted(found.map(({ license }) => license)),
      roles: counted(found.map(({ role }) => role)),
    },
  }
}

export function detailsOf(packages: readonly PackageSummary[], name: string): Output<'package.info'> {
  const found = packages.find((one) => one.name === name)
  if (!found)
    throw new OperationFailed({
      code: 'package/not-found',
      facts: { name, nearest: ['lumenfold', 'quillbay'] },
    })
  return {
    ...found,
    description: `${found.summary}. It keeps every step, so that nothing is lost.\n\nIt works without a network.`,
    homepage: 'https://example.org/',
    sourceUrl: 'https://example.org/source',
    maintainer: 'Packagers <packages@example.org>',
    developer: found.publisher,
    ...plainApp(found.name),
    screenshots: ['shot-lumenfold-2', 'shot-lumenfold-3'].map((shot, at) => ({
      source: `media/${shot}.svg`,
      caption: at === 0 ? 'Library view: a grid of landscape photographs' : 'Compare view: before and after',
      width: 1280,
      height: 800,
    })),
    releases: [
      {
        version: found.version,
        date: '2026-11-12',
        notes: 'Faster previews and two new film stocks.',
        urgency: null,
        url: null,
        issues: [],
      },
    ],
    launchable: null,
    commands: [found.name],
    versions: [
      {
        version: found.version,
        repository: 'main',
        published: '2026-11-12T00:00:00Z',
        size: found.size,
        installed: false,
      },
    ],
    dependencies: [
      {
        clause: 'starter-runtime >= 1.0',
        satisfiedBy: { name: 'starter-runtime', version: '1.0.2', installed: true },
      },
    ],
    recommends: [],
    provides: [],
    conflicts: [],
    neededBy: [],
    hasScripts: false,
    unexported: [],
    security: { chain: chainOf(found), advisories: [] },
    files: null,
  }
}

function chainOf({ title, version, publisher }: PackageSummary): Output<'package.info'>['security']['chain'] {
  const key = '68e1f4097bc25da3e0947c18b5f2d63a801e9c4700112233445566778899aabb'
  return [
    { kind: 'root', title: 'main root', fingerprint: root, expires: '2028-03-01T00:00:00Z', state: 'valid' },
    {
      kind: 'repository',
      title: 'main',
      fingerprint: [...root].toReversed().join(''),
      expires: '2026-12-01T00:00:00Z',
      state: 'valid',
    },
    { kind: 'publisher', title: publisher ?? 'unknown', fingerprint: key, expires: null, state: 'valid' },
    { kind: 'release', title: `${title} ${version}`, fingerprint: key, expires: null, state: 'valid' },
  ]
}

function counted(values: readonly string[]): { value: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].map(([value, count]) => ({ value, count })).toSorted((a, b) => b.count - a.count)
}
