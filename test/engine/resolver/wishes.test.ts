import { describe, expect, test } from 'vitest'
import { installedFrom, release } from './release.ts'
import { aWorld } from './world.ts'

describe('going back', () => {
  const versions = ['a 4', 'a 3', 'a 2', 'a 1'].map((label) => release(label))

  test('takes the newest release that is older than the installed one', () => {
    expect(
      aWorld(...versions)
        .having('a* 3')
        .after('downgrade a'),
    ).toEqual(['a* 2'])
  })

  test('goes further where something needs it', () => {
    const world = aWorld(...versions, release('b 1', { needs: ['a < 2'] })).having('a* 3')
    expect(world.after('downgrade a', 'install b')).toEqual(['a* 1', 'b* 1'])
  })

  test('from the oldest, or of what is not there, cannot be', () => {
    expect(
      aWorld(...versions)
        .having('a* 1')
        .after('downgrade a'),
    ).toBe(null)
    expect(aWorld(...versions).after('downgrade a')).toBe(null)
  })

  test('from a release that nobody offers any more', () => {
    expect(
      aWorld(...versions.slice(1))
        .having('a* 4')
        .after('downgrade a'),
    ).toEqual(['a* 3'])
  })
})

describe('replacing', () => {
  const world = () =>
    aWorld(
      release('app 1', { needs: ['old | new'] }),
      release('old 1', { needs: ['part'] }),
      release('part 1'),
      release('new 1', { conflicts: ['old'] }),
    )

  test('one goes, the other comes, and it was chosen if the first was', () => {
    expect(world().having('old* 1', 'part 1').resolve('replace old by new')).toMatchObject({
      releases: [{ release: { name: 'new' }, chosen: true, because: { kind: 'replaces', name: 'old' } }],
    })
    expect(world().having('app* 1', 'old 1', 'part 1').resolve('replace old by new')).toMatchObject({
      releases: [
        { release: { name: 'app' }, chosen: true },
        { release: { name: 'new' }, chosen: false },
      ],
    })
  })

  test('takes along what only the first needed', () => {
    expect(world().having('app* 1', 'old 1', 'part 1').removed('replace old by new')).toEqual([
      'old requested',
      'part orphaned old',
    ])
  })

  test('cannot be where the other is nowhere, or where something needs the first', () => {
    expect(world().having('old* 1', 'part 1').after('replace old by nothing')).toBe(null)
    const needing = aWorld(release('app 1', { needs: ['old'] }), release('old 1'), release('new 1'))
    expect(needing.having('app* 1', 'old 1').after('replace old by new')).toBe(null)
  })
})

describe('an update to what replaces a package', () => {
  const renamed = () => aWorld(release('new 2', { replaces: ['old'], provides: ['old'], conflicts: ['old'] }))

  test('brings it in the place of one that nobody offers any more', () => {
    expect(renamed().having('old* 1').after('update')).toEqual(['new* 2'])
  })

  test('leaves one alone that is still offered', () => {
    const both = aWorld(
      release('new 2', { replaces: ['old'], provides: ['old'], conflicts: ['old'] }),
      release('old 1'),
    )
    expect(both.having('old* 1').after('update')).toEqual(['old* 1'])
  })

  test('is not made by an installation of something else', () => {
    const world = aWorld(release('new 2', { replaces: ['old'], conflicts: ['old'] }), release('tool 1'))
    expect(world.having('old* 1').after('install tool')).toEqual(['old* 1', 'tool* 1'])
  })
})

describe('tidying up', () => {
  test('removes everything that nothing chosen needs, in whole circles', () => {
    const world = aWorld(
      release('app 1', { needs: ['lib'], recommends: ['extra'] }),
      release('lib 1'),
      release('extra 1'),
      release('left 1', { needs: ['right'] }),
      release('right 1', { needs: ['left'] }),
    ).having('app* 1', 'lib 1', 'extra 1', 'left 1', 'right 1')
    expect(world.after('autoremove')).toEqual(['app* 1', 'extra 1', 'lib 1'])
    expect(world.removed('autoremove')).toEqual(['left orphaned ', 'right orphaned '])
  })

  test('changes nothing on a tidy machine, nor on an empty one', () => {
    expect(aWorld(release('a 1')).having('a* 1').after('autoremove')).toEqual(['a* 1'])
    expect(aWorld(release('a 1')).after('autoremove')).toEqual([])
  })

  test('is left out where a removal keeps what is not needed', () => {
    const world = aWorld(release('app 1', { needs: ['lib'] }), release('lib 1')).having('app* 1', 'lib 1')
    expect(world.options({ keepUnneeded: true }).after('remove app')).toEqual(['lib 1'])
  })
})

describe('dependencies left out by force', () => {
  const app = release('app 1', { needs: ['nowhere >= 2', 'lib'] })

  test('are those that cannot be met; the others come, and what is lacking is remembered', () => {
    expect(aWorld(app, release('lib 1')).resolve('install! app')).toMatchObject({
      releases: [
        { release: { name: 'app' }, unmet: ['nowhere >= 2'] },
        { release: { name: 'lib' }, unmet: [] },
      ],
    })
  })

  test('are tolerated by later requests', () => {
    const world = aWorld(app, release('lib 1'), release('other 1'))
    world.having(installedFrom(app, true, ['nowhere >= 2']), 'lib 1')
    expect(world.after('install other')).toEqual(['app* 1', 'lib 1', 'other* 1'])
    expect(world.after('update')).toEqual(['app* 1', 'lib 1'])
    expect(world.resolve('install other')).toMatchObject({
      releases: [{ unmet: ['nowhere >= 2'] }, { unmet: [] }, { unmet: [] }],
    })
  })

  test('are tolerated as the declaration writes them', () => {
    const written = release('app 1', { needs: ['nowhere (>=2)'] })
    const world = aWorld(written, release('other 1')).having(installedFrom(written, true, ['nowhere (>=2)']))
    expect(world.after('install other')).toEqual(['app* 1', 'other* 1'])
  })

  test('are met by a repair as soon as that is possible', () => {
    const world = aWorld(app, release('lib 1'), release('nowhere 2'))
    world.having(installedFrom(app, true, ['nowhere >= 2']), 'lib 1')
    expect(world.after('repair')).toEqual(['app* 1', 'lib 1', 'nowhere 2'])
  })

  test('cannot be mended by a repair where nobody has them, and the proof says so', () => {
    const world = aWorld(app, release('lib 1')).having(installedFrom(app, true, ['nowhere >= 2']), 'lib 1')
    expect(world.explain('repair').clash).toContain('no-release nowhere >= 2')
  })

  test('do not spread to what is not named', () => {
    const world = aWorld(release('top 1', { needs: ['app'] }), app, release('lib 1'))
    expect(world.after('install! top')).toEqual(['top* 1'])
    expect(world.after('install top')).toBe(null)
  })
})

describe('repairing', () => {
  test('brings what is lacking and takes away what cannot be beside the chosen', () => {
    const world = aWorld(
      release('app 1', { needs: ['lib'], conflicts: ['foe'] }),
      release('lib 1'),
      release('foe 1'),
    ).having('app* 1', 'foe 1')
    expect(world.after('repair')).toEqual(['app* 1', 'lib 1'])
  })

  test('changes nothing on a sound machine', () => {
    const world = aWorld(release('app 2'), release('app 1', { needs: ['lib'] }), release('lib 1'))
    expect(world.having('app* 1', 'lib 1').after('repair')).toEqual(['app* 1', 'lib 1'])
  })
})

describe('suggestions', () => {
  const app = release('app 1', { suggests: ['extra'] })

  test('come only where they are asked for', () => {
    expect(aWorld(app, release('extra 1')).after('install app')).toEqual(['app* 1'])
    expect(aWorld(app, release('extra 1')).options({ suggests: true }).resolve('install app')).toMatchObject({
      releases: [
        { release: { name: 'app' } },
        { release: { name: 'extra' }, because: { kind: 'suggested', by: 'app', clause: 'extra' } },
      ],
    })
  })

  test('and recommendations stay away where they are not wanted', () => {
    const both = aWorld(release('app 1', { recommends: ['extra'] }), release('extra 1'))
    expect(both.options({ recommends: false }).after('install app')).toEqual(['app* 1'])
  })
})

describe('several wishes', () => {
  test('are answered as one', () => {
    const world = aWorld(
      release('a 1', { conflicts: ['b'] }),
      release('b 1'),
      release('c 2'),
      release('c 1'),
    ).having('b* 1', 'c* 1')
    expect(world.after('remove b', 'install a', 'update c')).toEqual(['a* 1', 'c* 2'])
  })

  test('that say the opposite of each other cannot be granted', () => {
    const world = aWorld(release('a 2'), release('a 1')).having('a* 1')
    expect(world.after('install a', 'remove a')).toBe(null)
    expect(world.after('install a >= 2', 'install a < 2')).toBe(null)
  })

  test('with none, nothing changes', () => {
    expect(aWorld(release('a 2'), release('a 1')).having('a 1').after()).toEqual(['a 1'])
  })
})

describe('fewest removals', () => {
  test('of what came along, though the first alternative is another one', () => {
    const world = aWorld(
      release('app 1', { needs: ['one | two'] }),
      release('one 1', { conflicts: ['x', 'y'] }),
      release('two 1'),
      release('x 1'),
      release('y 1'),
    ).having('x 1', 'y 1')
    expect(world.after('install app')).toEqual(['app* 1', 'two 1', 'x 1', 'y 1'])
  })

  test('one goes and not two, whatever they are called', () => {
    const world = aWorld(
      release('app 1', { needs: ['one | two'] }),
      release('one 1', { conflicts: ['b', 'c'] }),
      release('two 1', { conflicts: ['a'] }),
      release('a 1'),
      release('b 1'),
      release('c 1'),
    ).having('a 1', 'b 1', 'c 1')
    expect(world.after('install app')).toEqual(['app* 1', 'b 1', 'c 1', 'two 1'])
  })
})

describe('repairs of what is dangerous', () => {
  test('come before other updates where both cannot be', () => {
    const world = aWorld(
      release('a 2', { conflicts: ['b >= 2'] }),
      release('a 1'),
      release('b 2'),
      release('b 1'),
    ).having('a* 1', 'b* 1')
    expect(world.after('update')).toEqual(['a* 2', 'b* 1'])
    expect(world.securityFixes('b').after('update')).toEqual(['a* 1', 'b* 2'])
  })
})
