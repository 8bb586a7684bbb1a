import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ProofStep } from '../../../engine/model/proof.ts'
import { release } from './release.ts'
import { aWorld } from './world.ts'

/** As docs/solver.md prints it. */
function print({ clash, proof, fixes }: ReturnType<ReturnType<typeof aWorld>['explain']>): string {
  const lines = [
    ...clash.map((fact) => `clash  ${fact.trim()}`),
    ...proof.flatMap(tree),
    ...fixes.map((fix) => `fix    ${fix}`),
  ]
  return lines.join('\n')
}

function tree(step: ProofStep): readonly string[] {
  const own = Object.values(step.text).flat().join(' ').trim()
  return [`proof  ${own}`, ...step.because.flatMap(tree).map((line) => line.replace('proof  ', 'proof    '))]
}

const document = readFileSync(new URL('../../../docs/solver.md', import.meta.url), 'utf8')

const recorder = () =>
  aWorld(
    release('ferrowave 4.0.1', { needs: ['libsona >= 4.0, < 5'] }),
    release('ferrowave 3.8', { needs: ['libsona >= 3, < 4'] }),
    release('tapeloft 5.1.4', { needs: ['libsona >= 3.2, < 4'] }),
    release('libsona 4.1.0'),
    release('libsona 3.6.2'),
  ).having('tapeloft* 5.1.4', 'libsona 3.6.2')

test('worked conflict 1 of docs/solver.md: two apps want different versions of one library', () => {
  const text = print(recorder().explain('install ferrowave >= 4'))
  expect(document).toContain(`\n${text}\n`)
})

test('without a wish for a version there is no conflict: the last one that fits is taken', () => {
  expect(recorder().after('install ferrowave')).toEqual([
    'ferrowave* 3.8',
    'libsona 3.6.2',
    'tapeloft* 5.1.4',
  ])
})

test('worked conflict 2 of docs/solver.md: removing a library that chosen apps need', () => {
  const world = aWorld(
    release('viewer 1.2', { needs: ['render'] }),
    release('notes 2.0', { needs: ['editor-kit >= 1'] }),
    release('editor-kit 1.1', { needs: ['render'] }),
    release('render 0.9'),
  ).having('viewer* 1.2', 'notes* 2.0', 'editor-kit 1.1', 'render 0.9')
  expect(document).toContain(`\n${print(world.explain('remove render'))}\n`)
})

test('worked conflict 3 of docs/solver.md: something deep down is too old', () => {
  const world = aWorld(
    release('atelier 3.0', { needs: ['canvas >= 2'] }),
    release('atelier 2.4', { needs: ['canvas < 2'] }),
    release('canvas 2.1', { needs: ['pixel-engine'] }),
    release('canvas 1.9'),
    release('pixel-engine 5.2', { needs: ['shader-kit >= 7'] }),
    release('shader-kit 7.0', { needs: ['gpu-bridge >= 12'] }),
    release('gpu-bridge 11.3'),
    release('gpu-bridge 11.0'),
  )
  expect(document).toContain(`\n${print(world.explain('install atelier >= 3'))}\n`)
  expect(world.after('install atelier')).toEqual(['atelier* 2.4', 'canvas 1.9'])
})

test('worked conflict 4 of docs/solver.md: a hold in the way', () => {
  const world = aWorld(
    release('mailroom 6.0', { needs: ['libpost >= 4'] }),
    release('mailroom 5.2', { needs: ['libpost >= 3'] }),
    release('libpost 4.0'),
    release('libpost 3.3'),
    release('stamper 1.0', { needs: ['libpost'] }),
  )
    .having('stamper* 1.0', 'libpost 3.3')
    .policy({ holds: new Set(['libpost']) })
  expect(document).toContain(`\n${print(world.explain('install mailroom >= 6'))}\n`)
})

test('worked conflict 5 of docs/solver.md: only another repository has it', () => {
  const world = aWorld(
    release('lantern 2.0', { needs: ['wick >= 2'] }),
    release('wick 1.4'),
    release('wick 2.2', { repository: 'community' }),
    release('oil 1.0', { needs: ['wick'] }),
  )
    .from('main', 'community')
    .having('oil* 1.0', 'wick 1.4')
  expect(document).toContain(`\n${print(world.explain('install lantern'))}\n`)
  expect(world.after('install lantern', 'install wick @community')).toEqual([
    'lantern* 2.0',
    'oil* 1.0',
    'wick* 2.2',
  ])
})

test('a dependency that no repository has names the versions there are', () => {
  const world = aWorld(
    release('app 1', { needs: ['mid'] }),
    release('mid 1', { needs: ['deep >= 3'] }),
    release('deep 2'),
    release('deep 1'),
  )
  expect(print(world.explain('install app')).split('\n')).toEqual([
    'clash  depends mid 1 deep >= 3 main',
    'clash  no-release deep >= 3 2 1',
    'proof  impossible app',
    'proof    wanted app',
    'proof    depends app 1 mid main',
    'proof      depends mid 1 deep >= 3 main',
    'proof        no-release deep >= 3 2 1',
  ])
})

test('a version that does not exist can be had in another', () => {
  expect(aWorld(release('app 1')).explain('install app >= 2')).toMatchObject({
    clash: ['wanted app >= 2', 'no-release app >= 2 1'],
    fixes: ['install app = 1'],
  })
})

test('of two packages that exclude each other it is told which one is wanted, and which one is there', () => {
  const world = aWorld(release('foe 1', { conflicts: ['app'] }), release('app 1')).having('app* 1')
  expect(world.explain('install foe').clash.map((fact) => fact.trim())).toEqual([
    'wanted foe',
    'conflicts foe 1 app app 1',
    'installed app 1',
  ])
})

test('what needs the removed is told of its installed release first, and nothing twice', () => {
  const world = aWorld(
    release('app 2', { needs: ['lib >= 2'] }),
    release('app 1', { needs: ['lib'] }),
    release('lib 3'),
    release('lib 2'),
    release('lib 1'),
  ).having('app* 1', 'lib 2')
  expect(print(world.explain('remove lib')).split('\n')).toEqual([
    'clash  needed-by lib app 1',
    'clash  installed app 1',
    'proof  impossible lib',
    'proof    unwanted lib',
    'proof    depends app 1 lib main',
    'proof      installed app 1',
    'proof    depends app 2 lib >= 2 main',
    'fix    remove lib + app',
  ])
})

test('what the same request removes is told as a wish, too', () => {
  const world = aWorld(release('app 1', { needs: ['lib'] }), release('lib 1')).having('lib* 1')
  expect(print(world.explain('install app', 'remove lib')).split('\n')).toEqual([
    'clash  needed-by lib app 1',
    'clash  unwanted lib',
    'proof  impossible app',
    'proof    wanted app',
    'proof    depends app 1 lib main',
    'proof      unwanted lib',
    'fix    install app',
    'fix    remove lib',
  ])
})

test('a role that one excludes and another needs is told as need and exclusion', () => {
  const world = aWorld(
    release('foe 1', { conflicts: ['mta'] }),
    release('mail 1', { needs: ['mta'] }),
    release('one 1', { provides: ['mta'] }),
    release('two 1', { provides: ['mta'] }),
  )
  expect(world.explain('install foe', 'install mail').clash.map((fact) => fact.trim())).toEqual([
    'wanted foe',
    'depends mail 1 mta main',
    'conflicts foe 1 mta two 1',
  ])
})

test('what has nothing to do with the conflict is not blamed', () => {
  const bystanders = Array.from({ length: 50 }, (_, index) =>
    release(`other-${index} 1`, { needs: ['common'] }),
  )
  const world = aWorld(
    ...bystanders,
    release('common 1'),
    release('app 1', { needs: ['nowhere', 'common'] }),
  ).having(...bystanders.map(({ name }) => `${name}* 1`), 'common 1')
  expect(world.explain('install app')).toMatchObject({
    clash: ['depends app 1 nowhere main', 'no-release nowhere'],
    fixes: [],
  })
})

test('what is impossible by itself is not blamed on what is installed', () => {
  const { clash } = aWorld(
    release('deep 1', { needs: ['old', 'newish'] }),
    release('old 1', { needs: ['base < 2'] }),
    release('newish 1', { needs: ['base >= 2'] }),
    release('base 2'),
    release('base 1'),
  )
    .having('base* 2')
    .explain('install deep')
  expect(clash.map((fact) => fact.trim())).toEqual([
    'depends old 1 base < 2 main',
    'depends newish 1 base >= 2 main',
  ])
})

test('a hold is named where it keeps a package from going back', () => {
  const world = aWorld(release('app 2'), release('app 1')).having('app* 2')
  const resolution = world.policy({ holds: new Set(['app']) }).resolve('downgrade app')
  expect(resolution).toMatchObject({
    kind: 'unsolvable',
    explanation: { clash: [{ kind: 'wanted' }, { kind: 'not-allowed', release: 'app 1', reason: 'held' }] },
  })
})

test('two versions of one package are two wishes that exclude each other', () => {
  const { clash } = aWorld(release('app 2'), release('app 1')).explain('install app = 1', 'install app = 2')
  expect(clash).toHaveLength(2)
})
