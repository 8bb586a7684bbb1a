import type { ErrorFacts, Plan } from '../../engine/index.ts'
import { fingerprint, keymark, marked } from './phrases.ts'
import { inline } from './text.ts'

type Consent = NonNullable<Plan['consents']>[number]
type Change = ErrorFacts['trust/change-unconfirmed']['changes'][number]
type LookAlike = ErrorFacts['trust/look-alike-unconfirmed']['names'][number]
type Voucher = Change['before']

/** What is to be compared, the first line above the rest. */
export function consentLines(consent: Consent): readonly string[] {
  return consent.kind === 'look-alike' ? lookAlikeLines(consent) : changeLines(consent)
}

/** Who vouched, and who would from now on: both in full, to be compared. */
export function changeLines({ kind, name, before, after }: Change): readonly string[] {
  const what = kind === 'publisher-key' ? 'is signed by another key' : 'comes from another repository'
  const none = kind === 'publisher-key' ? 'no signature' : 'not known any more'
  return [
    `${name} ${what} than before, and nobody who vouched for it says so:`,
    ...side('before', before, none),
    ...side('now   ', after, none),
  ]
}

/** Both names, one above the other, and whose they are. */
export function lookAlikeLines({ likeness, other, ...mine }: LookAlike): readonly string[] {
  return [
    `${mine.name} is not ${other.name}, which ${standingWords[other.standing]}: ${likenessWords[likeness]}.`,
    ...origin('this one', mine),
    ...origin('known   ', other),
  ]
}

const standingWords: Readonly<Record<LookAlike['other']['standing'], string>> = {
  installed: 'you have',
  featured: 'its repository recommends',
  needed: 'many packages need',
}

const likenessWords: Readonly<Record<LookAlike['likeness'], string>> = {
  separators: 'only dots and dashes differ',
  glyphs: 'only letters that look alike differ',
  affix: 'only a "lib" or an "s" differs',
  typing: 'they differ by a slip of the keyboard',
}

function origin(
  which: string,
  { name, publisher, repository }: Pick<LookAlike, 'name' | 'publisher' | 'repository'>,
): readonly string[] {
  const from = `${name}, from ${repository}, by ${publisher.name === null ? 'nobody known' : inline(publisher.name)}`
  return [`  ${which}  ${from}`, ...publisher.fingerprints.map((print) => marked(print, '            '))]
}

function side(when: string, { name, fingerprints }: Voucher, none: string): readonly string[] {
  const who = name === null ? 'nobody known' : inline(name)
  const [first, ...more] = fingerprints
  if (first === undefined) return [`  ${when}  ${none}  ${who}`]
  const indent = '          '
  return [
    `  ${when}  ${fingerprint(first)}  ${who}`,
    `${indent}${keymark(first)}`,
    ...more.map((print) => marked(print, indent)),
  ]
}
