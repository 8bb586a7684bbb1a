import { expect, test } from 'vitest'
import { script } from './starter-world.ts'

interface Node {
  readonly tag: string
  readonly attrs?: Record<string, string>
  readonly children?: readonly (Node | string)[]
}
interface Markdown {
  parse: (text: string) => readonly Node[]
  toHtml: (nodes: readonly Node[]) => string
  outline: (nodes: readonly Node[]) => readonly unknown[]
  words: (text: string) => number
}

await script('lantern 1.2.0', 'inline.js', 'lanternInline')
const markdown = await script<Markdown>('lantern 1.2.0', 'markdown.js', 'lanternMarkdown')
const html = (text: string) => markdown.toHtml(markdown.parse(text)).trim()

test.each([
  ['**bold** and *leaning*, ~~gone~~', '<p><strong>bold</strong> and <em>leaning</em>, <s>gone</s></p>'],
  ['***both***', '<p><strong><em>both</em></strong></p>'],
  ['some_file_name and 2 * 3 * 4', '<p>some_file_name and 2 * 3 * 4</p>'],
  ['`a*b` and ``c`d``', '<p><code>a*b</code> and <code>c`d</code></p>'],
  ['\\*plain\\*', '<p>*plain*</p>'],
  ['one  \ntwo', '<p>one<br>two</p>'],
  ['Title\n---', '<h2 id="title">Title</h2>'],
  ['- one\n- two\n  - three', '<ul><li>one</li>\n<li>two<ul><li>three</li>\n</ul>\n</li>\n</ul>'],
  ['3. three\n4. four', '<ol start="3"><li>three</li>\n<li>four</li>\n</ol>'],
  ['> said\n> > before', '<blockquote><p>said</p>\n<blockquote><p>before</p>\n</blockquote>\n</blockquote>'],
  ['```sh\na < b\n```', '<pre data-language="sh"><code>a &lt; b</code></pre>'],
  ['***', '<hr>'],
])('%j becomes what it means', (text, wanted) => {
  expect(html(text)).toBe(wanted)
})

test('a table keeps its alignment and the escaped bar', () => {
  const [table] = markdown.parse('| a | b |\n|---|--:|\n| x \\| y | 2 |')

  expect(markdown.toHtml([table!])).toContain('<td>x | y</td><td class="end">2</td>')
})

test('headings with the same words get different addresses, in the order they are read', () => {
  expect(markdown.outline(markdown.parse('# Day one\ntext\n## Camp\n## Camp'))).toEqual([
    { level: 1, id: 'day-one', text: 'Day one' },
    { level: 2, id: 'camp', text: 'Camp' },
    { level: 2, id: 'camp-1', text: 'Camp' },
  ])
})

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[press](javascript:alert(1))',
  '[press](data:text/html;base64,PHNjcmlwdD4=)',
  '![x](https://tracker.example/pixel.png)',
  '![x](data:image/svg+xml;base64,PHN2Zz4=)',
  '[a](https://x.example/"onmouseover="alert(1))',
])('the document %j brings no element, script or picture of its own', (text) => {
  const made = html(text)

  expect(
    made.replace(
      /<\/?(p|span class="absent"|span|a href="https:[^"]*" target="_blank" rel="noopener noreferrer"|a)>/g,
      '',
    ),
  ).not.toMatch(/</)
  expect(made).not.toMatch(/href="(?!https:|#)|<img|<script/)
})

// Seconds even on a busy machine; without the limits in the parser the time of a test is not enough.
test('a page of stray marks is read to its end', () => {
  for (const text of [
    '*'.repeat(20_000),
    '**a '.repeat(5_000),
    '['.repeat(10_000),
    '> '.repeat(5_000),
    '- '.repeat(3_000),
  ]) {
    expect(() => markdown.parse(text)).not.toThrow()
  }
})

test('words are counted as a person counts them', () => {
  expect(markdown.words("It's half-past *nine*, 12 o'clock")).toBe(5)
})
