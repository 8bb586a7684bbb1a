import { expect, test } from 'vitest'
import { describe, packageNameOf, parseWanted } from '../../../engine/importer/npm/described.ts'
import { NpmProblem } from '../../../engine/importer/npm/npm-problem.ts'

const said = (more: object) => JSON.stringify({ name: 'tool', version: '1.2.3', bin: 'cli.js', ...more })

function problem(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof NpmProblem) return error.reason
    throw error
  }
  return 'none'
}

test('what a program says of itself is taken over in the words of this house', () => {
  const described = describe(
    said({
      description: 'Shows\u001b[2J\nthings',
      license: 'MIT',
      homepage: '',
      repository: { url: 'git+https://github.com/owner/tool.git#main' },
      bin: { tool: './bin/cli.js', 'tool-x': 'x.js' },
      engines: { node: '>=18.12.x' },
      keywords: ['cli', 'a;b', 7],
      scripts: { postinstall: 'rm -rf ~' },
    }),
    'tool',
  )

  expect({ ...described, commands: [...described.commands] }).toEqual({
    ...{ name: 'tool', version: '1.2.3', description: 'Shows [2J things', license: 'MIT', homepage: null },
    repository: 'https://github.com/owner/tool',
    commands: [
      ['tool', 'bin/cli.js'],
      ['tool-x', 'x.js'],
    ],
    engine: '>= 18.12',
    keywords: ['cli'],
  })
})

test.each([
  ['owner/tool', 'https://github.com/owner/tool'],
  ['gitlab:owner/tool', 'https://gitlab.com/owner/tool'],
  ['git@example.org:owner/tool.git', 'https://example.org/owner/tool'],
  ['git+ssh://git@example.org/owner/tool.git', 'https://example.org/owner/tool'],
  ['file:///etc/passwd', null],
  ['javascript:alert(1)', null],
])('the repository %s is at %s', (repository, address) => {
  expect(describe(said({ repository }), 'tool').repository).toBe(address)
})

test.each([
  ['MIT', 'MIT'],
  [{ type: 'ISC' }, 'ISC'],
  ['SEE LICENSE IN LICENSE.txt', 'LicenseRef-npm'],
  ['UNLICENSED', 'LicenseRef-npm'],
  [undefined, 'LicenseRef-npm'],
])('the license %j is %s', (license, spdx) => {
  expect(describe(said({ license }), 'tool').license).toBe(spdx)
})

test.each([
  ['prettier', { name: 'prettier', range: null }],
  ['cowsay@1', { name: 'cowsay', range: '1' }],
  ['@scope/name@^2.0.0', { name: '@scope/name', range: '^2.0.0' }],
])('%s is asked for', (text, wanted) => {
  expect(parseWanted(text)).toEqual(wanted)
})

test.each([
  ...['../../etc', '/etc', './x', 'x y', 'X', '--global', '', 'https://example.org/x.tgz', 'file:x', 'a/b'],
  ...['@a/../b', 'x@file:../y', 'x@https://example.org/y.tgz', 'x@-g', 'x@npm:y', '..hidden'],
])('%j is no name of the registry', (text) => {
  expect(problem(() => parseWanted(text))).toBe('name')
})

test.each([
  ['outside', { bin: '../../../../bin/sh' }],
  ['absolute', { bin: { tool: '/bin/sh' } }],
  ['the package itself', { bin: { tool: '.' } }],
  ['a path for a name', { bin: { '../../.bashrc': 'cli.js' } }],
  ['an option for a name', { bin: { '-rf': 'cli.js' } }],
])('a command that leads to %s is refused', (_what, more) => {
  expect(problem(() => describe(said(more), 'tool'))).toBe('command')
})

test.each([
  ['another name', said({ name: 'other' })],
  ['no version', said({ version: '../1' })],
  ['no JSON', '{'],
  ['no object', 'null'],
  ['a command that is a number', said({ bin: { tool: 7 } })],
])('%s is refused', (_what, text) => {
  expect(problem(() => describe(text, 'tool'))).toBe('manifest')
})

test('a scope becomes a part of the name', () => {
  expect(packageNameOf('@scope/name')).toBe('scope-name')
})
