import { barOf } from '../model/publisher.ts'
import type { IndexRecord, Publisher } from '../model/repository-index.ts'
import type { Declaration } from '../resolver/package-source.ts'

/** A release as the resolver reads it. */
export function declarationOf(
  repository: string,
  record: IndexRecord,
  publishers: readonly Publisher[],
): Declaration {
  return {
    name: record.name,
    version: record.version,
    scheme: record.version_scheme,
    architecture: record.architecture,
    repository,
    digest: record.manifest_sha256,
    dependencies: record.dependencies,
    recommends: record.recommends,
    suggests: record.suggests,
    provides: record.provides,
    conflicts: record.conflicts,
    breaks: record.breaks,
    replaces: record.replaces,
    size: record.size,
    installedSize: record.installed_size,
    barred: barOf(record, publishers),
  }
}
