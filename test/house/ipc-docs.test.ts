import { readFileSync } from 'node:fs'
import path from 'node:path'
import { format, resolveConfig } from 'prettier'
import { expect, test } from 'vitest'
import { ipcPage } from '../../scripts/ipc-page.ts'
import { repositoryRoot } from './repository.ts'

test('docs/ipc.md says what the operation table says', async () => {
  const file = path.join(repositoryRoot, 'docs/ipc.md')

  const page = await format(ipcPage(), { ...(await resolveConfig(file)), filepath: file })

  expect(readFileSync(file, 'utf8')).toBe(page)
})
