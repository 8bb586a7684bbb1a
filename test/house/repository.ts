import { execFileSync } from 'node:child_process'
import path from 'node:path'

export const repositoryRoot = path.join(import.meta.dirname, '../..')

/** Files that git keeps or would keep, relative to the root. */
export function keptFiles(...patterns: string[]): string[] {
  const found = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate', '--', ...patterns],
    { cwd: repositoryRoot, encoding: 'utf8', maxBuffer: 2 ** 26 },
  )
  return found.split('\0').filter((file) => file !== '')
}
