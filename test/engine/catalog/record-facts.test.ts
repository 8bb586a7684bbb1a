import { expect, test } from 'vitest'
import { roleOf } from '../../../engine/catalog/record-facts.ts'

const entry = [{ type: 'desktop-id', value: 'vlc.desktop' }] as const

const lamp = { name: 'lamp', description: 'Gives light', tags: [], commands: [] }

test('an app has something to open, also where its program lies in another package', () => {
  expect([
    roleOf({ ...lamp, app: { launchable: { kind: 'desktop', exec: 'mines' } }, commands: ['mines'] }),
    roleOf({ ...lamp, app: { launchables: [...entry] } }),
    roleOf({
      ...lamp,
      app: { launchables: [{ type: 'service', value: 'lamp.service' }] },
      commands: ['lamp'],
    }),
    roleOf({ ...lamp, commands: ['jq'] }),
    roleOf({ ...lamp, app: {} }),
  ]).toEqual(['app', 'app', 'command', 'command', 'component'])
})

test.each([
  ['libc-bin', [], 'component'],
  ['libglib2.0-dev-bin', [], 'component'],
  ['postgresql-client-common', [], 'component'],
  ['gcc-12', [], 'component'],
  ['python3.11', [], 'component'],
  ['python3-minimal', [], 'component'],
  ['python3', [], 'command'],
  ['coreutils', ['priority::required'], 'component'],
  ['shared-mime-info', [], 'component'],
  ['gcc', [], 'command'],
  ['librecad', [], 'command'],
  ['poppler-utils', ['role::program'], 'command'],
])('%s, with the tags %j and a command, is a %s', (name, tags, role) => {
  expect(roleOf({ ...lamp, name, tags, commands: ['one'] })).toBe(role)
})

test('what calls itself a library is none for people, whatever commands come with it', () => {
  const description = 'generic font library - support binaries\n\nLong.'

  expect(roleOf({ ...lamp, name: 'fontconf', description, commands: ['fc-list'] })).toBe('component')
  expect(roleOf({ ...lamp, description: 'Music library player', commands: ['lib'] })).toBe('command')
})
