import { escapeValue } from './exec-line.ts'

/** The key by which people and programs see whose an entry is. */
const ownKey = 'X-MultiOS-Package'

/** One `[group]` of a desktop file: keys as written, `Name[de]` among them. */
interface Group {
  readonly name: string
  readonly values: ReadonlyMap<string, string>
}

export interface Rewriting {
  readonly package: string
  /** The `Exec` in place of another one; null where there is nothing to start for it. */
  readonly exec: (value: string) => string | null
  /** The icon in place of the named one; null for none. Asked with null where the entry names none. */
  readonly icon: (value: string | null) => string | null
}

export type Rewritten =
  | { readonly kind: 'entry'; readonly text: string }
  /** No readable entry of an application, one that says it is deleted, or one that starts what is not here. */
  | { readonly kind: 'refused'; readonly reason: 'not-an-application' | 'no-command' }

const main = 'Desktop Entry'
/** They speak of the machine that the package was made for. */
const dropped = new Set(['TryExec', 'DBusActivatable', 'Path', 'Exec', 'Icon', 'Actions', ownKey])

/** A desktop file as a package brings it, made to start through us. Other groups than entry and actions go. */
export function rewriteEntry(text: string, rewriting: Rewriting): Rewritten {
  const groups = readGroups(text)
  const entry = groups?.[0]
  if (groups === null || entry?.name !== main || !isApplication(entry)) {
    return { kind: 'refused', reason: 'not-an-application' }
  }
  const exec = rewriting.exec(entry.values.get('Exec') ?? '')
  if (exec === null) return { kind: 'refused', reason: 'no-command' }
  const actions = listOf(entry.values.get('Actions')).flatMap((id) => action(id, groups, rewriting))
  const own: [string, string | null][] = [
    ['Exec', exec],
    ['Icon', rewriting.icon(entry.values.get('Icon') ?? null)],
    ['Actions', actions.length === 0 ? null : `${actions.map(({ id }) => id).join(';')};`],
    [ownKey, rewriting.package],
  ]
  return {
    kind: 'entry',
    text: [written(entry, own), ...actions.map(({ text: group }) => group)].join('\n'),
  }
}

/** The values of an entry itself, without its actions; null where it is no entry that starts something. */
export function mainGroup(text: string): ReadonlyMap<string, string> | null {
  const entry = readGroups(text)?.[0]
  return entry?.name === main && isApplication(entry) ? entry.values : null
}

/** An entry of our own making. `values` are plain text, but for Exec, which is written as it is. */
export function makeEntry(name: string, values: Readonly<Record<string, string | null>>): string {
  const lines = Object.entries({ Type: 'Application', ...values, [ownKey]: name }).flatMap(([key, value]) =>
    value === null ? [] : [`${key}=${key === 'Exec' ? value : escapeValue(value)}`],
  )
  return `[${main}]\n${lines.join('\n')}\n`
}

function action(
  id: string,
  groups: readonly Group[],
  rewriting: Rewriting,
): readonly { readonly id: string; readonly text: string }[] {
  const group = groups.find(({ name }) => name === `Desktop Action ${id}`)
  const exec = group === undefined ? null : rewriting.exec(group.values.get('Exec') ?? '')
  if (group === undefined || exec === null) return []
  const icon = group.values.get('Icon')
  const own: [string, string | null][] = [
    ['Exec', exec],
    ['Icon', icon === undefined ? null : rewriting.icon(icon)],
  ]
  return [{ id, text: written(group, own) }]
}

function written({ name, values }: Group, own: readonly (readonly [string, string | null])[]): string {
  const kept = [...values].filter(([key]) => !dropped.has(key.replace(/\[.*$/, '')))
  const all = [...kept, ...own].flatMap(([key, value]) => (value === null ? [] : [`${key}=${value}`]))
  return `[${name}]\n${all.join('\n')}\n`
}

function isApplication({ values }: Group): boolean {
  return values.get('Type') === 'Application' && values.get('Hidden') !== 'true' && values.has('Name')
}

/** Null where it is no such file. Of groups and keys that come twice the first counts, as in most readers. */
function readGroups(text: string): Group[] | null {
  const groups = new Map<string, Map<string, string>>()
  let values: Map<string, string> | null = null
  for (const line of text.split(/\r\n|\r|\n/).map((one) => one.trim())) {
    if (line === '' || line.startsWith('#')) continue
    const header = /^\[([^[\]]+)\]$/.exec(line)?.[1]
    if (header !== undefined) {
      values = new Map()
      if (!groups.has(header)) groups.set(header, values)
    } else if (values === null || !addPair(values, line)) {
      return null
    }
  }
  return [...groups].map(([name, all]) => ({ name, values: all }))
}

/** False where the line is no `key=value`. */
function addPair(values: Map<string, string>, line: string): boolean {
  const [, key, value = ''] = /^([A-Za-z0-9-]+(?:\[[\w.@-]+\])?)\s*=\s*(.*)$/s.exec(line) ?? []
  if (key === undefined) return false
  if (!values.has(key) && !hasControls(value)) values.set(key, value)
  return true
}

/** Characters that some readers take for the end of a line, or of the text. */
function hasControls(value: string): boolean {
  return /[\p{Cc}\u2028\u2029]/u.test(value.replaceAll('\t', ' '))
}

function listOf(value: string | undefined): string[] {
  return [...new Set((value ?? '').split(';').filter((id) => /^[A-Za-z0-9-]+$/.test(id)))]
}
