import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { buildRepository } from '../../../engine/builder/build-repository.ts'
import { sha256 } from '../archive/raw-tar.ts'
import { failureIn, never, svg } from './kit.ts'
import { readIndex, withRepository } from './repository-kit.ts'

describe('what whoever runs the repository adds', () => {
  const curation = `featured:
  - package: hello
    kicker: New
    headline: A greeting for everybody
    art: art/hello.svg
collections:
  - id: first
    title: First steps
    summary: Where to begin
    pigment: moss
    packages: [hello]
`

  test('is shown: picks with their art, collections and advisories', async () => {
    await withRepository(async (repository) => {
      await mkdir(path.join(repository.path, 'art'))
      await mkdir(path.join(repository.path, 'advisories'))
      await writeFile(path.join(repository.path, 'repository.yaml'), curation)
      await writeFile(path.join(repository.path, 'art/hello.svg'), svg)
      const affected = [{ package: { ecosystem: 'MultiOS', name: 'hello' } }]
      const advisory = { id: 'MOS-2026-1', modified: '2026-03-01T00:00:00Z', affected, unknown_field: 1 }
      await writeFile(path.join(repository.path, 'advisories/MOS-2026-1.json'), JSON.stringify(advisory))

      await buildRepository(repository, never)

      const index = await readIndex(repository)
      const file = gunzipSync(await readFile(path.join(repository.path, 'metadata/advisories.json.gz')))
      const hash = sha256(svg)
      expect(index.featured).toMatchObject([
        { package: 'hello', art: { path: `metadata/media/${hash}.svg` } },
      ])
      expect(index.collections).toMatchObject([{ id: 'first', pigment: 'moss', packages: ['hello'] }])
      expect(JSON.parse(file.toString())).toMatchObject({ format: 1, advisories: [{ id: 'MOS-2026-1' }] })
    })
  })

  test.each<[string, string, readonly unknown[]]>([
    [
      'a package that is not there',
      curation.replace('- package: hello', '- package: hallo'),
      [2, 'featured.0.package', 'there is no package hallo'],
    ],
    ['art that is not there', curation, [5, 'featured.0.art', 'there is no art/hello.svg']],
    [
      'art outside',
      curation.replace('art/hello.svg', '../x.svg'),
      [5, 'featured.0.art', '../x.svg is outside the repository'],
    ],
    ['a colour that is none', curation.replace('moss', 'pink'), [10, 'collections.0.pigment', 'is "pink"']],
  ])('is refused with its line: %s', async (_name, text, [line, key, problem]) => {
    await withRepository(async (repository) => {
      await writeFile(path.join(repository.path, 'repository.yaml'), text)

      const failure = await failureIn(buildRepository(repository, never))

      expect(failure).toMatchObject({ code: 'recipe/invalid', facts: { line, key, problem } })
    })
  })

  test('is refused where an advisory is none', async () => {
    await withRepository(async (repository) => {
      await mkdir(path.join(repository.path, 'advisories'))
      const file = path.join(repository.path, 'advisories/x.json')
      await writeFile(file, '{"id":"X"}')

      expect(await failureIn(buildRepository(repository, never))).toMatchObject({
        code: 'recipe/invalid',
        facts: { file, key: 'modified' },
      })
    })
  })
})
