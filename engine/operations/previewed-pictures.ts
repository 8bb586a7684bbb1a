export interface Media {
  readonly type: string
  readonly bytes: Uint8Array
}

/** Pictures of what somebody looks at before it is published: in memory only, and only the last ones. */
export interface PreviewedPictures {
  /** Each was checked as one that a store may show. */
  readonly keep: (name: string, picture: Media) => void
  readonly find: (name: string) => Media | null
}

/** Bytes: a few packages of many screenshots. */
const mostBytes = 64 * 1024 * 1024

export function previewedPictures(): PreviewedPictures {
  const kept = new Map<string, Media>()

  function keep(name: string, picture: Media): void {
    // Behind those that are older.
    kept.delete(name)
    kept.set(name, picture)
    let held = [...kept.values()].reduce((sum, { bytes }) => sum + bytes.length, 0)
    for (const [oldest, { bytes }] of kept) {
      if (held <= mostBytes) return
      kept.delete(oldest)
      held -= bytes.length
    }
  }

  return { keep, find: (name) => kept.get(name) ?? null }
}
