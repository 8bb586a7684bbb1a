import { visible } from '../../engine/base/visible.ts'

// Colours travel as Unicode noncharacters until the very last step. So everything else that could steer a
// terminal can be escaped there, wherever it came from, and a forgotten escape can at worst colour a word.
const marks = {
  bold: '\ufdd0',
  dim: '\ufdd1',
  red: '\ufdd2',
  green: '\ufdd3',
  yellow: '\ufdd4',
} as const
const end = '\ufdef'
const sequences: Readonly<Record<string, string>> = {
  [marks.bold]: '\u001b[1m',
  [marks.dim]: '\u001b[2m',
  [marks.red]: '\u001b[31m',
  [marks.green]: '\u001b[32m',
  [marks.yellow]: '\u001b[33m',
  [end]: '\u001b[0m',
}
const anyMark = /[\ufdd0-\ufdef]/g

const paint = (mark: string) => (text: string) => (text === '' ? '' : `${mark}${text}${end}`)
export const bold = paint(marks.bold)
export const dim = paint(marks.dim)
export const red = paint(marks.red)
export const green = paint(marks.green)
export const yellow = paint(marks.yellow)

/** Text as it may go to a terminal or a file: marks become colours or vanish, the rest is made visible. */
export function render(text: string, color: boolean): string {
  return visible(text).replace(anyMark, (mark) => (color ? (sequences[mark] ?? '') : ''))
}

/** Foreign text inside a line of ours: it cannot start a line of its own, nor colour one. */
export function inline(text: string): string {
  return visible(
    text
      .replace(anyMark, '')
      .replace(/\s*[\r\n]+\s*/g, ' ')
      .replace(/\t/g, ' '),
  )
}

/** Foreign text over several lines: a description, release notes. */
export function paragraphs(text: string, width: number | null): string {
  return text
    .split(/\r?\n\s*\r?\n/)
    .map((paragraph) => wrap(inline(paragraph.trim()), width))
    .filter((paragraph) => paragraph !== '')
    .join('\n\n')
}

const wide =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}])/u
const emoji = /\p{Emoji_Presentation}|\ufe0f/u
const nothing = /^[\p{Mn}\p{Me}\p{Cf}]/u

let segmenter: Intl.Segmenter | undefined
/** Made when the first text needs it: that takes longer than most commands have to print. */
function graphemes(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  return segmenter.segment(text)
}

/** Columns that a terminal uses for the text. */
export function displayWidth(text: string): number {
  const bare = text.replace(anyMark, '')
  if (/^[\u0020-\u007e]*$/.test(bare)) return bare.length
  let width = 0
  for (const { segment } of graphemes(bare)) width += graphemeWidth(segment)
  return width
}

function graphemeWidth(grapheme: string): number {
  if (wide.test(grapheme) || emoji.test(grapheme)) return 2
  return nothing.test(grapheme) ? 0 : 1
}

/** The text, cut so that it takes at most `width` columns. Colours are dropped where it is cut. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text
  let kept = ''
  let used = 0
  for (const { segment } of graphemes(text.replace(anyMark, ''))) {
    used += graphemeWidth(segment)
    if (used > width - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)))
  return align === 'left' ? text + space : space + text
}

/** Lines of at most `width` columns, broken at spaces; following lines start with `indent`. */
export function wrap(text: string, width: number | null, indent = ''): string {
  if (width === null) return text
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    const room = lines.length === 0 ? width : width - displayWidth(indent)
    if (line !== '' && displayWidth(longer) > room) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line].join(`\n${indent}`)
}
