import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Program } from '../../cli/program.ts'
import { multiosPm } from '../../cli/programs/multios-pm.ts'
import { multiosRepoBuilder } from '../../cli/programs/multios-repo-builder.ts'
import { aDesk, patience } from './kit/a-desk.ts'

const place = '--repo-name my-repo --repo-path repo'

test.each<[Program, string]>([
  [multiosPm, 'sign import d other-key'],
  [multiosPm, 'policy check d'],
  [multiosPm, 'audit verify --file d'],
  [multiosPm, 'audit verify --against d'],
  [multiosRepoBuilder, 'sign-root d my-key'],
  [multiosRepoBuilder, 'sign-targets d my-key'],
  [multiosRepoBuilder, 'create another ./another --root-key d'],
  [multiosRepoBuilder, `publisher Acme --key d ${place}`],
  [multiosRepoBuilder, `publisher Acme --succession d ${place}`],
  [multiosRepoBuilder, `import-advisories --kev d ${place}`],
])('a folder in the place of a file is told as one', { timeout: patience }, async (program, line) => {
  const { folder, type } = await aDesk()
  mkdirSync(path.join(folder, 'd'))
  await type(multiosPm, 'sign generate-key my-key')
  await type(multiosRepoBuilder, 'create my-repo repo')

  const { status, err } = await type(program, line)

  expect([status, err]).toEqual([2, expect.stringMatching(/is no valid [a-z ]+\.\n {2}It is a folder\.\n/)])
})
