import { createHash } from 'node:crypto'
import { canonicalJson } from '../base/canonical-json.ts'
import type { TreeContent, TreeEntry } from '../store/tree-content.ts'
import type { Job } from './trigger.ts'

/** What decides the output of a trigger. Equal keys are equal outputs; the order of packages is not in it. */
export interface KeyParts {
  readonly id: string
  readonly version: number
  /** Which tool, exactly: its place and the digest of its bytes. One for each job. */
  readonly tools: readonly string[]
  readonly inputs: readonly (readonly [path: string, looks: string])[]
}

export function triggerKey({ id, version, tools, inputs }: KeyParts): string {
  const sorted = inputs
    .map(([member, looks]) => [member, looks])
    .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(canonicalJson({ id, version, tools, inputs: sorted }))
    .digest('hex')
}

export function inputsOf(content: TreeContent, jobs: readonly Job[]): KeyParts['inputs'] {
  const members = new Set(jobs.flatMap(({ inputs }) => inputs))
  return [...members].map((member) => [member, looksOf(content.get(member))])
}

function looksOf(entry: TreeEntry | undefined): string {
  if (entry?.type === 'file') return `${entry.sha256} ${entry.mode}`
  return entry?.type === 'symlink' ? `-> ${entry.target}` : ''
}

/** Folder below store/. */
export function triggerDirectory(id: string, key: string): string {
  return `trigger-${id}-${key.slice(0, 12)}`
}
