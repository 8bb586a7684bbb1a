const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** `84.2 MB`: one decimal under 100, none above; steps of 1000. */
export function formatBytes(count: number): string {
  const { amount, unit } = scaled(count)
  return `${amount} ${unit}`
}

/** `35.4 of 84.2 MB`; only the first where the whole is not known. */
export function formatBytesOf(done: number, whole: number | null): string {
  if (whole === null) return formatBytes(done)
  const end = scaled(whole)
  return `${rounded(done / 1000 ** end.power, end.power)} of ${end.amount} ${end.unit}`
}

export function formatRate(rate: number): string {
  return `${formatBytes(rate)}/s`
}

function scaled(count: number): { amount: string; unit: string; power: number } {
  const power = count < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(count) / 3))
  return { amount: rounded(count / 1000 ** power, power), unit: units[power] ?? 'B', power }
}

function rounded(value: number, power: number): string {
  return power === 0 || value >= 99.95 ? Math.round(value).toString() : value.toFixed(1)
}
