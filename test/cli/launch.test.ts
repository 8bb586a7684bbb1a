import { expect, test } from 'vitest'
import { Interrupted } from '../../cli/interrupt.ts'
import { aRun } from './kit/a-run.ts'

test('open says what was started, or how a person can start it', async () => {
  const started = await aRun(['open', 'notes'], {
    answers: { 'package.launch': () => ({ kind: 'started', program: 'notes' }) },
  })
  const terminal = await aRun(['open', 'game'], {
    answers: { 'package.launch': () => ({ kind: 'terminal', command: 'multios-pm run game' }) },
  })

  expect([started.out, terminal.out]).toEqual([
    'Started notes.\n',
    'game works in a terminal. Start it: multios-pm run game\n',
  ])
})

test('a page that this run serves stays until Ctrl+C', async () => {
  const interruption = new AbortController()
  let hasEnded = false
  const run = aRun(['open', 'board'], {
    interruption,
    answers: { 'package.launch': () => ({ kind: 'page', url: 'http://127.0.0.1:5000/' }) },
  }).finally(() => {
    hasEnded = true
  })
  // Everything before the wait takes a few turns of the loop, none of which ends the run.
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  const before = hasEnded

  interruption.abort(new Interrupted())

  expect({ before, ...(await run) }).toMatchObject({
    before: false,
    status: 0,
    out: 'There is no display here. Open it in a browser: http://127.0.0.1:5000/\nIt is there until you press Ctrl+C.\n',
  })
})

test('run tells the address of a page on stderr, because stdout is the program’s', async () => {
  const result = await aRun(['run', 'board'], {
    runProgram: async (_name, _args, { onPage }) => {
      onPage?.('http://127.0.0.1:5000/')
      return 0
    },
  })

  expect({ out: result.out, err: result.err }).toEqual({
    out: '',
    err: 'Open it in a browser: http://127.0.0.1:5000/\nIt is there until you press Ctrl+C.\n',
  })
})
