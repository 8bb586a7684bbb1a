import { spawnSync } from 'node:child_process'
import { rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../kit/temporary.ts'
import { canMountSmallDisk, withSmallDisk } from '../archive/small-disk.ts'
import { aLog, outcomesIn } from './kit.ts'

test('a change leaves that it began, that it is done, and a checkpoint over both', async () => {
  const log = aLog()

  await log.change('jq')

  const { entries, unsigned, bad, checkpoint } = await log.check()
  expect(outcomesIn(log.lines())).toEqual(['audit.key done', 'plan.apply begun', 'plan.apply done'])
  expect({ entries, unsigned, bad, size: checkpoint?.size }).toEqual({
    entries: 3,
    unsigned: 0,
    bad: null,
    size: 3,
  })
})

test('only its owner reads the log and the key', async () => {
  const log = aLog()

  await log.change('jq')

  const modeOf = (name: string) => (statSync(path.join(log.folder, name)).mode & 0o777).toString(8)
  expect([modeOf('.'), modeOf('000001.jsonl'), modeOf('signing.key')]).toEqual(['700', '600', '600'])
})

test('every line is ASCII, and one line whatever a name holds', async () => {
  const log = aLog()

  await log.change('evil\nname\u001b[31m\u202e\u009b\u2028é')

  const bytes = log.lines().join('')
  expect(bytes).toMatch(/^[\x20-\x7e]+$/)
  expect((await log.check()).bad).toBeNull()
})

test('what was begun and cut off is told by whoever comes next, once', async () => {
  const log = aLog()
  await log.begin('jq')

  await log.change('curl')
  await log.change('git')

  expect(outcomesIn(log.lines())).toEqual([
    'audit.key done',
    'plan.apply begun',
    'plan.apply unrecorded',
    'plan.apply begun',
    'plan.apply done',
    'plan.apply begun',
    'plan.apply done',
  ])
  expect((await log.check()).bad).toBeNull()
})

test.each([1, 40, 200])('half a line that a crash left is cut, and told: %i bytes of it', async (length) => {
  const log = aLog()
  await log.change('jq')
  log.append(log.lines()[1]!.slice(0, length))
  const torn = await log.check()

  await log.change('curl')

  expect(torn).toMatchObject({ isTorn: true, bad: null })
  expect(outcomesIn(log.lines())).toContain('audit.cut done')
  expect(await log.check()).toMatchObject({ isTorn: false, bad: null, unsigned: 0 })
})

test.runIf(await canMountSmallDisk())(
  'what a full disk took of a line is taken back, so that nothing looks made up',
  async () => {
    const told = await withSmallDisk(64 * 1024, async (disk) => {
      const data = temporaryFolder()
      symlinkSync(disk, path.join(data, 'audit'))
      const log = aLog(data)
      await log.change('editor')
      const filler = path.join(disk, 'filler')
      expect(() => writeFileSync(filler, Buffer.alloc(128 * 1024))).toThrow()
      const refusals: unknown[] = []
      // The last page of the file has room for some more.
      while (refusals.length < 5)
        await log.change('words').catch((error: unknown) => refusals.push((error as { code?: string }).code))
      rmSync(filler)
      await log.change('spell')
      return { refusals, bad: (await log.check()).bad, outcomes: outcomesIn(log.lines()) }
    })

    expect(new Set(told.refusals)).toEqual(new Set(['disk/full']))
    expect(told.bad).toBeNull()
    expect(told.outcomes.filter((outcome) => outcome.startsWith('audit.'))).toEqual(['audit.key done'])
  },
)

test('lines that were on the disk before the database heard of them are taken up', async () => {
  const log = aLog()
  await log.change('jq')
  const before = log.state.all('SELECT * FROM audit_end')
  await log.change('curl')
  const [row] = before as Record<string, unknown>[]
  const names = Object.keys(row!)
  log.state.change(
    `UPDATE audit_end SET ${names.map((name) => `${name} = ?`).join(', ')}`,
    ...Object.values(row!),
  )

  await log.change('git')

  expect(outcomesIn(log.lines()).slice(-2)).toEqual(['plan.apply begun', 'plan.apply done'])
  expect(await log.check()).toMatchObject({ bad: null, unsigned: 0, entries: 7 })
})

test('a full file is followed by another one that goes on where it ended', async () => {
  const log = aLog()
  const long = 'x'.repeat(300_000)
  for (let round = 0; round < 4; round += 1) await log.change(long)

  const { bad, entries } = await log.check()

  expect({ files: log.files(), bad, entries }).toEqual({
    files: ['000001.jsonl', '000002.jsonl'],
    bad: null,
    entries: 9,
  })
})

test('a pipe in the place of a file of the log has no lines, and nobody waits for it', async () => {
  const log = aLog()
  for (let round = 0; round < 4; round += 1) await log.change('x'.repeat(400_000))
  rmSync(path.join(log.folder, '000002.jsonl'))
  spawnSync('mkfifo', [path.join(log.folder, '000002.jsonl')])

  expect((await log.check()).bad).toEqual({ file: '000003.jsonl', line: 1, problem: 'missing' })
})

test('a key that is gone is made anew, and the log says so', async () => {
  const log = aLog()
  await log.change('jq')
  rmSync(path.join(log.folder, 'signing.key'))

  await log.change('curl')
  writeFileSync(path.join(log.folder, 'signing.key'), 'no key')
  await log.change('git')

  expect(outcomesIn(log.lines()).filter((text) => text === 'audit.key done').length).toBe(3)
  expect(await log.check()).toMatchObject({ bad: null, unsigned: 0 })
})

test('without the database the log goes on where its files end', async () => {
  const log = aLog()
  await log.change('jq')
  log.state.change('DELETE FROM audit_end')

  await log.change('curl')

  expect(await log.check()).toMatchObject({ bad: null, unsigned: 0, entries: 5 })
})

test('lines that are told twice are named where they are told again, also in a file of their own', async () => {
  const log = aLog()
  for (const name of ['jq', 'curl', 'git']) await log.change(name)
  const lines = log.lines()
  const found: unknown[] = []

  for (const at of lines.keys()) {
    log.write(lines.toSpliced(at + 1, 0, lines[at]!))
    found.push((await log.check()).bad)
  }
  log.write(lines)
  log.write(lines, 2)
  found.push((await log.check()).bad)

  expect(found).toEqual([
    ...lines.map((_, at) => ({ file: '000001.jsonl', line: at + 2, problem: 'inserted' })),
    { file: '000002.jsonl', line: 1, problem: 'inserted' },
  ])
})
