import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ESLint } from 'eslint'
import { describe, expect, test } from 'vitest'
import { repositoryRoot } from './repository.ts'

const eslint = new ESLint({ cwd: repositoryRoot })

/** Lints `text` as if it stood in `file`, which must exist: the type-checked rules need its compiler project. */
async function rulesBrokenBy(file: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: file })
  return [...new Set(result?.messages.map((message) => message.ruleId ?? message.message))]
}

const node = 'engine/state/database.ts'
const pure = 'engine/base/json.ts'
const aTest = 'test/house/lint-rules.test.ts'
const page = 'renderer/ui/UiIcon.vue'
const lines = (count: number, line: string): string => Array.from({ length: count }, () => line).join('\n')

describe('a file that breaks a rule of the house is an error', () => {
  const cases: [what: string, file: string, rule: string, text: string][] = [
    ['more than 300 lines', node, 'max-lines', lines(301, '// a reason')],
    [
      'a function of more than 60 lines',
      node,
      'max-lines-per-function',
      `export function long(work: () => void): void {\n${lines(60, 'work()')}\n}`,
    ],
    [
      'five parameters',
      node,
      'max-params',
      'export const sum = (a: number, b: number, c: number, d: number, e: number): number => a + b + c + d + e',
    ],
    [
      'four levels of nesting',
      node,
      'max-depth',
      'export function deep(x: boolean): void { if (x) { while (x) { for (;;) { if (x) break } } } }',
    ],
    [
      'more than ten ways through a function',
      node,
      'complexity',
      `export const pick = (n: number): number => ${lines(11, 'n > 1 ? n :')} 0`,
    ],
    ['a default export', node, 'no-restricted-exports', 'export default 1'],
    ['any', node, '@typescript-eslint/no-explicit-any', 'export const x = (y: any): unknown => y'],
    [
      'a promise nobody waits for',
      node,
      '@typescript-eslint/no-floating-promises',
      'export function go(work: () => Promise<void>): void { work() }',
    ],
    [
      'a switch that forgets a case',
      node,
      '@typescript-eslint/switch-exhaustiveness-check',
      "export function f(x: 'a' | 'b'): void { switch (x) { case 'a': return } }",
    ],
    [
      'a type imported as a value',
      node,
      '@typescript-eslint/consistent-type-imports',
      "import { Stats } from 'node:fs'\nexport const f = (s: Stats): number => s.size",
    ],
    ['a TODO without an issue', node, 'house/todo-names-an-issue', '// TODO later\nexport const x = 1'],
    ['eval', node, 'no-restricted-syntax', "eval('1')"],
    [
      'innerHTML',
      node,
      'no-restricted-syntax',
      "export const f = (e: { innerHTML: string }): void => { e.innerHTML = '' }",
    ],
    [
      'a window made outside its file',
      node,
      'no-restricted-syntax',
      'export const w = (BrowserWindow: new () => object): object => new BrowserWindow()',
    ],
    [
      'an address opened outside',
      node,
      'no-restricted-syntax',
      "export const f = (shell: { openExternal(a: string): void }): void => shell.openExternal('x')",
    ],
    [
      'an IPC handler outside its file',
      node,
      'no-restricted-syntax',
      "export const f = (ipcMain: { handle(a: string): void }): void => ipcMain.handle('x')",
    ],
    [
      'the clock in a pure folder',
      pure,
      'no-restricted-properties',
      'export const now = (): number => Date.now()',
    ],
    ['today in a pure folder', pure, 'no-restricted-syntax', 'export const now = (): Date => new Date()'],
    [
      'chance in a pure folder',
      pure,
      'no-restricted-properties',
      'export const r = (): number => Math.random()',
    ],
    [
      'the network in a pure folder',
      pure,
      'no-restricted-globals',
      "export const f = (): Promise<Response> => fetch('x')",
    ],
    [
      'a timer in a pure folder',
      pure,
      'no-restricted-globals',
      'export const f = (g: () => void): unknown => setTimeout(g, 1)',
    ],
    ['output in a pure folder', pure, 'no-restricted-globals', 'console.log(1)'],
    ['a mocked module', aTest, 'no-restricted-syntax', "import { vi } from 'vitest'\nvi.mock('./x.ts')"],
    [
      'a test that hides the others',
      aTest,
      'no-restricted-syntax',
      "import { test } from 'vitest'\ntest.only('x', () => undefined)",
    ],
    [
      'a test that holds a stopwatch',
      aTest,
      'no-restricted-syntax',
      "import { expect } from 'vitest'\nexpect(performance.now() - 7).toBeLessThan(9)",
    ],
    [
      'a test skipped in silence',
      aTest,
      'no-restricted-syntax',
      "import { test } from 'vitest'\ntest.skip('x', () => undefined)",
    ],
    ['markup from text', page, 'vue/no-v-html', '<template><p v-html="1" /></template>'],
    [
      'a template before its script',
      page,
      'vue/block-order',
      '<template><p /></template>\n<script setup lang="ts">\n</script>',
    ],
    [
      'untyped props',
      page,
      'vue/define-props-declaration',
      '<script setup lang="ts">\ndefineProps([\'a\'])\n</script>\n<template><p /></template>',
    ],
    [
      'a picture without words',
      page,
      'vuejs-accessibility/alt-text',
      '<template><img src="x.svg" /></template>',
    ],
    [
      'a template of more than 120 lines',
      page,
      'vue/max-lines-per-block',
      `<template>\n${lines(121, '<p />')}\n</template>`,
    ],
  ]

  test.each(cases)('%s', async (_what, file, rule, text) => {
    expect(await rulesBrokenBy(file, text)).toContain(rule)
  })
})

test('a file in the style of the house has nothing to report', async () => {
  const text =
    "export function parse(text: string): number | null {\n  return text === '' ? null : Number(text)\n}\n"

  expect(await rulesBrokenBy(pure, text)).toEqual([])
})

const windowFile = 'main/electron/window.ts'

/** One line for each way to take the walls of a window down. */
const walls = [
  'nodeIntegration: true',
  'nodeIntegrationInWorker: true',
  'nodeIntegrationInSubFrames: true',
  'webviewTag: true',
  'allowRunningInsecureContent: true',
  'experimentalFeatures: true',
  'enableRemoteModule: true',
  'contextIsolation: false',
  'sandbox: false',
  'webSecurity: false',
  "enableBlinkFeatures: 'Auxclick'",
  "affinity: 'all'",
  "additionalArguments: ['--no-sandbox']",
]
const calls = [
  'it.setCertificateVerifyProc(0)',
  "it.on('certificate-error', 0)",
  "it.appendSwitch('disable-web-security')",
  'it.executeJavaScript(0)',
  'it.insertCSS(0)',
  'it.registerFileProtocol(0)',
  'it.setAsDefaultProtocolClient(0)',
  'eval(0)',
]

test('each thing that takes a wall of the window down is an error, in the one file that makes windows', async () => {
  const text = [
    "import '@electron/remote'",
    'declare const it: any',
    ...walls.map((line, index) => `export const w${index} = { ${line} }`),
    ...calls,
    "export const hidden = 'ELECTRON_DISABLE_SECURITY_WARNINGS'",
    '',
  ]
  const [result] = await eslint.lintText(text.join('\n'), {
    filePath: windowFile,
  })
  const found = new Set(
    result?.messages.flatMap(({ ruleId, line }) => (ruleId === 'no-restricted-syntax' ? [line] : [])),
  )

  expect(text.filter((line, index) => !found.has(index + 1) && line !== '')).toEqual([
    'declare const it: any',
  ])
})

test('what must be said of a window is said where it is made', () => {
  const text = readFileSync(path.join(repositoryRoot, windowFile), 'utf8')
  const said = ['contextIsolation: true', 'sandbox: true', 'nodeIntegration: false', 'webSecurity: true']

  expect([...said, 'webviewTag: false'].filter((line) => !text.includes(line))).toEqual([])
})
