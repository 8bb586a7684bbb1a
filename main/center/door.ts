import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

export interface Door {
  readonly url: string
  readonly remove: () => void
}

/**
 * A page in a folder of this person's own that leads to `address`. A browser is given this page instead, because
 * everybody on the machine can read the words a program was started with, and the address holds a token.
 */
export function doorTo(address: string): Door {
  const folder = mkdtempSync(path.join(tmpdir(), 'multios-center-'))
  const file = path.join(folder, 'open.html')
  const page = `<!doctype html><meta charset="utf-8"><title>MultiOS Software Center</title><meta http-equiv="refresh" content="0;url=${address}">\n`
  writeFileSync(file, page, { mode: 0o600 })
  return { url: pathToFileURL(file).href, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
