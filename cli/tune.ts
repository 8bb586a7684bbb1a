import { setFlagsFromString } from 'node:v8'

/**
 * A command is over before code that was optimized in the background pays: most of that work would be thrown away with
 * the process. So only what runs for long is optimized. To be called when everything is loaded: compiled code that was
 * kept, Node's own included, is not taken any more after it, because it was made under other flags.
 */
export function tuneForOneCommand(): void {
  setFlagsFromString('--invocation-count-for-maglev=6000')
  setFlagsFromString('--invocation-count-for-turbofan=20000')
}
