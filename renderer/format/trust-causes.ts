import type { ArtifactRefusal, MetadataRefusal } from '../../engine/model/failure.ts'

/** Continues "timestamp.json …". */
export const metadataCauses: Record<MetadataRefusal, string> = {
  signature: 'is not signed by the keys that were confirmed for this repository',
  expired: 'is too old to be trusted',
  rollback: 'is older than the one already trusted here',
  hash: 'is not the file that the signed list names',
  length: 'has another length than the signed list names',
  format: 'cannot be read as what it should be',
  version: 'has another version than the signed list names',
  missing: 'is missing',
  key: 'is signed with a key that is not allowed',
  publisher: 'names a publisher, or a package of one, that the repository’s targets key does not',
}

/** Continues "The file …". */
export const artifactCauses: Record<ArtifactRefusal, string> = {
  hash: 'is not the file that its repository lists',
  published: 'is another one than was published under this version',
  length: 'has another length than its repository lists',
  'signature-missing': 'carries no signature of its publisher',
  signature: 'is not what its publisher signed',
  publisher: 'is signed by a key that its repository does not name as a publisher',
  revoked: 'was taken back by its repository',
  untrusted: 'is signed by no key that you trust',
  stranger: 'bears a name that belongs to another publisher',
  manifest: 'describes itself otherwise than its repository does',
  content: 'holds a file that differs from its signed list',
  archive: 'is not an archive that can be read safely',
}
