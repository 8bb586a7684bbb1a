import { bold, displayWidth, pad, truncate } from './text.ts'

export interface Column {
  readonly title: string
  readonly align?: 'left' | 'right'
  /** Gives way when the table is wider than the page. */
  readonly gives?: boolean
}

const gap = '  '
const narrowest = 12

/** Aligned columns; a column without any text is left out, and so is a heading row of empty titles. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number | null,
): string {
  const used = columns.map((_, index) => rows.some((row) => row[index] !== ''))
  const shown = columns.filter((_, index) => used[index])
  const cells = rows.map((row) => row.filter((_, index) => used[index]))
  const titled = shown.some((column) => column.title !== '')
  const heading = titled ? [shown.map((column) => bold(column.title))] : []
  const widths = fit(shown, [...heading, ...cells], width)
  return [...heading, ...cells].map((row) => line(shown, row, widths)).join('\n')
}

function line(columns: readonly Column[], row: readonly string[], widths: readonly number[]): string {
  const parts = columns.map((column, index) => {
    const room = widths[index]!
    return pad(truncate(row[index] ?? '', room), room, column.align)
  })
  return parts.join(gap).trimEnd()
}

function fit(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number | null,
): readonly number[] {
  const natural = columns.map((_, index) => Math.max(0, ...rows.map((row) => displayWidth(row[index] ?? ''))))
  if (width === null) return natural
  const total = natural.reduce((sum, one) => sum + one, 0) + gap.length * (columns.length - 1)
  let excess = total - width
  return natural.map((own, index) => {
    if (excess <= 0 || columns[index]?.gives !== true) return own
    const given = Math.min(excess, Math.max(0, own - narrowest))
    excess -= given
    return own - given
  })
}

/** `Name    value` lines; empty values are left out. */
export function facts(rows: readonly (readonly [string, string])[], width: number | null): string {
  const kept = rows.filter(([, value]) => value !== '')
  return table(
    [{ title: '' }, { title: '', gives: true }],
    kept.map(([name, value]) => [`${name}`, value]),
    width,
  )
}
