import type { ErrorFacts } from '../../engine/index.ts'
import { fingerprint } from './phrases.ts'
import { bold, inline, yellow } from './text.ts'

export type Consent = ErrorFacts['trust/change-unconfirmed']['changes'][number]

/** Who vouched, and who would from now on: both in full, to be compared. */
export function consentLines({ kind, name, before, after }: Consent): readonly string[] {
  const what = kind === 'publisher-key' ? 'is signed by another key' : 'comes from another repository'
  return [
    yellow(`${bold(name)} ${what} than before, and nobody who vouched for it says so:`),
    ...side('before', before),
    ...side('now   ', after),
  ]
}

function side(when: string, { name, fingerprints }: Consent['before']): readonly string[] {
  const who = name === null ? 'nobody known' : inline(name)
  const [first = 'no signature', ...more] = fingerprints.map(fingerprint)
  return [`  ${when}  ${first}  ${who}`, ...more.map((print) => `          ${print}`)]
}
