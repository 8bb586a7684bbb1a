import type { IndexRecord } from '../model/repository-index.ts'

export type Launchables = NonNullable<NonNullable<IndexRecord['app']>['launchables']>

export function hasEntry(launchables: Launchables | undefined): boolean {
  return launchables?.some(({ type }) => type === 'desktop-id') ?? false
}
