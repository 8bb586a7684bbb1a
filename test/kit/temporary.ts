import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { atTheEnd } from './at-the-end.ts'

/** A new empty folder, gone when the test is. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'multios-test-'))
  atTheEnd(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export const never = new AbortController().signal
