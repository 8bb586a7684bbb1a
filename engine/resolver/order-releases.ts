import { compareVersions } from '../model/version.ts'
import type { Declaration } from './package-source.ts'

export type Ordered = Pick<Declaration, 'version' | 'scheme' | 'architecture' | 'repository' | 'digest'>

/** Of one name: what fits this machine first, by scheme, newest first; then by what is left to tell apart. */
export function compareReleases(machine: string): (a: Ordered, b: Ordered) => number {
  return (a, b) =>
    Number(isFor(b, machine)) - Number(isFor(a, machine)) ||
    compareText(a.scheme, b.scheme) ||
    compareVersions(b.version, a.version, a.scheme) ||
    compareText(a.version, b.version) ||
    compareText(a.repository, b.repository) ||
    // What is built for this machine is better than what runs anywhere.
    Number(a.architecture === 'universal') - Number(b.architecture === 'universal') ||
    compareText(a.architecture, b.architecture) ||
    compareText(a.digest, b.digest)
}

export function isFor({ architecture }: Pick<Declaration, 'architecture'>, machine: string): boolean {
  return architecture === machine || architecture === 'universal'
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
