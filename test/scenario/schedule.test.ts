import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { machineTimeZone } from '../../engine/config/machine-time-zone.ts'
import type { EnginePorts } from '../../engine/index.ts'
import { aManagedMachine } from '../kit/a-managed-machine.ts'
import { failureFrom, wanting } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'

const hour = 3_600_000

/** A window of an hour, two hours from now. */
function inTwoHours(): { readonly schedule: object; readonly opens: string } {
  const minute = 60_000
  const opens = Math.floor((Date.now() + 2 * hour) / minute) * minute
  const time = (at: number) => new Date(at).toISOString().slice(11, 16)
  const windows = [{ from: time(opens), to: time(opens + hour) }]
  return {
    schedule: { windows, timeZone: 'UTC', note: 'Tills are open' },
    opens: new Date(opens).toISOString(),
  }
}

test('outside of its times nothing changes but by going back or repairing, and the refusal tells when they begin', async () => {
  let ahead = 0
  const clock: EnginePorts['clock'] = { now: () => Date.now() + ahead, sleep: () => Promise.resolve() }
  const repository = await aRepository(release('editor', '1.0'), release('words', '1.0'))
  const machine = await aManagedMachine({ clock })
  await machine.use(repository)
  await machine.install('words')
  const kept = await machine.plan(wanting('editor'))
  await machine.install('editor')
  const advisories = path.join(repository.folder, 'advisories')
  mkdirSync(advisories)
  const ranges = [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.1' }] }]
  const affected = [{ package: { ecosystem: 'MultiOS', name: 'editor' }, ranges }]
  const advisory = { id: 'T-1', summary: 'Weak', modified: '2026-01-01T00:00:00Z', affected }
  writeFileSync(path.join(advisories, 'T-1.json'), JSON.stringify(advisory))
  await repository.publish(release('editor', '1.1'), release('words', '1.1'))
  await machine.engine.run('repository.sync', {}, { signal: never })
  const { schedule, opens } = inTwoHours()
  machine.govern({ schedule })
  const refusal = {
    code: 'policy/refused',
    facts: {
      what: '',
      owner: 'administrator',
      file: machine.administration.file,
      rule: 'schedule',
      reason: 'schedule',
      note: 'Tills are open',
      request: null,
      opens,
    },
  }

  const explained = await machine.multiosPm(['policy', 'explain', 'words'])
  const update = await failureFrom(machine.plan({ kind: 'update' }))
  const removal = await failureFrom(machine.remove('words'))
  const worded = await machine.multiosPm(['update'])
  await machine.change({ kind: 'undo' })
  if (kept.kind !== 'plan') throw new Error('no plan')
  const shown = { request: kept.plan.request, digest: kept.plan.digest }
  const earlier = await failureFrom(machine.engine.run('plan.apply', shown, { signal: never }))
  await machine.change({ kind: 'undo' })
  machine.govern({ schedule: { ...schedule, securityFixes: 'allow' } })
  const all = await failureFrom(machine.plan({ kind: 'update' }))
  const security = await machine.plan({ kind: 'update', security: true })
  await machine.change({ kind: 'update', security: true })
  const between = await machine.installed()
  ahead = 2.5 * hour
  await machine.change({ kind: 'update' })

  expect(explained.out.replaceAll(/\s+/g, ' ')).toContain(
    `Software may not change now, says rule "schedule" of your administrator (${machine.administration.file}). It may from `,
  )
  expect([update, removal, all]).toEqual([refusal, refusal, refusal])
  // Planned before the rule was there.
  expect(earlier.code).toBe('policy/refused')
  expect(worded.status).toBe(5)
  expect(worded.err).toContain(
    `Because this is not a time in which software may change, says rule "schedule" of your administrator (${machine.administration.file}): Tills are open.`,
  )
  expect(security.kind === 'plan' && security.plan.told).toMatchObject([{ decision: 'allow', opens }])
  expect([between, await machine.installed()]).toEqual([
    ['editor 1.1', 'words 1.0'],
    ['editor 1.1', 'words 1.1'],
  ])
})

test('whoever is ruled cannot move the times by saying that it is elsewhere', async () => {
  const repository = await aRepository(release('editor', '1.0'))
  const machine = await aManagedMachine()
  await machine.use(repository)
  const here = machineTimeZone()
  const clockOf = (at: number) =>
    new Date(at).toLocaleTimeString('en-GB', { timeZone: here, hour: '2-digit', minute: '2-digit' })
  const windows = [{ from: clockOf(Date.now() + 6 * hour), to: clockOf(Date.now() + 12 * hour) }]
  machine.govern({ schedule: { windows } })
  const before = process.env['TZ']
  const codes: string[] = []
  try {
    for (let zone = -12; zone <= 12; zone += 1) {
      process.env['TZ'] = `Etc/GMT${zone < 0 ? '' : '+'}${zone}`
      codes.push((await failureFrom(machine.plan(wanting('editor')))).code)
    }
  } finally {
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  }

  expect(codes).toEqual(Array.from({ length: 25 }, () => 'policy/refused'))
})
