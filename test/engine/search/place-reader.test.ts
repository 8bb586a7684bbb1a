import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AsciiText } from '../../../engine/search/ascii-text.ts'
import type { SearchDocument } from '../../../engine/search/document.ts'
import { fields } from '../../../engine/search/fields.ts'
import { fold, slugOf, wordsOf } from '../../../engine/search/fold.ts'
import { type FoldedSummary, PlaceReader } from '../../../engine/search/place-reader.ts'
import { headOf } from '../../../engine/search/summary-head.ts'

type Place = readonly [word: string, field: number]

const text = fc
  .array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom('wi-fi', "don't", 'C++', 'c#', 'F#1', 'a-b', '--', '++', "'", '  '),
      },
      {
        weight: 3,
        arbitrary: fc.constantFrom('Anti-Virus', 'x'.repeat(70), '1-ab', 'ab-cd-ef', '\t', '\n', '_'),
      },
      fc.string({ maxLength: 8 }),
    ),
  )
  .map((pieces) => pieces.join(''))

const compounds = /(?<![\p{L}\p{N}-])\p{L}{1,12}-\p{L}{2,12}(?![\p{L}\p{N}-])/gu

test('of a text of ASCII the same words are found as of any other', () => {
  fc.assert(
    fc.property(text, (written) => {
      const found = { words: [] as string[], slug: [] as string[], compounds: [] as string[] }
      const into = (list: string[]) => (bytes: Uint8Array, start: number, end: number) =>
        void list.push(Buffer.from(bytes.subarray(start, end)).toString('latin1'))
      const ascii = new AsciiText()

      const isAscii = ascii.read(written)
      ascii.eachWord(0, into(found.words))
      ascii.eachCompound(0, into(found.compounds))
      ascii.slug(0, into(found.slug))

      const folded = fold(written)
      expect([isAscii, found]).toEqual([
        true,
        {
          words: wordsOf(folded),
          slug: [slugOf(folded)].filter((slug) => slug !== ''),
          compounds: Array.from(folded.matchAll(compounds), ([compound]) => compound.replaceAll('-', '')),
        },
      ])
    }),
    { numRuns: 2_000 },
  )
})

const document: SearchDocument = {
  ...{
    release: 1,
    repository: 'main',
    name: 'wi-fi',
    title: 'Wi-Fi Ü',
    summary: 'C++ Übung',
    description: 'Grün',
  },
  ...{
    commands: ['Iw', 'ü'],
    tags: ['net'],
    categories: ['net'],
    provides: ['radio'],
    mediaTypes: ['image/png'],
  },
  ...{
    uses: [],
    license: 'MIT',
    role: 'app',
    verified: true,
    size: 1,
    published: '',
    standing: 'offered',
    card: '',
  },
}

function summaryOf({ summary }: SearchDocument): FoldedSummary {
  const folded = fold(summary)
  return { folded, head: headOf(folded) }
}

test('every word of a package is told with the field in which it stands', () => {
  const places: Place[] = []
  const reader = new PlaceReader({
    word: (word, field) => void places.push([word, field]),
    bytes: (bytes, start, end, field) =>
      void places.push([Buffer.from(bytes.subarray(start, end)).toString('latin1'), field]),
  })

  reader.read(document, summaryOf(document))
  reader.readLabel('Net')

  expect(places).toEqual([
    ...[['wi-fi', fields.name], ...['wi', 'fi'].map((word) => [word, fields.namePart])],
    ...[['wi-fi-u', fields.title], ...['wi', 'fi', 'u'].map((word) => [word, fields.titleWord])],
    ...[
      ['iw', fields.command],
      ['u', fields.command],
    ],
    ...[
      ['radio', fields.label],
      ['image/png', fields.label],
    ],
    ...[
      ['ubung', fields.summary | fields.head | fields.noun],
      ...['c++', 'ubung'].map((word) => [word, fields.summary | fields.head]),
      ['grun', fields.description],
    ],
    ...[
      ['net', fields.label],
      ['net', fields.label],
    ],
  ])
})

test('a sentence that is all that a package says is looked at once', () => {
  const places: Place[] = []
  const hear = (bytes: Uint8Array, start: number, end: number, field: number) =>
    void places.push([Buffer.from(bytes.subarray(start, end)).toString('latin1'), field])
  const reader = new PlaceReader({ word: () => undefined, bytes: hear })
  const bare = { title: 'wi-fi', commands: [], tags: [], categories: [], provides: [], mediaTypes: [] }

  const whole = { ...document, ...bare, summary: 'An anti-virus', description: 'An anti-virus' }
  reader.read(whole, summaryOf(whole))

  const head = fields.summary | fields.head
  expect(places.slice(3)).toEqual([
    ...['anti', 'virus'].map((word) => [word, head | fields.noun]),
    ...['an', 'anti', 'virus'].map((word) => [word, head | fields.description]),
    ['antivirus', fields.summary],
  ])
})

/** Of each word the fields of a summary: as its parts have them that are read one by one. */
function fieldsInParts({ folded, head }: FoldedSummary): Map<string, number> {
  const found = new Map<string, number>()
  const tell = (text: string, field: number) => {
    for (const word of wordsOf(text)) found.set(word, (found.get(word) ?? 0) | field)
  }
  tell(folded, fields.summary)
  tell(folded.slice(head.start, head.end), fields.summary | fields.head)
  tell(head.noun, fields.summary | fields.head | fields.noun)
  for (const [compound] of folded.matchAll(compounds)) tell(compound.replaceAll('-', ''), fields.summary)
  return found
}

test('words of a summary are told in one go with the fields that they have in its parts', () => {
  const sign = fc.constantFrom(' for ', ' with ', '; ', ' - ', ': ', '. ', ' (', ') ', ' game', 'Tool')
  const summary = fc.array(fc.oneof(text, sign), { maxLength: 12 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(summary, (written) => {
      const found = new Map<string, number>()
      const tell = (word: string, field: number) => void found.set(word, (found.get(word) ?? 0) | field)
      const reader = new PlaceReader({
        word: tell,
        bytes: (bytes, start, end, field) =>
          tell(Buffer.from(bytes.subarray(start, end)).toString('latin1'), field),
      })
      const bare = {
        ...document,
        title: '-',
        name: '-',
        commands: [],
        provides: [],
        mediaTypes: [],
        tags: [],
      }
      const whole = { ...bare, categories: [], summary: written, description: '' }

      reader.read(whole, summaryOf(whole))

      expect(found).toEqual(fieldsInParts(summaryOf(whole)))
    }),
    { numRuns: 5_000 },
  )
})
