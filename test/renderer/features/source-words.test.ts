import { expect, test } from 'vitest'
import { sourceWords } from '../../../renderer/features/package/source-words.ts'

const repositories = [
  { name: 'main', priority: 10 },
  { name: 'extra', priority: 0 },
  { name: 'others', priority: 0 },
]

/** As the engine lists them: by repository, the one that wins first, and newest first within each. */
function said(...names: readonly string[]): string | null {
  return sourceWords({ versions: names.map((repository) => ({ repository })) }, repositories)
}

test('of several repositories that offer an app, the first one is told with the reason', () => {
  expect([said('main', 'main', 'extra', 'others'), said('extra', 'others', 'others')]).toEqual([
    'Offered first from main: its priority, 10, is higher than that of extra (0) and others (0).',
    'Offered first from extra: extra and others have the same priority, 0, and it was added first.',
  ])
})

test('where the administrator said which comes first, that rule is told', () => {
  const order = {
    ...{ decision: 'allow' as const, owner: 'administrator' as const, file: '/etc/policy.json' },
    ...{ rule: 'priority[0]', reason: 'order' as const, note: null },
  }
  const versions = ['extra', 'main'].map((repository) => ({ repository }))

  expect(sourceWords({ versions }, [{ name: 'extra', priority: 0, order }, ...repositories])).toBe(
    'Offered first from extra: rule priority[0] of your administrator says so.',
  )
})

test('of one repository, of none, and of one that is gone, nothing is said', () => {
  expect([said('main', 'main'), said(), said('main', 'gone')]).toEqual([null, null, null])
})
