import { describe, expect, test } from 'vitest'
import { release } from './release.ts'
import { aWorld } from './world.ts'

describe('updating', () => {
  const lib = [release('lib 3'), release('lib 2'), release('lib 1')]

  test('moves everything to the newest release; what was chosen stays chosen', () => {
    const world = aWorld(release('app 1', { needs: ['lib'] }), ...lib).having('app* 1', 'lib 1')
    expect(world.resolve('update')).toMatchObject({
      releases: [
        { chosen: true, because: null },
        { release: { version: '3' }, because: { kind: 'newer' } },
      ],
      held: [],
    })
  })

  test('of one package leaves the others', () => {
    const world = aWorld(release('app 2'), release('app 1'), ...lib).having('app* 1', 'lib* 1')
    expect(world.after('update lib')).toEqual(['app* 1', 'lib* 3'])
  })

  test('goes as far as the others allow, and names what holds it back', () => {
    const world = aWorld(release('app 1', { needs: ['lib < 3'] }), ...lib).having('app* 1', 'lib 1')
    expect(world.after('update')).toEqual(['app* 1', 'lib 2'])
    expect(world.resolve('update')).toMatchObject({
      held: [{ release: { name: 'lib' }, newest: '3', reason: 'app 1: lib < 3' }],
    })
  })

  test('is held where the new release needs what is nowhere', () => {
    const world = aWorld(release('app 2', { needs: ['nowhere'] }), release('app 1')).having('app* 1')
    expect(world.resolve('update app')).toMatchObject({ held: [{ newest: '2', reason: 'app 2: nowhere' }] })
  })

  test('makes nothing older and takes nothing from a stranger', () => {
    const world = aWorld(
      release('app 2', { needs: ['lib < 2'] }),
      release('app 1', { needs: ['lib'] }),
      ...lib,
      release('tool 1'),
      release('tool 9', { repository: 'stranger' }),
    ).from('main', 'stranger')
    expect(world.having('app* 1', 'lib 3', 'tool* 1').after('update')).toEqual(['app* 1', 'lib 3', 'tool* 1'])
  })

  test('keeps an installed release that no repository has any more', () => {
    expect(aWorld(release('other 1')).having('gone* 1').after('update')).toEqual(['gone* 1'])
  })

  test('drops what only the old release needed', () => {
    const world = aWorld(release('app 2'), release('app 1', { needs: ['old'] }), release('old 1')).having(
      'app* 1',
      'old 1',
    )
    expect(world.removed('update')).toEqual(['old orphaned app'])
  })
})
