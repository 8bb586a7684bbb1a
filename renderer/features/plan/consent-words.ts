import type { LookAlike, Voucher, VoucherChange } from '../../../engine/model/consent.ts'
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

export function consentTitle({ kind, name }: VoucherChange, titleOf: TitleOf): string {
  return kind === 'publisher-key'
    ? `${titleOf(name)} is signed with another key`
    : `${titleOf(name)} comes from another repository`
}

export function sidesOf({ kind, before, after }: VoucherChange): readonly ConsentSide[] {
  const none = kind === 'publisher-key' ? 'No signature' : 'Not known any more'
  const side = (when: string, mine: Voucher, other: Voucher): ConsentSide => ({
    when,
    who: mine.name ?? 'nobody known',
    fingerprints: mine.fingerprints,
    against: mine.fingerprints.length === 1 ? other.fingerprints[0] : undefined,
    none,
  })
  return [side('Before', before, after), side('Now', after, before)]
}

/** How the two names come to be taken for each other, and why the other one is known. */
export function lookAlikeText({ other, likeness }: LookAlike): string {
  return `${likenessWords[likeness]} ${other.name} ${standingWords[other.standing]}.`
}

const standingWords: Record<LookAlike['other']['standing'], string> = {
  installed: 'is on this device',
  featured: 'is recommended by its repository',
  needed: 'is needed by many packages',
}

const likenessWords: Record<LookAlike['likeness'], string> = {
  separators: 'Only dots and dashes differ.',
  glyphs: 'Only letters that look alike differ.',
  affix: 'Only a “lib” or an “s” differs.',
  typing: 'They differ by a slip of the keyboard.',
}
