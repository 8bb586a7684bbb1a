import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { askThread } from '../../../engine/threads/thread.ts'
import { never } from '../../kit/temporary.ts'

const file = path.join(import.meta.dirname, 'last-words-child.ts')

test('an answer counts also where it is heard together with the end of its thread', async () => {
  const answers: unknown[] = []
  for (let turn = 0; turn < 5; turn += 1) {
    const may = new Int32Array(new SharedArrayBuffer(8))
    const answer = askThread<string>({ file, data: may }, never).catch(String)
    for (let at = 0; at < 5; at += 1) await breathe()
    Atomics.store(may, 0, 1)
    Atomics.notify(may, 0)
    Atomics.wait(may, 1, 0)
    // Nothing of this thread is heard before it is gone.
    for (let at = 0; at < 10; at += 1) execFileSync('true')
    answers.push(await answer)
  }
  expect(answers).toEqual(Array.from({ length: 5 }, () => 'done'))
})
