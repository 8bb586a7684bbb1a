import { expect, test } from 'vitest'
import { release } from './release.ts'
import { aWorld } from './world.ts'

test('two wishes that exclude each other can each be had alone', () => {
  const world = aWorld(release('a 1', { conflicts: ['b'] }), release('b 1'))
  const { clash, fixes } = world.explain('install a', 'install b')
  expect(clash).toContain('conflicts a 1 b b 1')
  expect(fixes).toEqual(['install a', 'install b'])
})

test('a fix names nothing twice where one wish provides what another one asks for', () => {
  const world = aWorld(
    release('successor 2', { conflicts: ['old'], provides: ['old = 2'], replaces: ['old'] }),
    release('old 1'),
  )
  expect(world.explain('install successor', 'install old').fixes).toEqual([
    'install successor',
    'install old',
  ])
})

test('a fix removes everything chosen that stands in the way, not only what the proof names', () => {
  const world = aWorld(
    release('a 1', { conflicts: ['b'] }),
    release('b 1'),
    release('one 1', { needs: ['b'] }),
    release('two 1', { needs: ['b'] }),
  ).having('one* 1', 'two* 1', 'b 1')
  expect(world.explain('install a').fixes).toEqual(['remove one + two, and install a'])
})

test('two contradictions that have nothing to do with each other have a fix for both', () => {
  const world = aWorld(
    release('old 1', { needs: ['lib < 2'] }),
    release('lib 2'),
    release('lib 1'),
    release('foe 1', { conflicts: ['app'] }),
    release('app 1'),
    release('lantern 1', { needs: ['wick >= 2'] }),
    release('wick 1'),
    release('wick 2', { repository: 'community' }),
  )
    .from('main', 'community')
    .having('lib* 2', 'app* 1', 'wick* 1')
  expect(world.explain('install old', 'install foe').fixes).toEqual([
    'remove app, and install old + foe + lib = 1',
  ])
  expect(world.explain('install lantern', 'install foe').fixes).toEqual([
    'remove app, and install lantern + foe, and install wick = 2 @community',
  ])
})

test('something chosen can go back where the person says so', () => {
  const world = aWorld(release('app 1', { needs: ['lib < 2'] }), release('lib 2'), release('lib 1')).having(
    'lib* 2',
  )
  expect(world.explain('install app')).toMatchObject({
    clash: ['depends app 1 lib < 2 main', 'installed lib 2'],
    fixes: ['install app + lib = 1'],
  })
})

test('going back, where something else must change too, is told as one installation of versions', () => {
  const world = aWorld(
    release('app 2', { needs: ['lib >= 2'] }),
    release('app 1', { needs: ['lib < 2'] }),
    release('lib 2'),
    release('lib 1'),
  ).having('app* 2', 'lib* 2')
  expect(world.explain('downgrade app').fixes).toContain('install app = 1 + lib = 1')
  expect(world.after('install app = 1', 'install lib = 1')).toEqual(['app* 1', 'lib* 1'])
})

test('who removes a package is not offered another release of it', () => {
  const world = aWorld(
    release('app 2', { needs: ['lib >= 2'] }),
    release('lib 3.0.0-beta.1'),
    release('lib 2'),
    release('lib 9', { repository: 'stranger' }),
  )
    .from('main', 'stranger')
    .having('app* 2', 'lib 2')
  expect(world.explain('remove lib').fixes).toEqual(['remove lib + app'])
})

test('another provider of the same name is offered instead', () => {
  const world = aWorld(release('app 1', { needs: ['nowhere'] }), release('fork 1', { provides: ['app'] }))
  expect(world.explain('install app').fixes).toEqual(['install fork'])
})
