import { onTestFinished } from 'vitest'

type Work = () => unknown

/** Vitest's own way, unless the other test runner has said how it is done there. */
let register = (work: Work): void =>
  onTestFinished(async () => {
    await work()
  })

/** Does `work` when the test that runs now is over; the last one first. */
export function atTheEnd(work: Work): void {
  register(work)
}

/** Playwright has fixtures in place of such a hook: one of them collects the works and does them. */
export function endTestsWith(collect: (work: Work) => void): void {
  register = collect
}
