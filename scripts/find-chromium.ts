import { accessSync, constants } from 'node:fs'
import path from 'node:path'

// Headless first: a window that nobody sees needs no frame and no tabs drawn around it.
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]

/** The machine's own Chromium, or null. */
export function findChromium(environment: NodeJS.ProcessEnv): string | null {
  const folders = [...(environment['PATH'] ?? '').split(path.delimiter), '/usr/bin']
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  return candidates.find(isExecutable) ?? null
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return path.isAbsolute(file)
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return false
    throw error
  }
}
