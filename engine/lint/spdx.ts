import parseLicense from 'spdx-expression-parse'

/** Whether a license is named as SPDX does: an id of its list, or an expression of those. */
export function isSpdx(expression: string): boolean {
  try {
    parseLicense(expression)
    return true
  } catch (error) {
    // The library says in an error what it cannot read.
    if (error instanceof Error) return false
    throw error
  }
}
