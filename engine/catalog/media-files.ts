import type { IndexRecord, MediaFile, RepositoryIndex } from '../model/repository-index.ts'

/** `<sha256>.<extension>`: how the window asks for a picture. */
export function mediaName(entry: MediaFile): string {
  const extension = { 'image/svg+xml': 'svg', 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' }[
    entry.type
  ]
  return `${entry.sha256}.${extension}`
}

/** Pictures that a release is shown with. */
export function mediaOf({ app }: Pick<IndexRecord, 'app'>): MediaFile[] {
  return [
    ...(app?.icon === undefined ? [] : [app.icon]),
    ...(app?.screenshots ?? []).map(({ caption: _words, ...entry }) => entry),
  ]
}

/** Pictures of the front page. */
export function artOf({ featured }: Pick<RepositoryIndex, 'featured'>): MediaFile[] {
  return featured.flatMap(({ art }) => (art === undefined ? [] : [art]))
}
