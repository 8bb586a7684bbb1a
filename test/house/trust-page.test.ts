import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { repositoryRoot as root } from './repository.ts'

const page = readFileSync(path.join(root, 'docs/trust.md'), 'utf8')

test('every file that the page on trust names is there', () => {
  const named = [...page.matchAll(/`((?:engine|test|main|cli|renderer|preload|scripts)\/[^` ]+)`/g)]
  const missing = named.map(([, file]) => file!).filter((file) => !existsSync(path.join(root, file)))

  expect(named.length).toBeGreaterThan(200)
  expect(missing).toEqual([])
})

/** A row says `test/FILE`: words; more words. */
const told = /`(test\/[^`]+\.ts)`: ([^`|]+(?:`[^`/|]+`[^`|]*)*)/g

test('every test that it names by its words is in the file beside them', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('|'))
  const claims = [...rows.join('\n').matchAll(told)].flatMap(([, file, words]) =>
    wordsIn(words!).map((claim) => ({ file: file!, claim })),
  )
  const unheard = claims.filter(
    ({ file, claim }) => !spaced(readFileSync(path.join(root, file), 'utf8')).includes(claim),
  )

  expect(claims.length).toBeGreaterThan(100)
  expect(unheard).toEqual([])
})

/** `a device, a fifo; with a link` are three, and `…` stands for what is left out. */
function wordsIn(text: string): string[] {
  const [own = ''] = spaced(text).split('suite:')
  return own
    .split(/; |, (?=(?:with|by|as|a|from|is|of) )|…/)
    .map((claim) => claim.replace(/^[,;. ]+|[,;.:) ]+$|\(the limit$/g, ''))
    .filter((claim) => claim !== '')
}

function spaced(text: string): string {
  return text.replace(/\s+/g, ' ').toLowerCase()
}
