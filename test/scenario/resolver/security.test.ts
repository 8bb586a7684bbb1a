import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aMachine, type Machine } from '../../kit/a-machine.ts'
import { aRepository, release } from '../../kit/a-repository.ts'
import { never } from '../../kit/temporary.ts'
import { planned } from './told.ts'

/** `editor` 1.0 has a weakness that 1.1 repairs; `spell` 1.0 has one that nothing repairs yet; `words` has none. */
async function aWeakMachine(): Promise<Machine> {
  const repository = await aRepository(
    release('editor', '1.0'),
    release('spell', '1.0'),
    release('words', '1.0'),
  )
  const machine = await aMachine()
  await machine.use(repository)
  await machine.install('editor', 'spell', 'words')
  const folder = path.join(repository.folder, 'advisories')
  mkdirSync(folder)
  for (const [name, events] of [
    ['editor', [{ introduced: '0' }, { fixed: '1.1' }]],
    ['spell', [{ introduced: '0' }]],
  ] as const) {
    const affected = [{ package: { ecosystem: 'MultiOS', name }, ranges: [{ type: 'SEMVER', events }] }]
    const advisory = { id: `T-${name}`, summary: 'Weak', modified: '2026-01-01T00:00:00Z', affected }
    writeFileSync(path.join(folder, `T-${name}.json`), JSON.stringify(advisory))
  }
  await repository.publish(release('editor', '1.1'), release('spell', '1.1'), release('words', '1.1'))
  await machine.engine.run('repository.sync', {}, { signal: never })
  return machine
}

test('a security update brings only what repairs a weakness', async () => {
  const machine = await aWeakMachine()

  expect({
    security: await planned(machine, { kind: 'update', security: true }),
    named: await planned(machine, { kind: 'update', packages: ['words', 'spell'], security: true }),
    all: await planned(machine, { kind: 'update' }),
  }).toEqual({
    security: ['upgrade editor 1.0 1.1'],
    named: ['nothing'],
    all: ['upgrade editor 1.0 1.1', 'upgrade spell 1.0 1.1', 'upgrade words 1.0 1.1'],
  })
})

test('a line of a plan names the weaknesses that it repairs', async () => {
  const machine = await aWeakMachine()

  const answer = await machine.plan({ kind: 'update' })

  expect(answer.kind === 'plan' && answer.plan.change.map(({ name, fixes }) => [name, fixes])).toEqual([
    ['editor', ['T-editor']],
    ['spell', []],
    ['words', []],
  ])
})

/** `editor`, `spell` and `words` are installed, each with a weakness that its newest release repairs or not. */
async function aMachineToAudit(): Promise<Machine> {
  const names = ['editor', 'spell', 'words', 'reader', 'calm']
  const repository = await aRepository(...names.map((name) => release(name, '1.0')))
  const machine = await aMachine()
  await machine.use(repository)
  await machine.install(...names)
  const folder = path.join(repository.folder, 'advisories')
  mkdirSync(folder)
  const until = (fixed: string) => [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed }] }]
  const told: readonly (readonly [string, object, readonly object[]])[] = [
    ['editor', { database_specific: { severity: 'high' } }, until('1.1')],
    [
      'spell',
      { severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }] },
      until('1.1'),
    ],
    [
      'words',
      { database_specific: { kev: { date_added: '2026-01-02', due_date: '2026-01-23' } } },
      until('1.1'),
    ],
    ['reader', {}, [{ type: 'GIT', events: [{ introduced: '0' }] }]],
    ['calm', {}, until('1.0')],
  ]
  for (const [name, more, ranges] of told) {
    const affected = [{ package: { ecosystem: 'MultiOS', name }, ranges }]
    const advisory = { id: `T-${name}`, modified: '2026-01-01T00:00:00Z', affected, ...more }
    writeFileSync(path.join(folder, `T-${name}.json`), JSON.stringify(advisory))
  }
  await repository.publish(release('editor', '1.1'), release('spell', '1.1'), release('words', '1.1'))
  await machine.engine.run('repository.sync', {}, { signal: never })
  return machine
}

test('what is most urgent comes first: in the list of updates, in a plan, and in an audit', async () => {
  const machine = await aMachineToAudit()
  const ask = { signal: never }

  const updates = await machine.engine.run('updates.list', {}, ask)
  const answer = await machine.plan({ kind: 'update', security: true })
  const audit = await machine.engine.run('package.audit', {}, ask)

  expect({
    updates: updates.map(({ name, urgency }) => [name, urgency?.kind]),
    plan: answer.kind === 'plan' && answer.plan.change.map(({ name, urgency }) => [name, urgency?.kind]),
    audit: audit.findings.map(({ name, update, advisories }) => [
      name,
      update?.version,
      advisories[0]?.state,
    ]),
    counts: [audit.packages, audit.known],
  }).toEqual({
    updates: [
      ['words', 'exploited'],
      ['spell', 'score'],
      ['editor', 'severity'],
    ],
    plan: [
      ['words', 'exploited'],
      ['spell', 'score'],
      ['editor', 'severity'],
    ],
    audit: [
      ['words', '1.1', 'affected'],
      ['spell', '1.1', 'affected'],
      ['editor', '1.1', 'affected'],
      ['reader', undefined, 'unknown'],
    ],
    counts: [5, 5],
  })
})
