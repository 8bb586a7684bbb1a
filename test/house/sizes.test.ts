import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { bytesOfFirstScripts } from '../../bench/first-scripts.ts'
import { repositoryRoot } from './repository.ts'

const out = (...parts: string[]): string => path.join(repositoryRoot, 'out', ...parts)

test('the preload stays under 4 KB, without its source map', (context) => {
  if (!existsSync(out('preload/preload.cjs'))) return context.skip('nothing is built: run npm run build')

  expect(statSync(out('preload/preload.cjs')).size).toBeLessThan(4 * 1024)
})

test('the window needs at most 150 KB of compressed script before its first page', (context) => {
  const bytes = bytesOfFirstScripts(out('renderer'))
  if (bytes === null) return context.skip('nothing is built: run npm run build')

  expect(bytes).toBeGreaterThan(20_000)
  expect(bytes).toBeLessThanOrEqual(150 * 1024)
})
