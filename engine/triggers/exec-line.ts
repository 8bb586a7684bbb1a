/** The `Exec` of a desktop entry (Desktop Entry Specification 1.5, "The Exec key"), taken apart and put together. */

export interface ExecLine {
  /** What is started, without quotes and escapes. */
  readonly program: string
  /** Everything behind it, field codes such as `%U` among them, quoted as it was. May be empty. */
  readonly rest: string
}

/** Null where no program is named, or a quote never ends. `value` is what stands behind `Exec=`. */
export function readExec(value: string): ExecLine | null {
  const text = unescapeValue(value).trim()
  const word = firstWord(text)
  return word === null || word.text === '' ? null : { program: word.text, rest: text.slice(word.end).trim() }
}

/** Null where a quote never ends. */
function firstWord(line: string): { readonly text: string; readonly end: number } | null {
  let text = ''
  let quoted = false
  let end = 0
  for (; end < line.length; end += 1) {
    const character = line[end]!
    if (character === '"') quoted = !quoted
    else if (character === '\\' && end + 1 < line.length) text += line[(end += 1)]!
    else if (!quoted && /\s/.test(character)) break
    else text += character
  }
  return quoted ? null : { text, end }
}

/** All words of an `Exec` line without its field codes, which stand for files that are not there; none where it has no end. */
export function execWords(value: string): readonly string[] {
  const words: string[] = []
  for (let rest = unescapeValue(value).trim(); rest !== '';) {
    const word = firstWord(rest)
    if (word === null) return []
    const isCode = /^%[A-Za-z]$/.test(word.text)
    if (!isCode) words.push(word.text.replaceAll('%%', '%'))
    rest = rest.slice(word.end).trim()
  }
  return words
}

/** The value of an `Exec` key that starts `words`, followed by `rest` as `readExec` gave it. */
export function writeExec(words: readonly string[], rest = ''): string {
  const line = words.map(quoteWord).join(' ')
  return escapeValue(rest === '' ? line : `${line} ${rest}`)
}

/** A text as a value of a desktop entry: no line ends, no leading space that would be lost. */
export function escapeValue(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replace(/^ /, '\\s')
}

const escapes: Readonly<Record<string, string>> = { s: ' ', n: '\n', t: '\t', r: '\r', '\\': '\\' }

function unescapeValue(value: string): string {
  return value.replaceAll(/\\(.)/g, (both, letter: string) => escapes[letter] ?? both)
}

function quoteWord(word: string): string {
  const plain = word.replaceAll('%', '%%')
  return /^[\w./+:@=,%-]+$/.test(word) ? plain : `"${plain.replaceAll(/["`$\\]/g, String.raw`\$&`)}"`
}
