import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { ChangeRequest } from '../../engine/index.ts'
import { aMachine, failureFrom, wanting, type Machine } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { temporaryFolder, never } from '../kit/temporary.ts'

const place = 'etc/clock/clock.conf'
const mine = 'face = mine\n'
const purging: ChangeRequest = { kind: 'remove', packages: ['clock'], purge: true, force: false }

const clocks = () =>
  aRepository(
    release('clock', '1.0').withFile(place, 'face = round\n'),
    release('clock', '2.0').withFile(place, 'face = square\n'),
    release('bell', '1.0').withFile('etc/bell.conf', 'tone = low\n'),
  )

const write = ({ data }: Machine, text: string) => writeFileSync(path.join(data, 'config', place), text)

function standing({ data }: Machine): string | null {
  const file = path.join(data, 'config', place)
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

/** Its configuration was edited, and stayed when it went. */
async function afterItsPackage(): Promise<Machine> {
  const machine = await aMachine()
  await machine.use(await clocks())
  await machine.change(wanting('clock=1.0'))
  write(machine, mine)
  await machine.remove('clock')
  return machine
}

const plan = ({ engine }: Machine, request: ChangeRequest) =>
  engine.run('plan.make', { request }, { signal: never })

const kept = async ({ engine }: Machine) =>
  (await engine.run('system.status', {}, { signal: never })).keptConfiguration

test('what was kept of a package that is gone is told, can be purged, and undone, and that undone', async () => {
  const machine = await afterItsPackage()
  const told = await kept(machine)
  const planned = await plan(machine, purging)

  const purged = await machine.change(purging)
  const gone = { standing: standing(machine), kept: await kept(machine) }
  const planOfUndo = await plan(machine, { kind: 'undo' })
  const undone = await machine.change({ kind: 'undo' })
  const back = { standing: standing(machine), kept: await kept(machine) }
  const again = await machine.change({ kind: 'undo' })

  const file = path.join(machine.data, 'config', place)
  const aside = (generation: number) => path.join(machine.data, 'purged', String(generation), place)
  expect(told).toEqual([{ name: 'clock', paths: [place], bytes: expect.any(Number) as number }])
  expect(planned).toMatchObject({
    kind: 'plan',
    plan: {
      install: [],
      change: [],
      remove: [],
      configuration: [{ action: 'purge', name: 'clock', path: place, file }],
    },
  })
  expect(purged).toMatchObject({
    lines: [],
    configuration: [{ kind: 'purged', path: place, file: aside(3) }],
  })
  expect(gone).toEqual({ standing: null, kept: undefined })
  expect(planOfUndo).toMatchObject({
    kind: 'plan',
    plan: { configuration: [{ action: 'restore', name: 'clock', path: place, file: aside(3) }] },
  })
  expect(undone).toMatchObject({ lines: [], configuration: [{ kind: 'restored', path: place, file }] })
  expect(back).toEqual({ standing: mine, kept: told })
  expect(again.configuration).toEqual([{ kind: 'purged', path: place, file: aside(5) }])
  expect(standing(machine)).toBe(null)
  expect(existsSync(path.join(machine.data, 'purged/3'))).toBe(false)
})

test('undoing the removal and purge of an installed package brings back what the person wrote', async () => {
  const machine = await aMachine()
  await machine.use(await clocks())
  await machine.change(wanting('clock=1.0'))
  write(machine, mine)
  const planned = await plan(machine, purging)

  await machine.change(purging)
  const gone = standing(machine)
  await machine.change({ kind: 'undo' })
  const edited = await machine.engine.run('package.verify', {}, { signal: never })

  expect(planned).toMatchObject({
    plan: { remove: [{ name: 'clock' }], configuration: [{ action: 'purge' }] },
  })
  expect({ gone, back: standing(machine) }).toEqual({ gone: null, back: mine })
  expect(edited).toMatchObject([{ name: 'clock', ok: true, edited: [place] }])
})

test('what a person wrote since is left alone, and what was purged waits on', async () => {
  const machine = await afterItsPackage()
  await machine.change(purging)
  await machine.change(wanting('clock=2.0'))
  write(machine, 'face = newer\n')

  const planned = await plan(machine, { kind: 'rollback', generation: 2 })
  const receipt = await machine.change({ kind: 'rollback', generation: 2 })

  expect(planned).not.toHaveProperty('plan.configuration')
  expect(receipt.configuration).toMatchObject([{ kind: 'kept', path: place }])
  expect(standing(machine)).toBe('face = newer\n')
  expect(readFileSync(path.join(machine.data, 'purged/3', place), 'utf8')).toBe(mine)
})

test('the oldest comes back where it was purged twice', async () => {
  const machine = await afterItsPackage()
  await machine.change(purging)
  await machine.change(wanting('clock=2.0'))
  write(machine, 'face = newer\n')
  await machine.change(purging)

  await machine.change({ kind: 'rollback', generation: 1 })

  expect(standing(machine)).toBe(mine)
})

test('nothing that is there is named as purged: neither a default, nor what was deleted by hand', async () => {
  const machine = await aMachine()
  await machine.use(await clocks())
  await machine.change(wanting('clock', 'bell'))

  const untouched = await plan(machine, purging)
  await machine.change(purging)
  const stranger = plan(machine, purging)

  expect(untouched).not.toHaveProperty('plan.configuration')
  await expect(stranger).rejects.toMatchObject({ failure: { code: 'package/not-installed' } })
})

test('without purge, what is gone is not installed, and the failure says what was kept', async () => {
  const machine = await afterItsPackage()

  const asked = plan(machine, { kind: 'remove', packages: ['clock'], purge: false, force: false })

  await expect(asked).rejects.toMatchObject({
    failure: { code: 'package/not-installed', facts: { name: 'clock', configured: true } },
  })
})

test('an edit between the plan and its doing makes it another plan', async () => {
  const machine = await aMachine()
  await machine.use(await clocks())
  await machine.change(wanting('clock=1.0'))
  const planned = await plan(machine, purging)
  write(machine, mine)

  const digest = planned.kind === 'plan' ? planned.plan.digest : ''
  const applied = machine.engine.run('plan.apply', { request: purging, digest }, { signal: never })

  await expect(applied).rejects.toMatchObject({ failure: { code: 'plan/stale' } })
  expect(standing(machine)).toBe(mine)
})

test('one command purges what is here and what was kept', async () => {
  const machine = await afterItsPackage()
  await machine.change(wanting('bell'))

  const receipt = await machine.change({ ...purging, packages: ['bell', 'clock'] })

  expect(receipt).toMatchObject({
    lines: [{ name: 'bell', action: 'remove' }],
    configuration: [{ kind: 'purged', path: place }],
  })
  expect(existsSync(path.join(machine.data, 'config/etc'))).toBe(false)
})

test('permissions, and what leads elsewhere, wait as they were', async () => {
  const machine = await afterItsPackage()
  const elsewhere = path.join(temporaryFolder(), 'dotfile')
  const file = path.join(machine.data, 'config', place)
  renameSync(file, elsewhere)
  chmodSync(elsewhere, 0o600)
  symlinkSync(elsewhere, file)

  await machine.change(purging)
  const gone = standing(machine)
  await machine.change({ kind: 'undo' })

  expect({ gone, back: standing(machine), mode: statSync(file).mode & 0o777 }).toEqual({
    gone: null,
    back: mine,
    mode: 0o600,
  })
})

test('what was purged goes with its generation, or with the cache; cleaning up tells what is kept', async () => {
  const machine = await afterItsPackage()
  const cleaning = (input: object) => machine.engine.run('system.cleanup', input, { signal: never })
  const told = await cleaning({ dryRun: true })
  await machine.change(purging)
  const spared = await cleaning({})
  const named = await cleaning({ clearCache: true, oldVersions: false, dryRun: true })

  const done = await cleaning({ clearCache: true, oldVersions: false })
  const undo = await plan(machine, { kind: 'undo' })

  const purged = expect.objectContaining({ kind: 'purged', name: '3' }) as unknown
  expect(told.keptConfiguration).toMatchObject([{ name: 'clock', paths: [place] }])
  expect(spared.items).not.toContainEqual(purged)
  expect(named.items).toContainEqual(purged)
  expect(done.items).toEqual(named.items)
  expect(existsSync(path.join(machine.data, 'purged/3'))).toBe(false)
  expect(undo).toEqual({ kind: 'nothing', names: [] })
})

test('a repair does not purge again what its generation purged', async () => {
  const machine = await afterItsPackage()
  await machine.change(purging)
  mkdirSync(path.join(machine.data, 'config/etc/clock'), { recursive: true })
  write(machine, mine)

  await machine.engine.run('package.restore', {}, { signal: never })

  expect(standing(machine)).toBe(mine)
})

test('what stands where purged configuration waits is put aside, or named', async () => {
  const machine = await afterItsPackage()
  const purged = path.join(machine.data, 'purged')
  writeFileSync(purged, 'theirs\n')
  await machine.change(purging)
  await machine.change({ kind: 'undo' })
  mkdirSync(purged, { recursive: true })
  writeFileSync(path.join(purged, '5'), 'theirs, too\n')

  const failure = await failureFrom(machine.change(purging))
  const told = await kept(machine)

  expect(readFileSync(`${purged}.damaged`, 'utf8')).toBe('theirs\n')
  expect(failure).toEqual({
    code: 'state/damaged',
    facts: { file: path.join(purged, '5/etc/clock'), detail: 'a file stands in its way' },
  })
  expect([standing(machine), told?.length]).toEqual([mine, 1])
})
