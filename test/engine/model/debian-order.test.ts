import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compareVersions } from '../../../engine/model/version.ts'

/**
 * As `dpkg --compare-versions` orders them, oldest first; versions that it calls equal share a line. Written once from
 * its answers on every pair, because asking it for all of them takes most of a minute.
 */
const classes = readFileSync(new URL('debian-order.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' '))
const versions = classes.flatMap((equal, rank) => equal.map((version) => ({ version, rank })))
const signs = ['<', '=', '>'] as const

test('every pair of the list compares as dpkg compares it', () => {
  const wrong = versions.flatMap((a) =>
    versions.flatMap((b) => {
      const ours = Math.sign(compareVersions(a.version, b.version, 'debian'))
      return ours === Math.sign(a.rank - b.rank) ? [] : [`${a.version} ${signs[ours + 1]!} ${b.version}`]
    }),
  )
  expect(wrong).toEqual([])
  expect(versions.length ** 2).toBeGreaterThan(22_500)
})

test('sorting the list from any start brings it into the order of dpkg', () => {
  const sorted = versions
    .map(({ version }) => version)
    .toSorted()
    .toSorted((a, b) => compareVersions(a, b, 'debian'))
  const ranks = new Map(versions.map(({ version, rank }) => [version, rank]))
  const inOrder = sorted.map((version) => ranks.get(version)!)
  expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b))
})

test('the dpkg of this machine still says what the list says', (context) => {
  if (spawnSync('dpkg', ['--version']).status !== 0) context.skip('there is no dpkg here')
  // Neighbours, and what is equal: the rest of the order follows.
  const claims = classes.flatMap((equal, rank) => [
    ...equal.slice(1).map((version) => `${equal[0]!} eq ${version}`),
    ...(classes[rank + 1] ?? []).slice(0, 1).map((next) => `${equal[0]!} lt ${next}`),
  ])
  const script = 'while read -r a is b; do dpkg --compare-versions "$a" "$is" "$b" || echo "$a $is $b"; done'
  const refused = execFileSync('sh', ['-c', script], { input: `${claims.join('\n')}\n`, encoding: 'utf8' })
  expect(refused).toBe('')
})
