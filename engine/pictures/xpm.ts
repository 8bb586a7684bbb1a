/** Pictures in XPM, the older form of icons, as drawings: each run of pixels of one colour is a rectangle. */

/** Pixels of a side. Icons of that form have 32. */
const maximumSide = 256

/** An SVG; null where it is no XPM 3, or too large for an icon. */
export function svgOfXpm(bytes: Uint8Array): string | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  if (!/^\s*\/\* XPM \*\//.test(text)) return null
  const lines = [...text.matchAll(/"([^"\n]*)"/g)].map(([, line = '']) => line)
  const { width, height, colours, length } = sizesOf(lines[0] ?? '')
  if (width === 0 || lines.length < 1 + colours + height) return null
  const entries = lines.slice(1, 1 + colours)
  const palette = new Map(entries.map((line) => [line.slice(0, length), colourOf(line.slice(length))]))
  const rows = lines.slice(1 + colours, 1 + colours + height)
  const rectangles = rows.flatMap((row, y) => runsOf(row, { width, length, palette, y }))
  const box = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box} shape-rendering="crispEdges">${rectangles.join('')}</svg>`
}

/** Columns, rows, colours and characters of a pixel; zeros where these are no sizes of an icon. */
function sizesOf(line: string) {
  const [width = 0, height = 0, colours = 0, length = 0] = line.trim().split(/\s+/).map(Number)
  const isSized = [width, height, colours, length].every((one) => Number.isInteger(one) && one > 0)
  const isSmall = width <= maximumSide && height <= maximumSide && length <= 4
  return isSized && isSmall
    ? { width, height, colours, length }
    : { width: 0, height: 0, colours: 0, length: 0 }
}

/** The colour for screens with colours; null for none. Names are those of X11, which drawings know as well. */
function colourOf(said: string): string | null {
  const [, written = ''] = /(?:^|\s)c\s+(\S+(?:\s(?!(?:m|s|g4?)\s)\S+)*)/.exec(said) ?? []
  const name = written.trim().replaceAll(/\s/g, '').toLowerCase()
  if (name === 'none' || name === '') return null
  const digits = /^#((?:[0-9a-f]{3}){1,4})$/.exec(name)?.[1]
  if (digits !== undefined) return `#${inTwo(digits)}`
  const grey = /^gr[ae]y(\d{1,3})$/.exec(name)?.[1]
  if (grey !== undefined) return `#${hex(Math.min(100, Number(grey)) * 2.55).repeat(3)}`
  return /^[a-z]{3,30}$/.test(name) ? name : '#000000'
}

/** Two hex digits for each of red, green and blue, whatever their number was. */
function inTwo(digits: string): string {
  const each = digits.length / 3
  const parts = [0, 1, 2].map((at) => digits.slice(at * each, (at + 1) * each))
  return parts.map((part) => (each === 1 ? part.repeat(2) : part.slice(0, 2))).join('')
}

function hex(value: number): string {
  return Math.round(value).toString(16).padStart(2, '0')
}

interface Row {
  readonly width: number
  /** Characters of a pixel. */
  readonly length: number
  readonly palette: ReadonlyMap<string, string | null>
  readonly y: number
}

function runsOf(row: string, { width, length, palette, y }: Row): string[] {
  const found: string[] = []
  for (let x = 0; x < width;) {
    const key = row.slice(x * length, (x + 1) * length)
    let end = x + 1
    while (end < width && row.slice(end * length, (end + 1) * length) === key) end += 1
    const colour = palette.get(key) ?? null
    if (colour !== null)
      found.push(`<rect x="${x}" y="${y}" width="${end - x}" height="1" fill="${colour}"/>`)
    x = end
  }
  return found
}
