import { tuneThreads } from '../engine/threads/tuned.ts'

/**
 * As `tuneForOneCommand`, of a command that may read a whole index: hundreds of functions run often enough to be worth what is
 * compiled quickly, and only loops over letters what is compiled well. The thread that reads does it when it has loaded all
 * that it runs; until then kept code is taken there, and here.
 */
export function tuneForReading(): void {
  tuneThreads(['--invocation-count-for-maglev=1500', '--invocation-count-for-turbofan=150000'])
}
