import type { Unexported } from '../model/unexported.ts'
import { readRecord } from '../triggers/exports-record.ts'
import type { Toolbox } from './toolbox.ts'

/** What of these packages could not be put into the person's menu, icons and commands when that was tried last. */
export async function unexportedOf({ layout }: Toolbox, names: ReadonlySet<string>): Promise<Unexported[]> {
  const { skipped } = await readRecord(layout.exports)
  return skipped.filter((one) => names.has(one.package))
}
