import { readFileSync } from 'node:fs'
import path from 'node:path'
import { format, resolveConfig } from 'prettier'
import { expect, test } from 'vitest'
import { exitCodes } from '../../cli/exit-code.ts'
import { cliPage } from '../../scripts/cli-page.ts'
import { ipcPage } from '../../scripts/ipc-page.ts'
import { repositoryRoot } from './repository.ts'

test.each([
  ['docs/ipc.md', 'the operation table', ipcPage],
  ['docs/cli.md', 'the command tables', cliPage],
])('%s says what %s says', async (name, _table, page) => {
  const file = path.join(repositoryRoot, name)

  const wanted = await format(page(), { ...(await resolveConfig(file)), filepath: file })

  expect(readFileSync(file, 'utf8')).toBe(wanted)
})

test('every exit status that a failure can end in is explained', () => {
  const explained = [...cliPage().matchAll(/^\| (\d+) \|/gm)].map(([, status]) => Number(status))

  expect(explained).toEqual(expect.arrayContaining([...new Set(Object.values(exitCodes))]))
})
