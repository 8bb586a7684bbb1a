import { readdirSync } from 'node:fs'
import path from 'node:path'

export interface PageFile {
  readonly file: string
  readonly type: string
  /** Its name holds the hash of its content. */
  readonly immutable: boolean
  /** Worth compressing. */
  readonly text: boolean
}

const types: Record<string, { readonly type: string; readonly text: boolean }> = {
  '.html': { type: 'text/html; charset=utf-8', text: true },
  '.js': { type: 'text/javascript; charset=utf-8', text: true },
  '.css': { type: 'text/css; charset=utf-8', text: true },
  '.json': { type: 'application/json', text: true },
  '.map': { type: 'application/json', text: true },
  '.svg': { type: 'image/svg+xml', text: true },
  '.png': { type: 'image/png', text: false },
  '.webp': { type: 'image/webp', text: false },
  '.ico': { type: 'image/x-icon', text: false },
  '.woff2': { type: 'font/woff2', text: false },
}

/**
 * Every file of the built window by its address (`/`, `/assets/main-x1.js`). Only what is listed here can be asked
 * for: an address is looked up, never turned into a path, so no spelling of `..` leads anywhere.
 */
export function listPageFiles(directory: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>()
  collect(directory, '/', files)
  const index = files.get('/index.html')
  if (index !== undefined) files.set('/', index)
  return files
}

function collect(directory: string, address: string, files: Map<string, PageFile>): void {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const file = path.join(directory, entry.name)
    if (entry.isDirectory()) collect(file, `${address}${entry.name}/`, files)
    const known = types[path.extname(entry.name)]
    if (!entry.isFile() || known === undefined) continue
    files.set(address + entry.name, { file, ...known, immutable: address.startsWith('/assets/') })
  }
}
