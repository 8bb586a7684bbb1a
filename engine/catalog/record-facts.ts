import type { IndexRecord } from '../model/repository-index.ts'
import type { Role } from '../search/document.ts'

/** An app has a face; a command is typed; everything else is for other packages. */
export function roleOf(record: {
  readonly app?: { readonly launchable?: unknown } | undefined
  readonly commands: readonly string[]
}): Role {
  if (record.app?.launchable !== undefined) return 'app'
  return record.commands.length > 0 ? 'command' : 'component'
}

/** A list of repositories of a later release of this program may have it. */
export function mediaTypesOf({ app }: Pick<IndexRecord, 'app'>): readonly string[] {
  const types: unknown = app === undefined || !('media_types' in app) ? [] : app.media_types
  return Array.isArray(types) ? types.filter((type) => typeof type === 'string') : []
}
