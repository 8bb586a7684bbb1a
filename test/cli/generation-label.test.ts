import { expect, test } from 'vitest'
import type { Input, Output } from '../../engine/index.ts'
import { aRun } from './kit/a-run.ts'

const entries = ({ generation, label }: Input<'history.label'>): Output<'history.list'> => [
  {
    ...{ generation, at: '2026-03-01T10:00:00Z', packages: 1, changes: [], request: null },
    ...{ current: false, label, pinned: generation === 4 },
  },
]
const naming = async (...words: string[]) => {
  const { out } = await aRun(['generation', 'label', ...words], { answers: { 'history.label': entries } })
  return out.split('\n\n').slice(1)
}

test('who names a generation hears that this does not keep it, where nothing else does', async () => {
  expect([
    await naming('3', 'before', 'the', 'move'),
    await naming('4', 'mine'),
    await naming('3', '--remove'),
  ]).toEqual([
    [
      expect.stringContaining(
        'Its name does not keep it when old versions are cleaned up. This does: multios-pm generation keep 3\n',
      ),
    ],
    [],
    [],
  ])
})
