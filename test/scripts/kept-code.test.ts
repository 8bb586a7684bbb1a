import { globSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { Script } from 'node:vm'
import { parseAst, type Rolldown } from 'vite'
import { expect, test } from 'vitest'
import { toScript } from '../../scripts/kept-code/as-script.ts'
import { temporaryFolder } from '../kit/temporary.ts'

const code = `import { t as twice } from "./twice.js";
const double = (number) => twice(number);
function answer() {
  return double(21);
}
export { answer as n, double as t };
`

function scriptOf(text: string) {
  return toScript({ fileName: 'chunks/sum.js', code: text } as Rolldown.OutputChunk, parseAst(text).body)
}

/** The loader, the script and what it imports, as files. */
function write(folder: string): { readonly loader: string; readonly kept: string } {
  const { loader, source } = scriptOf(code)
  writeFileSync(path.join(folder, 'twice.js'), 'export const t = (number) => 2 * number')
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(path.join(folder, 'sum.js'), loader)
  writeFileSync(path.join(folder, 'sum.script.js'), source)
  return { loader: path.join(folder, 'sum.js'), kept: path.join(folder, 'sum.script.code') }
}

async function load(loader: string): Promise<number> {
  const { n: answer } = (await import(pathToFileURL(loader).href)) as { n: () => number }
  return answer()
}

test('a chunk becomes a script, line for line, that takes what it imported and answers what it exported', () => {
  const { imports, exports, source } = scriptOf(code)

  expect({ imports, exports }).toEqual({
    imports: [{ from: './twice.js', name: 't', local: 'twice' }],
    exports: [
      { local: 'answer', name: 'n' },
      { local: 'double', name: 't' },
    ],
  })
  expect(source.split('\n')).toEqual([
    '(function (twice) {"use strict"; ',
    'const double = (number) => twice(number);',
    'function answer() {',
    '  return double(21);',
    '}',
    '',
    '',
    'return { answer, double };',
    '})',
    '',
  ])
})

test('its loader is a module like the chunk, without compiled code, and with some that is none', async () => {
  const without = write(temporaryFolder())
  const damaged = write(temporaryFolder())
  writeFileSync(damaged.kept, 'not of this V8')

  expect([await load(without.loader), await load(damaged.loader)]).toEqual([42, 42])
})

test.each([
  ['import * as all from "./all.js"', /imports \.\/all\.js in a way/],
  ['import fs from "node:fs"', /imports node:fs in a way/],
  ['export * from "./all.js"', /exports in a way/],
  ['export const one = 1', /exports in a way/],
])('what no script can be is refused: %s', (text, message) => {
  expect(() => scriptOf(text)).toThrow(message)
})

test('V8 takes the code that the build kept of the pool and of the solver', () => {
  const folder = path.join(import.meta.dirname, '..', '..', 'out', 'main', 'chunks')
  const scripts = globSync('{pool,solver}-*.script.js', { cwd: folder }).sort()
  const taken = scripts.map((name) => {
    const file = path.join(folder, name)
    const cachedData = readFileSync(file.replace(/\.js$/, '.code'))
    return new Script(readFileSync(file, 'utf8'), { filename: file, cachedData }).cachedDataRejected
  })

  expect(scripts.map((name) => name.split('-')[0])).toEqual(['pool', 'solver'])
  expect(taken).toEqual([false, false])
})
