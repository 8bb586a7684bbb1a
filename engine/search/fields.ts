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
} as const

/** What a match is worth there; docs/search.md says why. */
const worth: readonly (readonly [bit: number, worth: number])[] = [
  [fields.name, 200],
  [fields.title, 190],
  [fields.command, 150],
  [fields.titleWord, 124],
  [fields.namePart, 100],
  [fields.label, 84],
  [fields.summary, 70],
  [fields.description, 24],
]

/** By a byte of fields: what the best of them is worth. */
export const worthOf: Uint8Array = Uint8Array.from(
  { length: 256 },
  (_, mask) => worth.find(([bit]) => (mask & bit) !== 0)?.[1] ?? 0,
)

/** By a byte of fields: the best of them alone. */
export const bestFieldOf: Uint8Array = Uint8Array.from(
  { length: 256 },
  (_, mask) => worth.find(([bit]) => (mask & bit) !== 0)?.[0] ?? 0,
)

/** What a beginning of one or two letters is looked for in: sentences would answer with nearly everything. */
export const shortFields = fields.name | fields.title | fields.command | fields.titleWord | fields.namePart
/** Whether a word is known from what packages are called. */
export const callingFields = shortFields | fields.label
/** Every place but the description, where rare words and mistakes are. */
export const tellingFields = callingFields | fields.summary
