import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { keptFiles, repositoryRoot } from './repository.ts'

// Spelled in halves, or this file would find itself.
const strangers = [
  ['registry.', 'npmjs'],
  ['npmmirror', '.com'],
  ['registry.', 'yarnpkg'],
  ['proxy.', 'golang'],
  ['pypi', '.org'],
  ['crates', '.io'],
  ['/wo', 'rk/'],
  ['../', 'shared'],
  ['DEVEL', 'OPERS.md'],
].map((halves) => halves.join(''))

test('no file names a package registry or a folder outside the repository', () => {
  const found = keptFiles()
    .filter((file) => !/\.(png|woff2|ico|icns)$/.test(file))
    .flatMap((file) => {
      const text = readFileSync(path.join(repositoryRoot, file), 'utf8')
      return strangers.filter((stranger) => text.includes(stranger)).map((stranger) => `${file}: ${stranger}`)
    })

  expect(found).toEqual([])
})
