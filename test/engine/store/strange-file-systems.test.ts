import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { checkMode, giveMode } from '../../../engine/archive/keep-mode.ts'
import { failureOf } from '../../../engine/model/failure.ts'
import { syncFolder } from '../../../engine/store/durable.ts'
import { temporaryFolder } from '../../kit/temporary.ts'

function failureFrom(work: () => void): unknown {
  try {
    work()
    return null
  } catch (error) {
    return failureOf(error)
  }
}

test('a file system that refuses modes, or loses them, is told as such, and no question of rights', () => {
  const file = path.join(temporaryFolder(), 'file')
  writeFileSync(file, '', { mode: 0o644 })
  // /proc belongs to whoever looks, and takes no modes.
  const refused = '/proc/self/stat'

  const told = [
    failureFrom(() => giveMode(refused, 0o400)),
    failureFrom(() => checkMode(file, 0o444)),
    failureFrom(() => (giveMode(file, 0o444), checkMode(file, 0o444))),
  ]

  const none = (place: string) => ({ code: 'disk/no-modes', facts: { path: place } })
  expect(told).toEqual([none(refused), none(file), null])
})

test('a folder that cannot be synced, because its file system has no such call, stops nothing', async () => {
  const folder = path.join(temporaryFolder(), 'folder')
  mkdirSync(folder)

  // fsync(2) of /proc is EINVAL.
  await expect(Promise.all([syncFolder(folder), syncFolder('/proc')])).resolves.toBeDefined()
})
