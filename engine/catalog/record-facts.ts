import { essentialTag } from '../model/essential-tag.ts'
import type { Role } from '../search/document.ts'
import { fold } from '../search/fold.ts'
import { headOf } from '../search/summary-head.ts'
import type { CardRecord } from './card.ts'
import { firstLine } from './first-line.ts'
import { hasEntry, type Launchables } from './menu-entry.ts'

/** An app has a face; a command is typed; everything else is for other packages. */
export function roleOf(record: {
  readonly name: string
  readonly description: string
  readonly tags: readonly string[]
  readonly app?: { readonly launchable?: unknown; readonly launchables?: Launchables | undefined } | undefined
  readonly commands: readonly string[]
}): Role {
  // The program that a menu entry starts may lie in another package: that of vlc does in vlc-bin.
  if (record.app?.launchable !== undefined || hasEntry(record.app?.launchables)) return 'app'
  return record.commands.length > 0 && !isPlumbing(record) ? 'command' : 'component'
}

/** What packages of libraries, for builds, or of one version behind another package are called. */
const plumbingNames =
  /^lib(?!re)|-(?:dev|dbg|common|data|headers|info|minimal|prof|runtime)(?:-bin)?$|^(?:cpp|g\+\+|gcc|gfortran)-\d|^(?:python|ruby|tcl|tk)\d+\.\d+$/

/** Its programs are for other packages and scripts, and nobody looks for them: a C library's, a base system's. */
function isPlumbing({ name, tags, description }: Named): boolean {
  if (tags.includes(essentialTag) || plumbingNames.test(name)) return true
  return /^librar(?:y|ies)$/.test(headOf(fold(firstLine(description))).noun)
}

interface Named {
  readonly name: string
  readonly tags: readonly string[]
  readonly description: string
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
