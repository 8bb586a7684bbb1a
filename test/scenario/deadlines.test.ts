import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { aManagedMachine, type ManagedMachine } from '../kit/a-managed-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'

const call = { signal: never }
const day = 86_400_000
const deadlines = { updates: { kevDeadlineDays: 3, criticalDeadlineDays: 7 } }

let machine: ManagedMachine
let ahead: number

/** `editor` and `spell` have a repair, `words` has none; the first is exploited, the others are critical. */
beforeEach(async () => {
  ahead = 0
  const names = ['editor', 'spell', 'words']
  const repository = await aRepository(...names.map((name) => release(name, '1.0')))
  const clock = { now: () => Date.now() + ahead, sleep: () => Promise.resolve() }
  machine = await aManagedMachine({ clock })
  await machine.use(repository)
  await machine.install(...names)
  const folder = path.join(repository.folder, 'advisories')
  mkdirSync(folder)
  for (const [name, database_specific] of [
    ['editor', { kev: { date_added: '2026-01-02' } }],
    ['spell', { severity: 'critical' }],
    ['words', { severity: 'critical' }],
  ] as const) {
    const ranges = [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.1' }] }]
    const affected = [{ package: { ecosystem: 'MultiOS', name }, ranges }]
    const advisory = { id: `T-${name}`, modified: '2026-01-01T00:00:00Z', affected, database_specific }
    writeFileSync(path.join(folder, `T-${name}.json`), JSON.stringify(advisory))
  }
  await repository.publish(release('editor', '1.1'), release('spell', '1.1'))
  await machine.engine.run('repository.sync', {}, call)
})

async function told() {
  const { deadlines: all = [] } = await machine.engine.run('policy.show', {}, call)
  return all.map(({ name, deadline }) => [name, deadline.rule, deadline.isOver])
}

test('what is exploited, or critical, has a deadline from when it could be repaired, and then is late', async () => {
  const unruled = await told()
  machine.govern(deadlines)
  const first = await told()
  ahead = 4 * day
  const later = await told()
  ahead = 8 * day
  const late = await told()
  await machine.change({ kind: 'update', security: true })

  const open = [
    ['editor', 'updates.kevDeadlineDays', false],
    ['spell', 'updates.criticalDeadlineDays', false],
  ]
  expect({ unruled, first, later, late, repaired: await told() }).toEqual({
    unruled: [],
    first: open,
    later: [['editor', 'updates.kevDeadlineDays', true], open[1]],
    late: open.map(([name, rule]) => [name, rule, true]),
    repaired: [],
  })
})

test('a hold of one’s own puts no deadline off, and a repair that rules refuse begins none', async () => {
  machine.govern(deadlines)
  await machine.engine.run('policy.add', { rules: [{ kind: 'hold', name: 'editor' }] }, call)
  const held = await told()
  machine.govern({ ...deadlines, packages: [{ match: 'editor', decision: 'deny' }] })

  expect(held.map(([name]) => name)).toEqual(['editor', 'spell'])
  expect((await told()).map(([name]) => name)).toEqual(['spell'])
})

test('it is said wherever somebody looks: updates, audit, rules and the package itself', async () => {
  machine.govern(deadlines)
  const { file } = machine.administration
  const words = new RegExp(
    `to be repaired by \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d: T-editor is known to be exploited, says rule "updates.kevDeadlineDays" of your administrator \\(${file}\\)`,
  )
  const said = async (...line: string[]) => (await machine.multiosPm(line)).out.replaceAll('\n  ', ' ')

  expect(await said('check-updates')).toMatch(words)
  expect(await said('verify', '--security-audit')).toMatch(words)
  expect(await said('policy', 'show')).toMatch(words)
  expect(await said('policy', 'explain', 'editor')).toMatch(words)
  expect(await said('policy', 'explain', 'words')).not.toContain('repaired by')
})
