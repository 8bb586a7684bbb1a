import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { format, resolveConfig } from 'prettier'
import { ipcPage } from './ipc-page.ts'

// Writes docs/ipc.md from the operation table; with --check only says whether it is up to date.
const file = path.join(import.meta.dirname, '../docs/ipc.md')
const page = await format(ipcPage(), { ...(await resolveConfig(file)), filepath: file })

if (!process.argv.includes('--check')) writeFileSync(file, page)
else if (readFileSync(file, 'utf8') !== page) {
  console.error('docs/ipc.md is older than engine/api/operations.ts: npm run docs')
  process.exitCode = 1
}
