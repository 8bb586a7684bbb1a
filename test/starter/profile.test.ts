import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aProfile, filesBelow, run } from './starter-world.ts'

test('no program writes into the profile', async () => {
  const profile = await aProfile(
    'tally 2.0.0',
    'leaf 1.0.0',
    'sprig 1.2.0',
    'starter-text 1.1.0',
    'burrow 1.0.0',
    'clockwork 1.0.0',
  )
  const before = await filesBelow(profile)

  for (const command of ['tally', 'leaf', 'sprig', 'burrow', 'clockface'])
    await run(profile, command, {}, '--version')

  expect(await filesBelow(profile)).toEqual(before)
  expect(await readFile(path.join(profile, 'bin/tally'), 'utf8')).toContain('dont_write_bytecode')
})
