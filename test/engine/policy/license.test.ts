import { expect, test } from 'vitest'
import { speaksOfLicense } from '../../../engine/policy/license.ts'

const copyleft = ['GPL-*', 'agpl-*']

test.each([
  // expression, held up, let pass
  ['GPL-3.0-only', true, true],
  ['AGPL-3.0-or-later', true, true],
  ['(gpl-2.0-only)', true, true],
  ['MIT', false, false],
  ['LGPL-2.1-only', false, false],
  ['GPL-2.0-only OR MIT', false, true],
  ['GPL-2.0-only AND MIT', true, false],
  ['MIT AND AGPL-3.0-only', true, false],
  ['MIT AND (Apache-2.0 OR GPL-2.0-only)', false, false],
  ['GPL-2.0-only OR MIT AND GPL-3.0-only', true, true],
  ['GPL-2.0-only WITH Classpath-exception-2.0', true, true],
  // No expressions.
  ['MIT, GPL-2.0-only, BSD', true, false],
  ['GPL-2.0-only and', true, false],
  ['GPL-2.0-only, Proprietary', true, false],
  ['MIT,GPL-2.0-only', true, false],
  ['see COPYING', false, false],
  ['('.repeat(500), false, false],
])('%s', (license, isHeld, isAllowed) => {
  expect(speaksOfLicense(license, copyleft, 'deny')).toBe(isHeld)
  expect(speaksOfLicense(license, copyleft, 'ask')).toBe(isHeld)
  expect(speaksOfLicense(license, copyleft, 'allow')).toBe(isAllowed)
})

test('words that are no expression are let pass where every one of them is', () => {
  expect(speaksOfLicense('GPL-2.0-only, AGPL-3.0-only', copyleft, 'allow')).toBe(true)
  expect(speaksOfLicense('see COPYING', ['*'], 'allow')).toBe(true)
})

test('an expression that a rule names as a whole is meant', () => {
  expect(speaksOfLicense('MIT OR GPL-2.0-only', ['mit or gpl-2.0-only'], 'deny')).toBe(true)
})
