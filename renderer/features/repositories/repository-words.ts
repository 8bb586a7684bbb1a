import type { RepositoryView } from '../../../engine/api/repository-operations.ts'
import { failureKind, failureWords } from '../../format/failure.ts'
import { formatDate, formatMoment, formatTimeAgo } from '../../format/time.ts'
import { capitalized, countOf, formatCount } from '../../format/words.ts'
import type { IconName } from '../../ui/icons.ts'

export interface RepositoryAddress {
  readonly url: string
  readonly trouble: string | null
}

export interface Freshness {
  readonly tone: 'sealed' | 'warn' | 'danger' | 'neutral'
  readonly icon: IconName
  readonly text: string
}

/** How a repository stands, in two or three words for its row. */
export function freshnessOf(view: RepositoryView, now: Date): Freshness {
  const { problem, trust, lastSync } = view
  if (problem !== null) {
    const kind = failureKind(problem)
    if (kind === 'refused') return { tone: 'danger', icon: 'shield-x', text: 'Refused' }
    return kind === 'offline'
      ? { tone: 'warn', icon: 'wifi-off', text: 'Out of reach' }
      : { tone: 'warn', icon: 'alert', text: 'Has a problem' }
  }
  if (trust?.state === 'expired' || view.openPgp?.state === 'expired')
    return { tone: 'danger', icon: 'shield-x', text: 'Out of date' }
  if (!view.enabled) return { tone: 'neutral', icon: 'minus', text: 'Not used' }
  return lastSync === null
    ? { tone: 'neutral', icon: 'clock', text: 'Never checked' }
    : { tone: 'sealed', icon: 'shield-check', text: capitalized(formatTimeAgo(lastSync, now)) }
}

/** The second line of a row: what it offers, and what went wrong last time. */
export function subOf(view: RepositoryView): string {
  const packages = countOf(view.packages, 'package')
  if (view.problem !== null) return `${packages}. ${failureWords(view.problem).title}`
  return view.description === '' ? packages : `${packages}. ${view.description}`
}

export interface RepositoryFact {
  readonly label: string
  readonly value: string
}

/** The facts of the trust that is held now. Nothing where nothing was ever synchronized. */
export function trustFacts(view: RepositoryView): readonly RepositoryFact[] {
  const own = [
    { label: 'Priority', value: String(view.priority) },
    { label: 'Last checked', value: view.lastSync === null ? 'Never' : formatMoment(view.lastSync) },
  ]
  if (view.openPgp !== null) return [...openPgpFacts(view.openPgp), ...own]
  if (view.trust === null) return own
  const { rootKeys, rootThreshold, rootVersion, rootExpires, indexVersion, signedAt, validUntil } = view.trust
  return [
    { label: 'Root signed by', value: `${rootThreshold} of ${countOf(rootKeys, 'key')}` },
    { label: 'Root version', value: formatCount(rootVersion) },
    { label: 'Root expires', value: formatDate(rootExpires) },
    { label: 'Catalog version', value: formatCount(indexVersion) },
    ...(signedAt === null ? [] : [{ label: 'Catalog signed', value: formatMoment(signedAt) }]),
    { label: 'Catalog valid until', value: formatMoment(validUntil) },
    ...own,
  ]
}

function openPgpFacts({
  users,
  expires,
  signedAt,
}: NonNullable<RepositoryView['openPgp']>): readonly RepositoryFact[] {
  return [
    { label: 'Trusted by', value: 'One OpenPGP key' },
    { label: 'Key of', value: users.join(', ') },
    { label: 'Key expires', value: expires === null ? 'Never' : formatDate(expires) },
    { label: 'Catalog signed', value: signedAt === null ? 'Never seen' : formatMoment(signedAt) },
    { label: 'Freshness', value: 'No guarantee: news could be held back' },
  ]
}

/** Where it can be had, and what happened there while another address served. */
export function addressesOf({ url, mirrors, troubles }: RepositoryView): readonly RepositoryAddress[] {
  return [...mirrors, url].map((each) => {
    const failure = troubles.find((trouble) => trouble.url === each)?.failure
    return { url: each, trouble: failure === undefined ? null : failureWords(failure).title }
  })
}

/** What stays and what stops when a repository goes. `installed` counts what came from it. */
export function removalWords(view: RepositoryView, installed: number): string {
  const stays =
    installed === 0
      ? 'Nothing that is installed came from it.'
      : `${countOf(installed, 'installed package')} from it ${installed === 1 ? 'stays' : 'stay'} and ${
          installed === 1 ? 'keeps' : 'keep'
        } working, but ${installed === 1 ? 'gets' : 'get'} no more updates.`
  return `Its ${countOf(view.packages, 'package')} are no longer offered. ${stays}`
}
