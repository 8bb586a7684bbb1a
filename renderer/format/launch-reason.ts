import { sentence } from './words.ts'

const reasons: Readonly<Record<string, string>> = {
  'no-display': 'The device it runs on has no display to open a window on.',
  'not-started': 'The system would not start it.',
  ENOENT: 'The program, or what it runs on, is not there.',
  EACCES: 'It may not be run by you.',
}

/** Why a program did not start. The engine tells a code of its own, the system's, or what the system said. */
export function launchReason(reason: string): string {
  return reasons[reason] ?? sentence(reason)
}
