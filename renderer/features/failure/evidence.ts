import type { Failure } from '../../../engine/model/failure.ts'

/** What a refusal rests on: labelled facts as the engine told them. */
export interface Evidence {
  readonly label: string
  readonly value: string
}

export function evidenceOf(failure: Failure): readonly Evidence[] {
  switch (failure.code) {
    case 'trust/artifact':
      return [
        { label: 'File', value: failure.facts.file },
        { label: 'Reason', value: failure.facts.reason },
        { label: 'Detail', value: failure.facts.detail },
      ].filter(({ value }) => value !== '')
    case 'trust/metadata':
      return [
        { label: 'Repository', value: failure.facts.repository },
        { label: 'File', value: failure.facts.file },
        { label: 'Reason', value: failure.facts.reason },
        { label: 'Detail', value: failure.facts.detail },
      ].filter(({ value }) => value !== '')
    case 'trust/unconfirmed':
      return [{ label: 'Address', value: failure.facts.url }]
    default:
      return []
  }
}

/** Two fingerprints to be compared, where the refusal is about one. */
export function fingerprintsOf(
  failure: Failure,
): { readonly expected: string; readonly actual: string } | null {
  return failure.code === 'trust/fingerprint-mismatch'
    ? { expected: failure.facts.expected, actual: failure.facts.actual }
    : null
}
