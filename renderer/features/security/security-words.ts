import type { AdvisorySummary } from '../../../engine/api/package-operations.ts'
import type { AuditAnswer } from '../../../engine/api/security-operations.ts'
import type { RepositoryView, StaleAdvisories } from '../../../engine/api/repository-operations.ts'
import { failureWords } from '../../format/failure.ts'
import { formatDate } from '../../format/time.ts'
import { countOf, listOf } from '../../format/words.ts'
import type { IconName } from '../../ui/icons.ts'

export type TitleOf = (name: string) => string

/** One advisory against one installed package. */
export interface AdvisoryRow {
  readonly key: string
  readonly name: string
  readonly version: string
  readonly advisory: AdvisorySummary
  /** Version of the update that repairs it; null where none does. */
  readonly repair: string | null
}

/** The most urgent package first, as the engine has put them. */
export function advisoryRows({ findings }: AuditAnswer, state: AdvisorySummary['state']): AdvisoryRow[] {
  return findings.flatMap(({ name, version, advisories, update }) =>
    advisories
      .filter((advisory) => advisory.state === state)
      .map((advisory) => ({
        key: `${name} ${advisory.id}`,
        name,
        version,
        advisory,
        repair: update?.repairs.includes(advisory.id) === true ? update.version : null,
      })),
  )
}

/** Packages with an update that repairs something. */
export function repairable({ findings }: AuditAnswer): readonly string[] {
  return findings.flatMap(({ name, update }) => ((update?.repairs.length ?? 0) > 0 ? [name] : []))
}

export interface Posture {
  readonly tone: 'ok' | 'warn' | 'danger' | 'quiet'
  readonly icon: IconName
  readonly title: string
  readonly text: string
}

/** How this device stands, in one sentence. The worst that is true wins; what is not known is never good. */
export function postureOf(
  audit: AuditAnswer,
  repositories: readonly RepositoryView[],
  titleOf: TitleOf,
): Posture {
  const affected = packagesWith(audit, 'affected').map(titleOf)
  if (affected.length > 0) return affectedPosture(affected, repairable(audit).length)
  const disowned = disownedPosture(audit, titleOf)
  if (disowned !== null) return disowned
  const speaks = repositories.some(({ enabled, advisories }) => enabled && advisories.state !== 'none')
  if (audit.known === 0 && !speaks) return nothingKnown
  const doubtful = packagesWith(audit, 'unknown').map(titleOf)
  if (doubtful.length > 0 || audit.stale.length > 0) return doubtfulPosture(doubtful, audit.stale)
  if (audit.known === 0) return nothingTold
  return {
    tone: 'ok',
    icon: 'shield-check',
    title: 'Nothing needs you',
    text: `${countOf(audit.packages, 'package')} held against ${countOf(audit.known, 'advisory', 'advisories')}: nothing is known against them.`,
  }
}

function packagesWith({ findings }: AuditAnswer, state: AdvisorySummary['state']): string[] {
  return findings
    .filter(({ advisories }) => advisories.some((advisory) => advisory.state === state))
    .map(({ name }) => name)
}

function affectedPosture(affected: readonly string[], repairs: number): Posture {
  const many = affected.length > 1
  const repair =
    repairs === 0
      ? 'No repository offers a fix yet.'
      : repairs === affected.length
        ? `An update repairs ${many ? 'all of them' : 'it'}.`
        : `${repairs === 1 ? 'An update repairs' : 'Updates repair'} ${repairs} of them.`
  return {
    tone: 'danger',
    icon: 'shield-alert',
    title: `${countOf(affected.length, 'package')} ${many ? 'need' : 'needs'} you`,
    text: `Something is known against ${listOf(short(affected))}. ${repair}`,
  }
}

/** What its repository, or whoever signed it, does not stand behind any more. */
function disownedPosture({ revoked = [], unvouched = [] }: AuditAnswer, titleOf: TitleOf): Posture | null {
  if (revoked.length > 0) return revokedPosture(revoked.map(({ name }) => titleOf(name)))
  return unvouched.length > 0 ? unvouchedPosture(unvouched.map(({ name }) => titleOf(name))) : null
}

function revokedPosture(names: readonly string[]): Posture {
  return {
    tone: 'danger',
    icon: 'shield-x',
    title: `${countOf(names.length, 'release was', 'releases were')} taken back`,
    text: `Their repository no longer stands behind what you have of ${listOf(short(names))}.`,
  }
}

function unvouchedPosture(names: readonly string[]): Posture {
  return {
    tone: 'danger',
    icon: 'shield-x',
    title: `Nobody vouches for ${countOf(names.length, 'release')} any more`,
    text: `What you have of ${listOf(short(names))} is signed by keys that do not count any more.`,
  }
}

function doubtfulPosture(doubtful: readonly string[], stale: readonly StaleAdvisories[]): Posture {
  const inDoubt =
    doubtful.length === 0 ? '' : `Whether what is known concerns ${listOf(short(doubtful))} cannot be told. `
  const late = stale.length === 0 ? '' : 'Something may have become known that is not known here.'
  return {
    tone: 'warn',
    icon: 'shield-alert',
    title: 'Not everything is known',
    text: `${inDoubt}${late}`.trim(),
  }
}

const nothingKnown: Posture = {
  tone: 'quiet',
  icon: 'shield-alert',
  title: 'Nothing is known yet',
  text: 'No repository brings advisories, so nothing is known for or against what is installed.',
}

/** Who answers that nothing is known has answered. */
const nothingTold: Posture = {
  tone: 'ok',
  icon: 'shield-check',
  title: 'Nothing needs you',
  text: 'Your repositories tell of no known weakness in anything that they offer.',
}

/** A few names, and how many more. */
function short(names: readonly string[]): string[] {
  return names.length <= 3 ? [...names] : [...names.slice(0, 2), `${names.length - 2} others`]
}

/** Why an advisory is urgent, where there is more to say than its severity. */
export function riskWords({ kev, epss, score }: AdvisorySummary): string | null {
  if (kev !== null)
    return kev.due === null
      ? 'exploited in the wild'
      : `exploited in the wild, repair by ${formatDate(kev.due)}`
  if (epss !== null && epss.score >= 0.1) return `${Math.round(epss.score * 100)}% likely to be exploited`
  return score === null ? null : `CVSS ${score.toFixed(1)}`
}

export interface StaleWords {
  readonly title: string
  readonly text: string
}

export function staleWords({ repository, state, validUntil, problem }: StaleAdvisories): StaleWords {
  const why =
    problem === null
      ? 'Nobody has signed newer ones, or they did not reach you.'
      : failureWords(problem).cause
  if (state === 'withheld')
    return { title: `The newest advisories of ${repository} could not be had`, text: why }
  const since = validUntil === null ? 'were never here' : `are out of date since ${formatDate(validUntil)}`
  return { title: `The advisories of ${repository} ${since}`, text: why }
}

/** What a repository tells of weaknesses, for its row. */
export function advisoriesOf({ advisories }: RepositoryView): { tone: 'neutral' | 'warn'; text: string } {
  const { state, validUntil } = advisories
  if (state === 'none') return { tone: 'neutral', text: 'Brings no advisories' }
  if (state === 'current')
    return { tone: 'neutral', text: `Advisories good until ${formatDate(validUntil!)}` }
  return { tone: 'warn', text: state === 'withheld' ? 'Advisories held back' : 'Advisories out of date' }
}

/** Who speaks for a repository. */
export function keysOf({ trust }: RepositoryView): string {
  if (trust === null) return 'Not checked yet'
  const { rootThreshold, rootKeys, rootExpires } = trust
  return `Root signed by ${rootThreshold} of ${countOf(rootKeys, 'key')}, valid until ${formatDate(rootExpires)}`
}
