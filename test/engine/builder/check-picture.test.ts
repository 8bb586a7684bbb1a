import { describe, expect, test } from 'vitest'
import { pictureProblem, pictureType } from '../../../engine/builder/check-picture.ts'
import { svg } from './kit.ts'

function withElement(element: string): Uint8Array {
  return Buffer.from(svg.replace('<path', `${element}<path`))
}

describe('a drawing that only draws is shipped', () => {
  test.each([
    ['plain', svg],
    [
      'with a declaration and a comment',
      `<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand -->\n${svg}`,
    ],
    ['that refers to itself', svg.replace('<path', '<use href="#a" fill="url(#b)"/><path')],
    ['with attributes that look like handlers', svg.replace('<path', '<g font-size="2"/><path')],
  ])('%s', (_name, text) => {
    expect(pictureProblem(Buffer.from(text))).toBeNull()
  })
})

describe('a drawing that could do more is refused', () => {
  test.each([
    ['<script>alert(1)</script>', 'has the element script'],
    ['<svg:script/>', 'has the element script'],
    ['<SCRIPT/>', 'has the element SCRIPT'],
    ['<foreignObject/>', 'has the element foreignObject'],
    ['<style>*{}</style>', 'has the element style'],
    ['<g onload="x()"/>', 'has an event handler'],
    ['<image href="https://example.com/x.png"/>', 'refers to https://example.com/x.png'],
    ['<use xlink:href="data:image/svg+xml,x"/>', 'refers to data:image/svg+xml,x'],
    ['<g fill="url(https://example.com/#a)"/>', 'refers to https://example.com/#a'],
    ['<a href="&#106;avascript:x"/>', 'refers to &#106;avascript:x'],
    ['<?xml-stylesheet href="x"?>', 'has a processing instruction'],
    [
      Array.from(
        { length: 6 },
        (_, level) => `<g id="l${level + 1}">${`<use href="#l${level}"/>`.repeat(10)}</g>`,
      ).join(''),
      'uses itself again and again',
    ],
    ['<![CDATA[x]]>', 'has a document type, an entity or CDATA'],
  ])('%s', (element, problem) => {
    expect(pictureProblem(withElement(element))).toBe(problem)
  })

  test('with a document type', () => {
    expect(pictureProblem(Buffer.from(`<!DOCTYPE svg [<!ENTITY a "b">]>${svg}`))).not.toBeNull()
  })
})

test('pictures are known by their bytes', () => {
  const png = Buffer.from('89504e470d0a1a0a0000', 'hex')
  const webp = Buffer.from('RIFF\0\0\0\0WEBPVP8 ')

  expect(
    [
      png,
      Buffer.from('ffd8ffe0', 'hex'),
      webp,
      Buffer.from(svg),
      Buffer.from('<html>'),
      Buffer.from([0xff]),
    ].map(pictureType),
  ).toEqual(['image/png', 'image/jpeg', 'image/webp', 'image/svg+xml', null, null])
})
