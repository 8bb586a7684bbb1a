import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hostPlaces } from '../../../main/ipc/host-places.ts'
import { createIncidentLog } from '../../../main/ipc/incident-log.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'multios-incident-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function logTo(file: string, complaints: string[] = []) {
  let number = 0
  return createIncidentLog({
    file,
    now: () => new Date(0),
    number: () => `n${String((number += 1))}`,
    complain: (line) => complaints.push(line),
  })
}

test('a bug is one line with its number, its stack and its cause', () => {
  const file = path.join(folder, 'log', 'incidents.jsonl')
  const bug = new Error('no such row\nforged line', { cause: new TypeError('null') })

  const incident = logTo(file)(bug)

  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    {
      incident,
      at: '1970-01-01T00:00:00.000Z',
      name: 'Error',
      message: 'no such row\nforged line',
      stack: bug.stack,
      cause: { name: 'TypeError', message: 'null', stack: (bug.cause as Error).stack },
    },
  ])
  expect((statSync(file).mode & 0o777).toString(8)).toBe('600')
})

test('where the log cannot be written the bug is told aloud', () => {
  const complaints: string[] = []
  writeFileSync(path.join(folder, 'a-file'), '')

  const incident = logTo(path.join(folder, 'a-file', 'log', 'incidents.jsonl'), complaints)('thrown text')

  expect(incident).toBe('n1')
  expect(complaints.join()).toContain('"message":"thrown text"')
})

test.each([
  [
    'for root',
    { environment: {}, user: 0 },
    {
      incidents: '/var/log/multios-package-manager/incidents.jsonl',
      running: '/run/multios-package-manager/served.json',
    },
  ],
  [
    'for a person',
    { environment: { HOME: '/home/ada', XDG_STATE_HOME: 'relative' }, user: 1000 },
    {
      incidents: '/home/ada/.local/state/multios-package-manager/log/incidents.jsonl',
      running: '/home/ada/.local/state/multios-package-manager/served.json',
    },
  ],
  [
    'for a session',
    { environment: { HOME: '/home/ada', XDG_RUNTIME_DIR: '/run/user/1000' }, user: 1000 },
    {
      incidents: '/home/ada/.local/state/multios-package-manager/log/incidents.jsonl',
      running: '/run/user/1000/multios-package-manager/served.json',
    },
  ],
  [
    'for a trial elsewhere',
    { environment: { MULTIOS_DATA_DIR: '/tmp/a' }, user: 0, dataDirectory: '/tmp/b' },
    { incidents: '/tmp/b/log/incidents.jsonl', running: '/tmp/b/served.json' },
  ],
])('a host writes where things live %s', (_who, options, places) => {
  expect(hostPlaces(options)).toEqual(places)
})
