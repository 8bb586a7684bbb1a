import parseLicense from 'spdx-expression-parse'

/** Whether a license is named as SPDX does: an id of its list, or an expression of those. */
export function isSpdx(expression: string): boolean {
  try {
    // AppStream lets a reference to a licence of one's own end with its address.
    parseLicense(expression.replaceAll(/(LicenseRef-[\w.-]+)=\S+/g, '$1'))
    return true
  } catch (error) {
    // The library says in an error what it cannot read.
    if (error instanceof Error) return false
    throw error
  }
}
