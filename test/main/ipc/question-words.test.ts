import { expect, test } from 'vitest'
import type { Description } from '../../../engine/api/description.ts'
import { questionText } from '../../../main/ipc/question-words.ts'

const plain: Description = { subject: 'software', about: '', changes: [], facts: [] }
const textOf = (description: Partial<Description>) =>
  questionText({ description: { ...plain, ...description }, mayKeep: true })

test('a plan is told by what comes, changes and goes', () => {
  const line = { repository: 'main', publisher: 'Acme' }
  const { lead, changes } = textOf({
    changes: [
      { action: 'install', name: 'jq', from: null, to: '1.7', ...line },
      { action: 'upgrade', name: 'git', from: '2.1', to: '2.2', ...line },
      { action: 'remove', name: 'nano', from: '7.0', to: null, repository: null, publisher: null },
    ],
  })

  expect(lead).toBe('Install 1, update 1, remove 1 packages.')
  expect(changes).toEqual([
    { act: 'Install', name: 'jq', versions: '1.7', source: 'main · Acme' },
    { act: 'Update', name: 'git', versions: '2.1 → 2.2', source: 'main · Acme' },
    { act: 'Remove', name: 'nano', versions: '7.0', source: '' },
  ])
})

test('an operation without words of its own is told by its row and its fields', () => {
  const facts = [{ label: 'keyId', value: 'ab' }]

  expect(textOf({ subject: 'other', about: 'Trusts a key.', facts })).toMatchObject({
    title: 'Allow this?',
    lead: 'Trusts a key.',
    facts: [{ label: 'KeyId', value: 'ab' }],
  })
})

test('nothing in it can turn the direction of writing, start a line, or hide', () => {
  const value = 'a\u202eb\u200bc\nd\u001b[2Je'

  expect(textOf({ subject: 'repository-remove', facts: [{ label: 'name', value }] }).facts).toEqual([
    { label: 'Name', value: 'a\\u{202e}b\\u{200b}c\\u{a}d\\u{1b}[2Je' },
  ])
})

test('a gap of spaces pushes nothing out of sight', () => {
  const value = `main${' \u00a0\u3000'.repeat(100)}evil`

  expect(textOf({ subject: 'repository-remove', facts: [{ label: 'name', value }] }).facts).toEqual([
    { label: 'Name', value: 'main evil' },
  ])
})

test('whose word is taken and what runs is said before the changes, and a script line by line', () => {
  const facts = [
    { label: 'publisher', value: 'jq now: Mallory ab' },
    { label: 'runs', value: 'jq 1.7, post_install' },
    { label: 'script', value: '# only a comment\n\trm -rf ~ \u202e\u0007\n' },
    { label: 'plan', value: 'cd' },
  ]

  expect(textOf({ facts })).toMatchObject({
    first: [
      { label: 'Publisher', value: 'jq now: Mallory ab' },
      { label: 'Runs', value: 'jq 1.7, post_install' },
      { label: 'Script', value: '# only a comment\n\trm -rf ~ \\u{202e}\\u{7}' },
    ],
    facts: [{ label: 'Plan', value: 'cd' }],
  })
})
