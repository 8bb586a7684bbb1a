import { expect, test } from 'vitest'
import type { Because } from '../../../engine/model/plan.ts'
import type { ProofFact } from '../../../engine/model/proof.ts'
import { becauseWords, factWords, reasonOf, requestWords } from '../../../renderer/format/because.ts'
import { clauseWords } from '../../../renderer/format/clause.ts'

const titleOf = (name: string): string => (name === 'lumenfold' ? 'Lumenfold' : name)

/** One reason of each kind and its words: a kind that is missing here does not compile. */
const reasons: { readonly [K in Because['kind']]: readonly [Extract<Because, { kind: K }>, string] } = {
  requested: [{ kind: 'requested' }, 'You asked for this'],
  dependency: [
    { kind: 'dependency', by: 'lumenfold', clause: 'libraw >= 1.2' },
    'Lumenfold needs libraw 1.2 or later',
  ],
  recommended: [{ kind: 'recommended', by: 'lumenfold', clause: 'quillbay' }, 'Recommended by Lumenfold'],
  suggested: [{ kind: 'suggested', by: 'lumenfold', clause: 'quillbay' }, 'Suggested by Lumenfold'],
  replaces: [{ kind: 'replaces', name: 'lumenfold' }, 'Takes the place of Lumenfold'],
  orphaned: [{ kind: 'orphaned', formerly: 'lumenfold' }, 'Lumenfold needed it last'],
  'depends-on-removed': [{ kind: 'depends-on-removed', on: 'lumenfold' }, 'It needs Lumenfold, which goes'],
  conflict: [{ kind: 'conflict', with: 'lumenfold' }, 'Cannot be here together with Lumenfold'],
  newer: [{ kind: 'newer' }, 'A newer release is offered'],
  generation: [{ kind: 'generation', generation: 139 }, 'As it was in generation 139'],
  held: [{ kind: 'held', reason: 'editor 2.0: spell < 3' }, 'Held because editor 2.0 says spell below 3'],
}

const facts: { readonly [K in ProofFact['kind']]: readonly [Extract<ProofFact, { kind: K }>, string] } = {
  wanted: [{ kind: 'wanted', name: 'lumenfold', constraint: '>= 4' }, 'You asked for Lumenfold 4 or later'],
  installed: [{ kind: 'installed', name: 'lumenfold', version: '4.2.0' }, 'Lumenfold 4.2.0 is installed'],
  depends: [
    { kind: 'depends', release: 'lumenfold 4.2.0', clause: 'libraw >= 1, < 2', repository: 'main' },
    'Lumenfold 4.2.0 needs libraw 1 or later and below 2',
  ],
  conflicts: [
    { kind: 'conflicts', release: 'lumenfold 4.2.0', clause: 'darkroom', other: 'rival 1.0' },
    'Lumenfold 4.2.0 cannot be here together with rival 1.0: it excludes darkroom',
  ],
  'no-release': [
    { kind: 'no-release', clause: 'libraw >= 9', available: ['1.0', '2.0'] },
    'No release fits libraw 9 or later; offered are 1.0 and 2.0',
  ],
  'needed-by': [{ kind: 'needed-by', name: 'libraw', by: 'lumenfold 4.2.0' }, 'Lumenfold 4.2.0 needs libraw'],
  unwanted: [{ kind: 'unwanted', name: 'lumenfold' }, 'You asked for Lumenfold to go'],
  impossible: [{ kind: 'impossible', name: 'lumenfold' }, 'Lumenfold cannot be here as asked'],
  'not-allowed': [
    { kind: 'not-allowed', release: 'lumenfold 5.0', repository: 'other', reason: 'other-repository' },
    'Lumenfold 5.0 from other may not be taken: the package comes from another repository',
  ],
  protected: [{ kind: 'protected', name: 'lumenfold' }, 'Lumenfold is protected from removal'],
}

test.each(Object.values(reasons))('a reason is told as %o', (because, words) => {
  expect(becauseWords(because, titleOf)).toBe(words)
})

test.each(Object.values(facts))('a fact is told as %o', (fact, words) => {
  expect(factWords(fact, titleOf)).toBe(words)
})

test('a row does not repeat its own name, and names the advisories it repairs', () => {
  const because = { kind: 'dependency', by: 'lumenfold', clause: 'libraw >= 1.2' } as const

  const words = reasonOf(
    {
      name: 'libraw',
      to: '1.3',
      because,
      repository: 'main',
      fromRepository: null,
      fixes: ['MSA-1', 'MSA-2'],
    },
    titleOf,
  )

  expect(words).toBe('Lumenfold needs 1.2 or later; fixes MSA-1 and MSA-2')
})

test('what a person holds is told as theirs', () => {
  expect(becauseWords({ kind: 'held', reason: 'rule administrator packages[2] 3.0' }, titleOf)).toBe(
    'Rule “packages[2]” of your administrator keeps 3.0 away',
  )
  const facts: ProofFact[] = [
    { kind: 'depends', release: 'lumenfold 3.0', clause: 'spell < 3', repository: 'main' },
    { kind: 'no-release', clause: 'spell < 3', available: [] },
  ]
  expect(becauseWords({ kind: 'held', reason: 'lumenfold 3.0: spell < 3', facts }, titleOf)).toBe(
    'Held because Lumenfold 3.0 needs spell below 3, but no repository offers spell below 3',
  )
  expect(becauseWords({ kind: 'held', reason: 'hold lumenfold' }, titleOf)).toBe(
    'You hold it at the release it has',
  )
})

test('alternatives and every comparison have words', () => {
  const clauses = ['a = 1 | b', 'a != 1', 'a > 1, <= 2', 'a ^1.2', 'a ~ 1.2', 'a']

  expect(clauses.map(clauseWords)).toEqual([
    'a 1, or b',
    'a other than 1',
    'a later than 1 and 2 or earlier',
    'a 1.2 or a later one that stays compatible',
    'a 1.2 or a later repair of it',
    'a',
  ])
})

test('a request is told as a person would say it', () => {
  const requests = [
    { kind: 'install', packages: [{ name: 'lumenfold', version: '= 3.8' }, { name: 'jot' }], force: false },
    { kind: 'remove', packages: ['lumenfold'], purge: false, force: false },
    { kind: 'update' },
    { kind: 'update', categories: ['Office'], security: true },
    { kind: 'downgrade', packages: ['jot'] },
    { kind: 'replace', name: 'jot', by: 'lumenfold' },
    { kind: 'autoremove' },
    { kind: 'repair' },
    {
      kind: 'together',
      requests: [
        { kind: 'install', packages: [{ name: 'jot' }], force: false },
        { kind: 'remove', packages: ['lumenfold'], purge: false, force: false },
      ],
    },
    { kind: 'rollback', generation: 139 },
    { kind: 'undo' },
  ] as const

  const words = requests.map((request) => requestWords(structuredClone(request) as never, titleOf))

  expect(words).toEqual([
    'Install Lumenfold 3.8 and jot',
    'Remove Lumenfold',
    'Update everything',
    'Bring security updates of everything in Office',
    'Go back to an older jot',
    'Replace jot with Lumenfold',
    'Remove what nothing needs',
    'Repair what is installed',
    'Install jot and remove Lumenfold',
    'Go back to generation 139',
    'Undo the last change',
  ])
})

test('a wish to go back is told as one', () => {
  const wish = { kind: 'wanted', name: 'lumenfold', constraint: null, older: true } as const

  expect(factWords(wish, titleOf)).toBe('You asked for an older Lumenfold')
})

test('a line said nothing of the repository that an update moves its package to', () => {
  const line = { name: 'libraw', to: '1.3', because: { kind: 'newer' }, repository: 'community' } as const

  expect(reasonOf({ ...line, fromRepository: 'main', fixes: ['MSA-1'] }, titleOf)).toBe(
    'A newer release is offered; from community, was main; fixes MSA-1',
  )
})

test('what a generation did not hold is told so where going back removes it', () => {
  const because = { kind: 'generation', generation: 139 } as const
  const line = { name: 'libraw', because, repository: null, fromRepository: null, fixes: [] }

  expect([reasonOf({ ...line, to: null }, titleOf), reasonOf({ ...line, to: '1.2' }, titleOf)]).toEqual([
    'Not there in generation 139',
    'As it was in generation 139',
  ])
})
