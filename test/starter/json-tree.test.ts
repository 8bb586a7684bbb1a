import { expect, test } from 'vitest'
import { script } from './starter-world.ts'

interface JsonNode {
  readonly kind: string
  readonly value?: string
  readonly repeated?: readonly string[]
}
type Answer =
  | { readonly ok: true; readonly root: JsonNode; readonly count: number }
  | { readonly ok: false; readonly message: string; readonly line: number; readonly column: number }
interface JsonTree {
  read: (text: string) => Answer
  print: (node: JsonNode) => string
  find: (root: JsonNode, query: string, limit: number) => readonly (readonly number[])[]
  jsonPath: (keys: readonly (string | number)[]) => string
  jqPath: (keys: readonly (string | number)[]) => string
}

const tree = await script<JsonTree>('branchly 1.0.0', 'json-tree.js', 'branchlyTree')

function rootOf(text: string): JsonNode {
  const answer = tree.read(text)
  if (!answer.ok) throw new Error(answer.message)
  return answer.root
}

test('a document keeps its numbers as they are written', () => {
  const text = '{"serial": 90071992547409931, "price": 1.50, "tiny": 1e-400, "list": []}'

  expect(JSON.parse(JSON.stringify(tree.print(rootOf(text))))).toBe(
    '{\n  "serial": 90071992547409931,\n  "price": 1.50,\n  "tiny": 1e-400,\n  "list": []\n}',
  )
})

test('it accepts what JSON.parse accepts, and refuses what it refuses', () => {
  const texts = [
    'null',
    '[]',
    '[1,]',
    '{"a":1}',
    "{'a':1}",
    '01',
    '-0',
    '1.',
    '"\\u00e9"',
    '"\\x"',
    '[1 2]',
    '',
    '{"a"}',
    'tru',
    '"\t"',
    ' [1] ',
    '[1]]',
    '1e5',
    '--1',
    '{"a":1,}',
  ]
  const accepts = (text: string) => {
    try {
      JSON.parse(text)
      return true
    } catch {
      return false
    }
  }

  expect(texts.map((text) => tree.read(text).ok)).toEqual(texts.map(accepts))
})

test.each([
  ['{\n  "a": 1,\n}', 'No comma after the last entry of an object', 2, 9],
  ['{"a": NaN}', 'JSON has no NaN; use null', 1, 7],
  ["['a']", 'JSON puts text in double quotes', 1, 2],
  ['{"a": [1, 2', 'This array is never closed', 1, 7],
  ['[1] // end', 'There is text after the end of the document', 1, 5],
  ['["a\nb"]', 'A line break or control character must be escaped', 1, 4],
])('a mistake in %j is named with its place', (text, message, line, column) => {
  expect(tree.read(text)).toMatchObject({ ok: false, message, line, column })
})

test('keys that appear twice are pointed out', () => {
  expect(rootOf('{"a": 1, "b": 2, "a": 3}').repeated).toEqual(['a'])
})

test('a place is written for JSONPath and for jq', () => {
  const keys = ['users', 3, 'first name', "it's"]

  expect([tree.jsonPath(keys), tree.jqPath(keys), tree.jsonPath([]), tree.jqPath([])]).toEqual([
    "$.users[3]['first name']['it\\'s']",
    '.users[3]["first name"]["it\'s"]',
    '$',
    '.',
  ])
})

test('a search finds keys and values, and says the way to each', () => {
  const root = rootOf('{"sea": {"level": 5}, "list": ["seal", "cat"]}')

  expect(tree.find(root, 'SEA', 10)).toEqual([[0], [1, 0]])
})

test('a page of brackets is refused, and a long text is read, without exhausting the stack', () => {
  expect(tree.read('['.repeat(100_000)).ok).toBe(false)
  expect(tree.read(JSON.stringify('x\\"'.repeat(2_000_000))).ok).toBe(true)
})
