import type {
  PackageSummary,
  RestoreResult,
  VerificationResult,
} from '../../../engine/api/package-operations.ts'
import { formatDaysAgo } from '../../format/time.ts'
import { countOf, formatCount } from '../../format/words.ts'
import type { IconName } from '../../ui/icons.ts'
import type { Pinned, Pins } from './use-pins.ts'
import type { Results, Verification } from './use-verification.ts'

export type Tab = 'apps' | 'components' | 'pinned'
/** Beside what is installed, what nothing needs any more. */
export type View = Tab | 'unneeded'

/** Apps are what a person opens, and commands that a person chose; the rest is there for others, such as a shell. */
export function tabOf({
  role,
  installed,
}: Pick<PackageSummary, 'role' | 'installed'>): Exclude<Tab, 'pinned'> {
  return role === 'app' || (role === 'command' && installed?.chosen === true) ? 'apps' : 'components'
}

/** Rows of a tab that hold all the words of the filter. */
export function rowsOf(
  packages: readonly PackageSummary[],
  { tab, filter = '', pins = null }: { tab: Tab; filter?: string; pins?: Pins },
): readonly PackageSummary[] {
  const words = filter.toLowerCase().split(/\s+/)
  return packages
    .filter((each) => (tab === 'pinned' ? pins?.has(each.name) === true : tabOf(each) === tab))
    .filter((each) => {
      const text = `${each.title} ${each.name} ${each.summary} ${each.publisher ?? ''}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
}

/** `Only >= 1.0 from main`. */
export function pinWords({ version, repository }: NonNullable<Pinned['pin']>): string {
  const to = [version, repository === null ? null : `from ${repository}`]
  return `Only ${to.filter((part) => part !== null).join(' ')}`
}

/** `Now`, `Yesterday`; nothing where nobody noted it, which is not the same as never. */
export function usedWords(installed: PackageSummary['installed'], now: Date): string {
  if (installed?.running === true) return 'Now'
  return installed?.used === undefined ? '' : formatDaysAgo(installed.used, now)
}

export interface Integrity {
  readonly tone: 'sealed' | 'warn' | 'neutral'
  readonly icon: IconName
  readonly text: string
}

/** What is known of the files of a package: nothing until they were compared. */
export function integrityOf(name: string, { work, results }: Verification): Integrity {
  const isMeant = work.state !== 'idle' && (work.name === null || work.name === name)
  if (isMeant && work.state === 'verifying') return { tone: 'neutral', icon: 'refresh', text: 'Checking' }
  if (isMeant && work.state === 'repairing') return { tone: 'neutral', icon: 'wrench', text: 'Repairing' }
  const result = results.get(name)
  if (result === undefined) return { tone: 'neutral', icon: 'shield-check', text: 'Not checked yet' }
  if (result.ok) return { tone: 'sealed', icon: 'shield-check', text: 'Verified' }
  return { tone: 'warn', icon: 'alert', text: differWords(result) }
}

/** `2 of 412 files differ`. */
export function differOfWords({ problems, files }: Pick<VerificationResult, 'problems' | 'files'>): string {
  const differ = problems.length === 1 ? 'differs' : 'differ'
  return `${formatCount(problems.length)} of ${countOf(files, 'file')} ${differ}`
}

/** `2 files differ`. */
function differWords({ problems }: Pick<VerificationResult, 'problems'>): string {
  return `${countOf(problems.length, 'file')} differ${problems.length === 1 ? 's' : ''}`
}

export const problemWords: Record<VerificationResult['problems'][number]['problem'], string> = {
  missing: 'is missing',
  changed: 'was changed',
  'wrong-mode': 'has other permissions',
  'wrong-link': 'leads elsewhere',
  extra: 'does not belong here',
}

/** The sentence after a check of everything. What a person edited is told, and is no damage. */
export function verificationSummary(results: Results): {
  readonly ok: boolean
  readonly title: string
  readonly text: string
} {
  const all = [...results.values()]
  const files = all.reduce((sum, each) => sum + each.files, 0)
  const bad = all.filter((each) => !each.ok)
  const edited = all.reduce((sum, each) => sum + each.edited.length, 0)
  // What triggers made is compared, too, and is no package: none has a colon in its name.
  const packages = all.filter(({ name }) => !name.includes(':'))
  const compared = `${countOf(files, 'file')} of ${countOf(packages.length, 'package')} compared.`
  const yours =
    edited === 0
      ? ''
      : ` ${countOf(edited, 'configuration file')} ${edited === 1 ? 'has' : 'have'} your own changes.`
  return bad.length === 0
    ? { ok: true, title: 'Everything is as its publisher signed it', text: `${compared}${yours}` }
    : {
        ok: false,
        title: `${countOf(bad.length, 'package')} differ${bad.length === 1 ? 's' : ''} from what was signed`,
        text: `${compared}${yours} Select a package to see its files.`,
      }
}

/** What a repair came to, in the words of a message. */
export function repairWords({ restored, left }: RestoreResult): { title: string; text: string | null } {
  const wrong = left.reduce((sum, { problems }) => sum + problems.length, 0)
  const title =
    restored.length === 0 ? 'Nothing was repaired' : `${countOf(restored.length, 'file')} repaired`
  return { title, text: wrong === 0 ? null : `${countOf(wrong, 'file')} could not be made right` }
}
