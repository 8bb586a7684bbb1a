import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { repositoryRoot } from './repository.ts'

const out = (...parts: string[]): string => path.join(repositoryRoot, 'out', ...parts)

test('the preload stays under 4 KB, without its source map', (context) => {
  if (!existsSync(out('preload/preload.cjs'))) return context.skip('nothing is built: run npm run build')

  expect(statSync(out('preload/preload.cjs')).size).toBeLessThan(4 * 1024)
})

test('the window starts from at most 150 KB of compressed script', (context) => {
  if (!existsSync(out('renderer/index.html'))) return context.skip('nothing is built: run npm run build')
  const page = readFileSync(out('renderer/index.html'), 'utf8')
  const scripts = [...page.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map((match) => match[1] ?? '')

  const bytes = scripts.reduce((sum, file) => sum + gzipSync(readFileSync(out('renderer', file))).length, 0)

  expect(scripts).not.toEqual([])
  expect(bytes).toBeLessThanOrEqual(150 * 1024)
})
