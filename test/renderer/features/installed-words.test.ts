import { expect, test } from 'vitest'
import { verificationSummary } from '../../../renderer/features/installed/installed-rows.ts'

const whole = { version: '1.0', ok: true, problems: [], edited: [] }

test('what triggers made is compared, and counted as no package', () => {
  const results = [
    { ...whole, name: 'clock', files: 5 },
    { ...whole, name: 'trigger:mime', version: '', files: 2 },
  ]

  expect(verificationSummary(new Map(results.map((one) => [one.name, one])))).toEqual({
    ok: true,
    title: 'Everything is as its publisher signed it',
    text: '7 files of 1 package compared.',
  })
})
