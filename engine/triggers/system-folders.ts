import { lstat, readlink } from 'node:fs/promises'

/** A place of the machine that a box sees at the same path, read-only: a folder, or a link that leads to one. */
export type SystemFolder =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'link'; readonly path: string; readonly target: string }

export async function systemFolders(): Promise<SystemFolder[]> {
  const folders: SystemFolder[] = [{ kind: 'folder', path: '/usr' }]
  for (const path of ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32']) {
    const status = await lstat(path).catch(() => null)
    if (status?.isSymbolicLink()) folders.push({ kind: 'link', path, target: await readlink(path) })
    else if (status?.isDirectory()) folders.push({ kind: 'folder', path })
  }
  return folders
}

/** For bwrap. */
export function systemWords(folder: SystemFolder): string[] {
  return folder.kind === 'link'
    ? ['--symlink', folder.target, folder.path]
    : ['--ro-bind', folder.path, folder.path]
}
