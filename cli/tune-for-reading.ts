import { tuneThreads } from '../engine/threads/tuned.ts'

/**
 * As `tuneForOneCommand`, of a command that may read a whole index: hundreds of functions run often enough to be worth what is
 * compiled quickly, and only loops over letters what is compiled well. The thread that reads does it when it has loaded all
 * that it runs; until then kept code is taken there, and here.
 */
export function tuneForReading(): void {
  tuneThreads([
    { flag: 'invocation-count-for-maglev', usual: 400, tuned: 1_500 },
    // What V8 names as its default holds without its middle compiler.
    { flag: 'invocation-count-for-turbofan', usual: 10_000, tuned: 150_000 },
  ])
}
