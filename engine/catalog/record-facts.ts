import type { Role } from '../search/document.ts'
import type { CardRecord } from './card.ts'

/** An app has a face; a command is typed; everything else is for other packages. */
export function roleOf(record: {
  readonly app?: { readonly launchable?: unknown } | undefined
  readonly commands: readonly string[]
}): Role {
  if (record.app?.launchable !== undefined) return 'app'
  return record.commands.length > 0 ? 'command' : 'component'
}

/** Kinds of file that it opens. */
export function mediaTypesOf({ app }: Pick<CardRecord, 'app'>): readonly string[] {
  return app?.media_types ?? []
}

/** What its publisher would have it found by, in every language. */
export function keywordsOf({ app, tags }: Pick<CardRecord, 'app' | 'tags'>): readonly string[] {
  const translated = Object.values(app?.translations ?? {})
  return [
    ...tags,
    ...(app?.keywords ?? []),
    ...translated.flatMap(({ name, keywords }) => [
      ...(name === undefined ? [] : [name]),
      ...(keywords ?? []),
    ]),
  ]
}
