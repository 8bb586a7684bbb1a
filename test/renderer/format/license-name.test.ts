import { expect, test } from 'vitest'
import { unnamedLicense } from '../../../engine/importer/license-of.ts'
import { licenseName } from '../../../renderer/format/license-name.ts'

test('what no license name fits says where its license stands', () => {
  expect(
    [
      unnamedLicense,
      'LicenseRef-npm',
      'GPL-2.0-or-later',
      'LicenseRef-other',
      'constructor',
      'MIT\u{200b}',
    ].map(licenseName),
  ).toEqual([
    'In its copyright file',
    'In its license file',
    'GPL-2.0-or-later',
    'LicenseRef-other',
    'constructor',
    String.raw`MIT\u{200b}`,
  ])
})
