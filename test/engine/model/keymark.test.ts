import { expect, test } from 'vitest'
import { keymarkText, keymarkTiles } from '../../../engine/model/keymark.ts'

const moss = '9F2C41D8A3B05E7714C8D96A2B03F1E45C7D81AA'

test('a keymark is told in letters by the tiles that a window draws', () => {
  expect([keymarkTiles(moss), keymarkText(moss)]).toEqual([
    {
      pigment: 'moss',
      rows: [
        [7, 4, 4, 7],
        [1, 0, 1, 0],
        [3, 0, 1, 2],
        [6, 7, 7, 6],
      ],
    },
    '.oo. \\/\\/ )/\\( #..# moss',
  ])
})

test('however a fingerprint is written, its keymark is the same, in ASCII and as long as any other', () => {
  const spaced = moss.toLowerCase().replaceAll(/(.{8})/g, '$1 ')
  const others = ['00'.repeat(32), 'ff'.repeat(32), '', 'no digits at all'].map(keymarkText)

  expect(keymarkText(spaced)).toBe(keymarkText(moss))
  expect(others.map((text) => /^(?:[/\\()ox#.]{4} ){4}[a-z]+$/.test(text))).toEqual(others.map(() => true))
})

test('one byte that differs is seen', () => {
  const changed = Array.from({ length: 8 }, (_, at) => {
    const bytes = Buffer.from(moss, 'hex')
    bytes[at]! ^= 1
    return keymarkText(bytes.toString('hex'))
  })

  expect(new Set([...changed, keymarkText(moss)]).size).toBe(9)
})
