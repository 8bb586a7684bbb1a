import { expect, test } from 'vitest'
import { evidenceOf } from '../../../renderer/features/failure/evidence.ts'

const file = 'packages/editor-1.0.0-universal.tar.xz'

test('two digests that differ are shown below each other, short enough to compare', () => {
  const detail = `expected ${'8aa67f32'.repeat(8)}, got ${'52a33388'.repeat(8)}`

  expect(evidenceOf({ code: 'trust/artifact', facts: { file, reason: 'hash', detail } })).toEqual([
    { label: 'File', value: file },
    { label: 'Expected', value: '8aa6 7f32 … 8aa6 7f32' },
    { label: 'Received', value: '52a3 3388 … 52a3 3388' },
  ])
})

test('any other detail is shown as the engine told it, and none is left out', () => {
  const facts = { file, reason: 'signature-missing' } as const

  expect(evidenceOf({ code: 'trust/artifact', facts: { ...facts, detail: 'no line for it' } })).toEqual([
    { label: 'File', value: file },
    { label: 'Detail', value: 'no line for it' },
  ])
  expect(evidenceOf({ code: 'trust/artifact', facts: { ...facts, detail: '' } })).toEqual([
    { label: 'File', value: file },
  ])
})
