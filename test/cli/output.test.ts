import { expect, test } from 'vitest'
import { duration, fingerprint, listed, shellWord, size } from '../../cli/output/phrases.ts'
import { progressDisplay } from '../../cli/output/progress.ts'
import { table } from '../../cli/output/table.ts'
import { bold, displayWidth, inline, paragraphs, render, truncate, wrap } from '../../cli/output/text.ts'

test('a table aligns by what a terminal shows: wide, joined and coloured characters', () => {
  const rows = [
    ['日本語', '1', 'x'],
    ['👩‍👩‍👧 é', '22', 'x'],
    ['e\u0301clair', '333', bold('x')],
    ['한글', '4', 'x'],
  ]

  const text = table([{ title: 'Name' }, { title: 'N', align: 'right' }, { title: '' }], rows, null)

  expect(render(text, false)).toBe(
    ['Name      N', '日本語    1  x', '👩‍👩‍👧 é     22  x', 'e\u0301clair  333  x', '한글      4  x'].join('\n'),
  )
})

test('a table that is too wide takes from the column that gives, and leaves out empty columns', () => {
  const columns = [{ title: 'Name' }, { title: 'Empty' }, { title: 'About', gives: true }]
  const text = table(columns, [['hello', '', 'a friendly greeting for everybody on the planet']], 30)

  expect(render(text, false).split('\n')).toEqual(['Name   About', 'hello  a friendly greeting fo…'])
  expect(text.split('\n').every((line) => displayWidth(line) <= 30)).toBe(true)
})

test('nothing that a package says can steer the terminal', () => {
  const hostile = 'a\u001b[31mred\u0007\u009b2J\u202eevil\u2066\u200b\r\n\u2028\ud800\u3164\u{e0041}z'

  expect(render(hostile, true)).toBe(
    'a\\u{1b}[31mred\\u{7}\\u{9b}2J\\u{202e}evil\\u{2066}\\u{200b}\\u{d}\n\\u{2028}\\u{d800}\\u{3164}\\u{e0041}z',
  )
  expect(inline('one\n\n  two\tthree\ufdd0bold\ufdef')).toBe('one two threebold')
  expect(render(bold('x'), true)).toBe('\u001b[1mx\u001b[0m')
})

test('text is cut and wrapped by columns', () => {
  expect([truncate('日本語の説明', 7), truncate('short', 7), wrap('one two three four', 9, '  ')]).toEqual([
    '日本語…',
    'short',
    'one two\n  three\n  four',
  ])
  expect(paragraphs('First\nline.\n\nSecond.', 40)).toBe('First line.\n\nSecond.')
})

test('sizes, times and lists read as people say them', () => {
  expect([0, 1, 999, 1000, 9_949, 9_999, 999_499, 999_500, 41_200_000_000, -3_000].map(size)).toEqual([
    '0 bytes',
    '1 byte',
    '999 bytes',
    '1.0 kB',
    '9.9 kB',
    '10 kB',
    '999 kB',
    '1.0 MB',
    '41 GB',
    '-3.0 kB',
  ])
  expect([0.4, 59, 60, 130, 3_600, 3_900].map(duration)).toEqual([
    '0 s',
    '59 s',
    '1 min',
    '2 min 10 s',
    '1 h',
    '1 h 5 min',
  ])
  expect([listed([]), listed(['a']), listed(['a', 'b', 'c']), listed([...'abcdef'], 4)]).toEqual([
    '',
    'a',
    'a, b and c',
    'a, b, c and 3 more',
  ])
  expect(shellWord("it's > 1")).toBe("'it'\\''s > 1'")
  expect(fingerprint('0123456789abcdef')).toBe('01234567 89abcdef')
})

function aScreen(isTerminal: boolean) {
  let time = 0
  let written = ''
  const outlet = {
    isTerminal,
    width: () => (isTerminal ? 80 : null),
    write: (text: string) => {
      written += text
      return Promise.resolve()
    },
  }
  const display = progressDisplay(outlet, { verbose: false, now: () => time })
  return {
    display,
    lines: () => written.split(/\r\u001b\[2K|\n/).filter((line) => line !== ''),
    wait: (milliseconds: number) => {
      time += milliseconds
    },
  }
}

test('progress on a terminal tells phase, bytes, rate and time left, and does not guess', () => {
  const { display, lines, wait } = aScreen(true)

  display.expect(10_000_000)
  display.report({ kind: 'step', step: 'download', index: 2, count: 6 })
  wait(500)
  display.report({ kind: 'transfer', name: 'a', received: 1_000_000, total: 4_000_000 })
  wait(1_000)
  display.report({ kind: 'transfer', name: 'b', received: 1_000_000, total: null })
  wait(50)
  display.report({ kind: 'transfer', name: 'b', received: 1_500_000, total: null })
  wait(950)
  display.report({ kind: 'transfer', name: 'a', received: 4_000_000, total: 4_000_000 })
  display.report({ kind: 'step', step: 'verify', index: 3, count: 6 })

  expect(lines()).toEqual([
    '[3/6] Downloading',
    '[3/6] Downloading  1.0 MB of 10 MB  Working out how long',
    '[3/6] Downloading  2.0 MB of 10 MB  1.0 MB/s  8 s left',
    '[3/6] Downloading  5.5 MB of 10 MB  2.3 MB/s  2 s left',
    '[4/6] Checking',
  ])
})

test('progress elsewhere is one line for each phase', () => {
  const { display, lines } = aScreen(false)

  display.report({ kind: 'step', step: 'download', index: 0, count: 2 })
  display.report({ kind: 'transfer', name: 'a', received: 1, total: 4 })
  display.report({ kind: 'step', step: 'download', index: 0, count: 2 })
  display.report({ kind: 'step', step: 'commit', index: 1, count: 2 })
  display.end()

  expect(lines()).toEqual(['[1/2] Downloading', '[2/2] Switching over'])
})
