import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { pictureProblem } from '../../engine/builder/check-picture.ts'
import { filesBelow, starter } from './starter-world.ts'

const files = await filesBelow(starter)
const drawings = files.filter((file) => file.endsWith('.svg'))
const screenshots = files.filter((file) => file.endsWith('.png'))
const pages = files.filter((file) => file.endsWith('.html'))
const webFiles = files.filter((file) => /share\/.*\.(html|css|js)$/.test(file))

const allowed = new Set(
  'svg g defs path circle ellipse rect clipPath linearGradient radialGradient stop'.split(' '),
)

describe.each(drawings)('%s', (file) => {
  test('is a drawing and nothing else: no script, style, foreign content or reference outside', async () => {
    const text = await readFile(path.join(starter, file), 'utf8')
    const elements = new Set([...text.matchAll(/<([a-zA-Z]+)/g)].map((found) => found[1]))
    const references = [...text.matchAll(/(?:href|src)\s*=|url\((?!#)|\bon\w+\s*=|<[!?]|&\w/g)].map(
      (found) => found[0],
    )

    expect([...elements].filter((name) => !allowed.has(name ?? ''))).toEqual([])
    expect(references).toEqual([])
  })
})

test.each(drawings.filter((file) => file.endsWith('icon.svg')))(
  '%s has the size of an icon',
  async (file) => {
    const text = await readFile(path.join(starter, file), 'utf8')

    expect(text).toMatch(/^<svg [^>]*viewBox="0 0 128 128" width="128" height="128"/)
  },
)

test('every screenshot is 1280 by 800 and at most 150 kB', async () => {
  const facts = await Promise.all(
    screenshots.map(async (file) => {
      const png = await readFile(path.join(starter, file))
      return { width: png.readUInt32BE(16), height: png.readUInt32BE(20), light: png.length <= 150_000 }
    }),
  )

  expect(facts.length).toBeGreaterThanOrEqual(15)
  expect(facts.filter((fact) => fact.width !== 1280 || fact.height !== 800 || !fact.light)).toEqual([])
})

describe.each(pages)('%s', (file) => {
  test('allows only its own files, and holds no script or style of its own', async () => {
    const text = await readFile(path.join(starter, file), 'utf8')

    expect(text).toMatch(/content="default-src 'none'; script-src 'self'; style-src 'self';/)
    expect(text).not.toMatch(/<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=|unsafe|connect-src/)
  })
})

test('the builder ships every picture', async () => {
  const problems = await Promise.all(
    [...drawings, ...screenshots].map(async (file) =>
      pictureProblem(await readFile(path.join(starter, file))),
    ),
  )

  expect(problems.filter((problem) => problem !== null)).toEqual([])
})

test('no web app reaches for the network', async () => {
  const found: string[] = []
  for (const file of webFiles) {
    const text = await readFile(path.join(starter, file), 'utf8')
    if (
      /\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|innerHTML|@import url\('http|(src|href)="http/.test(text)
    )
      found.push(file)
  }

  expect(found).toEqual([])
})
