import { byCodePoint } from '../base/canonical-json.ts'
import type { TreeContent } from '../store/tree-content.ts'

/** A tool that makes something of files of a tree. */
export interface Trigger {
  readonly id: string
  /** Raised when it makes something else of the same files. */
  readonly version: number
  /** Whether programs do not work without what it makes. Then a tool that fails stops the change. */
  readonly required: boolean
  /** Whether the tool loads code of packages: then it runs boxed, or not at all. */
  readonly loadsCode: boolean
  /** What there is to do in a tree: pure, sorted, nothing where no file calls for it. */
  readonly jobs: (content: TreeContent) => readonly Job[]
}

/** One run of a tool. */
export interface Job {
  /** Of the tree: the tool works here, and what it writes here is what it made. */
  readonly folder: string
  /** Paths of the tree that decide what comes out. The tool sees these, and no others. */
  readonly inputs: readonly string[]
  readonly tool: string
  /** `at` tells where a path of the tree is while the tool runs. */
  readonly args: (at: (member: string) => string) => readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** Path of the tree for what the tool prints, which may name its inputs; absent where it writes files itself. */
  readonly printsTo?: string
}

/** Files and links of a tree whose path matches, by what the pattern's first group says; both sorted. */
export function inputsByFolder(
  content: TreeContent,
  pattern: RegExp,
): readonly (readonly [string, string[]])[] {
  const found = new Map<string, string[]>()
  for (const [member, { type }] of content) {
    const folder = type === 'directory' ? undefined : pattern.exec(member)?.[1]
    if (folder === undefined) continue
    const members = found.get(folder)
    if (members === undefined) found.set(folder, [member])
    else members.push(member)
  }
  return [...found]
    .map(([folder, members]) => [folder, members.toSorted(byCodePoint)] as const)
    .toSorted(([a], [b]) => byCodePoint(a, b))
}
