import { expect, test } from 'vitest'
import PackageUnexported from '../../../renderer/features/installed/PackageUnexported.vue'
import { createFakeClient } from '../kit/fake-client.ts'
import { mountWith } from './mount.ts'

const command = {
  kind: 'command',
  package: 'lantern',
  path: '/home/ada/.local/bin/lantern',
  reason: 'foreign',
} as const

test('what the menu and the commands lack is told with why, and beyond six it is counted', async () => {
  const icons = Array.from({ length: 7 }, (_, at) => ({
    ...command,
    kind: 'icon' as const,
    path: `/icons/${at}`,
  }))

  const page = await mountWith(PackageUnexported, { unexported: [command, ...icons] }, createFakeClient())

  const lines = page.findAll('p').map((each) => each.text().replaceAll(/\s+/g, ' '))
  page.unmount()
  expect([lines.length, lines[0], lines.at(-1)]).toEqual([
    7,
    'Command /home/ada/.local/bin/lantern: something else has that name, and was left alone.',
    'And 2 more.',
  ])
})
