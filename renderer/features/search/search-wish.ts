import type { LocationQuery, LocationQueryRaw, LocationQueryValue } from 'vue-router'
import type { Input } from '../../../engine/api/operations.ts'
import { onlyVisible, visibleOnPage } from '../../../engine/base/visible.ts'
import { categoryTitle } from '../discover/categories.ts'
import { licenseName } from '../../format/license-name.ts'

export type Order = 'best' | 'name' | 'newest' | 'size'
export type Role = 'app' | 'command' | 'component'
export type Size = '1-mb' | '10-mb' | '100-mb' | '1-gb' | 'more'
export type Age = 'week' | 'month' | 'year' | 'older'
/** What a package is or is not; a person asks only for what it is. */
export type Trait = 'verified' | 'installed' | 'updates'
export type FacetName = 'categories' | 'repositories' | 'licenses' | 'roles' | 'sizes' | 'ages' | 'traits'

/** What a person looks for. It lives in the address, so that back, forward and links keep it. */
export interface Wish {
  readonly query: string
  readonly categories: readonly string[]
  readonly repositories: readonly string[]
  readonly licenses: readonly string[]
  readonly roles: readonly Role[]
  readonly sizes: readonly Size[]
  readonly ages: readonly Age[]
  readonly traits: readonly Trait[]
  /** Also what is hidden. */
  readonly hidden: boolean
  readonly order: Order
}

export const facetNames: readonly FacetName[] = [
  'categories',
  'roles',
  'traits',
  'repositories',
  'licenses',
  'sizes',
  'ages',
]

export const orderWords: Record<Order, string> = {
  best: 'Best match',
  name: 'Name',
  newest: 'Newest',
  size: 'Size',
}

const roleWords: Record<Role, string> = {
  app: 'Apps',
  command: 'Commands',
  component: 'Components',
}

const sizeWords: Record<Size, string> = {
  '1-mb': 'Up to 1 MB',
  '10-mb': 'Up to 10 MB',
  '100-mb': 'Up to 100 MB',
  '1-gb': 'Up to 1 GB',
  more: 'Larger',
}

const ageWords: Record<Age, string> = {
  week: 'This week',
  month: 'This month',
  year: 'This year',
  older: 'Older',
}

const traitWords: Record<Trait, string> = {
  verified: 'Verified publishers',
  installed: 'Installed',
  updates: 'Has an update',
}

/** What the address and the engine may say, with how it is called; other facets may have any value. */
const closedWords: Partial<Record<FacetName, Readonly<Record<string, string>>>> = {
  roles: roleWords,
  sizes: sizeWords,
  ages: ageWords,
  traits: traitWords,
}

export const traits = Object.keys(traitWords) as Trait[]
export const sizeSteps = Object.keys(sizeWords)
export const ageSteps = Object.keys(ageWords)

const parameters: Record<FacetName, string> = {
  categories: 'category',
  repositories: 'repository',
  licenses: 'license',
  roles: 'role',
  sizes: 'size',
  ages: 'age',
  traits: 'is',
}

export function readWish(query: LocationQuery): Wish {
  const order = one(query['order'])
  return {
    // An address may come from anywhere: what it hides is not what a person looks for.
    query: onlyVisible(one(query['q'])).slice(0, 256),
    categories: many(query[parameters.categories]),
    repositories: many(query[parameters.repositories]),
    licenses: many(query[parameters.licenses]),
    roles: valuesIn('roles', many(query[parameters.roles])) as Role[],
    sizes: valuesIn('sizes', many(query[parameters.sizes])) as Size[],
    ages: valuesIn('ages', many(query[parameters.ages])) as Age[],
    traits: valuesIn('traits', many(query[parameters.traits])) as Trait[],
    hidden: one(query['hidden']) === 'yes',
    order: isOrder(order) ? order : 'best',
  }
}

/** Only what differs from the usual is written. */
export function writeWish(wish: Wish): LocationQueryRaw {
  return {
    ...(wish.query === '' ? {} : { q: wish.query }),
    ...Object.fromEntries(
      facetNames.filter((name) => wish[name].length > 0).map((name) => [parameters[name], [...wish[name]]]),
    ),
    ...(wish.hidden ? { hidden: 'yes' } : {}),
    ...(wish.order === 'best' ? {} : { order: wish.order }),
  }
}

export function toSearchInput(
  wish: Wish,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Input<'catalog.search'> {
  return {
    query: wish.query.trim(),
    description: true,
    tags: true,
    categories: [...wish.categories],
    repositories: [...wish.repositories],
    licenses: [...wish.licenses],
    roles: [...wish.roles],
    sizes: [...wish.sizes],
    ages: [...wish.ages],
    ...Object.fromEntries(wish.traits.map((trait) => [trait, true])),
    hidden: wish.hidden,
    order: wish.order,
    limit,
    offset,
  }
}

export function withValues(wish: Wish, facet: FacetName, values: readonly string[]): Wish {
  return { ...wish, [facet]: valuesIn(facet, values) }
}

export function withoutValue(wish: Wish, facet: FacetName, value: string): Wish {
  const values: readonly string[] = wish[facet]
  return withValues(
    wish,
    facet,
    values.filter((each) => each !== value),
  )
}

export function withoutFilters(wish: Wish): Wish {
  const none = { categories: [], repositories: [], licenses: [], roles: [], sizes: [], ages: [], traits: [] }
  return { ...wish, ...none }
}

/** Filters that are on, in the order of the facets. */
export function activeFilters(wish: Wish): readonly { readonly facet: FacetName; readonly value: string }[] {
  return facetNames.flatMap((facet) => wish[facet].map((value) => ({ facet, value })))
}

export function facetValueWords(facet: FacetName, value: string): string {
  const words = closedWords[facet]?.[value]
  if (words !== undefined) return words
  if (facet === 'licenses') return licenseName(value)
  return facet === 'categories' ? categoryTitle(value) : visibleOnPage(value)
}

function valuesIn(facet: FacetName, values: readonly string[]): readonly string[] {
  const words = closedWords[facet]
  return words === undefined ? values : values.filter((value) => Object.hasOwn(words, value))
}

function isOrder(value: string): value is Order {
  return Object.hasOwn(orderWords, value)
}

function many(value: LocationQueryValue | LocationQueryValue[] | undefined): readonly string[] {
  return [value ?? []].flat().filter((each): each is string => typeof each === 'string' && each !== '')
}

function one(value: LocationQueryValue | LocationQueryValue[] | undefined): string {
  return many(value)[0] ?? ''
}
