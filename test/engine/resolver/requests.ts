import type { ChangeRequest, SingleRequest } from '../../../engine/model/plan.ts'
import { isProblem, parseConstraints, type Problem } from '../../../engine/model/version-range.ts'
import type { Wish } from '../../../engine/resolver/package-source.ts'
import type { ResolverInput } from '../../../engine/resolver/resolve.ts'

/** As `wish` reads it, more than one joined by `+`. */
export function describeRequest(request: ChangeRequest): string {
  switch (request.kind) {
    case 'install': {
      const wanted = request.packages.map(({ name, version = '' }) => `${name} ${version}`.trim())
      const source = request.repository === undefined ? '' : ` @${request.repository}`
      const channel = request.development === true ? ' --development' : ''
      return `install${request.forceDependencies === true ? '!' : ''} ${wanted.join(' + ')}${source}${channel}`
    }
    case 'remove':
      return `remove${request.force ? '!' : ''} ${request.packages.join(' + ')}`
    case 'replace':
      return `replace ${request.name} by ${request.by}`
    case 'together':
      return request.requests.map(describeRequest).join(', and ')
    case 'update':
    case 'downgrade':
      return [request.kind, request.packages?.join(' + ') ?? ''].join(' ').trim()
    default:
      return request.kind
  }
}

/** The input that a request makes of what is installed now: its wishes, and what it allows besides. */
export function asking(input: ResolverInput, request: ChangeRequest): ResolverInput {
  const single = partsOf(request)
  const { policy, options } = input
  return {
    ...input,
    wishes: single.flatMap(wishesOf),
    policy: { ...policy, development: policy.development || single.some(takesDevelopment) },
    options: {
      recommends: single.every((part) => !('recommends' in part) || (part.recommends ?? options.recommends)),
      suggests: options.suggests || single.some((part) => 'suggests' in part && part.suggests === true),
      keepUnneeded: single.some((part) => part.kind === 'remove' && part.keepUnneeded === true),
    },
  }
}

export function partsOf(request: ChangeRequest): readonly SingleRequest[] {
  if (request.kind === 'together') return request.requests
  if (request.kind === 'rollback' || request.kind === 'undo' || request.kind === 'rollback-package')
    throw new Error(`${request.kind} is not resolved`)
  return [request]
}

function takesDevelopment(request: SingleRequest): boolean {
  return 'development' in request && request.development === true
}

function wishesOf(request: SingleRequest): readonly Wish[] {
  switch (request.kind) {
    case 'install':
      return request.packages.map(({ name, version }) => ({
        kind: 'install',
        name,
        constraints: version === undefined ? [] : read(parseConstraints(version)),
        repository: request.repository,
        forceDependencies: request.forceDependencies ?? false,
      }))
    case 'remove':
      return request.packages.map((name) => ({ kind: 'remove', name, force: request.force }))
    case 'update':
      return request.packages?.map((name) => ({ kind: 'update', name })) ?? [{ kind: 'update-all' }]
    case 'downgrade':
      return request.packages.map((name) => ({ kind: 'install', name, constraints: [], older: true }))
    case 'replace':
      return [{ kind: 'replace', name: request.name, by: request.by }]
    case 'autoremove':
    case 'repair':
      return [{ kind: request.kind }]
  }
}

export function read<T extends object>(value: T | Problem): T {
  if (isProblem(value)) throw new Error(`${value.text}: ${value.problem}`)
  return value
}
