import { describe, expect, test } from 'vitest'
import { nearest } from '../../engine/base/nearest.ts'
import { parseProvision, parseRelation } from '../../engine/model/relation.ts'
import { compareVersions, isVersion } from '../../engine/model/version.ts'
import { parseConstraints } from '../../engine/model/version-range.ts'
import { parsePattern } from '../../engine/builder/glob.ts'
import { aMachine } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'

/** What sends a pattern that goes back into years of work: a run that nearly matches, and an end that does not. */
const length = 50_000
const runs = ['a', '0', '.', '-', '+', '~', ' ', '1.', 'a-', '>= ', '| ', '(', '*', 'a*', '\t'].map(
  (unit) => `${unit.repeat(length / unit.length)}!`,
)

describe('text that is made to keep a reader busy is read, or refused, at once', () => {
  const readers: readonly [string, (text: string) => unknown][] = [
    ['a version', (text) => [isVersion(text, 'semver'), isVersion(text, 'debian')]],
    ['two versions', (text) => compareVersions(text, `${text}1`, 'debian')],
    ['constraints', (text) => parseConstraints(text)],
    ['a relation', (text) => parseRelation(`a ${text}`)],
    ['a provision', (text) => parseProvision(`a ${text}`)],
    ['a name that nobody has', (text) => nearest(text.slice(0, 256), ['aaaa', 'a-a-a-a'])],
  ]
  test.each(readers)('%s', (_what, read) => {
    for (const text of runs) read(text)
  })
})

test('a pattern of many stars over a long path is decided at once', () => {
  const { matches } = parsePattern(`${'*a'.repeat(60)}*!`)

  expect(matches(`${'a'.repeat(4_000)}`, false)).toBe(false)
})

test('a search of the longest kind is answered', async () => {
  const machine = await aMachine()
  await machine.use(await aRepository(release('editor', '1.0')))
  const queries = runs.map((text) => text.slice(0, 256))

  const answers = await Promise.all(
    [...queries, '"'.repeat(256), "'".repeat(256), '^*:()"-'.repeat(36)].map((query) =>
      machine.engine.run('catalog.search', { query, description: true, tags: true }, { signal: never }),
    ),
  )

  expect(answers.every(({ packages }) => packages.length <= 1)).toBe(true)
})
