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
