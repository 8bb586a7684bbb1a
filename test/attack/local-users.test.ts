import { chmodSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aMachine } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'

/** Databases, with what lies beside them, that somebody else on this machine may read: and so lock (fcntl(2)). */
const openToOthers = (data: string) =>
  readdirSync(data).filter(
    (name) => /\.db(-wal|-shm)?$/.test(name) && (statSync(path.join(data, name)).mode & 0o077) !== 0,
  )

test('nobody else can lock what every change waits for, not even where an earlier release left it open', async () => {
  const machine = await aMachine()
  await machine.use(await aRepository(release('editor', '1.0')))
  await machine.install('editor')
  const made = openToOthers(machine.data)
  await machine.engine.close()
  const left = readdirSync(machine.data).filter((name) => name.endsWith('.db'))
  for (const name of left) chmodSync(path.join(machine.data, name), 0o644)

  const later = await aMachine({}, machine.data)
  await later.remove('editor')

  expect(left.toSorted()).toEqual(['catalog.db', 'files.db', 'lock.db', 'state.db'])
  expect([made, openToOthers(machine.data)]).toEqual([[], []])
})
