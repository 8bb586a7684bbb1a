import { readFileSync } from 'node:fs'
import path from 'node:path'

/** Words as people type them; each is asked at every length, as a window does. */
const typed = [
  'firefox',
  'libreoffice',
  'gimp',
  'pdf viewer',
  'video editor',
  'text editor',
  'postgresql',
  'python3-numpy',
  'screenshot',
  'markdown',
  'edit photos',
  'torrent client',
]
/** Nobody knows these words; what is near to them does exist. */
const mistaken = ['frefox', 'thunderbrid', 'wireshrak', 'libreofice', 'qbitorrent', 'inkscpae']

/** Every beginning of every word once, then the mistaken ones. */
export function keyPresses(): string[] {
  const beginnings = typed.flatMap((text) => Array.from(text, (_, at) => text.slice(0, at + 1).trim()))
  return [...new Set([...beginnings, ...mistaken])]
}

export const wholeQueries: readonly string[] = typed

export interface Judged {
  readonly query: string
  readonly wanted: readonly string[]
}

/** Over Debian's own lists, which say neither what is an app nor what it is called. */
export function judgedOfDebian(): Judged[] {
  const text = readFileSync(path.join(import.meta.dirname, 'debian-queries.txt'), 'utf8')
  return text
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map((line) => {
      const [query = '', wanted = ''] = line.split(' = ')
      return { query, wanted: wanted.split(' ') }
    })
}
