/** CPE 2.3 names, as far as they tell a product and its versions. */
import type { DraftAffected } from './feed.ts'

export interface CpeProduct {
  /** `a`pplication, `o`perating system or `h`ardware. */
  readonly part: string
  readonly name: string
  readonly version: string
  readonly update: string
}

/** `cpe:2.3:a:vendor:product:version:update:…`; null where it is none. A backslash takes a colon's meaning away. */
export function productOf(criteria: string): CpeProduct | null {
  const fields = Array.from(criteria.matchAll(/(?:\\.|[^\\:])+/g), ([field]) => field)
  const [prefix, standard, part = '', , name = '', version = '', update = ''] = fields
  if (prefix !== 'cpe' || standard !== '2.3' || fields.length !== 13 || !/^[aoh]$/.test(part)) return null
  const plain = (field: string) => field.replaceAll(/\\(.)/g, '$1')
  return { part, name: plain(name), version: plain(version), update: plain(update) }
}

interface Bounds {
  readonly versionStartIncluding?: string | undefined
  readonly versionStartExcluding?: string | undefined
  readonly versionEndIncluding?: string | undefined
  readonly versionEndExcluding?: string | undefined
}

/**
 * Null where no version can be told. OSV has no beginning that leaves itself out: that one version is told as
 * affected, which is the safe side.
 */
export function cpeRange(
  product: CpeProduct,
  bounds: Bounds,
): Pick<DraftAffected, 'ranges' | 'versions'> | null {
  const all = Object.entries(bounds).filter(([name]) => name.startsWith('version'))
  const isOpen = all.every(([, bound]) => bound === undefined)
  if (product.version !== '*') return isOpen ? singleOf(product) : null
  if (all.some(([, bound]) => bound === '')) return null
  const start = bounds.versionStartIncluding ?? bounds.versionStartExcluding ?? '0'
  const { versionEndIncluding: last, versionEndExcluding: fixed } = bounds
  const end = [
    ...(last === undefined ? [] : [{ last_affected: last }]),
    ...(fixed === undefined ? [] : [{ fixed }]),
  ]
  return { ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: start }, ...end] }] }
}

/** A hyphen says that there are no versions; an update such as `rc1` is written by everybody in another way. */
function singleOf({ version, update }: CpeProduct): { readonly versions: string[] } | null {
  return version !== '-' && ['*', '-'].includes(update) ? { versions: [version] } : null
}
