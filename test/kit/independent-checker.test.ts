import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import type { Declaration } from '../../engine/resolver/package-source.ts'
import { isFull } from './full.ts'
import { independentChecker } from './independent-checker.ts'
import { compareAsDpkg, compareAsSemver, satisfiesNearly } from './independent-versions.ts'

const seed = 20_240_607
/** Each is a process. */
const count = isFull ? 3_000 : 300

test('a sound state has nothing wrong', () => {
  const { check } = independentChecker([
    declared('app', '1', {
      dependencies: ['lib (>= 2) | other', 'mail'],
      conflicts: ['mail'],
      provides: ['mail'],
    }),
    declared('lib', '2:0', { provides: ['abi (= 4)'], breaks: ['app (<< 1)'] }),
    declared('user', '1', { dependencies: ['abi:any (>= 3)', 'abi'] }),
  ])

  const found = check([member('app', '1'), member('lib', '2:0'), member('user', '1')], ['app', 'user'])

  expect(found).toEqual([])
})

test('everything that is wrong is named', () => {
  const { check } = independentChecker([
    declared('app', '1', { dependencies: ['lib (>= 2) | other', 'abi (>= 5)'] }),
    declared('lib', '1', { provides: ['abi'], conflicts: ['virtual'] }),
    declared('lib', '2~rc1'),
    declared('stranger', '1', { provides: ['virtual (= 9)'] }),
  ])

  const found = check(
    [
      member('app', '1'),
      member('lib', '1'),
      member('lib', '2~rc1'),
      member('stranger', '1'),
      member('ghost', '3'),
    ],
    ['app', 'wish'],
  )

  expect(found).toEqual([
    { kind: 'not-offered', release: 'ghost 3' },
    { kind: 'twice', name: 'lib', versions: ['1', '2~rc1'] },
    { kind: 'missing', name: 'wish' },
    { kind: 'unmet', release: 'app 1', clause: 'lib (>= 2) | other' },
    { kind: 'unmet', release: 'app 1', clause: 'abi (>= 5)' },
    { kind: 'conflict', release: 'lib 1', clause: 'virtual', other: 'stranger 1' },
  ])
})

test('versions are ordered as SemVer orders them', () => {
  const ascending = [
    '0.9',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-rc.2',
    '1.0.0-rc.10',
    'v1',
    '1.0.1',
  ]

  const sorted = ascending.toReversed().sort(compareAsSemver)

  expect(sorted).toEqual(ascending)
  expect(
    ['1.3.0', '2.0.0', '1.2.0-rc.1', '1.2.4'].map((version) => satisfiesNearly(version, '^', '1.2.3')),
  ).toEqual([true, false, false, true])
  expect(['1.2.9', '1.3.0'].map((version) => satisfiesNearly(version, '~', '1.2.3'))).toEqual([true, false])
})

test(`${count} pairs of real versions are ordered as dpkg orders them (seed ${seed})`, (context) => {
  const format = ['Version', 'Depends', 'Breaks'].map((field) => `\${${field}} `).join('')
  const { status, stdout } = spawnSync('dpkg-query', ['--show', '--showformat', `${format}\n`], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  if (status !== 0) return context.skip('dpkg is not on this machine')
  const versions = [...new Set(stdout.match(/(?<=^|[<=>] )\d[\w.+~:-]*/gm) ?? []), ...nasty]
  const pairs = somePairs(versions, count)

  const ours = pairs.map(([a, b]) => Math.sign(compareAsDpkg(a, b)))

  expect(disagreements(pairs, ours)).toEqual([])
})

const nasty = [
  '1',
  '1-0',
  '1~',
  '1~~',
  '1~a',
  '1a',
  '1+',
  '1.',
  '0:1',
  '1:0',
  '01',
  '1-1',
  '1-1~',
  '1.0-1+b1',
  '1.00-1',
]

/** Neighbours in the list are alike more often than chance would have them. */
function somePairs(versions: readonly string[], count: number): (readonly [string, string])[] {
  const sorted = versions.toSorted()
  let state = seed
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) % limit
  }
  return Array.from({ length: count }, (_, round) => {
    const first = below(sorted.length)
    const second = round % 3 === 0 ? below(sorted.length) : (first + below(5)) % sorted.length
    return [sorted[first]!, sorted[second]!] as const
  })
}

/** One shell asks dpkg about all pairs, and prints those where it does not say what we say. */
function disagreements(pairs: readonly (readonly [string, string])[], signs: readonly number[]): string[] {
  const script =
    'while read -r a operator b; do dpkg --compare-versions "$a" "$operator" "$b" || echo "$a $operator $b"; done'
  const words = ['lt', 'eq', 'gt']
  const input = pairs.map(([a, b], at) => `${a} ${words[(signs[at] ?? 0) + 1]} ${b}\n`).join('')
  const { stdout } = spawnSync('sh', ['-c', script], { input, encoding: 'utf8' })
  return stdout.split('\n').filter((line) => line !== '')
}

function member(name: string, version: string): { name: string; version: string } {
  return { name, version }
}

function declared(name: string, version: string, fields: Partial<Declaration> = {}): Declaration {
  return {
    name,
    version,
    scheme: 'debian',
    architecture: 'universal',
    repository: 'debian',
    digest: '',
    dependencies: [],
    recommends: [],
    suggests: [],
    provides: [],
    conflicts: [],
    breaks: [],
    replaces: [],
    size: 0,
    installedSize: 0,
    ...fields,
  }
}
