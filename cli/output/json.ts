/** One document, readable by people too. `undefined` has no JSON: an answer without data is `null`. */
export function jsonDocument(data: unknown): string {
  return `${JSON.stringify(data ?? null, null, 2)}\n`
}
