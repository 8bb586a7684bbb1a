import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readText } from '../../cli/read-text.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'

const place = (): string => path.join(temporaryFolder(), 'named')

test('a file is read as it is, and what comes through a pipe', async () => {
  const [file, pipe] = [place(), place()]
  writeFileSync(file, 'Größe\n'.repeat(50_000))
  spawnSync('mkfifo', [pipe])
  const piped = readText(pipe, pipe, never)
  await appendFile(pipe, 'from elsewhere')

  expect([await readText(file, file, never), await piped]).toEqual([
    'Größe\n'.repeat(50_000),
    'from elsewhere',
  ])
})

test('a pipe into which nobody writes is waited for until somebody stops it', async () => {
  const pipe = place()
  spawnSync('mkfifo', [pipe])
  const stop = new AbortController()
  const reason = new Error('enough')
  const reading = readText(pipe, pipe, stop.signal)
  stop.abort(reason)

  await expect(reading).rejects.toBe(reason)
})

test.each([
  ['what has no end', '/dev/zero', { code: 'request/invalid', facts: { problem: 'it is too large' } }],
  ['a folder', '/tmp', { code: 'request/invalid', facts: { problem: 'it is a folder' } }],
  ['what is not there', '/tmp/no/such', { code: 'file/not-found', facts: {} }],
])('%s is told', async (_, file, failure) => {
  await expect(readText(file, file, never)).rejects.toMatchObject({ failure })
})
