import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { emptyTree, leafOf, rootOf, withLeaf } from '../../../engine/audit/merkle.ts'

const sha256 = (...parts: (string | Uint8Array)[]): Buffer => {
  const sum = createHash('sha256')
  for (const part of parts) sum.update(part)
  return sum.digest()
}

/** RFC 6962, 2.1, as it is written there. */
function hashOfTree(leaves: readonly string[]): Buffer {
  if (leaves.length === 0) return sha256('')
  if (leaves.length === 1) return sha256(Uint8Array.of(0), leaves[0]!)
  let split = 1
  while (split * 2 < leaves.length) split *= 2
  return sha256(Uint8Array.of(1), hashOfTree(leaves.slice(0, split)), hashOfTree(leaves.slice(split)))
}

test('a tree that grew leaf by leaf has the root that RFC 6962 defines, at each size', () => {
  const lines = Array.from({ length: 130 }, (_, index) => `line ${index}`)

  let tree = emptyTree
  const roots = [rootOf(tree)]
  for (const line of lines) {
    tree = withLeaf(tree, leafOf(line))
    roots.push(rootOf(tree))
  }

  expect(roots).toEqual([0, ...lines.keys()].map((_, size) => hashOfTree(lines.slice(0, size))))
})

test('what is kept of a tree grows with the logarithm of its leaves', () => {
  let tree = emptyTree
  for (let index = 0; index < 1023; index += 1) tree = withLeaf(tree, leafOf(String(index)))

  expect(tree.edge.length).toBe(10)
})

test('the published roots of certificate transparency’s own test vectors come out', () => {
  // The reference implementation's eight leaves and the roots of the trees that they grow into.
  const leaves = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ]
  const bytes = leaves.map((hex) => Buffer.from(hex, 'hex'))

  let tree = emptyTree
  const roots: string[] = []
  for (const leaf of bytes) {
    tree = withLeaf(tree, sha256(Uint8Array.of(0), leaf))
    roots.push(rootOf(tree).toString('hex'))
  }

  expect([roots[0], roots[1], roots[7]]).toEqual([
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ])
})
