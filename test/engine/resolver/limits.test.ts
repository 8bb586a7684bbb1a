import { expect, test, describe } from 'vitest'
import { resolve } from '../../../engine/resolver/resolve.ts'
import { aWorld, release } from './world.ts'

describe('odd packages', () => {
  test('a circle of dependencies is installed whole', () => {
    expect(
      aWorld(release('a 1', { needs: ['b'] }), release('b 1', { needs: ['a'] })).after('install a'),
    ).toEqual(['a* 1', 'b 1'])
  })
  test('a package may need and conflict with itself', () => {
    expect(aWorld(release('a 1', { needs: ['a'], conflicts: ['a'] })).after('install a')).toEqual(['a* 1'])
  })
  test('names that mean something to the language are names', () => {
    const odd = { ...release('a 1', { needs: ['b'] }), name: '__proto__', id: '__proto__' }
    const world = aWorld(odd, release('b 1'), release('constructor 1'))
    const wishes = ['__proto__', 'constructor'].map(
      (name) => ({ kind: 'install', name, constraints: [] }) as const,
    )
    expect(resolve({ ...world.input(), wishes }, 1_000, () => false)).toMatchObject({
      releases: [
        { release: { name: '__proto__' } },
        { release: { name: 'b' } },
        { release: { name: 'constructor' } },
      ],
    })
  })
  test('ten thousand versions of one package are one choice', () => {
    const versions = Array.from({ length: 10_000 }, (_, index) => release(`a ${index}`))
    expect(aWorld(...versions).after('install a < 7000')).toEqual(['a* 6999'])
  })
  test('a provider that is no release of its own name is not taken', () => {
    const { source, ...rest } = aWorld(
      release('app 1', { needs: ['api'] }),
      release('real 1', { provides: ['api'] }),
    ).input('install app')
    const providersOf = (name: string) => [
      release('ghost 1', { provides: ['api'] }),
      ...source.providersOf(name),
    ]
    expect(resolve({ ...rest, source: { ...source, providersOf } }, 1_000, () => false)).toMatchObject({
      releases: [{ release: { name: 'app' } }, { release: { name: 'real' } }],
    })
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
    expect(resolve(pigeons(), 20_000, () => false)).toEqual({ kind: 'gave-up' })
  })
  test('a request that nobody waits for any more ends at once', () => {
    expect(resolve(pigeons(), 1_000_000_000, () => true)).toEqual({ kind: 'gave-up' })
  })
})
