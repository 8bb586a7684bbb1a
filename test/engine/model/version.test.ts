import { execFileSync, spawnSync } from 'node:child_process'
import fc from 'fast-check'
import semver from 'semver'
import { describe, expect, test } from 'vitest'
import { compareVersions, isDevelopmentVersion, isVersion } from '../../../engine/model/version.ts'
import { testWhere } from '../../kit/where.ts'
import { isFull } from '../../kit/full.ts'

const runs = isFull ? 10_000 : 500
const dpkg = spawnSync('dpkg', ['--version']).status === 0

const sortedSemver = (...versions: string[]) => versions.sort((a, b) => compareVersions(a, b, 'semver'))

describe('the semver order', () => {
  test('is the ladder that the standard prints', () => {
    const ladder =
      '1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0'
    expect(sortedSemver(...ladder.split(' ').reverse())).toEqual(ladder.split(' '))
  })

  test.each([
    ['91.0', '91.0.0'],
    ['v1.2', '1.2.0'],
    ['2', '2.0.0'],
    ['1.2.3.0', '1.2.3'],
    ['2024.01', '2024.1.0'],
    ['1.0.0+build.1', '1.0.0+build.2'],
  ])('calls %s and %s the same', (a, b) => {
    expect(compareVersions(a, b, 'semver')).toBe(0)
  })

  test('lets a fourth number decide', () => {
    expect(sortedSemver('1.2.3.10', '1.2.4', '1.2.3.9', '1.2.3')).toEqual([
      '1.2.3',
      '1.2.3.9',
      '1.2.3.10',
      '1.2.4',
    ])
  })

  test('compares numbers of any length', () => {
    expect(compareVersions('1.90071992547409931', '1.90071992547409930', 'semver')).toBeGreaterThan(0)
  })

  test('is the order of the semver library on every valid version', () => {
    const identifier = fc.oneof(
      fc.nat(30).map(String),
      fc.constantFrom('a', 'alpha', 'beta', 'rc', '0a', '-', 'x-1'),
    )
    const version = fc
      .record({
        core: fc.tuple(fc.nat(3), fc.nat(12), fc.nat(3)),
        prerelease: fc.array(identifier, { maxLength: 3 }),
        build: fc.array(identifier, { maxLength: 1 }),
      })
      .map(({ core, prerelease, build }) =>
        [
          core.join('.'),
          prerelease.length > 0 ? `-${prerelease.join('.')}` : '',
          build.map((b) => `+${b}`),
        ].join(''),
      )
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(Math.sign(compareVersions(a, b, 'semver'))).toBe(semver.compare(a, b))
      }),
      { numRuns: runs },
    )
  })
})

/** dpkg's grammar, as patterns say it. */
function isDebianByPatterns(text: string): boolean {
  const [, epoch = '0', rest = ''] = /^(?:([^:]*):)?([^]*)$/.exec(text)!
  const [, upstream = '', revision = '0'] = /^([^]*?)(?:-([^-]*))?$/.exec(rest)!
  return (
    text.length <= 256 &&
    /^\d{1,10}$/.test(epoch) &&
    Number(epoch) <= 2_147_483_647 &&
    /^\d[\dA-Za-z.+~:-]*$/.test(upstream) &&
    /^[\dA-Za-z.+~]+$/.test(revision)
  )
}

describe('the debian order', () => {
  test('takes what its grammar takes', () => {
    const part = fc.constantFrom(
      '1',
      '0',
      'a',
      'Z',
      '.',
      '+',
      '~',
      ':',
      '-',
      '_',
      ' ',
      'é',
      '2147483648',
      '\n',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 9 }), (parts) => {
        const text = parts.join('')
        expect(isVersion(text, 'debian')).toBe(isDebianByPatterns(text))
      }),
      { numRuns: 20 * runs },
    )
    expect([256, 257].map((length) => isVersion('1'.repeat(length), 'debian'))).toEqual([true, false])
  })

  const ladder = [
    '1.0~~',
    '1.0~~a',
    '1.0~',
    '1.0~rc1-1',
    '1.0',
    '1.0-1',
    '1.0-1+b1',
    '1.0a',
    '1.0+git',
    '1.0.1',
    '0:1.10',
    '1:0.1',
  ]

  test('puts a tilde before the end, letters after it, the rest after letters, and the epoch before all', () => {
    const sorted = [...ladder].reverse().sort((a, b) => compareVersions(a, b, 'debian'))
    expect(sorted).toEqual(ladder)
  })

  test('calls an absent revision, epoch or number zero', () => {
    expect(compareVersions('1.2', '0:1.2-0', 'debian')).toBe(0)
    expect(compareVersions('1.a', '1.a0', 'debian')).toBe(0)
  })

  testWhere(dpkg, 'dpkg')('is the order of dpkg --compare-versions', () => {
    const part = fc.array(fc.constantFrom('0', '1', '9', '10', '007', '~', '+', '.', 'a', 'Z', 'rc', '-'), {
      maxLength: 6,
    })
    const version = fc
      .tuple(
        fc.constantFrom('', '', '0:', '1:', '12:'),
        part,
        fc.constantFrom('', '', '-0', '-1', '-1~bpo', '-2+b1'),
      )
      .map(([epoch, upstream, revision]) => `${epoch}1${upstream.join('')}${revision}`)
      .filter((text) => isVersion(text, 'debian'))
    const pairs = fc.sample(fc.tuple(version, version), { numRuns: Math.min(runs, 2_000), seed: 11 })
    const script = `while read -r a b; do
      if dpkg --compare-versions "$a" lt "$b"; then echo -1
      elif dpkg --compare-versions "$a" eq "$b"; then echo 0; else echo 1; fi; done`

    const answers = execFileSync('sh', ['-c', script], {
      input: pairs.map((pair) => `${pair.join(' ')}\n`).join(''),
    })

    const ours = pairs.map(([a, b]) => `${a} ${b} ${Math.sign(compareVersions(a, b, 'debian'))}`)
    const theirs = String(answers).trim().split('\n')
    expect(ours).toEqual(pairs.map(([a, b], index) => `${a} ${b} ${theirs[index]!}`))
  })
})

test.each([
  ['1.0.0', true, true],
  ['v1.2', true, false],
  ['1.0-01', false, true],
  ['1.0-rc.1+5', true, true],
  ['1:40.1-1', false, true],
  ['1.0~rc1', false, true],
  ['1.0--1', true, true],
  ['1.0-', false, false],
  ['1:', false, false],
  ['99999999999:1', false, false],
  ['1-2:3', false, false],
  ['', false, false],
  ['latest', false, false],
  ['1.0 ', false, false],
  ['1.0\n', false, false],
  ['1'.repeat(10_000), false, false],
])('%j is a version: semver %s, debian %s', (text, semverValid, debianValid) => {
  expect([isVersion(text, 'semver'), isVersion(text, 'debian')]).toEqual([semverValid, debianValid])
})

test('a text that is no version sorts before every version and never throws', () => {
  expect(sortedSemver('1.0', 'zzz', '0.0.1', '1'.repeat(10_000), '')).toEqual([
    '',
    '1'.repeat(10_000),
    'zzz',
    '0.0.1',
    '1.0',
  ])
})

test.each([
  ['1.0.0', false, false],
  ['2.0.0-beta.1', true, false],
  ['2.0.0+beta', false, false],
  ['1.0-1', true, false],
  ['1.0~rc1-1', false, true],
  ['1.0~RC1', false, true],
  ['2:1.0~git20240101-1', false, true],
  ['1.0~alpha1', false, true],
  ['1.0~dev', false, true],
  ['1.0~pre2', false, true],
  ['1.0-1~bpo12+1', false, false],
  ['1.0-1~deb12u1', false, false],
  ['latest', false, false],
  ['', false, false],
])('%j is of the development channel: semver %s, debian %s', (text, semverOne, debianOne) => {
  expect([isDevelopmentVersion(text, 'semver'), isDevelopmentVersion(text, 'debian')]).toEqual([
    semverOne,
    debianOne,
  ])
})
