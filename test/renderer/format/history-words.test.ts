import { expect, test } from 'vitest'
import type { ChangeRequest } from '../../../engine/model/plan.ts'
import { countWords, madeWords } from '../../../renderer/format/history-words.ts'
import { formatDay, formatSpan } from '../../../renderer/format/time.ts'

const titles: Record<string, string> = { quillbay: 'Quillbay', isoline: 'Isoline Atlas' }
const titleOf = (name: string): string => titles[name] ?? name
const changes = [
  { name: 'quillbay', from: '3.4.0', to: '3.4.1' },
  { name: 'isoline', from: null, to: '5.1.4' },
  { name: 'podrift', from: '1.2.0', to: null },
  { name: 'vaultern', from: null, to: '3.8.1' },
]
const wanted = (...names: string[]) => names.map((name) => ({ name }))

test('what made a generation is told as it is told afterwards', () => {
  const requests: readonly (ChangeRequest | null)[] = [
    null,
    { kind: 'install', packages: wanted('quillbay', 'isoline'), force: false },
    { kind: 'install', packages: wanted('quillbay', 'isoline', 'a', 'b', 'c'), force: false },
    { kind: 'remove', packages: ['isoline'], purge: false, force: false },
    { kind: 'update', packages: ['quillbay'] },
    { kind: 'update' },
    { kind: 'update', security: true },
    { kind: 'downgrade', packages: ['quillbay'] },
    { kind: 'replace', name: 'quillbay', by: 'isoline' },
    { kind: 'autoremove' },
    { kind: 'repair' },
    { kind: 'rollback', generation: 139 },
    { kind: 'rollback-package', name: 'quillbay', version: '3.4.0', backup: true },
    { kind: 'undo' },
    {
      kind: 'together',
      requests: [
        { kind: 'install', packages: wanted('quillbay'), force: false },
        { kind: 'remove', packages: ['isoline'], purge: false, force: false },
      ],
    },
  ]

  expect(requests.map((request) => madeWords({ request, changes }, titleOf))).toEqual([
    'Before the first change',
    'Installed Quillbay and Isoline Atlas',
    'Installed Quillbay, Isoline Atlas and 3 others',
    'Removed Isoline Atlas',
    'Updated Quillbay',
    'Updated Quillbay, Isoline Atlas and 2 others',
    'Security updates for Quillbay, Isoline Atlas and 2 others',
    'Went back to an older Quillbay',
    'Replaced Quillbay with Isoline Atlas',
    'Removed what nothing needed',
    'Repaired what was installed',
    'Went back to 139',
    'Went back to Quillbay 3.4.0',
    'Undid the change before',
    'Changed Quillbay and Isoline Atlas',
  ])
})

test('what a generation changed is counted', () => {
  expect([countWords({ changes }), countWords({ changes: [] })]).toEqual([
    '2 added, 1 changed, 1 removed',
    'No package changed',
  ])
})

test('a day is told as people say it, and a span in whole units', () => {
  const now = new Date(2026, 10, 20, 9, 30)
  const at = (...parts: [number, number, number, number]): string => new Date(...parts).toISOString()

  expect([
    formatDay(at(2026, 10, 20, 0), now),
    formatDay(at(2026, 10, 19, 23), now),
    formatDay(at(2026, 10, 17, 12), now),
    formatDay(at(2025, 10, 17, 12), now),
    formatSpan(at(2026, 10, 9, 9), at(2026, 10, 20, 9)),
    formatSpan(at(2026, 10, 20, 9), at(2026, 10, 20, 12)),
  ]).toEqual(['Today', 'Yesterday', 'Tuesday 17 November', 'Monday 17 November 2025', '11 days', '3 h'])
})
