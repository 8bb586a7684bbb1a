import type { ClockWitness, ErrorFacts } from '../../engine/model/failure.ts'
import type { FailureWords } from './failure-words.ts'
import { formatMoment } from './time.ts'

/** Continues "2026-06-15 is past: …". */
const witnesses: Record<ClockWitness, string> = {
  built: 'this program was built then',
  seen: 'the repository was refreshed then',
  signed: 'its catalog was signed then',
  ended: 'something that it signed was found to have expired then',
}

export const clockWords = {
  'trust/clock': ({ repository, file, clock, known, witness }: ErrorFacts['trust/clock']): FailureWords => ({
    title: 'The clock of this computer is behind',
    cause:
      `It says ${formatMoment(clock)}, but ${formatMoment(known)} is past: ${witnesses[witness]}. ` +
      `${file} of “${repository}” has expired since. The last good catalog stays in use.`,
    fix: 'Set the clock of this computer right, then check again.',
  }),
}
