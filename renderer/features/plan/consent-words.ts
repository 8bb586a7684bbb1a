import type { Consent } from '../../../engine/model/consent.ts'
import type { TitleOf } from '../../format/because.ts'

/** One side of a change: who vouched, or would from now on. */
export interface ConsentSide {
  readonly when: string
  readonly who: string
  readonly fingerprints: readonly string[]
  /** The other side's, where both have one: what differs stands out. */
  readonly against: string | undefined
  /** Said where there is no fingerprint at all. */
  readonly none: string
}

export function consentTitle({ kind, name }: Consent, titleOf: TitleOf): string {
  return kind === 'publisher-key'
    ? `${titleOf(name)} is signed with another key`
    : `${titleOf(name)} comes from another repository`
}

export function sidesOf({ kind, before, after }: Consent): readonly ConsentSide[] {
  const none = kind === 'publisher-key' ? 'No signature' : 'Not known any more'
  const side = (when: string, mine: Consent['before'], other: Consent['before']): ConsentSide => ({
    when,
    who: mine.name ?? 'nobody known',
    fingerprints: mine.fingerprints,
    against: mine.fingerprints.length === 1 ? other.fingerprints[0] : undefined,
    none,
  })
  return [side('Before', before, after), side('Now', after, before)]
}
