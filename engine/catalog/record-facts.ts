import type { Role } from '../search/document.ts'
import type { CardRecord } from './card.ts'
import { hasEntry, type Launchables } from './menu-entry.ts'

/** An app has a face; a command is typed; everything else is for other packages. */
export function roleOf(record: {
  readonly app?: { readonly launchable?: unknown; readonly launchables?: Launchables | undefined } | undefined
  readonly commands: readonly string[]
}): Role {
  // The program that a menu entry starts may lie in another package: that of vlc does in vlc-bin.
  if (record.app?.launchable !== undefined || hasEntry(record.app?.launchables)) return 'app'
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
