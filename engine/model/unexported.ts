import * as v from 'valibot'
import { PackageName } from './manifest.ts'

/** Why something is not in the person's folders, or still there though nothing wants it. */
export const SkipReason = v.picklist([
  /** Something that we did not put there has that name. */
  'foreign',
  /** It was ours, and is not as we left it. */
  'edited',
  /** A program of that name is elsewhere on PATH; a link would hide it. */
  'other-program',
  /** A folder on the way is a link, or a file. */
  'linked-folder',
  'no-folder',
  /** The file system refuses. */
  'denied',
  /** The entry cannot be read, is none of an application, or starts what no package has. */
  'unreadable',
  'not-an-application',
  'no-command',
])
export type SkipReason = v.InferOutput<typeof SkipReason>

/** A menu entry, an icon or a command of a package that the person's own folders do not have as it is. */
export const Unexported = v.strictObject({
  kind: v.picklist(['entry', 'icon', 'command']),
  package: PackageName,
  /** Absolute in the person's folders; relative to the profile where an entry did not come so far. */
  path: v.string(),
  reason: SkipReason,
})
export type Unexported = v.InferOutput<typeof Unexported>
