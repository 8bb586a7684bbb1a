import type { Failure } from '../../../engine/model/failure.ts'

/** What a refusal rests on: labelled facts as the engine told them. */
export interface Evidence {
  readonly label: string
  readonly value: string
}

export function evidenceOf(failure: Failure): readonly Evidence[] {
  switch (failure.code) {
    case 'trust/artifact':
      return [{ label: 'File', value: failure.facts.file }, ...detailsOf(failure.facts.detail)]
    case 'trust/metadata':
      return [
        { label: 'Repository', value: failure.facts.repository },
        { label: 'File', value: failure.facts.file },
        ...detailsOf(failure.facts.detail),
      ]
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

/** Two digests below each other can be compared at a glance; in a sentence they cannot. */
function detailsOf(detail: string): readonly Evidence[] {
  const [, expected, received] = /^expected ([0-9a-f]{64}), (?:got|found) ([0-9a-f]{64})$/.exec(detail) ?? []
  if (expected === undefined || received === undefined)
    return detail === '' ? [] : [{ label: 'Detail', value: detail }]
  return [
    { label: 'Expected', value: shortened(expected) },
    { label: 'Received', value: shortened(received) },
  ]
}

/** `8aa6 7f32 … 6343 33df`. */
function shortened(digest: string): string {
  return [digest.slice(0, 4), digest.slice(4, 8), '…', digest.slice(-8, -4), digest.slice(-4)].join(' ')
}
