import { setFlagsFromString } from 'node:v8'

/**
 * A command is over before code that was optimized in the background pays: most of that work would be thrown away with
 * the process. So only what runs for long is optimized. To be called when everything is loaded: compiled code that was
 * kept, Node's own included, is not taken any more after it, because it was made under other flags.
 *
 * Of 50 MB that installing 20,000 files leaves behind, 8 are still needed: with the last one the heap may grow by half of
 * what is needed before it is looked through again, and not to four times that.
 */
export function tuneForOneCommand(): void {
  setFlagsFromString('--invocation-count-for-maglev=6000')
  setFlagsFromString('--invocation-count-for-turbofan=20000')
  setFlagsFromString('--heap-growing-percent=50')
}

/**
 * The launcher bounds what is new in the first thread. Left so, that would take the place of the limits that other threads
 * are started with.
 */
export function leaveThreadsTheirLimits(): void {
  setFlagsFromString('--max-semi-space-size=0')
}
