import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../kit/temporary.ts'
import { testWhere } from '../kit/where.ts'
import { aDesk, failureOf } from '../scenario/thread/kit/a-desk.ts'

const isRoot = process.getuid?.() === 0
const mallory = 65_534

/** What `status` says of a data directory, and what it put there. */
async function opened(data: string): Promise<unknown> {
  const before = namesIn(data)
  const run = await aDesk({ data }).pm('--json', 'status')
  if (run.status === 0) return 'opened'
  const { code, facts } = failureOf(run)
  return { status: run.status, code, facts, made: namesIn(data).filter((name) => !before.includes(name)) }
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}

function refused(place: string, problem: 'owner' | 'writable') {
  return { status: 5, code: 'state/open-place', facts: { path: place, problem }, made: [] }
}

function aFolder(mode: number, name = 'data', inside = temporaryFolder()): string {
  const folder = path.join(inside, name)
  mkdirSync(folder)
  chmodSync(folder, mode)
  return folder
}

test('a data directory that others can write in is refused, also where it is sticky', async () => {
  const [open, shared] = [aFolder(0o777), aFolder(0o1777)]

  const said = await aDesk({ data: open }).pm('status')

  expect(said.err).toBe(
    'error: Software is not kept where somebody else could exchange it.\n' +
      `  Others can write in ${open}.\n` +
      `  Close it to others, or choose another place with --data-dir DIR: chmod go-w ${open}\n`,
  )
  expect([await opened(open), await opened(shared)]).toEqual([
    refused(open, 'writable'),
    refused(shared, 'writable'),
  ])
})

test('one of our own is used, wherever it is, through a link, and where it is not there yet', async () => {
  const own = aFolder(0o755, 'own', aFolder(0o777))
  const link = path.join(temporaryFolder(), 'link')
  symlinkSync(own, link)

  expect([
    await opened(own),
    await opened(link),
    await opened(path.join(aFolder(0o1777), 'new')),
    await opened(path.join(temporaryFolder(), 'not/there/yet')),
  ]).toEqual(['opened', 'opened', 'opened', 'opened'])
})

testWhere(isRoot, 'root')('a folder of somebody else is refused, and one of ours inside is not', async () => {
  const theirs = aFolder(0o755)
  chownSync(theirs, mallory, mallory)
  const inside = aFolder(0o755, 'mine', theirs)
  const [group, own] = [aFolder(0o775), aFolder(0o775)]
  chownSync(group, 0, mallory)
  const link = path.join(temporaryFolder(), 'link')
  symlinkSync(theirs, link)

  expect([
    await opened(theirs),
    await opened(link),
    await opened(group),
    await opened(inside),
    await opened(own),
  ]).toEqual([
    refused(theirs, 'owner'),
    refused(link, 'owner'),
    refused(group, 'writable'),
    'opened',
    'opened',
  ])
})

test.runIf(isRoot && existsSync('/proc/1'))('where no file can be made, that is said', async () => {
  const { err } = await aDesk({ data: '/proc/1' }).pm('status')

  expect(err.split('\n').slice(0, 2)).toEqual([
    'error: Nothing can be changed here, because the disk is read-only.',
    '  /proc/1 cannot be written to.',
  ])
})
