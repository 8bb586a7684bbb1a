import type { Declaration, Policy } from '../../../engine/resolver/package-source.ts'
import type { Candidate, Universe } from './oracle.ts'
import { compareWritten, isPreRelease, isWithin } from './plain-words.ts'
import { machine } from './release.ts'

/** Whether a release that is not there yet may be taken at all. */
export function mayCome(own: Candidate, all: readonly Candidate[], universe: Universe): boolean {
  const { declared, isOffered } = own
  const { policy, installed } = universe
  const isHeld = policy.holds.has(declared.name) && installed.some(({ name }) => name === declared.name)
  return (
    isOffered &&
    !isHeld &&
    isForThisMachine(declared) &&
    isWithinPins(declared, policy) &&
    homesOf(declared.name, all, universe).includes(declared.repository) &&
    isOfOpenChannel(declared, all, universe)
  )
}

function isForThisMachine({ architecture }: Declaration): boolean {
  return architecture === machine || architecture === 'universal'
}

/** Where releases of a name may come from. */
function homesOf(name: string, all: readonly Candidate[], universe: Universe): readonly string[] {
  const { policy, wishes } = universe
  const inUse = (repository: string) => policy.repositories.some((each) => each.name === repository)
  const asked = wishes.flatMap((wish) =>
    wish.kind === 'install' && wish.name === name && wish.repository !== undefined ? [wish.repository] : [],
  )
  const namespace = namespaceOwner(name, policy)
  const pinned = policy.pins.flatMap((pin) =>
    pin.name === name && pin.repository !== null ? [pin.repository] : [],
  )
  if (namespace !== null) return [namespace].filter(inUse)
  if (pinned.length > 0) return [...pinned, ...asked].filter(inUse)
  return [...ownersAmongAll(name, all, universe), ...asked].filter(inUse)
}

/**
 * The repository of the highest priority that offers the name; an installed one also follows the repository it came
 * from, and leaves it only for one of higher priority.
 */
function ownersAmongAll(
  name: string,
  all: readonly Candidate[],
  { policy, installed }: Universe,
): readonly string[] {
  const first = policy.repositories.find((repository) =>
    all.some(
      ({ declared, isOffered }) =>
        isOffered &&
        declared.name === name &&
        declared.repository === repository.name &&
        isForThisMachine(declared),
    ),
  )
  const origin = policy.repositories.find((repository) =>
    installed.some((each) => each.name === name && each.repository === repository.name),
  )
  if (first === undefined || origin === undefined) return [first, origin].flatMap((each) => each?.name ?? [])
  return first.priority > origin.priority ? [first.name, origin.name] : [origin.name]
}

function namespaceOwner(name: string, { owners }: Policy): string | null {
  const matching = owners.filter(({ pattern }) =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
  )
  const exact = matching.find(({ pattern }) => pattern === name)
  const longest = matching.toSorted((a, b) => b.pattern.length - a.pattern.length)[0]
  return (exact ?? longest)?.repository ?? null
}

/** A name that belongs to one repository cannot be provided from another. */
export function mayProvide(name: string, { repository }: Declaration, policy: Policy): boolean {
  const namespace = namespaceOwner(name, policy)
  return namespace === null || namespace === repository
}

function isWithinPins({ name, version, repository }: Declaration, { pins }: Policy): boolean {
  return pins
    .filter((pin) => pin.name === name)
    .every(
      (pin) =>
        (pin.repository === null || pin.repository === repository) &&
        isWithin(
          version,
          pin.constraints.map((each) => [each.operator, each.version] as const),
        ),
    )
}

function isOfOpenChannel(
  { name, version }: Declaration,
  all: readonly Candidate[],
  universe: Universe,
): boolean {
  const { policy, installed, wishes } = universe
  if (!isPreRelease(version) || policy.development) return true
  const isOnIt = installed.some((each) => each.name === name && isPreRelease(each.version))
  const isMeant = wishes.some(
    (wish) =>
      wish.kind === 'install' &&
      wish.name === name &&
      wish.constraints.some((constraint) => isPreRelease(constraint.version)),
  )
  const homes = homesOf(name, all, universe)
  const hasStable = all.some(
    ({ declared, isOffered }) =>
      isOffered &&
      declared.name === name &&
      homes.includes(declared.repository) &&
      isForThisMachine(declared) &&
      !isPreRelease(declared.version),
  )
  return isOnIt || isMeant || !hasStable
}

/** The best first: by repository, then the version; what nobody offers any more is last. */
export function compareForTaking(a: Candidate, b: Candidate, { repositories }: Policy): number {
  const rank = ({ declared, isOffered }: Candidate) => {
    const own = repositories.findIndex(({ name }) => name === declared.repository)
    return isOffered && own >= 0 ? own : repositories.length
  }
  return rank(a) - rank(b) || compareWritten(b.declared.version, a.declared.version)
}
