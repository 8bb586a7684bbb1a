import { nearest } from '../base/nearest.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { EngineError } from '../model/failure.ts'
import type { InstalledRelease } from '../model/generation.ts'

/** A name that nobody offers and that is not installed, with the nearest ones. */
export function notFound(
  catalog: Catalog,
  installed: ReadonlyMap<string, InstalledRelease>,
  name: string,
): EngineError {
  return new EngineError('package/not-found', {
    name,
    nearest: nearest(name, [...catalog.names(), ...installed.keys()]),
  })
}

interface Sought {
  readonly name: string
  readonly version?: string | undefined
  readonly repository?: string | undefined
}

/** A release that nobody offers, or not the repository that it shall come from. `releases` has all of that name. */
export function notOffered<R extends { readonly version: string; readonly repository: string }>(
  { name, version, repository }: Sought,
  releases: readonly R[],
  fits: (release: R) => boolean,
): EngineError {
  if (repository === undefined) {
    return new EngineError('release/not-found', {
      name,
      wanted: version ?? '',
      available: unique(releases.map((release) => release.version)),
    })
  }
  return new EngineError('release/not-in-repository', {
    name,
    wanted: version ?? null,
    repository,
    available: unique(
      releases.filter((release) => release.repository === repository).map((release) => release.version),
    ),
    offeredBy: unique(releases.filter(fits).map((release) => release.repository)),
  })
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}
