import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { ManagedMachine } from '../../kit/a-managed-machine.ts'
import { aStockedMachine } from '../../kit/a-managed-machine.ts'
import { never } from '../../kit/temporary.ts'

const digest = expect.stringMatching(/^[0-9a-f]{64}$/) as unknown

async function told({ engine }: ManagedMachine): Promise<readonly (readonly [string, unknown, unknown])[]> {
  const { entries } = await engine.run('audit.list', {}, { signal: never })
  return entries
    .filter(({ action }) => action.startsWith('policy.'))
    .toReversed()
    .map(({ action, object: { before, now } }) => [action, before, now])
}

test('whoever writes next tells that the rules of the administrator are others, once', async () => {
  const machine = await aStockedMachine()
  const hold = (name: string) =>
    machine.engine.run('policy.add', { rules: [{ kind: 'protect', name }] }, { signal: never })

  await hold('editor')
  machine.govern({ downgrade: 'deny' })
  await hold('plugin')
  await hold('editor')
  machine.govern({ installScripts: 'deny' })
  await hold('plugin')
  rmSync(machine.administration.file)
  await hold('editor')

  const entries = await told(machine)
  expect(entries).toEqual([
    ['policy.add', undefined, undefined],
    ['policy.edited', '', digest],
    ['policy.add', undefined, undefined],
    ['policy.add', undefined, undefined],
    ['policy.edited', digest, digest],
    ['policy.add', undefined, undefined],
    ['policy.edited', digest, ''],
    ['policy.add', undefined, undefined],
  ])
  expect(entries[4]?.[1]).toBe(entries[1]?.[2])
  expect(await machine.engine.run('audit.verify', {}, { signal: never })).toMatchObject({
    bad: null,
    unsigned: 0,
  })
})

test('rules that cannot be used are told once they can be', async () => {
  const machine = await aStockedMachine()
  machine.govern('no rules')
  await machine.engine.run('repository.sync', {}, { signal: never }).catch(() => undefined)
  expect(await told(machine).catch(() => [])).toEqual([])

  machine.govern({ downgrade: 'deny' })
  await machine.engine.run('policy.add', { rules: [{ kind: 'protect', name: 'editor' }] }, { signal: never })

  expect((await told(machine)).map(([action]) => action)).toEqual(['policy.edited', 'policy.add'])
})

test('a file of one’s own is told, too, and whose rules they are', async () => {
  const machine = await aStockedMachine()
  const own = path.join(machine.data, 'policy.json')
  const hold = (name: string) =>
    machine.engine.run('policy.add', { rules: [{ kind: 'protect', name }] }, { signal: never })
  machine.govern({ downgrade: 'deny' })
  await hold('editor')
  writeFileSync(own, '{"version":1,"installScripts":"deny"}')
  await hold('plugin')
  rmSync(own)
  await hold('editor')
  const { entries } = await machine.engine.run('audit.list', { action: 'policy.edited' }, { signal: never })

  expect(
    entries.toReversed().map(({ object: { owner, file, before, now } }) => [owner, file, before, now]),
  ).toEqual([
    ['administrator', machine.administration.file, '', digest],
    ['person', own, '', digest],
    ['person', undefined, digest, ''],
  ])
})
