import { expect, test } from 'vitest'
import { tabOf } from '../../../renderer/features/installed/installed-rows.ts'

test('a command that came along with others is no app of the person’s', () => {
  const here = { version: '1', at: '2026-01-01T00:00:00.000Z' }

  expect([
    tabOf({ role: 'command', installed: { ...here, chosen: true } }),
    tabOf({ role: 'command', installed: { ...here, chosen: false } }),
    tabOf({ role: 'app', installed: { ...here, chosen: false } }),
    tabOf({ role: 'component', installed: { ...here, chosen: true } }),
  ]).toEqual(['apps', 'components', 'apps', 'components'])
})
