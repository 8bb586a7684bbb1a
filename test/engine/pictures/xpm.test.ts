import { expect, test } from 'vitest'
import { drawSquare } from '../../../engine/pictures/draw.ts'
import { pictureSize } from '../../../engine/pictures/picture-size.ts'
import { svgOfXpm } from '../../../engine/pictures/xpm.ts'

function xpm(...lines: string[]): Buffer {
  const content = lines.map((line) => `"${line}"`).join(',\n')
  return Buffer.from(`/* XPM */\nstatic char *lamp[] = {\n/* columns rows colors */\n${content}\n};\n`)
}

test('an icon in XPM becomes a drawing of the same pixels', async () => {
  const svg = svgOfXpm(
    xpm(
      '4 3 5 2',
      '   c None',
      '.. s mask m white c #FF8800',
      'ab c light steel blue g4 gray',
      'cc c gray50',
      'dd\tc\t#00000000FFFF',
      '  ......',
      'ababccdd',
      '        ',
    ),
  )

  expect(svg).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3" viewBox="0 0 4 3" shape-rendering="crispEdges">' +
      '<rect x="1" y="0" width="3" height="1" fill="#ff8800"/>' +
      '<rect x="0" y="1" width="2" height="1" fill="lightsteelblue"/>' +
      '<rect x="2" y="1" width="1" height="1" fill="#7f7f7f"/>' +
      '<rect x="3" y="1" width="1" height="1" fill="#0000ff"/></svg>',
  )
  expect(pictureSize((await drawSquare(Buffer.from(svg!), 64))!)).toEqual({ width: 64, height: 64 })
})

test.each([
  ['nothing', Buffer.from('')],
  ['other text', Buffer.from('#define lamp_width 4')],
  ['no numbers', xpm('four three')],
  ['more than an icon has', xpm('99999 99999 1 1', 'a c red', 'a')],
  ['fewer rows than it says', xpm('1 3 1 1', 'a c red', 'a')],
  ['pixels of no characters', xpm('1 1 1 0', ' c red', 'a')],
])('%s is no icon', (_what, bytes) => {
  expect(svgOfXpm(bytes)).toBeNull()
})

test('a colour is no place for markup', () => {
  expect(svgOfXpm(xpm('1 1 1 1', `a c '/><script>x</script>`, 'a'))).toContain('fill="#000000"')
})
