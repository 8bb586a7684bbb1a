import { aRepository, release } from '../kit/a-repository.ts'
import { serveFolder } from '../kit/static-server.ts'
import { expectAccessible, expectFits } from './kit/accessibility.ts'
import { expect, test } from './kit/journey.ts'
import { addRepository, openApp } from './kit/window.ts'

test.use({ centerOptions: { starter: false } })

test('an app of two repositories says which offers it first, and why', async ({ window }) => {
  for (const [name, version] of [
    ['beta', '2.0.0'],
    ['alpha', '1.0.0'],
  ] as const) {
    const repository = await aRepository(release('editor', version))
    await addRepository(window, (await serveFolder(repository.folder)).url, name)
  }

  await openApp(window, 'editor')

  await expect(window.getByRole('main')).toContainText(
    'Offered first from beta: beta and alpha have the same priority, 0, and it was added first.',
  )
  await expect(window.getByRole('table', { name: 'Versions of editor' }).getByRole('row')).toHaveCount(3)
  await expectAccessible(window)
  await expectFits(window)
})
