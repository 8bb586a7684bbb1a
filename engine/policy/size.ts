const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']

/** Bytes of a size as a policy file writes it: `20 GiB`. */
export function bytesOf(size: string): number {
  const [, number = '0', unit = 'B'] = /^(\d+) ?(\w+)$/.exec(size) ?? []
  return Number(number) * 1024 ** units.indexOf(unit)
}
