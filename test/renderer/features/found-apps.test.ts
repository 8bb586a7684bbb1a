import { flushPromises } from '@vue/test-utils'
import { expect, test } from 'vitest'
import type { Client } from '../../../engine/api/client.ts'
import type { SearchAnswer } from '../../../engine/api/catalog-operations.ts'
import { useFoundApps } from '../../../renderer/features/palette/use-found-apps.ts'
import { createFakeClient } from '../kit/fake-client.ts'
import { composed } from '../kit/mounted.ts'

type Role = SearchAnswer['packages'][number]['role']

/** A catalog in which whatever is looked for finds packages of these kinds, in this order. */
async function found(...roles: Role[]): Promise<Role[]> {
  const client = createFakeClient()
  const run = (async (...asked: Parameters<Client['run']>) => {
    const answer = (await client.run(...asked)) as SearchAnswer
    return { ...answer, packages: roles.map((role) => ({ ...answer.packages[0]!, role })) }
  }) as Client['run']
  const apps = await composed(() => useFoundApps({ ...client, run }))
  apps.find('a')
  await apps.whenFound()
  await flushPromises()
  return apps.found.value.map(({ role }) => role)
}

test('the palette lists what can be opened, and what comes first whatever it is', async () => {
  expect([
    await found('app', 'component', 'command', 'component'),
    await found('component', 'component', 'app'),
    await found(),
    (await found(...Array.from({ length: 9 }, (): Role => 'app'))).length,
  ]).toEqual([['app', 'command'], ['component', 'app'], [], 5])
})
