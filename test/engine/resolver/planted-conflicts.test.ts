import { expect, test } from 'vitest'
import type { ChangeRequest, SingleRequest } from '../../../engine/model/plan.ts'
import { resolve, usualBudget, type ResolverInput } from '../../../engine/resolver/resolve.ts'
import { answers, readTerms } from './plain-words.ts'
import { plant, type Planted } from './planted.ts'
import { asking, describeRequest, partsOf } from './requests.ts'
import { aWorld, installedAfter, type Solved } from './world.ts'

const count = 200

function explain(planted: Planted) {
  const input = aWorld(...planted.declarations)
    .having(...planted.installed)
    .from('main', 'stranger')
    .policy(planted.policy)
    .input(...planted.wishes)
  const answer = resolve(input, usualBudget, () => false)
  if (answer.kind !== 'unsolvable') throw new Error(`${planted.kind} is ${answer.kind}`)
  return { input, fixes: answer.explanation.fixes.map(({ requests }) => requests) }
}

/** What does not come as the fix says, when its requests are made one after the other. */
function failuresOf(
  requests: readonly ChangeRequest[],
  input: ResolverInput,
  { declarations }: Planted,
): readonly string[] {
  let now = input
  let answer: Solved | null = null
  for (const request of requests) {
    const next = resolve(asking(now, request), usualBudget, () => false)
    if (next.kind !== 'solved') return [`${describeRequest(request)}: ${next.kind}`]
    answer = next
    now = { ...now, installed: installedAfter(next, declarations, now.installed) }
  }
  if (answer === null) return ['asks for nothing']
  const parts = requests.flatMap(partsOf)
  const state = now.installed.map((each) => ({ ...each.declare(), chosen: each.chosen }))
  const lost = input.installed
    .filter(({ chosen, name }) => chosen && !state.some((each) => each.name === name))
    .filter(({ name }) => !parts.some((part) => goesBy(part, name)))
  const digests = (list: ResolverInput['installed']) => list.map(({ digest }) => digest).toSorted()
  return [
    ...parts.flatMap((part) => notGranted(part, state)),
    ...lost.map(({ name }) => `${name} is lost and nobody said so`),
    ...(digests(now.installed).join() === digests(input.installed).join() ? ['changes nothing'] : []),
  ]
}

type Present = Parameters<typeof answers>[0] & { readonly repository: string; readonly chosen: boolean }

function notGranted(request: SingleRequest, state: readonly Present[]): readonly string[] {
  if (request.kind === 'remove') {
    return request.packages
      .filter((name) => state.some((each) => each.name === name))
      .map((name) => `${name} is there`)
  }
  if (request.kind === 'replace')
    return state.some(({ name }) => name === request.name) ? ['not replaced'] : []
  if (request.kind !== 'install') return []
  return request.packages
    .filter(({ name, version }) => {
      const [term] = readTerms(`${name} ${version ?? ''}`.trim())
      const isFrom = ({ repository }: Present) =>
        request.repository === undefined || request.repository === repository
      return !state.some((each) => each.chosen && isFrom(each) && answers(each, term!))
    })
    .map(({ name, version = '' }) => `${name} ${version} is not there`)
}

function goesBy(request: SingleRequest, name: string): boolean {
  if (request.kind === 'remove') return request.packages.includes(name)
  return request.kind === 'replace' && request.name === name
}

test('of 200 planted conflicts 19 in 20 have a fix that works when it is made, and no fix that is offered fails', () => {
  const failing: string[] = []
  const withoutFix: string[] = []
  for (let number = 0; number < count; number += 1) {
    const planted = plant(number)
    const { input, fixes } = explain(planted)
    const label = `${number} (${planted.kind}: ${planted.wishes.join(', ')})`
    if (fixes.length === 0) withoutFix.push(label)
    for (const requests of fixes) {
      const failures = failuresOf(requests, input, planted)
      const fix = requests.map(describeRequest).join(', then ')
      if (failures.length > 0) failing.push(`${label}, ${fix}: ${failures.join('; ')}`)
    }
  }
  const share = `${count - withoutFix.length} of ${count} planted conflicts have a fix that works`
  console.log([share, ...withoutFix.map((label) => `without a fix: ${label}`)].join('\n'))
  expect(failing).toEqual([])
  expect(withoutFix.length).toBeLessThanOrEqual(count / 20)
})
