import { expect, test } from 'vitest'
import { commandAt, commandPaths, commandsOf } from '../../../engine/model/commands.ts'
import { directory, file } from '../archive/raw-tar.ts'

const program = (member: string) => file(member, 'x', 0o755)

test('commands are the files of the folders for programs, and nothing below or beside them', () => {
  const files = [
    ...[directory('bin'), program('bin/hello'), program('bin/deep/er'), program('lib/hello')],
    ...[program('usr/bin/hello'), program('usr/bin/jq'), program('usr/games/sl')],
    ...[program('usr/lib/git-core/git-log'), program('usr/sbin/ip'), directory('usr/bin/folder')],
    { type: 'symlink' as const, path: 'usr/bin/jj', target: 'jq' },
  ]

  expect(Object.fromEntries(commandPaths({ files }))).toEqual({
    hello: 'bin/hello',
    jq: 'usr/bin/jq',
    jj: 'usr/bin/jj',
    sl: 'usr/games/sl',
    ip: 'usr/sbin/ip',
  })
})

test('a name that a package has as an alternative is a command of it', () => {
  const slave = { name: 'view.1', link: 'usr/share/man/man1/view.1', path: 'usr/share/man/man1/vim.1' }
  const vi = { name: 'vi', link: 'usr/bin/vi', path: 'usr/bin/vim.basic', priority: 30, slaves: [slave] }

  expect(commandsOf({ files: [program('usr/bin/vim.basic')], alternatives: [vi] })).toEqual([
    'vim.basic',
    'vi',
  ])
})

test.each([
  ['bin/hello', 'hello'],
  ['usr/games/sl', 'sl'],
  ['usr/bin/', null],
  ['usr/lib/x', null],
])('%s is the command %s', (member, name) => {
  expect(commandAt(member)).toBe(name)
})
