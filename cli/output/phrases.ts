import { keymarkText } from '../../engine/model/keymark.ts'

/** `1 package`, `3 packages`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${grouped(number)} ${number === 1 ? one : many}`
}

/** `1,234`. The system's own way of saying this loads all its languages first. */
function grouped(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

/** `a`, `a and b`, `a, b and c`; beyond `most`: `a, b and 12 more`. */
export function listed(words: readonly string[], most = 8, last = 'and'): string {
  const shown = words.length > most ? words.slice(0, most - 1) : words
  const rest = words.length - shown.length
  const parts = rest > 0 ? [...shown, `${rest} more`] : shown
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)!}`
}

/** `Imported 5 packages; 2 more are there already, unchanged.` */
export function imports(imported: number, unchanged: number): string {
  const came = `Imported ${imported === 0 ? 'nothing' : count(imported, 'package')}`
  if (unchanged === 0) return `${came}.`
  const there = imported === 0 ? count(unchanged, 'package') : `${unchanged} more`
  return `${came}; ${there} ${unchanged === 1 ? 'is' : 'are'} there already, unchanged.`
}

/** The first letter of a sentence; a sentence that starts with a name is left alone. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** With a full stop where it has no end yet. */
export function closed(text: string): string {
  return /[.?!…]$/.test(text) ? text : `${text}.`
}

/** Decimal units, as disks and downloads are sold: `812 bytes`, `1.2 kB`, `34 MB`. */
export function size(bytes: number): string {
  const sign = bytes < 0 ? '-' : ''
  let value = Math.abs(bytes)
  if (value < 1000) return `${sign}${count(value, 'byte')}`
  let unit = -1
  do {
    value /= 1000
    unit += 1
  } while (value >= 999.5 && unit < units.length - 1)
  return `${sign}${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit]!}`
}
const units = ['kB', 'MB', 'GB', 'TB', 'PB']

/** Two units at most, since nobody plans by the second of an hour: `4 s`, `2 min 10 s`, `1 h 5 min`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return joined(minutes, 'min', whole % 60, 's')
  return joined(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
}

function joined(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`
}

/** A moment in the reader's own time zone, to the minute; other text is left as it is. */
export function moment(iso: string): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  const two = (number: number) => String(number).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`
}

export function day(iso: string): string {
  return moment(iso).slice(0, 10)
}

/** An end at midnight belongs to the day before. */
export function lastMoment(until: string): string {
  return new Date(Date.parse(until) - 1).toISOString()
}

/** 64 hex digits in groups that two people can read to each other. */
export function fingerprint(hex: string): string {
  return hex.match(/.{1,8}/g)?.join(' ') ?? ''
}

/** A fingerprint, and below it the mark that a window draws for it: quicker to compare, and never a proof. */
export function marked(hex: string, indent = ''): string {
  return `${indent}${fingerprint(hex)}\n${indent}${keymark(hex)}`
}

export function keymark(hex: string): string {
  return `keymark ${keymarkText(hex)}`
}

/** One word of a command line that a POSIX shell reads back as the same text. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

export function commandLine(words: readonly string[]): string {
  return words.map(shellWord).join(' ')
}
