import * as v from 'valibot'
import { PolicyVerdict } from '../model/policy.ts'
import { operation } from './operation.ts'
import { Line, Locales, PackageSummary } from './package-operations.ts'

/** Values of one column with how many packages have each, the most frequent first. */
const Facet = v.array(v.strictObject({ value: v.string(), count: v.number() }))

/** At most how large a download is; `more` has no end. */
const Size = v.picklist(['1-mb', '10-mb', '100-mb', '1-gb', 'more'])
/** How long ago a release came out. */
const Age = v.picklist(['week', 'month', 'year', 'older'])

const SearchInput = v.strictObject({
  /** Nothing: everything there is. */
  query: v.pipe(v.string(), v.maxLength(256)),
  /** Where to look beside names, titles, commands and summaries. */
  description: v.optional(v.boolean(), false),
  /** And categories, what is provided, and the types of files that it opens. */
  tags: v.optional(v.boolean(), false),
  categories: v.optional(v.array(Line), []),
  repositories: v.optional(v.array(Line), []),
  licenses: v.optional(v.array(Line), []),
  roles: v.optional(v.array(v.picklist(['app', 'command', 'component'])), []),
  sizes: v.optional(v.array(Size), []),
  ages: v.optional(v.array(Age), []),
  /** Its publisher is one that the repository names. */
  verified: v.optional(v.boolean()),
  installed: v.optional(v.boolean()),
  /** A newer release than the installed one is there. */
  updates: v.optional(v.boolean()),
  /** Made for this machine. What is not is only found where this says `false`. */
  fits: v.optional(v.boolean()),
  /** Also what repositories have and is hidden otherwise, each with the reason. */
  hidden: v.optional(v.boolean(), false),
  order: v.optional(v.picklist(['best', 'name', 'newest', 'size']), 'best'),
  limit: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1_000)), 50),
  offset: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0)), 0),
  locales: Locales,
})

/**
 * Why a package is not found though a repository has it: no release is for this machine, its repository took it back,
 * its name is another publisher's or another repository's, another repository comes first, or its own is not in use.
 */
const HiddenReason = v.picklist(['architecture', 'revoked', 'stranger', 'owner', 'priority', 'disabled'])

const FoundPackage = v.strictObject({
  ...PackageSummary.entries,
  /**
   * Where the words stand, the weightiest place first; the text itself for what a card does not show, and the word of it
   * that stands for a typed one, such as `shell` for `terminal`.
   */
  matched: v.array(
    v.strictObject({
      field: v.picklist([
        'name',
        'namePart',
        'title',
        'titleWord',
        'command',
        'label',
        'summary',
        'description',
      ]),
      text: v.nullable(v.string()),
    }),
  ),
  /** It has words near to those that were typed, not the words themselves. */
  similar: v.boolean(),
  /** `by`: the repository to which it owes that; null where it is this machine. */
  hidden: v.nullable(v.strictObject({ reason: HiddenReason, by: v.nullable(v.string()) })),
  /** What a policy says against installing it. */
  refused: v.nullable(PolicyVerdict),
})
export type FoundPackage = v.InferOutput<typeof FoundPackage>

export const SearchAnswer = v.strictObject({
  total: v.number(),
  packages: v.array(FoundPackage),
  /** The query as it was taken, where words that nothing knows were taken for others. */
  meant: v.nullable(v.string()),
  /** Nothing has all words of the query: these have the most of them. */
  partial: v.optional(v.literal(true)),
  /** What matches the words and is hidden. */
  hidden: v.array(v.strictObject({ reason: HiddenReason, repository: v.string(), count: v.number() })),
  /** Counts for the query, each ignoring its own filter. `yes` and `no` from `verified` on. */
  facets: v.strictObject({
    categories: Facet,
    repositories: Facet,
    licenses: Facet,
    roles: Facet,
    sizes: Facet,
    ages: Facet,
    verified: Facet,
    installed: Facet,
    updates: Facet,
    fits: Facet,
  }),
})
export type SearchAnswer = v.InferOutput<typeof SearchAnswer>

export const DiscoverAnswer = v.strictObject({
  featured: v.array(
    v.strictObject({
      package: PackageSummary,
      kicker: v.string(),
      headline: v.string(),
      art: v.nullable(v.string()),
    }),
  ),
  categories: Facet,
  collections: v.array(
    v.strictObject({
      id: v.string(),
      title: v.string(),
      summary: v.string(),
      pigment: v.string(),
      packages: v.array(PackageSummary),
    }),
  ),
  /** Apps and commands, most recently published first. */
  recent: v.array(PackageSummary),
  total: v.number(),
})
export type DiscoverAnswer = v.InferOutput<typeof DiscoverAnswer>

export const catalogOperations = {
  'catalog.discover': operation(
    'reads',
    'What the front page shows.',
    v.strictObject({ locales: Locales }),
    DiscoverAnswer,
  ),
  'catalog.search': operation(
    'reads',
    'Packages that match words, with facet counts.',
    SearchInput,
    SearchAnswer,
  ),
}
