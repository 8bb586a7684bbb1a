import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { format, resolveConfig } from 'prettier'
import { cliPage } from './cli-page.ts'
import { ipcPage } from './ipc-page.ts'

// Writes the generated pages of docs/; with --check only says whether they are up to date.
const docs = path.join(import.meta.dirname, '../docs')
const pages = { 'ipc.md': ipcPage, 'cli.md': cliPage }

for (const [name, write] of Object.entries(pages)) {
  const file = path.join(docs, name)
  const page = await format(write(), { ...(await resolveConfig(file)), filepath: file })
  if (!process.argv.includes('--check')) writeFileSync(file, page)
  else if (readFileSync(file, 'utf8') !== page) {
    console.error(`docs/${name} is older than what it describes: ./multios docs`)
    process.exitCode = 1
  }
}
