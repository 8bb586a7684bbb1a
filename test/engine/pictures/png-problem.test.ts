import { expect, test } from 'vitest'
import { drawSquare } from '../../../engine/pictures/draw.ts'
import { pngProblem } from '../../../engine/pictures/png-problem.ts'

const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8"/></svg>'
/** Two rows of two grey pixels, interlaced. */
const interlaced = Buffer.from(
  '89504e470d0a1a0a0000000d494844520000000200000002080000000120da626e0000000f49444154789c6310' +
    '60506030700000018700a1a63fd1d00000000049454e44ae426082',
  'hex',
)

test('a PNG is looked at to its end: what is cut off, changed or says another size is told', async () => {
  const whole = Buffer.from((await drawSquare(Buffer.from(drawing), 128))!)
  const changed = Buffer.from(whole)
  changed[60]! ^= 1
  const head = whole.subarray(0, 33)
  const end = whole.subarray(-12)

  expect(
    [
      whole,
      interlaced,
      whole.subarray(0, -20),
      whole.subarray(0, -12),
      changed,
      head,
      Buffer.concat([head, end]),
    ].map(pngProblem),
  ).toEqual([null, null, ...Array.from({ length: 4 }, () => 'is cut off or damaged'), 'has damaged pixels'])
})
