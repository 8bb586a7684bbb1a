/** The long description of a Debian control file, in our plain form. */
import { asLine, cut, lineOf } from './clean-text.ts'

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
  for (const raw of below) addLine(blocks, raw.replace(/^ /, '').trimEnd())
  const description = blocks.filter((block) => block !== '').join('\n\n')
  return { summary: cut(asLine(lineOf(first)), 400), description: cut(description, 20_000) }
}

/** An empty last block is one that the next line begins anew. */
function addLine(blocks: string[], line: string): void {
  const open = blocks.at(-1) ?? ''
  const point = /^\s*(?:[-*+•]|o(?= ))\s+(.*)$/.exec(line)?.[1]
  if (/^\s*\.?$/.test(line)) blocks.push('')
  else if (point === undefined) extend(blocks, open === '' ? lineOf(line) : `${open} ${lineOf(line)}`)
  else if (isPoints(open)) extend(blocks, `${open}\n- ${lineOf(point)}`)
  else blocks.push(`- ${lineOf(point)}`)
}

function extend(blocks: string[], block: string): void {
  blocks.splice(-1, 1, block)
}

function isPoints(block: string): boolean {
  return block.startsWith('- ')
}
