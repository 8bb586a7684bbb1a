import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { settleExports } from '../../../engine/triggers/settle-exports.ts'
import { never, temporaryFolder } from '../../kit/temporary.ts'
import { aPerson, applications, lantern, lanternEntry } from './a-person.ts'
import { everythingIn } from './kit.ts'
import { testWhere } from '../../kit/where.ts'

test('what the person edited or replaced is theirs, and said to be', async () => {
  const person = aPerson()
  await person.settle({ lantern })
  const [entry, command] = [person.at(lanternEntry), person.at('.local/bin/lantern')]
  writeFileSync(entry, `${readFileSync(entry, 'utf8')}Comment=mine\n`)
  rmSync(command)
  symlinkSync('/usr/bin/env', command)
  const edited = readFileSync(entry, 'utf8')

  const kept = await person.settle({
    lantern: { files: { ...lantern.files, 'bin/lantern': '#!/bin/sh\n\n' } },
  })
  const gone = await person.settle({})

  const reasons = [
    { kind: 'command', package: 'lantern', path: command, reason: 'edited' },
    { kind: 'entry', package: 'lantern', path: entry, reason: 'edited' },
  ]
  expect([kept.skipped, gone.skipped]).toEqual([reasons, reasons])
  expect(readFileSync(entry, 'utf8')).toBe(edited)
  expect(person.everything()['.local/bin/lantern']).toBe('-> /usr/bin/env')
})

test('what stands there and was never ours is left alone', async () => {
  const person = aPerson()
  mkdirSync(person.at('.local/bin'), { recursive: true })
  mkdirSync(person.at(applications), { recursive: true })
  writeFileSync(person.at('.local/bin/lantern'), 'my own')
  symlinkSync('/etc/passwd', person.at(lanternEntry))

  const report = await person.settle({ lantern })
  await person.settle({})

  expect(report.skipped.map(({ kind, reason }) => [kind, reason])).toEqual([
    ['command', 'foreign'],
    ['entry', 'foreign'],
  ])
  expect(readFileSync(person.at('.local/bin/lantern'), 'utf8')).toBe('my own')
  expect(lstatSync(person.at(lanternEntry)).isSymbolicLink()).toBe(true)
})

test('a command that is found elsewhere is not hidden by ours', async () => {
  const folder = temporaryFolder()
  writeFileSync(path.join(folder, 'lantern'), '', { mode: 0o755 })
  const person = aPerson({ PATH: folder })

  const report = await person.settle({ lantern })

  expect(report.skipped).toEqual([
    { kind: 'command', package: 'lantern', path: person.at('.local/bin/lantern'), reason: 'other-program' },
  ])
  expect(existsSync(person.at('.local/bin'))).toBe(false)
})

test('a link of ours stays when a program of that name comes', async () => {
  const person = aPerson()
  const options = person.options({ lantern })
  await settleExports(options, never)
  const programs = options.environment['PATH']!
  mkdirSync(programs)
  writeFileSync(path.join(programs, 'lantern'), '', { mode: 0o755 })

  expect(await person.settle({ lantern })).toMatchObject({ removed: [], skipped: [] })
})

test('nothing is written through a folder that leads elsewhere', async () => {
  const person = aPerson()
  const elsewhere = temporaryFolder()
  mkdirSync(person.at('.local/share'), { recursive: true })
  symlinkSync(elsewhere, person.at(applications))
  symlinkSync(elsewhere, person.at('.local/share/icons'))

  const report = await person.settle({ lantern })

  expect(new Set(report.skipped.map(({ reason }) => reason))).toEqual(new Set(['linked-folder']))
  expect(report.written).toEqual([person.at('.local/bin/lantern')])
  expect(everythingIn(elsewhere)).toEqual({})
})

test('what is behind a link that came later is not touched, and is ours again when the link goes', async () => {
  const person = aPerson()
  await person.settle({ lantern })
  const elsewhere = path.join(temporaryFolder(), 'moved')
  renameSync(person.at(applications), elsewhere)
  symlinkSync(elsewhere, person.at(applications))
  const before = everythingIn(elsewhere)

  const behind = await person.settle({})
  const untouched = everythingIn(elsewhere)
  rmSync(person.at(applications))
  mkdirSync(person.at('.local/share'), { recursive: true })
  renameSync(elsewhere, person.at(applications))
  await person.settle({})

  expect(behind.skipped.map(({ reason }) => reason)).toEqual(['linked-folder'])
  expect(untouched).toEqual(before)
  expect(existsSync(person.at(lanternEntry))).toBe(false)
})

test('without a home nothing is looked at', async () => {
  const person = aPerson({ HOME: undefined })

  expect(await person.settle({ lantern })).toEqual({ settled: false, written: [], removed: [], skipped: [] })
})

testWhere(process.getuid?.() === 0, 'root')(
  'root does not write into the home of somebody else',
  async () => {
    const person = aPerson()
    chownSync(person.home, 12_345, 12_345)

    expect(await person.settle({ lantern })).toMatchObject({ settled: false })
    expect(person.everything()).toEqual({})
  },
)

test('a record that cannot be read is made anew from what is there', async () => {
  const person = aPerson()
  const options = person.options({ lantern })
  await settleExports(options, never)
  writeFileSync(options.record, '{')

  const report = await settleExports(options, never)
  await person.settle({})

  expect(report).toMatchObject({ written: [], skipped: [] })
  expect(Object.values(person.everything()).filter((text) => text !== '/')).toEqual([])
})

test('a record that somebody wrote into removes nothing of the person’s', async () => {
  const person = aPerson()
  const options = person.options({})
  const mine = person.at('mine.txt')
  writeFileSync(mine, 'mine')
  const marks = ['5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9', '']
  const at = (root: string, file: string) => ({ kind: 'entry', package: 'a', root, path: file, marks })
  writeFileSync(
    options.record,
    JSON.stringify({
      ...{ format: 1, settled: null, folders: [], caches: [] },
      exported: [at(person.home, 'mine.txt'), at(person.home, 'multios-x/../mine.txt')],
    }),
  )

  await settleExports(options, never)

  expect(readFileSync(mine, 'utf8')).toBe('mine')
})
