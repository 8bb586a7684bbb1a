/** How many bytes had arrived at a moment, in milliseconds of one clock. */
export interface Sample {
  readonly at: number
  readonly received: number
}

/** Milliseconds over which the rate is smoothed, and below which it is a guess. */
const window = 5_000
const shortest = 500

/** The samples that still count, with the new one. A count that falls starts anew: another file began. */
export function withSample(samples: readonly Sample[], next: Sample): readonly Sample[] {
  const last = samples.at(-1)
  if (last && next.received < last.received) return [next]
  return [...samples.filter(({ at }) => next.at - at <= window), next]
}

/** Bytes a second; null while it cannot be known. */
export function rateOf(samples: readonly Sample[]): number | null {
  const [first] = samples
  const last = samples.at(-1)
  if (!first || !last || last.at - first.at < shortest) return null
  return ((last.received - first.received) / (last.at - first.at)) * 1000
}

/** Seconds; null while it cannot be known. */
export function secondsLeft(rate: number | null, received: number, total: number | null): number | null {
  if (rate === null || rate <= 0 || total === null) return null
  return Math.max(0, total - received) / rate
}
