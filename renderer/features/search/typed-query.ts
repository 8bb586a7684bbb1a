import type { LocationQuery, LocationQueryRaw } from 'vue-router'

/**
 * The address of a search once something is typed into it. Everything there is stands in the order of names; who begins
 * to look for something in it wants what fits best.
 */
export function typedQuery(address: LocationQuery, typed: string): LocationQueryRaw {
  const { order, ...rest } = address
  const wasBrowsed = (address['q'] ?? '') === '' && order === 'name'
  return { ...(wasBrowsed && typed.trim() !== '' ? rest : address), q: typed }
}
