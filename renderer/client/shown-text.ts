import { visibleOnPage } from '../../engine/base/visible.ts'

/**
 * What came from the host as the window may show it: no text in it can turn the direction of writing, or hide a letter.
 * It is done here, once, so that no page can forget it. What has none of these characters stays the object it was.
 */
export function asShown<T>(value: T): T {
  return shownPart(value) as T
}

function shownPart(value: unknown): unknown {
  if (typeof value === 'string') return visibleOnPage(value)
  if (Array.isArray(value)) return shownList(value)
  return typeof value === 'object' && value !== null ? shownRecord(value) : value
}

function shownList(list: readonly unknown[]): readonly unknown[] {
  const shown = list.map(shownPart)
  return shown.every((each, at) => each === list[at]) ? list : shown
}

function shownRecord(record: object): object {
  const entries = Object.entries(record)
  const shown = entries.map(([key, each]) => [key, shownPart(each)] as const)
  return shown.every(([, each], at) => each === entries[at]![1]) ? record : Object.fromEntries(shown)
}
