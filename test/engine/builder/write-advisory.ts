import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** A weakness of editor 1.0, among those that a repository publishes next. */
export function writeAdvisory(folder: string, id: string): void {
  const record = {
    id,
    modified: '2026-01-01T00:00:00Z',
    affected: [{ package: { ecosystem: 'MultiOS', name: 'editor' }, versions: ['1.0'] }],
  }
  mkdirSync(path.join(folder, 'advisories'), { recursive: true })
  writeFileSync(path.join(folder, 'advisories', `${id}.json`), JSON.stringify(record))
}
