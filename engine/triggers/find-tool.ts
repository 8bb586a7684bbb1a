import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { byCodePoint } from '../base/canonical-json.ts'
import type { TreeContent } from '../store/tree-content.ts'
import { findProgram } from './find-program.ts'
import type { Job } from './trigger.ts'

/** Where a tool is. `identity` changes when the tool does. */
export type Tool =
  /** In the tree, made for /usr: it runs with the tree's libraries, where they expect to be. */
  | { readonly kind: 'tree'; readonly member: string; readonly identity: string }
  /** In the tree, and at home anywhere. */
  | { readonly kind: 'relocatable'; readonly member: string; readonly identity: string }
  /** Of the machine: absolute path. */
  | { readonly kind: 'host'; readonly file: string; readonly identity: string }

/** The tree's own tool for files of its kind (below usr/ or not), else the machine's; null where there is none. */
export async function findTool(
  content: TreeContent,
  { tool, folder }: Pick<Job, 'tool' | 'folder'>,
  searched: string | undefined,
): Promise<Tool | null> {
  const isUsr = folder.startsWith('usr/')
  const places = isUsr ? /^usr\/(?:s?bin|lib(?:exec)?)\// : /^(?:s?bin|lib(?:exec)?)\//
  const own = [...content].flatMap(([member, entry]) =>
    member.endsWith(`/${tool}`) && places.test(member) && entry.type === 'file' && (entry.mode & 0o111) !== 0
      ? [{ member, identity: `${member} ${entry.sha256}` }]
      : [],
  )
  // Of several the same one, in whatever order packages come.
  const first = own.toSorted((a, b) => byCodePoint(a.member, b.member))[0]
  if (first !== undefined) return { kind: isUsr ? 'tree' : 'relocatable', ...first }
  const file = await findProgram(tool, searched)
  if (file === null) return null
  const digest = createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
  return { kind: 'host', file, identity: `${path.basename(file)} of the machine ${digest}` }
}

const libraries = /^((?:usr\/)?lib(?:32|64|x32)?)\/(?:[^/]+\/)?[^/]+\.so(?:\.[^/]*)?$/

/** What a tool of the tree needs of it to run: itself, and shared libraries. */
export function runtimeOf(content: TreeContent, tool: Tool): string[] {
  if (tool.kind === 'host') return []
  const isUsr = tool.kind === 'tree'
  const found = [...content].flatMap(([member, { type }]) =>
    type !== 'directory' && libraries.test(member) && member.startsWith('usr/') === isUsr ? [member] : [],
  )
  return [tool.member, ...found]
}
