import { expect, test } from 'vitest'
import { mapConcurrently, unlessAborted } from '../../../engine/base/async.ts'

const never = new AbortController().signal

test('answers in the order of the items and never runs more than the limit at once', async () => {
  let running = 0
  let most = 0
  const answers = await mapConcurrently(
    [3, 1, 2, 5, 4],
    2,
    async (item) => {
      running += 1
      most = Math.max(most, running)
      for (let turn = 0; turn < item; turn += 1) await Promise.resolve()
      running -= 1
      return item * 10
    },
    never,
  )
  expect({ answers, most, running }).toEqual({ answers: [30, 10, 20, 50, 40], most: 2, running: 0 })
})

test('the first failure aborts the others, and is thrown after they have ended', async () => {
  const failure = new Error('second')
  const ended: number[] = []
  const work = async (item: number, signal: AbortSignal): Promise<void> => {
    if (item === 2) throw failure
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
    ended.push(item)
    signal.throwIfAborted()
  }
  await expect(mapConcurrently([1, 2, 3, 4], 3, work, never)).rejects.toBe(failure)
  expect(ended).toEqual([1, 3])
})

test('cancelling rejects with the reason of the signal', async () => {
  const controller = new AbortController()
  const work = (_: number, signal: AbortSignal) =>
    new Promise<void>((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason as Error)),
    )
  const done = mapConcurrently([1, 2], 2, work, controller.signal)
  const reason = new Error('enough')
  controller.abort(reason)
  await expect(done).rejects.toBe(reason)
})

test('nothing to do is done at once', async () => {
  expect(await mapConcurrently([], 4, () => Promise.reject(new Error('never called')), never)).toEqual([])
})

test('waiting for shared work ends at once for whoever cancels, and the work goes on', async () => {
  const controller = new AbortController()
  let finish: (value: string) => void = () => undefined
  const work = new Promise<string>((resolve) => (finish = resolve))
  const mine = unlessAborted(work, controller.signal)
  const theirs = unlessAborted(work, never)
  const reason = new Error('enough')

  controller.abort(reason)

  await expect(mine).rejects.toBe(reason)
  finish('done')
  expect(await theirs).toBe('done')
  await expect(unlessAborted(work, controller.signal)).rejects.toBe(reason)
})
