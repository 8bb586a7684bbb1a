import type { LocationQuery, LocationQueryRaw, LocationQueryValue } from 'vue-router'
import type { Input } from '../../../engine/api/operations.ts'
import { categoryTitle } from '../discover/categories.ts'

export type Order = 'best' | 'name' | 'newest' | 'size'
export type Role = 'app' | 'command' | 'component'
export type FacetName = 'categories' | 'repositories' | 'licenses' | 'roles'

/** What a person looks for. It lives in the address, so that back, forward and links keep it. */
export interface Wish {
  readonly query: string
  readonly categories: readonly string[]
  readonly repositories: readonly string[]
  readonly licenses: readonly string[]
  readonly roles: readonly Role[]
  readonly order: Order
}

export const facetNames: readonly FacetName[] = ['categories', 'roles', 'repositories', 'licenses']

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

const parameters: Record<FacetName, string> = {
  categories: 'category',
  repositories: 'repository',
  licenses: 'license',
  roles: 'role',
}

export function readWish(query: LocationQuery): Wish {
  const order = one(query['order'])
  return {
    query: one(query['q']).slice(0, 256),
    categories: many(query[parameters.categories]),
    repositories: many(query[parameters.repositories]),
    licenses: many(query[parameters.licenses]),
    roles: many(query[parameters.roles]).filter(isRole),
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
    ...(wish.order === 'best' ? {} : { order: wish.order }),
  }
}

export function toSearchInput(wish: Wish, limit: number): Input<'catalog.search'> {
  return {
    query: wish.query.trim(),
    description: true,
    tags: true,
    categories: [...wish.categories],
    repositories: [...wish.repositories],
    licenses: [...wish.licenses],
    roles: [...wish.roles],
    order: wish.order,
    limit,
  }
}

export function withValues(wish: Wish, facet: FacetName, values: readonly string[]): Wish {
  return { ...wish, [facet]: facet === 'roles' ? values.filter(isRole) : values }
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
  return { ...wish, categories: [], repositories: [], licenses: [], roles: [] }
}

/** Filters that are on, in the order of the facets. */
export function activeFilters(wish: Wish): readonly { readonly facet: FacetName; readonly value: string }[] {
  return facetNames.flatMap((facet) => wish[facet].map((value) => ({ facet, value })))
}

export function facetValueWords(facet: FacetName, value: string): string {
  if (facet === 'roles' && isRole(value)) return roleWords[value]
  return facet === 'categories' ? categoryTitle(value) : value
}

function isRole(value: string): value is Role {
  return Object.hasOwn(roleWords, value)
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
