/** Desktop entries as freedesktop.org writes them, read for what they tell about an app. */
import { cut, hidesCharacters, lineOf } from './clean-text.ts'
import { type Findings, note } from './findings.ts'
import { noteUnknown, toLocale } from './locale.ts'

export interface DesktopFile {
  /** `org.example.App` of `usr/share/applications/org.example.App.desktop`. */
  readonly id: string
  /** By language, the untranslated one under `''`. */
  readonly names: ReadonlyMap<string, string>
  readonly comments: ReadonlyMap<string, string>
  readonly genericNames: ReadonlyMap<string, string>
  readonly keywords: ReadonlyMap<string, string>
  readonly categories: readonly string[]
  readonly mediaTypes: readonly string[]
  readonly icon: string | null
  /** The first word of `Exec`, without its folder. */
  readonly program: string | null
  readonly terminal: boolean
  /** In menus: an application that is neither hidden nor deleted. */
  readonly isShown: boolean
}

/** Null where it is no entry of an application; where it is none of anything, it says so. */
export function readDesktopFile(id: string, text: string, findings: Findings): DesktopFile | null {
  const values = mainGroup(text, findings)
  if (values === null || (values.get('Type') ?? 'Application') !== 'Application') return null
  const isTrue = (key: string): boolean => values.get(key) === 'true'
  return {
    id,
    names: localized(values, 'Name', 200),
    comments: localized(values, 'Comment', 400),
    genericNames: localized(values, 'GenericName', 200),
    keywords: localized(values, 'Keywords', 2_000),
    categories: listOf(values.get('Categories')).slice(0, 30),
    mediaTypes: listOf(values.get('MimeType')),
    icon: values.get('Icon') ?? null,
    program: programOf(values.get('Exec')),
    terminal: isTrue('Terminal'),
    isShown: !isTrue('NoDisplay') && !isTrue('Hidden'),
  }
}

/** What stands between semicolons. */
export function listOf(value = ''): string[] {
  return [...new Set(value.split(';').map(lineOf))].filter((one) => one !== '')
}

/** The first group of that name; of a key that stands twice, the first. */
function mainGroup(text: string, findings: Findings): Map<string, string> | null {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => /^\[Desktop Entry\]\s*$/.test(line))
  if (start === -1) {
    note(findings, 'error', 'entry/broken', { accepted: 'a text with the line [Desktop Entry]' })
    return null
  }
  const values = new Map<string, string>()
  for (const [index, line] of lines.slice(start + 1).entries()) {
    if (line.startsWith('[')) break
    const [, key, value = ''] = /^([A-Za-z0-9-]+(?:\[[^\]]{1,40}\])?)\s*=\s*(.*)$/.exec(line) ?? []
    tellOfLine({ line, key, value, at: start + index + 2 }, findings)
    if (key !== undefined && !values.has(key)) values.set(key, unescaped(value))
  }
  const languages = [...values.keys()].flatMap((key) => /\[(.*)\]$/.exec(key)?.[1] ?? [])
  noteUnknown(languages, start + 1, findings)
  return values
}

interface Line {
  readonly line: string
  /** Absent where it is no line with a value. */
  readonly key: string | undefined
  readonly value: string
  /** 1-based. */
  readonly at: number
}

function tellOfLine({ line, key, value, at }: Line, findings: Findings): void {
  if (key === undefined) {
    const isNothing = /^\s*(?:#|$)/.test(line)
    if (!isNothing) note(findings, 'warning', 'entry/line', { line: at, value: lineOf(line) })
  } else if (!key.includes('[') && hidesCharacters(value)) {
    note(findings, 'warning', 'text/hidden', { line: at, value: key })
  }
}

function unescaped(value: string): string {
  const meanings: Readonly<Record<string, string>> = { s: ' ', n: ' ', t: ' ', r: ' ' }
  return value.replaceAll(/\\(.)/g, (_whole, letter: string) => meanings[letter] ?? letter).trim()
}

function localized(values: ReadonlyMap<string, string>, key: string, length: number): Map<string, string> {
  const found = new Map<string, string>()
  for (const [written, value] of values) {
    const [, name, language] = /^([A-Za-z0-9-]+)(?:\[(.*)\])?$/.exec(written) ?? []
    const locale = language === undefined ? '' : toLocale(language)
    const words = cut(lineOf(value), length)
    if (name === key && locale !== null && words !== '' && !found.has(locale)) found.set(locale, words)
  }
  return found
}

/** `env VAR=1 /usr/bin/app %F` starts `app`. */
function programOf(exec = ''): string | null {
  const words = [...exec.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
  const isAround = (word: string): boolean => /^(?:\/usr\/bin\/)?env$/.test(word) || /^\w+=/.test(word)
  const first = words.find((word) => !isAround(word))
  const name = first?.split('/').at(-1) ?? ''
  return /^[\w+.-]{1,100}$/.test(name) ? name : null
}
