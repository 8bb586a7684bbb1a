import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../kit/temporary.ts'

const root = path.join(import.meta.dirname, '..', '..')
const page = readFileSync(path.join(root, 'docs', 'api.md'), 'utf8')

/** Every script of the page, with what it says it prints. */
const examples = [...page.matchAll(/```ts\n([^]*?)```\n\n```\n([^]*?)```/g)].map(
  ([, script = '', output = '']) => [script, output] as const,
)

test('the page about the API has examples', () => expect(examples.length).toBe(2))

test.each(examples)('a script of docs/api.md prints what the page says', async (script, output) => {
  const folder = temporaryFolder()
  const file = path.join(folder, 'try.ts')
  const engine = pathToFileURL(path.join(root, 'engine', 'index.ts')).href
  writeFileSync(file, script.replace('./engine/index.ts', engine))

  const { stdout } = await promisify(execFile)(process.execPath, [file], {
    env: {
      ...process.env,
      MULTIOS_DATA_DIR: path.join(folder, 'data'),
    },
  })

  expect(stdout).toBe(output)
})
