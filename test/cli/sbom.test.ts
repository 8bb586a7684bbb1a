import { expect, test } from 'vitest'
import { aRun } from './kit/a-run.ts'
import type { Output } from '../../engine/index.ts'

const bill: Output<'system.bill'> = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  serialNumber: 'urn:uuid:00000000-0000-8000-8000-000000000000',
  version: 1,
  metadata: {
    timestamp: '2026-03-01T12:00:00.000Z',
    tools: { components: [] },
    component: { type: 'platform', 'bom-ref': 'installed', name: 'installed\u202e', version: 'generation 1' },
  },
  components: [],
  dependencies: [],
  vulnerabilities: [],
}

test('a bill of materials is one JSON document, with and without --json, and obeys no hidden character', async () => {
  const answers = { 'system.bill': () => bill }
  const [plain, format, json] = [
    await aRun(['sbom'], { answers }),
    await aRun(['sbom', '--format', 'cyclonedx'], { answers, width: 40 }),
    await aRun(['sbom', '--json'], { answers }),
  ]

  expect([JSON.parse(plain.out), format.out, json.out, plain.out.includes('\u202e')]).toEqual([
    bill,
    plain.out,
    plain.out,
    false,
  ])
})

test('another format is refused with those that there are', async () => {
  const result = await aRun(['sbom', '--format', 'spdx'])

  expect([result.status, result.err]).toEqual([2, expect.stringContaining('cyclonedx')])
})
