import { type Rate, rateWith } from '../advisories/risk.ts'

/** Rates advisories for what cannot wait, once somebody waited for the calculator of scores: it is large. */
export interface KeptRater {
  readonly load: () => Promise<void>
  readonly rate: Rate
}

export function keptRater(): KeptRater {
  let rate: Rate | null = null
  return {
    load: async () => {
      rate ??= rateWith((await import('../advisories/cvss.ts')).scoreVector)
    },
    rate: (advisory) => {
      if (rate === null) throw new Error('nobody waited for the calculator of scores')
      return rate(advisory)
    },
  }
}
