import * as v from 'valibot'
import { canonicalJson } from '../base/canonical-json.ts'
import { JsonRefused, parseJsonStrict } from '../base/json.ts'
import { parseVerifier } from './checkpoint.ts'
import { keyAction, noLine, parseLine } from './line.ts'
import { emptyTree, leafOf, type Tree, withLeaf } from './merkle.ts'

/** What came before the first line of a part of a log: enough to work out every later root of its tree. */
export interface Beginning {
  readonly tree: Tree
  /** Digest of the line before. */
  readonly head: string
  /** The key that signed then. */
  readonly verifier: string | null
}

export const wholeLog: Beginning = { tree: emptyTree, head: noLine, verifier: null }

const Digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const Line = v.strictObject({
  before: v.strictObject({
    size: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    edge: v.pipe(v.array(Digest), v.minLength(1), v.maxLength(53)),
    head: Digest,
    verifier: v.pipe(v.string(), v.maxLength(400)),
  }),
})

/** As the first line of an export of a part. */
export function beginningLine({ tree, head, verifier }: Beginning): string {
  const edge = tree.edge.map((node) => node.toString('hex'))
  return canonicalJson({ before: { size: tree.size, edge, head, verifier: verifier ?? '' } })
}

/**
 * Null where it is none. Nobody has to believe it: with another edge, or another size, the next checkpoint would be signed
 * for another root.
 */
export function parseBeginning(text: string): Beginning | null {
  const read = v.safeParse(Line, jsonOf(text))
  if (!read.success) return null
  const { size, edge, head, verifier } = read.output.before
  if (edge.length !== ones(size) || parseVerifier(verifier) === null) return null
  return { tree: { size, edge: edge.map((node) => Buffer.from(node, 'hex')) }, head, verifier }
}

/** With one line more. */
export function after({ tree, verifier }: Beginning, text: string): Beginning {
  const leaf = leafOf(text)
  const line = parseLine(text)
  const key = line?.kind === 'entry' && line.entry.action === keyAction ? line.entry.object['key'] : undefined
  return {
    tree: withLeaf(tree, leaf),
    head: leaf.toString('hex'),
    verifier: typeof key === 'string' ? key : verifier,
  }
}

function jsonOf(text: string): unknown {
  try {
    return parseJsonStrict(text, { maxLength: 10_000, maxDepth: 4 })
  } catch (error) {
    if (error instanceof JsonRefused) return null
    throw error
  }
}

/** A tree is made of as many whole ones as its size has ones in binary. */
function ones(size: number): number {
  return size.toString(2).replaceAll('0', '').length
}
