import { expect, test } from 'vitest'
import { JsonRefused, parseJsonStrict } from '../../../engine/base/json.ts'

function problemOf(text: string, limits = {}): string | null {
  try {
    parseJsonStrict(text, limits)
    return null
  } catch (error) {
    if (error instanceof JsonRefused) return error.message
    throw error
  }
}

test('reads what every reader reads the same way', () => {
  const text = '{"a":[1,-0.5,true,null],"b":{"a:b":"x\\"{[:\\\\"}, "c":9007199254740991}'
  expect(parseJsonStrict(text)).toEqual(JSON.parse(text))
})

test.each([
  ['{"a":1,"a":2}', 'an object has the same key twice'],
  ['[{"a":1,"\\u0061":1}]', 'an object has the same key twice'],
  ['{"__proto__":{}}', 'an object has the key __proto__'],
  ['[9007199254740993]', 'a number is too large to be exact'],
  ['[1e400]', 'a number is too large to be exact'],
  ['{"a":1,}', 'this is no JSON'],
  ['', 'this is no JSON'],
  [`${'['.repeat(25)}${']'.repeat(25)}`, 'deeper than 24 levels'],
  [`${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`, 'deeper than 24 levels'],
])('refuses %.40s', (text, problem) => {
  expect(problemOf(text)).toBe(problem)
})

test('refuses what is longer than its limit', () => {
  expect(problemOf('[1, 2]', { maxLength: 5 })).toBe('longer than 5 characters')
})
