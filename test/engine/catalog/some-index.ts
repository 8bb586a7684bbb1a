import { createHash } from 'node:crypto'
import fc from 'fast-check'
import * as v from 'valibot'
import { RepositoryIndex } from '../../../engine/model/repository-index.ts'
import { createSigner } from '../../../engine/publishing.ts'
import { anIndex } from './a-catalog.ts'

const { key } = createSigner()
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex')

const picture = (text: string) => ({
  path: `metadata/icons/${text}.svg`,
  sha256: digestOf(text),
  size: 1,
  type: 'image/svg+xml' as const,
})

/** Few names, versions, pictures and publishers, so that they often meet. */
export const someIndex: fc.Arbitrary<RepositoryIndex> = fc
  .record({
    releases: fc.uniqueArray(
      fc.record({
        name: fc.constantFrom('ab', 'abc', 'b', 'c'),
        version: fc.constantFrom('1.0', '1.1', '2.0'),
        license: fc.constantFrom('MIT', 'ISC'),
        icon: fc.option(fc.constantFrom('x', 'y'), { nil: null }),
        provides: fc.subarray(['p', 'q']),
        dependencies: fc.subarray(['ab', 'b | p', 'nowhere']),
        recommends: fc.subarray(['python3:any', 'a |', 'ab (>= 1.0)']),
        suggests: fc.subarray(['b', 'ü', '"ü" | b', 'libgtk-3-0']),
        conflicts: fc.subarray(['c < 2', 'p']),
        breaks: fc.subarray(['c < 2', 'p | q']),
        replaces: fc.subarray(['b', 'b']),
        architecture: fc.constantFrom('universal' as const, 'arm64' as const),
        description: fc.constantFrom('An anti-virus', ' ', 'C++ "x"', 'Grün 😀', 'It is\n\nwi-fi.', '\u0001'),
        tags: fc.subarray(['net', 'Wi-Fi', 'Größe']),
        categories: fc.subarray(['game', 'libs', 'Game']),
        commands: fc.subarray(['ab', 'x']),
        installed_size: fc.constantFrom(0, 2, 5_000_000_000),
        published: fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00Z'),
      }),
      { selector: ({ name, version }) => `${name} ${version}`, maxLength: 8 },
    ),
    art: fc.option(fc.constantFrom('x', 'z'), { nil: null }),
    isNamespaced: fc.boolean(),
  })
  .map(({ releases, art, isNamespaced }): unknown => ({
    ...anIndex('main', []),
    packages: releases.map(({ name, version, icon, ...told }): object => {
      const [record] = anIndex('main', [`${name} ${version}`]).packages
      const face = { id: name, name, summary: name, description: name, screenshots: [], releases: [] }
      const app = icon === null ? {} : { app: { ...face, icon: picture(icon) } }
      return { ...record!, ...told, ...app }
    }),
    featured: art === null ? [] : [{ package: 'ab', kicker: 'New', headline: 'Look', art: picture(art) }],
    publishers: isNamespaced ? [{ name: 'Ab Works', keys: [key], namespaces: ['ab*'] }] : [],
  }))
  // As it is published: with everything that is understood where nothing is said.
  .map((index) => v.parse(RepositoryIndex, index))
