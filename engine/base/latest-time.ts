/** The later of two ISO 8601 times, either of which may be unknown. */
export function latestTime(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return Date.parse(one) < Date.parse(other) ? other : one
}
