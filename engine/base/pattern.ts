/** `*` stands for any characters. */
export function matchesPattern(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  if (rest.length === 0) return name === pattern
  if (!name.startsWith(first)) return false
  let at = first.length
  const last = rest.pop()!
  for (const part of rest) {
    const found = name.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return name.length - at >= last.length && name.endsWith(last)
}

/** Sorts patterns that match one name: the name itself first, then the longest. */
export function bySpecificity(a: string, b: string): number {
  return Number(a.includes('*')) - Number(b.includes('*')) || b.length - a.length
}
