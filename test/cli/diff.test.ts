import { expect, test } from 'vitest'
import type { Input, Output } from '../../engine/index.ts'
import { aRun } from './kit/a-run.ts'

const configuration = (['added', 'removed', 'changed'] as const).map((change) => ({
  ...{ path: `etc/${change}.conf`, owner: 'jq', change },
  edited: change !== 'added',
}))

const between = ({ from, to }: Input<'history.diff'>): Output<'history.diff'> => ({
  from,
  to,
  packages: [{ name: 'jq', title: 'jq', icon: null, chosen: true, from: '1.0', to: '1.1', disk: 3 }],
  files: { added: 0, removed: 0, changed: 1, shown: [{ path: 'bin/jq', change: 'changed', owner: 'jq' }] },
  configuration,
  weaknesses: [{ id: 'MSA-1', summary: 'Too loud', name: 'jq', version: '1.1' }],
  disk: 3,
  download: 0,
})
const status = (): Output<'system.status'> => ({
  version: '0.1.0',
  dataDirectory: '/srv/pm',
  configFile: '/etc/pm/config.toml',
  profile: '/srv/pm/profile',
  generation: 4,
  installed: 1,
  chosen: 1,
  repositories: 1,
  storeBytes: 0,
  cacheBytes: 0,
  diskFree: 0,
  linking: 'hard-links',
  architecture: 'x86_64',
  recovered: null,
  staleAdvisories: [],
})
const diff = (...words: string[]) =>
  aRun(['diff', ...words], { answers: { 'history.diff': between, 'system.status': status } })

test.each([
  [['2'], 'From generation 2 to 4:', 'Go to generation 2: multios-pm rollback --to 2'],
  [['2', '4'], 'From generation 2 to 4:', 'Go to generation 2: multios-pm rollback --to 2'],
  [['4', '2'], 'From generation 4 to 2:', 'Go to generation 2: multios-pm rollback --to 2'],
  [['2', '3'], 'From generation 2 to 3:', 'Go to generation 3: multios-pm rollback --to 3'],
])('a comparison of %j ends with the way to what does not run', async (words, first, last) => {
  const lines = (await diff(...words)).out.trim().split('\n')

  expect([lines[0], lines.at(-1)]).toEqual([first, last])
})

test('a comparison tells known weaknesses that come with it', async () => {
  expect((await diff('2', '3')).out).toContain('\njq 1.1 has a known weakness: MSA-1 Too loud\n')
})

test('a comparison tells of configuration whether it comes, goes or has another default', async () => {
  const lines = (await diff('2', '3')).out.split('\n').filter((line) => line.startsWith('Configuration'))

  expect(lines).toEqual([
    'Configuration etc/added.conf comes.',
    'Configuration etc/removed.conf goes; yours stays, as you edited it.',
    'Configuration etc/changed.conf has another default; yours stays, as you edited it.',
  ])
})

test('what is no pair of generations is refused, with where their numbers are', async () => {
  const [odd, many] = [await diff('now'), await diff('1', '2', '3')]

  expect([odd.status, many.status]).toEqual([2, 2])
  expect(odd.err).toContain('"now" is no number of a generation.\n  See the numbers: multios-pm history')
  expect(many.err).toContain('Two generations are compared at a time.')
})
