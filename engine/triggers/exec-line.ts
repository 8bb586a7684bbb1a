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
  let program = ''
  let quoted = false
  let end = 0
  for (; end < text.length; end += 1) {
    const character = text[end]!
    if (character === '"') quoted = !quoted
    else if (character === '\\' && end + 1 < text.length) program += text[(end += 1)]!
    else if (!quoted && /\s/.test(character)) break
    else program += character
  }
  return quoted || program === '' ? null : { program, rest: text.slice(end).trim() }
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
