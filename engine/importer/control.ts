import { asLine } from '../appstream/clean-text.ts'

/** A stanza of Debian's control format (Debian Policy 5.1): field names in lower case. */
export type Stanza = ReadonlyMap<string, string>

/** Why a text is no stanza. */
export class StanzaProblem extends Error {
  override readonly name = 'StanzaProblem'
}

const fieldLine = /^([!-,./-9;-~][!-9;-~]*):[ \t]*(.*)$/

/** Reads one stanza. Lines of a field that goes on keep their leading space, as Description needs it. */
export function parseStanza(text: string): Stanza {
  const fields = new Map<string, string>()
  let name: string | null = null
  if (text.trim() === '') throw new StanzaProblem('it is empty')
  for (const line of text.trim().split(/\r?\n/)) {
    if (line.trim() === '') throw new StanzaProblem('more than one stanza')
    if (/^[ \t]/.test(line)) {
      if (name === null) throw new StanzaProblem('begins in the middle of a field')
      fields.set(name, `${fields.get(name) ?? ''}\n${line.trimEnd()}`)
      continue
    }
    const match = fieldLine.exec(line)
    if (match === null) throw new StanzaProblem(`no field: ${line.slice(0, 60)}`)
    name = match[1]!.toLowerCase()
    if (fields.has(name)) throw new StanzaProblem(`${match[1]!} twice`)
    fields.set(name, match[2]!.trimEnd())
  }
  return fields
}

/** All stanzas of a file such as dpkg's status or an index of packages; those that are none are left out. */
export function parseStanzas(text: string): readonly Stanza[] {
  return text
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .flatMap((part) => {
      try {
        return [parseStanza(part)]
      } catch (error) {
        if (error instanceof StanzaProblem) return []
        throw error
      }
    })
}

/** The summary, and the paragraphs of the long description as Policy 5.6.13 folds them. */
export function parseDescription(field: string): { readonly summary: string; readonly long: string } {
  const [summary = '', ...lines] = field.split('\n')
  const paragraphs: string[] = []
  let open = ''
  const close = (): void => {
    if (open !== '') paragraphs.push(open)
    open = ''
  }
  for (const line of lines) {
    if (/^ \.\s*$/.test(line)) close()
    // Two spaces begin a line that stays a line: a list, most of the time.
    else if (/^[ \t]{2}/.test(line)) open = open === '' ? line.trim() : `${open}\n${line.trim()}`
    else open = open === '' ? line.trim() : `${open} ${line.trim()}`
  }
  close()
  return { summary: asLine(summary.trim()), long: paragraphs.join('\n\n') }
}
