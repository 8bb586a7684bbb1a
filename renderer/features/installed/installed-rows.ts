import type { PackageSummary, VerificationResult } from '../../../engine/api/package-operations.ts'
import { countOf } from '../../format/words.ts'
import type { IconName } from '../../ui/icons.ts'
import type { Verification } from './use-installed.ts'

export type Tab = 'apps' | 'components'

/** Apps and commands are what a person opens; the rest is there for others. */
export function tabOf({ role }: Pick<PackageSummary, 'role'>): Tab {
  return role === 'component' ? 'components' : 'apps'
}

/** Rows of a tab that hold all the words of the filter, by title. */
export function rowsOf(
  packages: readonly PackageSummary[],
  tab: Tab,
  filter: string,
): readonly PackageSummary[] {
  const words = filter.toLowerCase().split(/\s+/)
  return packages
    .filter((each) => tabOf(each) === tab)
    .filter((each) => {
      const text = `${each.title} ${each.name} ${each.summary} ${each.publisher ?? ''}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
    .toSorted((one, other) => one.title.localeCompare(other.title))
}

export interface Integrity {
  readonly tone: 'sealed' | 'warn' | 'neutral'
  readonly icon: IconName
  readonly text: string
}

/** What is known of the files of a package: nothing until they were compared. */
export function integrityOf(name: string, verification: Verification): Integrity {
  if (verification.state === 'verifying') return { tone: 'neutral', icon: 'refresh', text: 'Checking' }
  const result = verification.state === 'verified' ? verification.results.get(name) : undefined
  if (result === undefined) return { tone: 'neutral', icon: 'shield-check', text: 'Not checked yet' }
  if (result.ok) return { tone: 'sealed', icon: 'shield-check', text: 'Verified' }
  return {
    tone: 'warn',
    icon: 'alert',
    text: `${countOf(result.problems.length, 'file')} differ${result.problems.length === 1 ? 's' : ''}`,
  }
}

export const problemWords: Record<VerificationResult['problems'][number]['problem'], string> = {
  missing: 'is missing',
  changed: 'was changed',
  'wrong-mode': 'has other permissions',
  'wrong-link': 'leads elsewhere',
  extra: 'does not belong here',
}

/** The sentence after a check of everything. */
export function verificationSummary(results: ReadonlyMap<string, VerificationResult>): {
  readonly ok: boolean
  readonly title: string
  readonly text: string
} {
  const all = [...results.values()]
  const files = all.reduce((sum, each) => sum + each.files, 0)
  const bad = all.filter((each) => !each.ok)
  return bad.length === 0
    ? {
        ok: true,
        title: 'Everything is as its publisher signed it',
        text: `${countOf(files, 'file')} of ${countOf(all.length, 'package')} compared.`,
      }
    : {
        ok: false,
        title: `${countOf(bad.length, 'package')} differ${bad.length === 1 ? 's' : ''} from what was signed`,
        text: `${countOf(files, 'file')} of ${countOf(all.length, 'package')} compared. Select a package to see its files.`,
      }
}
