import type { AuditAnswer } from '../../../engine/api/security-operations.ts'
import type { RepositoryView } from '../../../engine/api/repository-operations.ts'
import { countOf, formatCount } from '../../format/words.ts'
import type { Verification } from '../installed/use-verification.ts'
import { advisoryRows } from './security-words.ts'

export interface Stat {
  readonly label: string
  readonly value: string
  readonly more: string
}

/** Four numbers under the sentence that sums them up. */
export function securityStats(
  audit: AuditAnswer,
  repositories: readonly RepositoryView[],
  verification: Verification,
): readonly Stat[] {
  const open = advisoryRows(audit, 'affected')
  const used = repositories.filter(({ enabled }) => enabled)
  const verified = used.filter(({ problem, trust }) => problem === null && trust?.state === 'valid')
  const fresh = used.filter(({ advisories }) => advisories.state === 'current')
  return [
    {
      label: 'Open advisories',
      value: formatCount(open.length),
      more: `${open.length === 1 ? 'affects' : 'affect'} ${countOf(new Set(open.map(({ name }) => name)).size, 'package')}`,
    },
    {
      label: 'Sources verified',
      value: formatCount(verified.length),
      more: `of ${formatCount(used.length)}`,
    },
    {
      label: 'Advisories up to date',
      value: formatCount(fresh.length),
      more: `of ${countOf(used.length, 'source')}`,
    },
    { label: 'Files verified', ...filesOf(verification) },
  ]
}

function filesOf({ results, all }: Verification): Omit<Stat, 'label'> {
  if (!all) return { value: '–', more: 'not since the last change' }
  const broken = [...results.values()].filter(({ ok }) => !ok).length
  const more = broken === 0 ? 'all as signed' : `${formatCount(broken)} changed`
  return { value: formatCount(results.size), more }
}
