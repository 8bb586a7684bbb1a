import { ArchiveProblem } from '../archive/problem.ts'

/** What an extension header says of the member behind it. */
export interface PaxNames {
  readonly path?: string
  readonly target?: string
  readonly size?: number
}

/** Times and owners, which a package does not keep. */
const ignored = new Set(['mtime', 'atime', 'ctime', 'uid', 'gid', 'uname', 'gname', 'comment'])

/** Records `LENGTH KEY=VALUE\n` (POSIX pax), each key at most once; one that we do not know is refused. */
export function decodeForeignPax(bytes: Buffer): PaxNames {
  const names: { path?: string; target?: string; size?: number } = {}
  const seen = new Set<string>()
  for (let at = 0; at < bytes.length;) {
    const digits = /^([1-9][0-9]{0,6}) /.exec(bytes.toString('latin1', at, at + 8))?.[1]
    const end = at + Number(digits ?? Number.NaN)
    if (digits === undefined || end > bytes.length || bytes[end - 1] !== 0x0a) {
      throw new ArchiveProblem('pax record with a wrong length')
    }
    const record = utf8(bytes.subarray(at + digits.length + 1, end - 1))
    const key = record.slice(0, Math.max(0, record.indexOf('=')))
    if (key === '' || seen.has(key)) throw new ArchiveProblem('pax record is broken or doubled')
    seen.add(key)
    take(names, key, record.slice(key.length + 1))
    at = end
  }
  return names
}

function take(names: { path?: string; target?: string; size?: number }, key: string, value: string): void {
  if (key === 'path') names.path = value
  else if (key === 'linkpath') names.target = value
  else if (key === 'size' && /^(0|[1-9][0-9]{0,14})$/.test(value)) names.size = Number(value)
  else if (!ignored.has(key)) throw new ArchiveProblem(`pax record ${JSON.stringify(key)}`)
}

function utf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new ArchiveProblem('name is not UTF-8')
  }
}
