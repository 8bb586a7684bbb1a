import { expect, test } from 'vitest'
import { OperationFailed } from '../../../engine/api/client.ts'
import type { Input, OperationName } from '../../../engine/api/operations.ts'
import { parseInput } from '../../../engine/api/parse-input.ts'

function refusalOf<N extends OperationName>(name: N, input: Input<N>): unknown {
  try {
    return parseInput(name, input)
  } catch (error) {
    if (error instanceof OperationFailed) return error.failure
    throw error
  }
}

const wanting = (...packages: { name: string; version?: string }[]) =>
  ({ request: { kind: 'install', packages } }) as const

test('defaults are filled in', () => {
  expect(parseInput('repository.sync', {})).toEqual({ force: false })
})

test.each<[string, OperationName, Input<OperationName>, object]>([
  [
    'an empty version',
    'plan.make',
    wanting({ name: 'editor', version: '' }),
    { what: 'request.packages.0.version', value: '', problem: 'it is empty' },
  ],
  [
    'a long query',
    'catalog.search',
    { query: 'a'.repeat(100_000) },
    { what: 'query', value: `${'a'.repeat(100)}…`, problem: 'it is longer than 256 characters' },
  ],
  [
    'a long name, cut where it is told back',
    'package.info',
    { name: 'a'.repeat(10_000_000) },
    { what: 'name', value: `${'a'.repeat(100)}…`, problem: expect.any(String) },
  ],
  [
    'too many packages at once',
    'plan.make',
    wanting(...Array.from({ length: 5_000 }, (_, index) => ({ name: `p${index}` }))),
    { what: 'number of packages', value: '5000', problem: 'at most 1000 at once' },
  ],
  [
    'no packages',
    'plan.make',
    wanting(),
    { what: 'number of packages', value: '0', problem: 'at least one is needed' },
  ],
])('%s is refused in words of its own', (_, name, input, facts) => {
  expect(refusalOf(name, input)).toEqual({ code: 'request/invalid', facts })
})
