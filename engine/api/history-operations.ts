import * as v from 'valibot'
import { KeptConfiguration } from '../model/configuration-news.ts'
import { PackageName } from '../model/manifest.ts'
import { ChangeRequest } from '../model/plan.ts'
import { asking, operation } from './operation.ts'
import { Line, Locales } from './package-operations.ts'

const GenerationNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Label = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80), v.regex(/^[^\n\r]*$/, 'one line'))

export const HistoryEntry = v.strictObject({
  generation: v.number(),
  at: v.string(),
  /** The request that made it; null for the empty generation 0. */
  request: v.nullable(ChangeRequest),
  current: v.boolean(),
  packages: v.number(),
  changes: v.array(
    v.strictObject({ name: PackageName, from: v.nullable(v.string()), to: v.nullable(v.string()) }),
  ),
  /** What a person called it. */
  label: v.nullable(v.string()),
  /** Cleaning up never takes it. */
  pinned: v.boolean(),
})
export type HistoryEntry = v.InferOutput<typeof HistoryEntry>

/** One path of the profile that differs between two generations. */
const FileChange = v.strictObject({
  path: v.string(),
  change: v.picklist(['added', 'removed', 'changed']),
  owner: v.string(),
})

export const GenerationDiff = v.strictObject({
  from: v.number(),
  to: v.number(),
  packages: v.array(
    v.strictObject({
      name: PackageName,
      title: v.string(),
      icon: v.nullable(v.string()),
      from: v.nullable(v.string()),
      to: v.nullable(v.string()),
      /** Bytes of its files: those of `to` less those of `from`. */
      disk: v.number(),
      /** Chosen in the one that has it; `to` where both do. */
      chosen: v.boolean(),
    }),
  ),
  /** `shown` holds at most the first 500 by path; the counts are of all. */
  files: v.strictObject({
    added: v.number(),
    removed: v.number(),
    changed: v.number(),
    shown: v.array(FileChange),
  }),
  /** Configuration files whose default differs. `edited`: the person's own stays when going from one to the other. */
  configuration: v.array(v.strictObject({ ...FileChange.entries, edited: v.boolean() })),
  /** Known weaknesses that releases of `to` have, and those of `from` do not. */
  weaknesses: v.array(
    v.strictObject({ id: Line, summary: v.string(), name: PackageName, version: v.string() }),
  ),
  /** Bytes of all files together: those of `to` less those of `from`. */
  disk: v.number(),
  /** Bytes to fetch before `to` can be had again; 0 where everything is kept here. */
  download: v.number(),
})
export type GenerationDiff = v.InferOutput<typeof GenerationDiff>

/**
 * Something that cleaning up takes away. `bytes` is what its removal frees: files shared with what stays count nothing.
 * Of an orphan, what its files come to: they go with the last generation that holds it.
 */
export const CleanupItem = v.strictObject({
  kind: v.picklist([
    /** A generation that can no longer be returned to. */
    'generation',
    /** An unpacked release that no kept generation holds. */
    'release',
    /** Output of a trigger that no kept generation holds. */
    'trigger',
    /** A downloaded package file, or a part of one. */
    'download',
    /** A picture or manifest fetched for showing. */
    'picture',
    /** Half-made by a process that was killed. */
    'unfinished',
    /** A state database that its backup was put in the place of. */
    'damaged',
    /** Configuration that was purged, by a generation that is not kept any more. */
    'purged',
    /** A tree that nothing runs from any more. */
    'tree',
    /** An installed package that nothing chosen needs. Only told; `autoremove` takes it. */
    'orphan',
  ]),
  name: v.string(),
  bytes: v.number(),
  /** Of a release: the newest generation that held it, or null. Of an orphan: who needed it last, or null. */
  because: v.nullable(v.string()),
})
export type CleanupItem = v.InferOutput<typeof CleanupItem>

export const CleanupReport = v.strictObject({
  /** Removed, or with `dryRun` what would be. */
  items: v.array(CleanupItem),
  /** Freed, or with `dryRun` what would be: those of all items but orphans. */
  bytes: v.number(),
  dryRun: v.boolean(),
  /** Installed packages that nothing chosen needs; removed only where `orphaned` was asked for. */
  orphans: v.array(CleanupItem),
  /** What people wrote for packages that are not installed any more: only told, purging takes it. Left out where there is none. */
  keptConfiguration: v.optional(v.array(KeptConfiguration)),
})
export type CleanupReport = v.InferOutput<typeof CleanupReport>

export const historyOperations = {
  'history.list': operation(
    'reads',
    'Every kept generation, newest first.',
    v.strictObject({}),
    v.array(HistoryEntry),
  ),
  'history.diff': operation(
    'reads',
    'What differs between two kept generations: packages, files, configuration, bytes.',
    v.strictObject({ from: GenerationNumber, to: GenerationNumber, locales: Locales }),
    GenerationDiff,
  ),
  'history.label': asking(
    () => 'none',
    operation(
      'changes',
      'Gives a generation a name, or takes it away.',
      v.strictObject({ generation: GenerationNumber, label: v.nullable(Label) }),
      v.array(HistoryEntry),
    ),
  ),
  'history.pin': asking(
    () => 'none',
    operation(
      'changes',
      'Keeps a generation whatever is cleaned up, or no longer.',
      v.strictObject({ generation: GenerationNumber, pinned: v.boolean() }),
      v.array(HistoryEntry),
    ),
  ),
  'system.cleanup': asking(
    ({ dryRun }) => (dryRun ? 'none' : 'session'),
    operation(
      'changes',
      'Removes what nothing needs any more; with `dryRun`, only tells what that would free.',
      v.strictObject({
        /** Generations beyond those that are kept, and releases that only they hold. */
        oldVersions: v.optional(v.boolean(), true),
        /** Downloaded package files, pictures and manifests. */
        clearCache: v.optional(v.boolean(), false),
        /** Installed packages that nothing chosen needs. */
        orphaned: v.optional(v.boolean(), false),
        /** How many generations stay besides pinned ones, the running one among them. */
        keep: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(100_000)), 10),
        /** Of the others, those younger than so many days stay too. */
        days: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(36_500)), 30),
        dryRun: v.optional(v.boolean(), false),
      }),
      CleanupReport,
    ),
  ),
}
