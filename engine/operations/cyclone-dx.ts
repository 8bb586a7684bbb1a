/** What is installed in the words of CycloneDX 1.6: the same state gives the same document, but for its time. */
import { createHash } from 'node:crypto'
import type { AdvisorySummary, PublishersWord } from '../api/package-operations.ts'
import type { BillOfMaterials, BomComponent, BomVulnerability } from '../api/security-operations.ts'
import { isSpdx } from '../lint/spdx.ts'
import { commandsOf } from '../model/commands.ts'
import type { InstalledRelease } from '../model/generation.ts'
import type { Manifest } from '../model/manifest.ts'
import { ancestorOf, purlOf as refOf } from './package-url.ts'

export interface BilledRelease {
  readonly release: InstalledRelease
  readonly manifest: Manifest
  /** Names of installed packages that it runs with. */
  readonly needs: readonly string[]
  readonly advisories: readonly AdvisorySummary[]
}

export interface About {
  /** Milliseconds since the Unix epoch. */
  readonly now: number
  readonly generation: number
  readonly engineVersion: string
}

/** `releases` come in the order in which they are to be told. */
export function billOf(releases: readonly BilledRelease[], about: About): BillOfMaterials {
  const refs = new Map(releases.map(({ release }) => [release.name, refOf(release)]))
  const refsOf = (names: readonly string[]) => names.flatMap((name) => refs.get(name) ?? [])
  const chosen = releases.filter(({ release }) => release.chosen).map(({ release }) => release.name)
  const unsigned = {
    bomFormat: 'CycloneDX' as const,
    specVersion: '1.6' as const,
    version: 1 as const,
    metadata: {
      timestamp: new Date(about.now).toISOString(),
      tools: {
        components: [{ type: 'application' as const, name: 'multios-pm', version: about.engineVersion }],
      },
      component: {
        type: 'platform' as const,
        'bom-ref': 'installed',
        name: 'installed-packages',
        version: `generation ${about.generation}`,
      },
    },
    components: releases.map(componentOf),
    dependencies: [
      { ref: 'installed', dependsOn: refsOf(chosen) },
      ...releases.map(({ release, needs }) => ({ ref: refOf(release), dependsOn: refsOf(needs) })),
    ],
    vulnerabilities: withOwnRefs(
      releases.flatMap(({ release, advisories }) =>
        advisories.map((advisory) => vulnerabilityOf(release, advisory)),
      ),
    ),
  }
  const { bomFormat, specVersion, ...rest } = unsigned
  return { bomFormat, specVersion, serialNumber: serialOf(JSON.stringify(unsigned)), ...rest }
}

/** A UUID of version 8 (RFC 9562): one's own way of making it, here from what the document says. */
function serialOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  const variant = ((parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16)
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ]
  return `urn:uuid:${parts.join('-')}`
}

function componentOf({ release, manifest }: BilledRelease): BomComponent {
  const { homepage, source_url: source } = manifest
  const isApplication = manifest.app !== undefined || commandsOf(manifest).length > 0
  return {
    type: isApplication ? 'application' : 'library',
    'bom-ref': refOf(release),
    ...(release.publisher === null ? {} : { publisher: release.publisher }),
    name: release.name,
    version: release.version,
    description: manifest.description,
    licenses: [licenseOf(manifest)],
    purl: refOf(release),
    ...ancestryOf(release),
    externalReferences: [
      ...(homepage === undefined ? [] : [{ type: 'website' as const, url: homepage }]),
      ...(source === undefined ? [] : [{ type: 'vcs' as const, url: source }]),
    ],
    properties: [
      { name: 'multios:manifest-sha256', value: release.manifest_sha256 },
      { name: 'multios:repository', value: release.repository },
      { name: 'multios:chosen', value: String(release.chosen) },
    ],
  }
}

function licenseOf({ license }: Manifest): BomComponent['licenses'][number] {
  return isSpdx(license) ? { expression: license } : { license: { name: license } }
}

function ancestryOf({ origin }: InstalledRelease): Pick<BomComponent, 'pedigree'> {
  if (origin === undefined) return {}
  const { source: name, source_version: version } = origin
  return { pedigree: { ancestors: [{ type: 'library', name, version, purl: ancestorOf(origin) }] } }
}

/** Two repositories may tell of one advisory, each in its own way; references have to be unique. */
function withOwnRefs(vulnerabilities: readonly BomVulnerability[]): BomVulnerability[] {
  const told = new Map<string, number>()
  return vulnerabilities.map((one) => {
    const ref = one['bom-ref']
    const times = (told.get(ref) ?? 0) + 1
    told.set(ref, times)
    return times === 1 ? one : { ...one, 'bom-ref': `${ref}#${times}` }
  })
}

const analyses = {
  affected: {
    status: 'affected',
    state: 'exploitable',
    detail: 'The installed version is among the affected ones.',
  },
  fixed: {
    status: 'unaffected',
    state: 'not_affected',
    detail: 'The installed version is outside of the affected ones.',
  },
  unknown: {
    status: 'unknown',
    state: 'in_triage',
    detail: 'Whether the installed version is affected cannot be told from the advisory.',
  },
} as const

function vulnerabilityOf(release: InstalledRelease, advisory: AdvisorySummary): BomVulnerability {
  const { status, state, detail } = analyses[advisory.state]
  const { id, aliases, published, fixedIn, source } = advisory
  return {
    'bom-ref': `${id}/${refOf(release)}`,
    id,
    references: [...new Set(aliases)].map((alias) => ({
      id: alias,
      source: { name: alias.split('-', 1)[0]! },
    })),
    ratings: [ratingOf(advisory)],
    description: advisory.summary,
    ...(fixedIn === null
      ? {}
      : { recommendation: `Fixed in ${source === undefined ? '' : `${source.name} `}${fixedIn}` }),
    ...(published === null || !isTime(published) ? {} : { published }),
    analysis: { state, detail },
    affects: [{ ref: refOf(release), versions: [{ version: release.version, status }] }],
    properties: [
      ...(advisory.epss === null
        ? []
        : [
            { name: 'multios:epss', value: String(advisory.epss.score) },
            { name: 'multios:epss-percentile', value: String(advisory.epss.percentile) },
          ]),
      ...(advisory.kev === null
        ? []
        : [{ name: 'multios:known-exploited-since', value: advisory.kev.added }]),
      ...(advisory.words ?? []).map(propertyOf),
    ],
  }
}

/** Beside our own judgement, which it does not change: a reader of the document may think otherwise. */
function propertyOf({ repository, author, status, justification, statement }: PublishersWord) {
  const why = [justification, statement].filter((part) => part !== null && part !== '')
  return { name: 'multios:vex', value: `${repository} (${author}): ${[status, ...why].join('; ')}` }
}

function isTime(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/.test(text)
}

function ratingOf({ score, vector, severity }: AdvisorySummary): BomVulnerability['ratings'][number] {
  if (score === null || vector === null) return { severity, method: 'other' }
  const standard = vector.split('/', 1)[0]!
  return { score, severity, method: methods.get(standard) ?? 'other', vector }
}

const methods: ReadonlyMap<string, 'CVSSv3' | 'CVSSv31' | 'CVSSv4'> = new Map([
  ['CVSS:3.0', 'CVSSv3'],
  ['CVSS:3.1', 'CVSSv31'],
  ['CVSS:4.0', 'CVSSv4'],
])
