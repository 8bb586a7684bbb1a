import { describe, expect, test } from 'vitest'
import { release } from './release.ts'
import { aWorld } from './world.ts'

describe('installing', () => {
  test('brings the newest release and what it needs, each with its reason', () => {
    const world = aWorld(
      release('editor 2.0', { needs: ['spell ^ 1'] }),
      release('editor 1.0'),
      release('spell 2.0'),
      release('spell 1.4'),
    )
    expect(world.resolve('install editor')).toMatchObject({
      kind: 'solved',
      releases: [
        {
          release: { name: 'editor', version: '2.0', repository: 'main' },
          chosen: true,
          because: { kind: 'requested' },
        },
        {
          release: { name: 'spell', version: '1.4' },
          chosen: false,
          because: { kind: 'dependency', by: 'editor', clause: 'spell ^ 1' },
        },
      ],
      removed: [],
      held: [],
    })
  })

  test('leaves a release alone that already satisfies the wish, though a newer one exists', () => {
    const world = aWorld(release('a 2'), release('a 1')).having('a 1')
    expect(world.after('install a')).toEqual(['a* 1'])
    expect(world.after('install a >= 2')).toEqual(['a* 2'])
  })

  test('goes back in version where the person asks for it', () => {
    const world = aWorld(release('a 2'), release('a 1')).having('a* 2')
    expect(world.after('install a 1')).toEqual(['a* 1'])
  })

  test('takes the older release where the newest cannot be', () => {
    const world = aWorld(release('a 2', { needs: ['missing'] }), release('a 1'))
    expect(world.after('install a')).toEqual(['a* 1'])
  })

  test('answers a wish for a virtual package with a provider, an installed one first', () => {
    const world = aWorld(
      release('nano 1', { provides: ['editor'] }),
      release('vi 1', { provides: ['editor'] }),
    )
    expect(world.after('install editor')).toEqual(['nano* 1'])
    expect(world.having('vi 1').after('install editor')).toEqual(['vi* 1'])
  })

  test('goes around a dependency that would break something else', () => {
    const world = aWorld(
      release('app 1', { needs: ['a | b'] }),
      release('a 1', { conflicts: ['keeper'] }),
      release('b 1'),
      release('keeper 1'),
    ).having('keeper* 1')
    expect(world.after('install app')).toEqual(['app* 1', 'b 1', 'keeper* 1'])
  })

  test('updates what the newcomer needs newer', () => {
    const world = aWorld(
      release('app 1', { needs: ['lib >= 2'] }),
      release('lib 2'),
      release('lib 1'),
    ).having('lib* 1')
    expect(world.resolve('install app')).toMatchObject({
      releases: [
        {},
        { release: { version: '2' }, because: { kind: 'dependency', by: 'app', clause: 'lib >= 2' } },
      ],
    })
  })

  test('makes what came along older where nothing else helps, but never what was chosen', () => {
    const world = aWorld(
      release('app 1', { needs: ['lib < 2'] }),
      release('lib 2'),
      release('lib 1'),
      release('user 1', { needs: ['lib'] }),
    )
    expect(world.having('lib 2', 'user* 1').after('install app')).toEqual(['app* 1', 'lib 1', 'user* 1'])
    expect(world.having('lib* 2').after('install app')).toBe(null)
  })
})

describe('alternatives', () => {
  const world = () =>
    aWorld(
      release('app 1', { needs: ['a | b >= 2 | c'] }),
      release('a 1'),
      release('b 2'),
      release('b 1'),
      release('c 1'),
    )

  test('the first is taken on an empty machine', () => {
    expect(world().after('install app')).toEqual(['a 1', 'app* 1'])
  })
  test('an installed one is taken before the first', () => {
    expect(world().having('c* 1').after('install app')).toEqual(['app* 1', 'c* 1'])
  })
  test('one that another wish brings is enough', () => {
    expect(world().after('install app', 'install c')).toEqual(['app* 1', 'c* 1'])
  })
  test('a version that is too old is no installed alternative', () => {
    expect(world().having('b* 1').after('install app')).toEqual(['a 1', 'app* 1', 'b* 1'])
  })
})

describe('provides', () => {
  test('a versioned relation takes only a versioned provision', () => {
    const world = aWorld(
      release('app 1', { needs: ['api >= 2'] }),
      release('plain 9', { provides: ['api'] }),
      release('old 9', { provides: ['api = 1'] }),
      release('new 1', { provides: ['api = 2.1'] }),
    )
    expect(world.after('install app')).toEqual(['app* 1', 'new 1'])
  })

  test('a package of the name comes before its providers', () => {
    const world = aWorld(
      release('app 1', { needs: ['api'] }),
      release('a 1', { provides: ['api'] }),
      release('api 1'),
    )
    expect(world.after('install app')).toEqual(['api 1', 'app* 1'])
  })

  test('a package may provide and conflict with the same name: only one such is there', () => {
    const mta = (name: string) => release(`${name} 1`, { provides: ['mta'], conflicts: ['mta'] })
    const world = aWorld(mta('exim'), mta('postfix'))
    expect(world.after('install exim')).toEqual(['exim* 1'])
    expect(world.after('install exim', 'install postfix')).toBe(null)
  })
})

describe('removing', () => {
  test('takes along what only it needed, and leaves what others need', () => {
    const world = aWorld(
      release('app 1', { needs: ['own', 'shared'] }),
      release('own 1', { needs: ['deep'] }),
      release('deep 1', { needs: ['own'] }),
      release('shared 1'),
      release('other 1', { needs: ['shared'] }),
    ).having('app* 1', 'own 1', 'deep 1', 'shared 1', 'other* 1')
    expect(world.after('remove app')).toEqual(['other* 1', 'shared 1'])
    expect(world.removed('remove app')).toEqual(['app requested', 'deep orphaned own', 'own orphaned app'])
  })

  test('does not sweep what nobody needed before', () => {
    const world = aWorld(release('app 1'), release('stray 1')).having('app* 1', 'stray 1')
    expect(world.after('remove app')).toEqual(['stray 1'])
  })

  test('is stopped by a dependant that the person chose, and says which; with force it goes too', () => {
    const world = aWorld(
      release('app 1', { needs: ['mid'] }),
      release('mid 1', { needs: ['lib'] }),
      release('lib 1'),
    ).having('app* 1', 'mid 1', 'lib 1')
    expect(world.explain('remove lib')).toMatchObject({
      clash: ['needed-by lib mid 1', 'installed app 1'],
      fixes: ['remove lib + app'],
    })
    expect(world.removed('remove! lib')).toEqual([
      'app depends-on-removed mid',
      'lib requested',
      'mid depends-on-removed lib',
    ])
  })

  test('by force still leaves other chosen packages alone, and replaces what can be replaced', () => {
    const world = aWorld(
      release('app 1', { needs: ['a | b'] }),
      release('a 1'),
      release('b 1'),
      release('other 1'),
    ).having('app* 1', 'a 1', 'other* 1')
    expect(world.after('remove! a')).toEqual(['app* 1', 'b 1', 'other* 1'])
  })

  test('takes a recommended package away without asking who recommended it', () => {
    const world = aWorld(release('app 1', { recommends: ['extra'] }), release('extra 1')).having(
      'app* 1',
      'extra 1',
    )
    expect(world.after('remove extra')).toEqual(['app* 1'])
  })

  test('of what is not installed changes nothing', () => {
    expect(aWorld(release('a 1')).having('a* 1').after('remove b')).toEqual(['a* 1'])
  })
})

describe('recommends', () => {
  const app = release('app 1', { recommends: ['extra | spare', 'nowhere'] })

  test('come with a new package where they can', () => {
    expect(
      aWorld(app, release('extra 1', { needs: ['deep'] }), release('deep 1')).after('install app'),
    ).toEqual(['app* 1', 'deep 1', 'extra 1'])
  })
  test('are left out where they cannot be', () => {
    const world = aWorld(
      app,
      release('extra 1', { needs: ['nowhere'] }),
      release('keeper 1', { conflicts: ['spare'] }),
      release('spare 1'),
    )
    expect(world.having('keeper* 1').after('install app')).toEqual(['app* 1', 'keeper* 1'])
  })
  test('do not come back to a package that was there without them', () => {
    const world = aWorld(app, release('extra 1'), release('other 1')).having('app* 1')
    expect(world.after('install other')).toEqual(['app* 1', 'other* 1'])
  })
  test('keep what they brought', () => {
    const world = aWorld(app, release('extra 1'), release('other 1')).having('app* 1', 'extra 1', 'other* 1')
    expect(world.after('remove other')).toEqual(['app* 1', 'extra 1'])
    expect(world.after('remove app')).toEqual(['other* 1'])
  })
  test('never take away what is installed', () => {
    const world = aWorld(app, release('extra 1', { conflicts: ['loner'] }), release('loner 1')).having(
      'loner 1',
    )
    expect(world.after('install app')).toEqual(['app* 1', 'loner 1'])
  })
})

test('what comes by a recommendation names who recommends it, not who suggested it before', () => {
  const resolution = aWorld(
    release('lamp 1', { suggests: ['leaf'] }),
    release('sprig 1', { recommends: ['leaf'] }),
    release('leaf 1'),
  )
    .having('lamp* 1')
    .resolve('install sprig')
  expect(resolution).toMatchObject({
    changed: [
      { release: { name: 'leaf' }, because: { kind: 'recommended', by: 'sprig', clause: 'leaf' } },
      { release: { name: 'sprig' }, because: { kind: 'requested' } },
    ],
  })
})
