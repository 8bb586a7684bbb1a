import { describe, expect, test } from 'vitest'
import { usualOptions } from '../../../engine/resolver/package-source.ts'
import { resolve } from '../../../engine/resolver/resolve.ts'
import { installedFrom, release } from './release.ts'
import { aWorld, type World } from './world.ts'

const never = () => false

/** Wishes for names that the grammar of relations may not allow. */
function installing(world: World, ...names: string[]) {
  const wishes = names.map((name) => ({ kind: 'install', name, constraints: [] }) as const)
  return resolve({ ...world.input(), wishes }, 100_000, never)
}

describe('odd packages', () => {
  test('a circle of dependencies is installed whole', () => {
    expect(
      aWorld(release('a 1', { needs: ['b'] }), release('b 1', { needs: ['a'] })).after('install a'),
    ).toEqual(['a* 1', 'b 1'])
  })

  test('a package may need, conflict with and break itself', () => {
    const self = release('a 1', { needs: ['a'], conflicts: ['a'], breaks: ['a'], replaces: ['a'] })
    expect(aWorld(self).after('install a')).toEqual(['a* 1'])
  })

  test('a package that needs another version of itself cannot be', () => {
    expect(aWorld(release('a 1', { needs: ['a >= 2'] }), release('a 2')).after('install a < 2')).toBe(null)
  })

  test('a package that provides what it conflicts with and needs is its own provider', () => {
    const own = release('a 1', { needs: ['role'], provides: ['role'], conflicts: ['role'] })
    expect(aWorld(own).after('install a')).toEqual(['a* 1'])
    expect(aWorld(own, release('b 1', { provides: ['role'] })).after('install a', 'install b')).toBe(null)
  })

  test('a package that provides its own name in another version answers to both', () => {
    const world = aWorld(release('a 1', { provides: ['a = 9'] }), release('app 1', { needs: ['a >= 5'] }))
    expect(world.after('install app')).toEqual(['a 1', 'app* 1'])
  })

  test('the same thing said twice is said once', () => {
    const twice = release('a 1', {
      needs: ['b', 'b', 'b | b'],
      provides: ['x', 'x', 'x = 1'],
      conflicts: ['c', 'c | c'],
      recommends: ['b', 'b'],
    })
    expect(aWorld(twice, release('b 1'), release('c 1')).after('install a')).toEqual(['a* 1', 'b 1'])
  })

  test.each([
    '',
    '|',
    'b |',
    '| b',
    'b || c',
    ' ',
    ',',
    'b >=',
    'b (>= 1',
    'B',
    'b c',
    '__proto__',
    '\ud800',
    'b\n',
  ])('a need that nobody can read (%j) is met by nothing', (needs) => {
    const world = aWorld(release('a 1', { needs: [needs] }), release('b 1'), release('c 1'))
    const answer = world.resolve('install a')
    // Space around a name says nothing.
    expect(answer.kind).toBe(needs.trim() === 'b' ? 'solved' : 'unsolvable')
  })

  test('what cannot be read excludes, provides and recommends nothing', () => {
    const odd = ['', '|', 'b |', 'b >= ', '\ud800', 'b ~~ 1', 'constructor constructor']
    const world = aWorld(
      release('a 1', {
        conflicts: odd,
        breaks: odd,
        provides: odd,
        recommends: odd,
        suggests: odd,
        replaces: odd,
      }),
      release('b 1'),
    )
    expect(world.after('install a', 'install b')).toEqual(['a* 1', 'b* 1'])
  })
})

describe('names that mean something to the language', () => {
  const odd = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']

  test('are names of packages', () => {
    const releases = odd.map((name) => ({ ...release('a 1', { needs: ['b'] }), name }))
    expect(installing(aWorld(...releases, release('b 1')), ...odd)).toMatchObject({
      releases: [...odd, 'b'].toSorted().map((name) => ({ release: { name } })),
    })
  })

  test('are names of nothing where nobody has them', () => {
    for (const name of odd) expect(installing(aWorld(release('a 1')), name).kind).toBe('unsolvable')
    expect(aWorld(release('a 1', { needs: ['constructor'] })).after('install a')).toBe(null)
  })

  test('can be provided, needed, excluded and removed', () => {
    const world = aWorld(
      release('app 1', { needs: ['constructor >= 2', 'valueof'] }),
      release('a 1', { provides: ['constructor = 2', 'valueof'] }),
      release('foe 1', { conflicts: ['constructor'] }),
    )
    expect(world.after('install app')).toEqual(['a 1', 'app* 1'])
    expect(world.after('install app', 'install foe')).toBe(null)
    expect(world.after('remove constructor', 'update tostring')).toEqual([])
  })

  test('can be held, pinned, protected and owned', () => {
    const world = aWorld(release('constructor 2'), release('constructor 1')).having('constructor* 1')
    expect(world.policy({ holds: new Set(['constructor']) }).after('update')).toEqual(['constructor* 1'])
    expect(world.policy({ protected: new Set(['constructor']) }).after('remove constructor')).toBe(null)
    const owners = [{ pattern: 'con*', repository: 'other' }]
    expect(world.policy({ owners }).after('update')).toEqual(['constructor* 1'])
  })
})

describe('odd texts', () => {
  const lone = 'a\ud800'

  test('with half a character are names like others, or of nothing, and never end the program', () => {
    const half = { ...release('b 1'), name: lone, version: '1\udc00', digest: 'zz' }
    const world = aWorld(half, release('c 1'), { ...release('d 1'), provides: [lone], repository: 'main' })
    for (const name of [lone, 'a\udfff', '\ud800', '', '\0', 'c\0', 'c ', ' c']) {
      expect(['solved', 'unsolvable']).toContain(installing(world, name).kind)
    }
    expect(world.after('install c')).toEqual(['c* 1'])
  })

  test('that are no version, or one of ten thousand characters, are nothing that can be had', () => {
    const long = '1'.repeat(10_000)
    const odd = [long, 'latest', '', '1 2'].map((version) => ({ ...release('a 1'), version }))
    const world = aWorld(
      ...odd,
      release('a 3'),
      release('app 1', { needs: ['a < 3'] }),
      release('any 1', { needs: ['a'] }),
      release('lib 1', { provides: [`api = ${long}`] }),
    )
    expect(world.after('install app')).toBe(null)
    expect(world.after('install any')).toEqual(['a 3', 'any* 1'])
    expect(world.after('install api')).toBe(null)
    expect(world.having(installedFrom(odd[0]!, true)).resolve('install lib').kind).toBe('solved')
  })

  test('that are no digest, or an empty one, still tell releases apart by version', () => {
    const blank = { ...release('a 1'), digest: '' }
    const world = aWorld(blank, { ...release('a 2'), digest: 'not hex' })
    expect(world.having(installedFrom(blank, true)).after('update')).toEqual(['a* 2'])
  })
})

describe('many', () => {
  test('ten thousand versions of one package are one choice', () => {
    const versions = Array.from({ length: 10_000 }, (_, index) => release(`a ${index}`))
    const world = aWorld(...versions, release('app 1', { needs: ['a >= 3, < 9000, != 8999 | a = 1'] }))
    expect(world.after('install a < 7000')).toEqual(['a* 6999'])
    expect(world.after('install app')).toEqual(['a 8998', 'app* 1'])
  })

  test('hundreds of versions that exclude each other from two names are one choice each', () => {
    const versions = Array.from({ length: 400 }, (_, index) => index)
    const world = aWorld(
      ...versions.map((index) => release(`a ${index}`, { needs: [`b = ${index}`] })),
      ...versions.map((index) => release(`b ${index}`)),
      release('app 1', { needs: ['a', 'b < 10'] }),
    )
    expect(world.after('install app')).toEqual(['a 9', 'app* 1', 'b 9'])
  })

  test('a chain of five thousand packages is followed to its end, and explained', () => {
    const links = Array.from({ length: 5_000 }, (_, index) =>
      release(`l${index} 1`, { needs: [`l${index + 1}`] }),
    )
    expect(aWorld(...links, release('l5000 1')).after('install l0')).toHaveLength(5_001)
    expect(aWorld(...links).resolve('install l0').kind).toBe('unsolvable')
  })

  test('a package that needs, recommends and excludes thousands is one package', () => {
    const names = Array.from({ length: 3_000 }, (_, index) => `n${index}`)
    const hub = release('hub 1', { needs: names, conflicts: names.map((name) => `x${name}`) })
    const world = aWorld(hub, ...names.map((name) => release(`${name} 1`)))
    expect(world.after('install hub')).toHaveLength(3_001)
  })
})

describe('an end', () => {
  /** Nine packages that need eight places, each place for one. */
  function pigeons() {
    const holes = Array.from({ length: 8 }, (_, hole) => hole)
    const birds = Array.from({ length: 9 }, (_, bird) => bird)
    const places = birds.flatMap((bird) =>
      holes.map((hole) =>
        release(`in-${bird}-${hole} 1`, { provides: [`hole-${hole}`], conflicts: [`hole-${hole}`] }),
      ),
    )
    const flock = birds.map((bird) =>
      release(`bird-${bird} 1`, { needs: [holes.map((hole) => `in-${bird}-${hole}`).join(' | ')] }),
    )
    return aWorld(...places, ...flock).input(...birds.map((bird) => `install bird-${bird}`))
  }

  test('a request that would take too long ends with its budget', () => {
    expect(resolve(pigeons(), 20_000, never)).toEqual({ kind: 'gave-up' })
  })

  test('a request without a budget gives up', () => {
    const input = aWorld(release('a 1', { needs: ['b'] }), release('b 1')).input('install a')
    expect(resolve(input, 0, never)).toEqual({ kind: 'gave-up' })
  })

  test('with any budget the answer is none, or the one there is', () => {
    const input = aWorld(
      release('app 1', { needs: ['one | two'] }),
      release('one 1', { conflicts: ['b', 'c'], needs: ['d'] }),
      release('two 1', { conflicts: ['a'] }),
      ...['a 1', 'b 1', 'c 1'].map((label) => release(label)),
    )
      .having('a 1', 'b 1', 'c 1')
      .input('install app')
    const kinds = new Set<string>()
    for (let budget = 0; budget < 400; budget += 1) kinds.add(resolve(input, budget, never).kind)
    expect([...kinds]).toEqual(['gave-up', 'solved'])
  })

  test('a request that nobody waits for any more ends at once', () => {
    expect(resolve(pigeons(), 1_000_000_000, () => true)).toEqual({ kind: 'gave-up' })
  })

  test('it can be cancelled at any moment', () => {
    for (let asked = 1; asked < 40; asked += 1) {
      let left = asked
      const answer = resolve(pigeons(), 200_000, () => (left -= 1) <= 0)
      expect(answer).toEqual({ kind: 'gave-up' })
    }
  })
})

describe('what is installed', () => {
  test('may be listed twice, or lack what it needs, without stopping what has nothing to do with it', () => {
    const broken = release('broken 1', { needs: ['nowhere'] })
    const world = aWorld(broken, release('tool 1')).having('broken 1', 'broken 1')
    expect(world.options(usualOptions).resolve('install tool').kind).toBe('solved')
  })

  test('may be what nobody offers, and say odd things', () => {
    const odd = release('gone 1', { needs: ['', 'tool | '], conflicts: ['\ud800'], provides: ['tool ='] })
    const world = aWorld(release('tool 1')).having(installedFrom(odd, true, ['', 'tool | ']))
    expect(world.after('install tool')).toEqual(['gone* 1', 'tool* 1'])
  })
})
