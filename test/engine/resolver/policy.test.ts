import { describe, expect, test } from 'vitest'
import { release } from './release.ts'
import { aWorld } from './world.ts'

describe('repositories', () => {
  const two = () => aWorld(release('a 1'), release('a 9', { repository: 'other' })).from('main', 'other')

  test('a name belongs to the one of highest priority that offers it, however high the number elsewhere', () => {
    expect(two().after('install a')).toEqual(['a* 1'])
    expect(two().having('a* 1 main').after('update')).toEqual(['a* 1'])
  })

  test('a version that only a stranger has is not taken, and the proof says where it is', () => {
    const answer = two().resolve('install a >= 2')
    expect(answer).toMatchObject({ kind: 'unsolvable' })
    expect(JSON.stringify(answer)).toContain(
      '{"kind":"not-allowed","release":"a 9","repository":"other","reason":"other-repository"}',
    )
  })

  test('a stranger is taken where the request names it', () => {
    expect(two().resolve('install a @other')).toMatchObject({
      releases: [{ release: { name: 'a', version: '9', repository: 'other' }, chosen: true }],
    })
  })

  test('a name goes on following the repository it was installed from', () => {
    const world = aWorld(
      release('a 1'),
      release('a 9', { repository: 'other' }),
      release('a 8', { repository: 'other' }),
    ).from('main', 'other')
    expect(world.having('a* 8 other').after('update')).toEqual(['a* 9'])
  })

  test('also when the release it has is offered no more', () => {
    const world = aWorld(release('a 9', { repository: 'other' }), release('a 1')).from('main', 'other')
    expect(world.having('a* 8 other').after('update')).toEqual(['a* 9'])
  })

  test('of equal priority keep what was installed from them', () => {
    const world = aWorld(release('a 2'), release('a 3', { repository: 'other' }), release('a 1')).from(
      'main 100',
      'other 100',
    )
    expect(world.after('install a')).toEqual(['a* 2'])
    expect(world.having('a* 1 main').after('update')).toEqual(['a* 2'])
    expect(world.having('a* 2 other').after('update')).toEqual(['a* 3'])
  })

  test('that are not in use offer nothing', () => {
    expect(two().from('main').after('install a @other')).toBe(null)
    expect(two().from().having('a* 1').after('update')).toEqual(['a* 1'])
  })

  test('a dependency is looked for where its name belongs', () => {
    const world = aWorld(
      release('app 1', { needs: ['lib >= 2'] }),
      release('lib 1'),
      release('lib 2', { repository: 'other' }),
    ).from('main', 'other')
    expect(world.after('install app')).toBe(null)
    expect(world.after('install app', 'install lib @other')).toEqual(['app* 1', 'lib* 2'])
  })
})

describe('pins', () => {
  const world = () =>
    aWorld(
      release('a 3', { repository: 'other' }),
      release('a 2', { repository: 'other' }),
      release('a 2'),
      release('a 1'),
    ).from('main', 'other')
  const pin = (bound: string | null, repository: string | null) => ({
    pins: [
      {
        name: 'a',
        constraints: bound === null ? [] : [{ operator: '<' as const, version: bound }],
        repository,
      },
    ],
  })

  test('keep a name below a version', () => {
    expect(world().policy(pin('2', null)).after('install a')).toEqual(['a* 1'])
    expect(world().policy(pin('2', null)).having('a* 1 main').after('update')).toEqual(['a* 1'])
  })

  test('move a name to another repository', () => {
    expect(world().policy(pin(null, 'other')).after('install a')).toEqual(['a* 3'])
    expect(world().policy(pin('3', 'other')).resolve('install a')).toMatchObject({
      releases: [{ release: { version: '2', repository: 'other' } }],
    })
  })

  test('leave alone what is already there', () => {
    expect(world().policy(pin('2', null)).having('a* 2 main').after('update')).toEqual(['a* 2'])
  })

  test('are named where they are in the way', () => {
    expect(JSON.stringify(world().policy(pin('2', null)).resolve('install a >= 2'))).toContain(
      '{"kind":"not-allowed","release":"a 2","repository":"main","reason":"pinned"}',
    )
  })
})

describe('holds', () => {
  const world = () =>
    aWorld(release('a 2'), release('a 1'))
      .having('a* 1')
      .policy({ holds: new Set(['a']) })

  test('keep the installed release', () => {
    expect(world().after('update')).toEqual(['a* 1'])
    expect(world().after('install a >= 2')).toBe(null)
  })

  test('tell an update what it could not take', () => {
    expect(world().resolve('update')).toMatchObject({ held: [{ release: { name: 'a' }, newest: '2' }] })
  })

  test('do not bind a name that is not installed', () => {
    expect(
      aWorld(release('a 2'))
        .policy({ holds: new Set(['a']) })
        .after('install a'),
    ).toEqual(['a* 2'])
  })

  test('do not stop a removal by name', () => {
    expect(world().after('remove a')).toEqual([])
  })

  test('keep a release that something else would push out, though it only came along', () => {
    const pushed = aWorld(release('b 1', { conflicts: ['a'] }), release('a 1')).having('a 1')
    expect(pushed.after('install b')).toEqual(['b* 1'])
    expect(pushed.policy({ holds: new Set(['a']) }).after('install b')).toBe(null)
  })

  test('keep a release that nobody needs any more', () => {
    const left = aWorld(release('app 1', { needs: ['a'] }), release('a 1')).having('app* 1', 'a 1')
    expect(left.policy({ holds: new Set(['a']) }).after('remove app')).toEqual(['a 1'])
  })
})

describe('protected packages', () => {
  const world = () =>
    aWorld(
      release('base 1', { needs: ['lib'] }),
      release('base 2'),
      release('lib 1'),
      release('foe 1', { conflicts: ['base'] }),
    )
      .having('base 1', 'lib 1')
      .policy({ protected: new Set(['base']) })

  test('are not removed, not even by force, and the proof says that they are protected', () => {
    for (const wish of ['remove base', 'remove! base', 'install foe']) {
      expect(JSON.stringify(world().resolve(wish))).toContain('{"kind":"protected","name":"base"}')
    }
  })

  test('may change their release', () => {
    expect(world().after('update')).toEqual(['base 2', 'lib 1'])
    expect(world().after('remove! lib')).toEqual(['base 2'])
  })

  test('are not swept away', () => {
    const left = aWorld(release('app 1', { needs: ['base'] }), release('base 1')).having('app* 1', 'base 1')
    expect(left.policy({ protected: new Set(['base']) }).after('remove app')).toEqual(['base 1'])
    expect(left.policy({ protected: new Set(['base']) }).after('autoremove')).toEqual(['app* 1', 'base 1'])
  })

  test('need not be installed', () => {
    expect(
      aWorld(release('a 1'))
        .policy({ protected: new Set(['base']) })
        .after('install a'),
    ).toEqual(['a* 1'])
  })
})

describe('the development channel', () => {
  const releases = [release('a 2-beta'), release('a 1')]

  test('is closed unless it is asked for', () => {
    expect(aWorld(...releases).after('install a')).toEqual(['a* 1'])
    expect(
      aWorld(...releases)
        .policy({ development: true })
        .after('install a'),
    ).toEqual(['a* 2-beta'])
  })

  test('is open for a package that is on it already', () => {
    expect(
      aWorld(...releases, release('a 2-alpha'))
        .having('a* 2-alpha')
        .after('update'),
    ).toEqual(['a* 2-beta'])
  })

  test('is open for a version that the wish names', () => {
    expect(aWorld(...releases).after('install a 2-beta')).toEqual(['a* 2-beta'])
    expect(aWorld(...releases).after('install a >= 2-alpha')).toEqual(['a* 2-beta'])
  })

  test('is open for a name of which there is nothing stable', () => {
    expect(aWorld(release('a 2-beta'), release('a 2-alpha')).after('install a')).toEqual(['a* 2-beta'])
  })

  test("is told by Debian's versions too", () => {
    const debian = aWorld(
      release('a 2~rc1-1', { scheme: 'debian' }),
      release('a 1.5~git20240101-1', { scheme: 'debian' }),
      release('a 1-1~bpo12+1', { scheme: 'debian' }),
    )
    expect(debian.after('install a')).toEqual(['a* 1-1~bpo12+1'])
  })

  test('is named where it is in the way', () => {
    const world = aWorld(...releases, release('app 1', { needs: ['a > 1'] }))
    expect(JSON.stringify(world.resolve('install app'))).toContain(
      '{"kind":"not-allowed","release":"a 2-beta","repository":"main","reason":"development"}',
    )
  })
})

describe('architectures', () => {
  const foreign = release('a 2', { architecture: 'arm64' })

  test('of other machines are not for this one', () => {
    expect(aWorld(foreign, release('a 1')).after('install a')).toEqual(['a* 1'])
    expect(JSON.stringify(aWorld(foreign).resolve('install a'))).toContain('"reason":"architecture"')
  })

  test('universal is for every machine', () => {
    expect(aWorld(release('a 1', { architecture: 'universal' })).after('install a')).toEqual(['a* 1'])
  })

  test('one built for this machine comes before a universal one of the same version', () => {
    const both = aWorld(release('a 1', { architecture: 'universal' }), release('a 1'))
    expect(both.resolve('install a')).toMatchObject({ releases: [{ release: { architecture: 'x86_64' } }] })
  })

  test('a foreign provider provides nothing here', () => {
    const world = aWorld(
      release('app 1', { needs: ['api'] }),
      release('far 1', { provides: ['api'], architecture: 'arm64' }),
    )
    expect(world.after('install app')).toBe(null)
  })
})
