import { setTimeout as pause } from 'node:timers/promises'

/** Milliseconds between two looks. */
const interval = 10
/** Milliseconds after which waiting is given up: a loaded machine with two cores needs most of it. */
const patience = 20_000

/** Waits for something that another process does. Ends with an error that says what never came. */
export async function until(what: string, predicate: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patience
  while (!(await predicate())) {
    if (Date.now() > deadline) throw new Error(`Never came: ${what}`)
    await pause(interval)
  }
}
