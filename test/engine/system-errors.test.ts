import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { failureOf } from '../../engine/model/failure.ts'
import { toDiskFailure } from '../../engine/system-errors.ts'
import { temporaryFolder } from '../kit/temporary.ts'

/** As Node throws it; /proc takes no links whoever asks, but says so in other words than vfat or exfat. */
function refusedBy(syscall: string, code: string): Error {
  try {
    symlinkSync('x', '/proc/x')
  } catch (error) {
    return Object.assign(error as Error, { syscall, code })
  }
  throw new Error('/proc took a link')
}

test.each([
  ['symlink', 'EPERM', 'disk/no-links'],
  ['symlink', 'ENOTSUP', 'disk/no-links'],
  ['symlink', 'EACCES', 'disk/denied'],
  ['rename', 'EPERM', 'disk/denied'],
])('%s refused with %s is %s', async (syscall, code, expected) => {
  const failure = failureOf(await toDiskFailure(refusedBy(syscall, code), '/mnt/stick'))

  expect(failure).toEqual({ code: expected, facts: { path: '/mnt/stick' } })
})

test('a folder where a file should be is named, where only the folder around it was known', async () => {
  const failure = failureOf(await toDiskFailure(refusedBy('open', 'EISDIR'), '/proc'))

  expect(failure).toMatchObject({ code: 'state/damaged', facts: { file: '/proc/x' } })
})

test('a folder where a file should be is told as that', async () => {
  const failure = failureOf(await toDiskFailure(refusedBy('read', 'EISDIR'), '/data/keys/a.key.json'))

  expect(failure).toEqual({
    code: 'state/damaged',
    facts: { file: '/data/keys/a.key.json', detail: 'a folder stands in its place' },
  })
})

test('of what is closed in a folder the very thing is named, and of what is not there the folder that would hold it', async () => {
  const folder = temporaryFolder()
  const file = path.join(folder, 'config/app.conf')
  mkdirSync(path.dirname(file))
  writeFileSync(file, '')
  const refused = (place: string) =>
    Object.assign(new Error('EPERM'), { code: 'EPERM', syscall: 'rename', path: `${file}.new`, dest: place })
  const pathOf = async (place: string) => failureOf(await toDiskFailure(refused(place), folder))?.facts

  expect([await pathOf(file), await pathOf(path.join(folder, 'config/gone/app.conf'))]).toEqual([
    { path: file },
    { path: path.dirname(file) },
  ])
})

test('a folder in which nothing can be made is no file system without links', async () => {
  const about = { code: 'EPERM', syscall: 'symlink', path: 'x', dest: '/nowhere/at/all/link' }
  const failure = failureOf(await toDiskFailure(Object.assign(new Error('EPERM'), about), '/nowhere'))

  expect(failure).toEqual({ code: 'disk/denied', facts: { path: '/' } })
})
