import { expect, test } from 'vitest'
import { pictureProblem } from '../../../engine/builder/check-picture.ts'
import { drawSquare } from '../../../engine/pictures/draw.ts'
import { pictureSize } from '../../../engine/pictures/picture-size.ts'

const svg = (attributes: string): Uint8Array =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}><rect width="9" height="9"/></svg>`)

function png(width: number, height: number): Buffer {
  const head = Buffer.from('89504e470d0a1a0a0000000d494844520000000000000000', 'hex')
  head.writeUInt32BE(width, 16)
  head.writeUInt32BE(height, 20)
  return head
}

test('a picture tells its size in its head, whatever kind it is', () => {
  const riff = (kind: string, hex: string): Buffer =>
    Buffer.concat([Buffer.from(`RIFF....WEBP${kind}....`), Buffer.from(hex.padEnd(28, '0'), 'hex')])

  expect([
    pictureSize(png(640, 480)),
    pictureSize(Buffer.from('ffd8ffe000040000ffc0001108010002000300', 'hex')),
    pictureSize(riff('VP8 ', '0000009d012a40014000')),
    pictureSize(riff('VP8L', '2f3f000f00')),
    pictureSize(riff('VP8X', '00000000ff0100ff0000')),
    pictureSize(svg('width="48px" height="24"')),
    pictureSize(svg('viewBox="0 0 16 32"')),
    pictureSize(svg('')),
    pictureSize(Buffer.from('ffd8ffe00000', 'hex')),
    pictureSize(Buffer.alloc(0)),
  ]).toEqual([
    { width: 640, height: 480 },
    { width: 512, height: 256 },
    { width: 320, height: 64 },
    { width: 64, height: 61 },
    { width: 512, height: 256 },
    { width: 48, height: 24 },
    { width: 16, height: 32 },
    null,
    null,
    null,
  ])
})

test('a small file of many pixels is no picture, and is not opened', async () => {
  const bomb = png(60_000, 60_000)

  expect(pictureProblem(bomb)).toBe('has more than 16000000 pixels')
  expect(await drawSquare(bomb, 64)).toBeNull()
})

test('pictures of any shape become squares', async () => {
  const wide = (await drawSquare(svg('viewBox="0 0 90 9"'), 64))!
  const small = (await drawSquare(wide, 16))!

  expect([wide, small].map(pictureSize)).toEqual([
    { width: 64, height: 64 },
    { width: 16, height: 16 },
  ])
  // Painted anew, the same bytes: what is published does not change with the day.
  expect(Buffer.compare(wide, (await drawSquare(svg('viewBox="0 0 90 9"'), 64))!)).toBe(0)
})
