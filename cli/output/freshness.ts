import type { Output } from '../../engine/index.ts'
import { day } from './phrases.ts'
import type { Setting } from './word-table.ts'
import { failureWords } from './words.ts'

type Stale = Output<'package.audit'>['stale'][number]

/** What may be known elsewhere of what a repository offers, and is not known here. */
export function staleWords({ repository, state, validUntil, problem }: Stale, setting: Setting): string {
  const why = problem === null ? '' : ` ${failureWords(problem, setting).cause ?? ''}`.trimEnd()
  if (state === 'withheld')
    return `The newest advisories of "${repository}" could not be had, so those of before hold.${why}`
  if (validUntil === null) return `The advisories of "${repository}" could not be had.${why}`
  return `The advisories of "${repository}" are out of date since ${day(validUntil)}: what became known later is not known here.${why}`
}

/** As one row of facts. */
export function staleSummary(stale: readonly Stale[]): string {
  return stale
    .map(({ repository, validUntil }) =>
      validUntil === null ? `none of ${repository}` : `${repository}: up to ${day(validUntil)}`,
    )
    .join(', ')
}
