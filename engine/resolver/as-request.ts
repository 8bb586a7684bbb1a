import type { ResolvedRequest, SingleRequest } from '../model/plan.ts'
import { formatConstraints } from '../model/version-range.ts'
import type { InstallWish, Wish } from './package-source.ts'
import type { ResolverInput } from './problem.ts'

/** The request that a person could make for these wishes, in one plan, with the options of the original one. */
export function asRequest(wishes: readonly Wish[], input: ResolverInput): ResolvedRequest {
  const groups = Map.groupBy(wishes, groupOf)
  // What goes makes room for what comes: people read it in this order.
  const requests = [...groups.values()]
    .toSorted((a, b) => Number(b[0]!.kind === 'remove') - Number(a[0]!.kind === 'remove'))
    .flatMap((group) => requestsFor(group, input))
  return requests.length === 1 ? requests[0]! : { kind: 'together', requests }
}

/** One request holds wishes of one kind; installs of one repository; removals with or without force. */
function groupOf(wish: Wish): string {
  if (wish.kind === 'install')
    return `install ${wish.repository ?? ''} ${wish.older === true} ${wish.forceDependencies === true}`
  return wish.kind === 'remove' ? `remove ${wish.force}` : wish.kind
}

function requestsFor(wishes: readonly Wish[], input: ResolverInput): readonly SingleRequest[] {
  const [first] = wishes
  const names = wishes.flatMap((wish) => ('name' in wish ? [wish.name] : []))
  switch (first!.kind) {
    case 'install':
      return [
        installing(
          wishes.filter((wish) => wish.kind === 'install'),
          input,
        ),
      ]
    case 'remove':
      return [{ kind: 'remove', packages: names, purge: false, force: first!.force, ...keeping(input) }]
    case 'update':
      return [{ kind: 'update', packages: names, ...extras(input) }]
    case 'update-all':
      return [{ kind: 'update', ...extras(input) }]
    case 'replace':
      return wishes.flatMap((wish) =>
        wish.kind === 'replace'
          ? [{ kind: 'replace', name: wish.name, by: wish.by, ...extrasOnly(input) }]
          : [],
      )
    case 'autoremove':
    case 'repair':
      return [{ kind: first!.kind }]
  }
}

function installing(wishes: readonly InstallWish[], input: ResolverInput): SingleRequest {
  const [first] = wishes
  if (first!.older === true) return { kind: 'downgrade', packages: wishes.map(({ name }) => name) }
  return {
    kind: 'install',
    packages: wishes.map(({ name, constraints }) =>
      constraints.length === 0 ? { name } : { name, version: formatConstraints(constraints) },
    ),
    ...(first!.repository === undefined ? {} : { repository: first!.repository }),
    force: false,
    ...(first!.forceDependencies === true ? { forceDependencies: true } : {}),
    ...extras(input),
  }
}

function extras(input: ResolverInput) {
  return { ...(input.policy.development ? { development: true } : {}), ...extrasOnly(input) }
}

function extrasOnly({ options: { recommends, suggests } }: ResolverInput) {
  return { ...(recommends ? {} : { recommends: false }), ...(suggests ? { suggests: true } : {}) }
}

function keeping({ options: { keepUnneeded } }: ResolverInput) {
  return keepUnneeded ? { keepUnneeded: true } : {}
}
