/** Ceilings in bytes. Each is far above honest sizes and far below what would hurt. */
export const limits = {
  root: 512_000,
  timestamp: 16_384,
  snapshot: 2_000_000,
  targets: 5_000_000,
  /** index.json.gz of 100,000 packages is about 25 MB. */
  index: 100_000_000,
  /** The same, unpacked: what one text of the language can hold is 536 million characters. */
  indexUnpacked: 400_000_000,
  /** Unpacked bytes for each packed one, where the file is not small anyway: stops a decompression bomb. */
  indexExpansion: 200,
  indexSmall: 16_000_000,
  signature: 65_536,
  manifest: 100_000_000,
  /** An icon, a screenshot or a piece of art. */
  media: 8 * 1024 * 1024,
} as const

/** New root files followed in one refresh (TUF 5.3.3 asks for a bound). */
export const rootRotations = 512
