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

  test.each([
    ['another one needs the release that is there', 'lib', ['depends app 1 lib < 2 main']],
    ['another one excludes the new one', 'tool', ['conflicts guard 1 tool >= 2 tool 2']],
    ['the new one excludes what is there', 'foe', ['conflicts foe 2 app app 1']],
    [
      'the new one needs what another one rules out',
      'x',
      ['depends x 2 lib >= 2 main', 'depends app 1 lib < 2 main'],
    ],
    ['the new one needs what is nowhere', 'y', ['depends y 2 nowhere main', 'no-release nowhere']],
    [
      'the new one needs what excludes another',
      'z',
      ['depends z 2 role main', 'conflicts player 1 app app 1'],
    ],
  ])('tells as facts of releases that %s', (_, name, expected) => {
    const world = aWorld(
      release('app 1', { needs: ['lib < 2'] }),
      release('guard 1', { breaks: ['tool >= 2'] }),
      release('player 1', { provides: ['role'], conflicts: ['app'] }),
      ...['lib 1', 'lib 2', 'tool 1', 'tool 2', 'foe 1', 'x 1', 'y 1', 'z 1'].map((label) => release(label)),
      release('foe 2', { conflicts: ['app'] }),
      release('x 2', { needs: ['lib >= 2'] }),
      release('y 2', { needs: ['nowhere'] }),
      release('z 2', { needs: ['role'] }),
    ).having('app* 1', 'guard* 1', 'lib 1', 'tool* 1', 'foe* 1', 'x* 1', 'y* 1', 'z* 1')
    const answer = world.resolve('update')
    const held = answer.kind === 'solved' ? answer.held : []
    const facts = held.find((each) => each.release.name === name)?.facts ?? []
    expect(facts.map((fact) => Object.values(fact).flat().join(' ').trim())).toEqual(expected)
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
