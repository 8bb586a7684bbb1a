import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { exitCodes } from '../../cli/exit-code.ts'
import { keptFiles, repositoryRoot } from './repository.ts'

const read = (file: string): string => readFileSync(path.join(repositoryRoot, file), 'utf8')
const facts = /export interface ErrorFacts \{([^]*?)\n\}/.exec(read('engine/model/failure.ts'))?.[1] ?? ''
const codes = [...facts.matchAll(/^ {2}'?([a-z/-]+)'?: \{/gm)].map(([, code = '']) => code)

// The compiler holds this too, as long as nobody gives a word table a looser type.
test.each(['cli/output/', 'renderer/format/'])('every failure has words in %s', (folder) => {
  const words = keptFiles(folder).map(read).join('\n')

  const speechless = codes.filter((code) => !new RegExp(`^\\s+'?${code}'?: `, 'm').test(words))

  expect(codes.length).toBeGreaterThan(30)
  expect(speechless).toEqual([])
})

test('every failure has an exit status', () => {
  expect(codes.filter((code) => !Object.hasOwn(exitCodes, code))).toEqual([])
})
