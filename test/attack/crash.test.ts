import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { ChangeRequest, Progress } from '../../engine/index.ts'
import { aMachine, failureFrom, type Machine, wanting } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { isFull } from '../kit/full.ts'
import { serveFolder } from '../kit/static-server.ts'
import { never } from '../kit/temporary.ts'
import { leftovers, soundnessOf } from './kit/soundness.ts'

const again = (name: string) => ({ kind: 'install' as const, packages: [{ name }], force: true })

const health = async ({ engine }: Machine) =>
  (await engine.run('package.verify', {}, { signal: never })).map(({ name, ok }) => [name, ok])

test('reinstalling what cannot be had any more leaves it as whole as it was', async () => {
  const repository = await aRepository(release('editor', '1.0'))
  const server = await serveFolder(repository.folder)
  const machine = await aMachine()
  await machine.use(repository, server.url)
  await machine.install('editor')
  rmSync(path.join(machine.data, 'cache/packages'), { recursive: true })
  rmSync(path.join(repository.folder, 'packages'), { recursive: true })

  const failure = await failureFrom(machine.change(again('editor')))

  expect(failure.code).toBe('network/status')
  expect(await health(machine)).toEqual([['editor', true]])
})

test.each(['.', '.multios', 'bin/editor'])(
  'a release whose %s somebody deleted from the store is mended by installing it again',
  async (damage) => {
    const repository = await aRepository(release('editor', '1.0'), release('spell', '1.0'))
    const machine = await aMachine()
    await machine.use(repository)
    await machine.install('editor', 'spell')
    const store = path.join(machine.data, 'store')
    const folder = readdirSync(store).find((name) => name.includes('editor'))!
    rmSync(path.join(store, folder, damage), { recursive: true })
    rmSync(path.join(machine.data, 'profile/trees/A/bin/editor'), { force: true })

    await machine.change(again('editor'))

    expect(await health(machine)).toEqual([
      ['editor', true],
      ['spell', true],
    ])
    expect(machine.run('editor')).toBe('editor 1.0: \n')
    expect(readdirSync(store)).toHaveLength(2)
  },
)

/** The state of a change that is under way: what a person asked, and when its process dies. */
const requests: Readonly<Record<string, ChangeRequest>> = {
  install: wanting('brush'),
  remove: { kind: 'remove', packages: ['spell'], purge: false, force: false },
  reinstall: again('spell'),
  undo: { kind: 'undo' },
}
const phases = ['resolve', 'download', 'stage', 'verify', 'commit', 'committing', 'record']
/** By request, what a slice tries. */
const slice: Readonly<Record<string, readonly string[]>> = {
  install: ['commit'],
  remove: ['record'],
  reinstall: ['stage'],
  undo: ['commit', 'record'],
}

async function aPopulatedMachine(): Promise<string> {
  const repository = await aRepository(
    release('editor', '1.0').needs('spell').withFile('share/editor/words', 'many'),
    release('spell', '1.0').withFile('share/common/spell', 'x'),
    release('brush', '1.0').withFile('share/common/brush', 'x'),
    release('crate', '1.0').withFile('share/common/crate', 'x'),
  )
  const machine = await aMachine()
  await machine.use(repository)
  await machine.install('spell')
  await machine.install('crate')
  await machine.engine.close()
  return machine.data
}

/** Runs one change in a process of its own; `untilDead` gets it once it has begun. */
async function inAProcess(
  [data, request, phase]: readonly [string, ChangeRequest, string?],
  onBegun: (child: ChildProcess) => void = () => undefined,
): Promise<'done' | 'killed'> {
  const script = path.join(import.meta.dirname, 'kit/one-change.ts')
  const args = [script, data, JSON.stringify(request), ...(phase === undefined ? [] : [phase])]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  child.stdout.once('data', () => onBegun(child))
  return new Promise((done) => {
    child.once('close', (_status, ending) => done(ending === 'SIGKILL' ? 'killed' : 'done'))
  })
}

async function changeIn(data: string, request: ChangeRequest): Promise<void> {
  const machine = await aMachine({}, data)
  // Where the machine already is as asked, there is nothing to change.
  if ((await machine.plan(request)).kind === 'plan') await machine.change(request)
  await machine.engine.close()
}

test.each(Object.entries(requests))(
  'killed at any phase of %s, a machine holds the old state or the new one, and the next change is clean',
  { timeout: phases.length * 20_000 },
  async (name, request) => {
    const data = await aPopulatedMachine()
    for (const phase of isFull ? phases : slice[name]!) {
      const before = await soundnessOf(data)
      expect([phase, await inAProcess([data, request, phase])]).toEqual([phase, 'killed'])

      const after = await soundnessOf(data)

      expect([phase, after.oddities]).toEqual([phase, []])
      const isNew = phase === 'record'
      expect([phase, after.generation]).toEqual([phase, before.generation + (isNew ? 1 : 0)])
      // Another change that leads elsewhere: nothing of the one that was killed may come along.
      await changeIn(data, wanting('editor'))
      expect([phase, (await soundnessOf(data)).oddities, leftovers(data)]).toEqual([phase, [], []])
      await changeIn(data, { kind: 'rollback', generation: before.generation })
    }
  },
)

test('a change that was stopped at the last moment leaves nothing behind for the next one', async () => {
  const repository = await aRepository(...['editor', 'spell', 'brush'].map((name) => release(name, '1.0')))
  const machine = await aMachine()
  await machine.use(repository)
  await machine.install('editor', 'spell')
  const answer = await machine.plan(wanting('brush'))
  if (answer.kind !== 'plan') throw new Error(answer.kind)
  const controller = new AbortController()
  const report = (progress: Progress) => {
    if (progress.kind === 'step' && progress.step === 'commit') controller.abort(new Error('enough'))
  }
  const apply = { request: wanting('brush'), digest: answer.plan.digest }
  const work = machine.engine.run('plan.apply', apply, { signal: controller.signal, report })
  await expect(work).rejects.toThrow('enough')

  await machine.remove('spell')

  expect(await soundnessOf(machine.data)).toMatchObject({ installed: ['editor 1.0'], oddities: [] })
})

const kills = isFull ? 300 : 4

test(`${kills} kills at random moments leave no half state`, { timeout: kills * 10_000 }, async () => {
  const data = await aPopulatedMachine()
  const all = [...Object.values(requests), wanting('editor'), wanting('crate'), again('crate')]
  for (let turn = 0; turn < kills; turn += 1) {
    const request = all[turn % all.length]!
    await inAProcess([data, request], (child) => setTimeout(() => child.kill('SIGKILL'), Math.random() * 150))
    const { oddities } = await soundnessOf(data)
    expect([turn, request, oddities]).toEqual([turn, request, []])
  }
  for (const generation of [1, 2]) await changeIn(data, { kind: 'rollback', generation })
  expect([(await soundnessOf(data)).oddities, leftovers(data)]).toEqual([[], []])
})
