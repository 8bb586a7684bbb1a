import { expect, test } from 'vitest'
import { systemPerson } from '../../../engine/config/person.ts'
import { type Asker, rolesOf } from '../../../engine/policy/roles.ts'

function rolesIn(user: readonly string[], asker: Partial<Asker>) {
  const policy = { version: 1 as const, packages: [], roles: { user: [...user] } }
  const who = { name: 'ada', uid: 1_000, groups: ['staff', '20'], ...asker }
  return rolesOf([{ owner: 'administrator', file: '/etc/policy.json', policy }], who)
}

test.each([
  ['a name', 'ada'],
  ['a number', '1000'],
  ['a number with zeros before it', '01000'],
  ['the name of a group', '@staff'],
  ['the number of a group', '@20'],
  ['everybody', '*'],
])('%s means a person', (_, somebody) => {
  expect(rolesIn([somebody], {})).toEqual(['user'])
})

test.each([['1001'], ['@1000'], ['20'], ['@2'], ['staff'], ['@ada'], ['Ada']])(
  '%s means others',
  (somebody) => {
    expect(rolesIn([somebody], {})).toEqual([])
  },
)

test('whoever is called like a number of somebody else is not that one', () => {
  expect(rolesIn(['1001'], { name: '1001' })).toEqual([])
})

test('whoever runs this has their groups by name and by number', () => {
  const numbers = (process.getgroups?.() ?? []).map(String)

  expect(systemPerson().groups).toEqual(expect.arrayContaining(numbers))
  if (numbers.includes('0')) expect(systemPerson().groups).toContain('root')
})
