import type { ErrorFacts } from '../../engine/index.ts'
import { fingerprint } from './phrases.ts'
import { inline } from './text.ts'

type Consent = ErrorFacts['trust/change-unconfirmed']['changes'][number]

/** Who vouched, and who would from now on: both in full, to be compared. */
export function consentLines({ kind, name, before, after }: Consent): readonly string[] {
  const what = kind === 'publisher-key' ? 'is signed by another key' : 'comes from another repository'
  const none = kind === 'publisher-key' ? 'no signature' : 'not known any more'
  return [
    `${name} ${what} than before, and nobody who vouched for it says so:`,
    ...side('before', before, none),
    ...side('now   ', after, none),
  ]
}

function side(when: string, { name, fingerprints }: Consent['before'], none: string): readonly string[] {
  const who = name === null ? 'nobody known' : inline(name)
  const [first = none, ...more] = fingerprints.map(fingerprint)
  return [`  ${when}  ${first}  ${who}`, ...more.map((print) => `          ${print}`)]
}
