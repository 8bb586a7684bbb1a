import { execFileSync } from 'node:child_process'

/**
 * What to put before a command so that it meets something at one system call on one path: `signal=KILL` dies there,
 * `delay_enter=…` stays there for that many microseconds. The command keeps its process id.
 */
export function atSystemCall(call: string, file: string, event: string): readonly string[] {
  return ['strace', '-D', '-f', '-q', '-o', '/dev/null', '-P', file, '-e', `inject=${call}:${event}`]
}

/** Whether processes can be stopped at a system call here; says why not. */
export function canTrace(): boolean {
  try {
    execFileSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    console.log('skipped: strace is not here, or may not trace')
    return false
  }
}
