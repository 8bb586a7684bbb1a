import { parseProvision, parseRelation, type Relation } from '../../../engine/model/relation.ts'
import { isProblem, parseConstraints, type Problem } from '../../../engine/model/version-range.ts'
import { compareVersions } from '../../../engine/model/version.ts'
import type { ChangeRequest } from '../../../engine/model/plan.ts'
import type {
  PackageSource,
  ResolverInput,
  ResolverRelease,
  Wish,
} from '../../../engine/resolver/package-source.ts'
import { resolve, usualBudget, type Resolution } from '../../../engine/resolver/resolve.ts'

export interface Spec {
  readonly needs?: readonly string[]
  readonly recommends?: readonly string[]
  readonly provides?: readonly string[]
  readonly conflicts?: readonly string[]
  readonly replaces?: readonly string[]
  readonly repository?: string
  readonly scheme?: 'semver' | 'debian'
}

/** `a 1.0`, and what it says of others. */
export function release(label: string, spec: Spec = {}): ResolverRelease {
  const [name, version] = label.split(' ') as [string, string]
  const { repository = 'main', scheme = 'semver' } = spec
  return {
    id: `${name} ${version} ${repository}`,
    name,
    version,
    scheme,
    repository,
    dependencies: relations(spec.needs),
    recommends: relations(spec.recommends),
    provides: (spec.provides ?? []).map((text) => read(parseProvision(text))),
    conflicts: relations(spec.conflicts),
    replaces: relations(spec.replaces),
  }
}

function relations(texts: readonly string[] = []): readonly Relation[] {
  return texts.map((text) => read(parseRelation(text)))
}

export function read<T extends object>(value: T | Problem): T {
  if (isProblem(value)) throw new Error(`${value.text}: ${value.problem}`)
  return value
}

/** Repositories in order of priority; inside one, newer releases first. */
export function sourceOf(releases: readonly ResolverRelease[], repositories = ['main']): PackageSource {
  const sorted = releases.toSorted(
    (a, b) =>
      repositories.indexOf(a.repository) - repositories.indexOf(b.repository) ||
      (a.name === b.name ? compareVersions(b.version, a.version, a.scheme) : a.name < b.name ? -1 : 1),
  )
  const byName = Map.groupBy(sorted, ({ name }) => name)
  const byProvision = new Map<string, ResolverRelease[]>()
  for (const each of sorted) {
    for (const name of new Set(each.provides.map((provision) => provision.name))) {
      if (!byProvision.has(name)) byProvision.set(name, [])
      byProvision.get(name)!.push(each)
    }
  }
  return {
    releasesOf: (name) => byName.get(name) ?? [],
    providersOf: (name) => byProvision.get(name) ?? [],
  }
}

/** `install a >= 1`, `remove a`, `remove! a` (by force), `update a`, `update`. */
export function wish(text: string): Wish {
  const [verb, name, ...constraint] = text.split(' ')
  const constraints = constraint.length === 0 ? [] : read(parseConstraints(constraint.join(' ')))
  if (verb === 'install') return { kind: 'install', name: name!, constraints }
  if (verb === 'remove' || verb === 'remove!')
    return { kind: 'remove', name: name!, force: verb === 'remove!' }
  return name === undefined ? { kind: 'update-all' } : { kind: 'update', name }
}

export class World {
  readonly #releases: ResolverRelease[]
  #installed: ResolverInput['installed'] = []
  #repositories = ['main']

  constructor(releases: readonly ResolverRelease[]) {
    this.#releases = [...releases]
  }

  /** Labels of installed releases; those with `*` were chosen, the others came along. */
  having(...labels: string[]): this {
    this.#installed = labels.map((label) => {
      const plain = label.replace('*', '')
      const found = this.#releases.find((each) => `${each.name} ${each.version}` === plain)
      return { release: found ?? release(plain), chosen: label.includes('*') }
    })
    return this
  }

  from(...repositories: string[]): this {
    this.#repositories = repositories
    return this
  }

  input(...wishes: string[]): ResolverInput {
    return {
      source: sourceOf(this.#releases, this.#repositories),
      installed: this.#installed,
      wishes: wishes.map(wish),
    }
  }

  resolve(...wishes: string[]): Resolution {
    return resolve(this.input(...wishes), usualBudget, () => false)
  }

  /** The whole new state, as `having` writes it; null where there is none. */
  after(...wishes: string[]): readonly string[] | null {
    const resolution = this.resolve(...wishes)
    return resolution.kind === 'solved' ? stateOf(resolution) : null
  }

  removed(...wishes: string[]): readonly string[] {
    const resolution = this.resolve(...wishes)
    if (resolution.kind !== 'solved') return [resolution.kind]
    return resolution.removed.map(({ release: gone, because }) => {
      const { kind, ...facts } = because
      return [gone.name, kind, ...Object.values(facts)].join(' ')
    })
  }

  explain(...wishes: string[]) {
    const resolution = this.resolve(...wishes)
    if (resolution.kind !== 'unsolvable') throw new Error(`this is ${resolution.kind}`)
    return {
      clash: resolution.explanation.clash.map((fact) => Object.values(fact).flat().join(' ')),
      fixes: resolution.explanation.fixes.map(({ requests }) =>
        requests.map(describeRequest).join(', then '),
      ),
      proof: resolution.explanation.proof,
    }
  }
}

export function aWorld(...releases: ResolverRelease[]): World {
  return new World(releases)
}

export function stateOf(resolution: Extract<Resolution, { kind: 'solved' }>): readonly string[] {
  return resolution.releases.map(
    ({ release: { name, version }, chosen }) => `${name}${chosen ? '*' : ''} ${version}`,
  )
}

export function describeRequest(request: ChangeRequest): string {
  if (request.kind === 'install') {
    return `install ${request.packages.map(({ name, version = '' }) => `${name} ${version}`.trim()).join(' + ')}`
  }
  if (request.kind === 'remove') return `remove${request.force ? '!' : ''} ${request.packages.join(' + ')}`
  return request.kind
}

/** The wishes that a request stands for. */
export function wishesOf(request: ChangeRequest): readonly Wish[] {
  if (request.kind === 'install') {
    return request.packages.map(({ name, version }) => ({
      kind: 'install',
      name,
      constraints: version === undefined ? [] : read(parseConstraints(version)),
      repository: request.repository,
    }))
  }
  if (request.kind === 'remove') {
    return request.packages.map((name) => ({ kind: 'remove', name, force: request.force }))
  }
  throw new Error(`no fix is a ${request.kind}`)
}
