import fc from 'fast-check'
import { expect, test } from 'vitest'
import { octal, text } from '../../../engine/archive/tar-header.ts'

test('a number field holds octal digits between spaces in front and spaces or NULs behind, and nothing else', () => {
  const bytes = fc.array(fc.constantFrom(...Buffer.from(' \0\0 01234567 89a\xff', 'latin1')), {
    minLength: 8,
    maxLength: 8,
  })
  fc.assert(
    fc.property(bytes, (field) => {
      const block = Buffer.from([0x37, ...field, 0x37])
      const written = /^ *([0-7]*)[ \0]*$/.exec(Buffer.from(field).toString('latin1'))?.[1]
      if (written === undefined) expect(() => octal(block, 1, 8)).toThrow('number field is not octal')
      else expect(octal(block, 1, 8)).toBe(Number.parseInt(`0${written}`, 8))
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ['a name that fills its field', Buffer.from('abcd'), 'abcd'],
  ['a shorter one', Buffer.from('a\0\0\0'), 'a'],
  ['none', Buffer.from('\0\0\0\0'), ''],
  ['one that is not ASCII', Buffer.from('é\0\0'), 'é'],
])('text: %s', (_title, field, said) => {
  const block = Buffer.concat([Buffer.from('x'), field, Buffer.from('y')])

  expect(text(block, 1, 4)).toBe(said)
})

test.each([
  ['bytes behind its end', Buffer.from('a\0b\0'), 'bytes hidden after a NUL'],
  ['Latin-1', Buffer.from('caf\xe9', 'latin1'), 'name is not UTF-8'],
  ['half a letter', Buffer.from('ab\0\0').fill(0xc3, 1, 2), 'name is not UTF-8'],
])('text refused: %s', (_title, field, problem) => {
  expect(() => text(field, 0, 4)).toThrow(problem)
})
