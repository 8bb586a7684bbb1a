import { createHash } from 'node:crypto'
import { buildPool } from '../../../engine/resolver/build-pool.ts'
import {
  openPolicy,
  usualOptions,
  type Declaration,
  type InstalledPackage,
  type Policy,
  type RankedRepository,
  type RequestOptions,
} from '../../../engine/resolver/package-source.ts'
import { openPool, type Pool } from '../../../engine/resolver/pool.ts'
import {
  resolve,
  usualBudget,
  type Resolution,
  type ResolverInput,
} from '../../../engine/resolver/resolve.ts'
import { installedFrom, machine, release, wish } from './release.ts'
import { describeRequest } from './requests.ts'

export function poolOf(declarations: Iterable<Declaration>, repositories: readonly string[]): Pool {
  const sources = repositories.map((repository) => ({ repository, digest: digestOfNothing }))
  const pool = openPool(buildPool(declarations, { architecture: machine, sources }))
  if (pool === null) throw new Error('a pool just built cannot be opened')
  return pool
}

const digestOfNothing = createHash('sha256').digest('hex')

export class World {
  readonly #declarations: readonly Declaration[]
  #installed: readonly InstalledPackage[] = []
  #repositories: readonly RankedRepository[] = [{ name: 'main', priority: 100 }]
  #policy: Partial<Policy> = {}
  #options: Partial<RequestOptions> = {}
  #securityFixes: ReadonlySet<string> = new Set()

  constructor(declarations: readonly Declaration[]) {
    this.#declarations = declarations
  }

  /** `name version`, or `name version repository`; with `*` after the name it was chosen, else it came along. */
  having(...labels: (string | InstalledPackage)[]): this {
    this.#installed = labels.map((label) => (typeof label === 'string' ? this.#installedAs(label) : label))
    return this
  }

  #installedAs(label: string): InstalledPackage {
    const [name, version, repository] = label.replace('*', '').split(' ')
    const found = this.#declarations.find(
      (each) =>
        each.name === name &&
        each.version === version &&
        (repository === undefined || each.repository === repository),
    )
    const spec = repository === undefined ? {} : { repository }
    return installedFrom(found ?? release(`${name!} ${version!}`, spec), label.includes('*'))
  }

  /** The best first: `main`, `other`; or with priorities: `main 100`, `other 100`. */
  from(...repositories: string[]): this {
    this.#repositories = repositories.map((label, index) => {
      const [name, priority] = label.split(' ')
      return { name: name!, priority: priority === undefined ? 100 - index : Number(priority) }
    })
    return this
  }

  policy(policy: Partial<Policy>): this {
    this.#policy = policy
    return this
  }

  options(options: Partial<RequestOptions>): this {
    this.#options = options
    return this
  }

  securityFixes(...names: string[]): this {
    this.#securityFixes = new Set(names)
    return this
  }

  input(...wishes: string[]): ResolverInput {
    const named = [...this.#declarations.map(({ repository }) => repository)]
    return {
      pool: poolOf(this.#declarations, [...new Set(named)].toSorted()),
      installed: this.#installed,
      wishes: wishes.map(wish),
      policy: { ...openPolicy(this.#repositories), ...this.#policy },
      options: { ...usualOptions, ...this.#options },
      securityFixes: this.#securityFixes,
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

export function aWorld(...declarations: Declaration[]): World {
  return new World(declarations)
}

export type Solved = Extract<Resolution, { kind: 'solved' }>

export function stateOf(resolution: Solved): readonly string[] {
  return resolution.releases.map(
    ({ release: { name, version }, chosen }) => `${name}${chosen ? '*' : ''} ${version}`,
  )
}

/** What is on the machine after a request; `known` has every release that may have come. */
export function installedAfter(
  { releases }: Solved,
  known: readonly Declaration[],
  before: readonly InstalledPackage[],
): readonly InstalledPackage[] {
  const everything = [...before.map((each) => each.declare()), ...known]
  const byLabel = new Map(everything.map((each) => [labelOf(each), each]))
  return releases.map(({ release: now, chosen, unmet }) =>
    installedFrom(byLabel.get(labelOf(now))!, chosen, unmet),
  )
}

export function labelOf({
  name,
  version,
  repository,
}: Pick<Declaration, 'name' | 'version' | 'repository'>): string {
  return `${name} ${version} ${repository}`
}
