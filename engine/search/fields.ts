/** Where a word stands. One bit each, so that all places of a word in a package are one byte. */
export const fields = {
  name: 1,
  namePart: 2,
  title: 4,
  titleWord: 8,
  command: 16,
  /** Tags, categories, what is provided, media types. */
  label: 32,
  summary: 64,
  description: 128,
  /** The words of the summary that say what it is; always with `summary`. */
  head: 256,
  /** The word of the head that all others belong to; always with `head`. */
  noun: 512,
} as const

/** What a match is worth there; docs/search.md says why. */
const worth: readonly (readonly [bit: number, worth: number])[] = [
  [fields.name, 200],
  [fields.title, 190],
  [fields.command, 150],
  [fields.titleWord, 124],
  [fields.namePart, 100],
  [fields.noun, 92],
  [fields.label, 84],
  [fields.head, 84],
  [fields.summary, 64],
  [fields.description, 24],
]

/** What a person is told of; the parts of a summary are all the summary. */
export type MatchedField = Exclude<keyof typeof fields, 'head' | 'noun'>

/** All bits. */
export const everyField = 1023
const masks = { length: everyField + 1 }
/** How many different worths there are, that of nothing among them. */
export const levels = worth.length + 1
/** By bits of fields: a place in `worthAt`, that of the best of them. */
export const levelOf: Uint8Array = Uint8Array.from(
  masks,
  (_, mask) => worth.findIndex(([bit]) => (mask & bit) !== 0) + 1,
)
export const worthAt: Uint8Array = Uint8Array.from([0, ...worth.map(([, each]) => each)])

/** By bits of fields: the best of them alone. */
export const bestFieldOf: Uint8Array = Uint8Array.from(masks, (_, mask) => {
  const best = worth.find(([bit]) => (mask & bit) !== 0)?.[0] ?? 0
  return best === fields.head || best === fields.noun ? fields.summary : best
})

/** What a beginning of one or two letters is looked for in: sentences would answer with nearly everything. */
export const shortFields = fields.name | fields.title | fields.command | fields.titleWord | fields.namePart
/** Whether a word is known from what packages are called. */
export const callingFields = shortFields | fields.label
/** Every place but the description, where rare words and mistakes are. */
export const tellingFields = callingFields | fields.summary
