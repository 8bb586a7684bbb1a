import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readMarks } from '../../../engine/trust/marks.ts'
import { aMachine } from '../../kit/a-machine.ts'
import { aRepository, release } from '../../kit/a-repository.ts'
import { never } from '../../kit/temporary.ts'

test('a repository tells when it was signed, and what it writes there in place of a time is not told', async () => {
  const repository = await aRepository(release('editor', '1.0.0'))
  const machine = await aMachine()
  await machine.use(repository)
  const cache = path.join(machine.data, 'metadata/main')
  const file = path.join(cache, 'timestamp.json')
  const written = JSON.parse(readFileSync(file, 'utf8')) as { signed: Record<string, unknown> }
  cpSync(path.join(repository.folder, 'metadata/1.root.json'), path.join(cache, 'root.json'))
  const toldFor = async (signed_at: unknown): Promise<unknown> => {
    writeFileSync(file, JSON.stringify({ ...written, signed: { ...written.signed, signed_at } }))
    return (await readMarks(cache, Date.now())).marks.signedAt
  }

  const [view] = await machine.engine.run('repository.list', {}, { signal: never })
  const odd = ['yesterday', 7, null, undefined, ['2026-01-01T00:00:00Z'], '2026-01-01T00:00:00Z<b>']

  expect(view!.trust!.signedAt).toBe(written.signed['signed_at'])
  for (const each of odd) expect(await toldFor(each)).toBeUndefined()
})
