import type { FileEntry } from './manifest.ts'

type File = Extract<FileEntry, { type: 'file' }>

/** Files below etc/ are for people to edit: what they wrote stays when the package changes. */
export function isConfiguration(entry: FileEntry): entry is File {
  return entry.type === 'file' && entry.path.startsWith('etc/')
}
