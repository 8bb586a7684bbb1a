import { barOf } from '../model/publisher.ts'
import type { IndexRecord, Publisher } from '../model/repository-index.ts'
import type { Declaration } from '../resolver/package-source.ts'
import type { PoolRelease } from '../resolver/pool-content.ts'

/** A release as the resolver reads it. */
export function declarationOf(
  repository: string,
  record: IndexRecord,
  publishers: readonly Publisher[],
): Declaration {
  const { dependencies, recommends, suggests, provides, conflicts, breaks, replaces } = record
  return {
    ...factsOf(repository, record, publishers),
    ...{ dependencies, recommends, suggests, provides, conflicts, breaks, replaces },
  }
}

/** What a pool says of it beside its relations. */
export function factsOf(
  repository: string,
  record: IndexRecord,
  publishers: readonly Publisher[],
): PoolRelease {
  return {
    name: record.name,
    version: record.version,
    scheme: record.version_scheme,
    architecture: record.architecture,
    repository,
    digest: record.manifest_sha256,
    size: record.size,
    installedSize: record.installed_size,
    barred: barOf(record, publishers),
  }
}
