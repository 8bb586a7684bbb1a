import { expect, test } from 'vitest'
import { roleOf } from '../../../engine/catalog/record-facts.ts'

const entry = [{ type: 'desktop-id', value: 'vlc.desktop' }] as const

test('an app has something to open, also where its program lies in another package', () => {
  expect([
    roleOf({ app: { launchable: { kind: 'desktop', exec: 'mines' } }, commands: ['mines'] }),
    roleOf({ app: { launchables: [...entry] }, commands: [] }),
    roleOf({ app: { launchables: [{ type: 'service', value: 'lamp.service' }] }, commands: ['lamp'] }),
    roleOf({ commands: ['jq'] }),
    roleOf({ app: {}, commands: [] }),
  ]).toEqual(['app', 'app', 'command', 'command', 'component'])
})
