import type { TrustProof } from '../../../engine/api/trust-proof.ts'
import { formatMoment } from '../../format/time.ts'
import type { TrustStep } from '../../ui/trust-chain.ts'

/** Every link that was checked, from the root that a person confirmed down to the files on this disk. */
export function proofSteps(links: readonly TrustProof[]): readonly TrustStep[] {
  const isDelegating = links.some(({ kind }) => kind === 'releases')
  return links.map((link) => ({
    title: titleOf(link),
    meta: link.kind === 'targets' && isDelegating ? metaOf(link, 'Says who may publish') : metaOf(link),
    fingerprint: link.fingerprint,
    proof: link.fingerprint ?? link.digest,
    state: states[link.state],
  }))
}

const states: Record<TrustProof['state'], TrustStep['state']> = {
  valid: 'valid',
  expired: 'expiring',
  absent: 'absent',
  missing: 'broken',
  broken: 'broken',
}

function titleOf({ kind, title }: TrustProof): string {
  if (title === '') return names[kind]
  return kind === 'file' ? `Installed: ${title}` : `${names[kind]} ${title}`
}

const names: Record<TrustProof['kind'], string> = {
  root: 'Root of',
  timestamp: 'Timestamp of',
  snapshot: 'Snapshot of',
  targets: 'Targets of',
  delegation: 'Delegation to',
  releases: 'Releases of',
  index: 'Index of',
  manifest: 'Manifest of',
  publisher: 'Signature of',
  artifact: 'Package file',
  file: 'Installed files',
}

function metaOf(link: TrustProof, role = roles[link.kind]): string {
  const { kind, state, expires } = link
  if (state === 'missing') return 'It is missing'
  if (state === 'broken') return brokenWords(link)
  if (state === 'absent') return absent[kind] ?? 'Not kept on this device'
  if (expires === null) return role
  const until = formatMoment(expires)
  return state === 'expired' ? `Out of date since ${until}` : `${role}, valid until ${until}`
}

function brokenWords({ kind, signatures }: TrustProof): string {
  if (signatures !== undefined && signatures.valid < signatures.needed)
    return `${signatures.valid} of its keys signed it, ${signatures.needed} have to`
  return broken[kind] ?? 'It is not what was signed'
}

const absent: Partial<Record<TrustProof['kind'], string>> = {
  index: 'No longer listed there',
  delegation: 'No longer publishes it there',
}

const broken: Partial<Record<TrustProof['kind'], string>> = {
  index: 'The repository took it back, or the list here is not the one it signed',
  publisher: 'The signature does not hold',
  delegation: 'The targets key does not let this publisher sign it',
  file: 'Not as it was signed',
}

const roles: Record<TrustProof['kind'], string> = {
  root: 'Says whose keys count',
  timestamp: 'Says what is newest',
  snapshot: 'Says which lists belong together',
  targets: 'Vouches for the index',
  delegation: 'May publish packages of this name',
  releases: 'Vouches for the index',
  index: 'Lists this release',
  manifest: 'Lists every file with its hash',
  publisher: 'Signed the manifest',
  artifact: 'Is what the index promises',
  file: 'As they were signed',
}
