import type { Cell } from './terminal.ts'
import type { TerminalPicture } from './pictures.ts'

/** The sixteen colors, calm on graphite. */
const inks = [
  '#8b8f9c', '#f0806f', '#8fcf8a', '#f0c674', '#82aaf2', '#d79be6', '#74cfd0', '#e6e8ee',
  '#a9adb9', '#ff9a8a', '#a8e0a0', '#ffd98f', '#a3c2ff', '#e7b6f2', '#93e2e2', '#ffffff',
] // prettier-ignore
/** Of the 256, those our programs use. */
const wide: Readonly<Record<number, string>> = {
  94: '#a1693f',
  250: '#c4c7cf',
  205: '#ff7fb8',
  130: '#b9713a',
  229: '#fff3b8',
  114: '#8fd98f',
  203: '#ff7468',
}
/** Block elements are drawn, because a font leaves gaps between lines. */
const blocks: Readonly<Record<string, string>> = {
  '█': 'currentColor',
  '▀': 'linear-gradient(currentColor 50%, transparent 50%)',
  '▄': 'linear-gradient(transparent 50%, currentColor 50%)',
  '▌': 'linear-gradient(90deg, currentColor 40%, transparent 40%)',
}

export function terminalPage(rows: readonly Cell[][], picture: TerminalPicture): string {
  const size = picture.size ?? 17
  const lines = rows.map((row) => `<div class="row">${row.map(cellHtml).join('')}</div>`).join('')
  return `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="starter-fonts/fonts.css">
<style>
  body { display: grid; place-items: center; height: 100vh; margin: 0; background: ${picture.backdrop}; }
  .window { border-radius: 14px; overflow: hidden; background: #1b1d24; color: #dfe1e8;
    box-shadow: 0 0 0 1px #0006, inset 0 1px #fff2, 0 24px 60px -12px #0009; }
  .title { padding: 9px 16px; background: #24262f; color: #a9adb9; font: 500 13px 'Inter', 'DejaVu Sans', sans-serif; text-align: center; }
  .rows { padding: 14px 20px 18px; font: ${size}px/1.38 'JetBrains Mono', 'DejaVu Sans Mono', monospace;
    width: ${picture.columns * size * 0.602}px; height: ${picture.rows * size * 1.38}px; }
  .row { height: 1.38em; white-space: pre; display: flex; }
  .row { font-variant-ligatures: none; }
  .row span { flex: none; width: 0.602em; height: 1.38em; }
</style><div class="window"><div class="title">${escape(picture.title)}</div><div class="rows">${lines}</div></div>`
}

function cellHtml(cell: Cell): string {
  const styles = [
    cell.color === null ? '' : `color:${wide[cell.color] ?? inks[cell.color] ?? '#dfe1e8'}`,
    cell.bold ? 'font-weight:700' : '',
    cell.dim ? 'opacity:.55' : '',
    cell.italic ? 'font-style:italic' : '',
    cell.underline ? 'text-decoration:underline;text-underline-offset:3px' : '',
  ]
  const block = blocks[cell.text]
  if (block !== undefined) styles.push(`background:${block}`)
  if (cell.text === '░') styles.push('background:color-mix(in srgb, currentColor 34%, transparent)')
  const style = styles.filter((part) => part !== '').join(';')
  const text = block !== undefined || cell.text === '░' ? ' ' : escape(cell.text)
  return `<span${style === '' ? '' : ` style="${style}"`}>${text}</span>`
}

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
