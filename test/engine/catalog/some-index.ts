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
        architecture: fc.constantFrom('universal' as const, 'arm64' as const),
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
