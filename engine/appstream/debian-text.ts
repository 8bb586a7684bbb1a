/** The long description of a Debian control file, in our plain form. */
import { cut, lineOf } from './clean-text.ts'

export interface DebianText {
  readonly summary: string
  /** Empty where there is only the one line. */
  readonly description: string
}

/**
 * The first line is the summary. Lines below begin with a space: ` .` is an empty one, two spaces keep a line as it
 * stands, and people write points with `-`, `*`, `+` or `o`.
 */
export function readDebianText(field: string): DebianText {
  const [first = '', ...below] = field.split('\n')
  const blocks: string[] = []
  let open = ''
  const close = (): void => {
    if (open !== '') blocks.push(open)
    open = ''
  }
  for (const raw of below) {
    const line = raw.replace(/^ /, '').trimEnd()
    const point = /^\s*(?:[-*+•]|o(?= ))\s+(.*)$/.exec(line)?.[1]
    if (line.trim() === '' || line.trim() === '.') close()
    else if (point !== undefined) {
      if (open !== '' && !isPoints(open)) close()
      open += `${open === '' ? '' : '\n'}- ${lineOf(point)}`
    } else open += open === '' ? lineOf(line) : ` ${lineOf(line)}`
  }
  close()
  return { summary: cut(lineOf(first), 400), description: cut(blocks.join('\n\n'), 20_000) }
}

function isPoints(block: string): boolean {
  return block.startsWith('- ')
}
