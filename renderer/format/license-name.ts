import { visibleOnPage } from '../../engine/base/visible.ts'

/** What the importers write where no SPDX name fits: the words are in a file of the package. */
const inFile: ReadonlyMap<string, string> = new Map([
  ['LicenseRef-debian-copyright', 'In its copyright file'],
  ['LicenseRef-npm', 'In its license file'],
])

/** A license as people read it: its SPDX expression, or where it stands. */
export function licenseName(expression: string): string {
  return inFile.get(expression) ?? visibleOnPage(expression)
}
