/** A list of texts in canonical JSON, with one at least, that is read where it lies: `at` is its bracket. */
export interface LyingTexts {
  readonly bytes: Uint8Array
  readonly at: number
}

export type Texts = readonly string[] | LyingTexts

export function isLying(texts: Texts): texts is LyingTexts {
  return !Array.isArray(texts)
}
