import type { PackageStorage } from '../../../engine/api/package-operations.ts'
import { formatBytes } from '../../format/bytes.ts'

export interface StoragePart {
  readonly kind: 'files' | 'other' | 'downloads'
  /** `Other versions 54 MB`. */
  readonly text: string
  /** Of all of it: 0 to 1. */
  readonly share: number
}

/** What there is something of, the version in use first. */
export function storageParts({ files, otherVersions, downloads }: PackageStorage): readonly StoragePart[] {
  const all = files + otherVersions + downloads
  const part = (kind: StoragePart['kind'], label: string, bytes: number): StoragePart[] =>
    bytes === 0 ? [] : [{ kind, text: `${label} ${formatBytes(bytes)}`, share: bytes / all }]
  return [
    ...part('files', 'This version', files),
    ...part('other', 'Other versions', otherVersions),
    ...part('downloads', 'Downloads', downloads),
  ]
}
