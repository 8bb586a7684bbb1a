import { aRepository, release } from '../kit/a-repository.ts'
import { atTheEnd } from '../kit/at-the-end.ts'
import { serveFolder } from '../kit/static-server.ts'
import { startCenter } from './kit/center.ts'
import { expect, test } from './kit/journey.ts'
import { addRepository, goTo, install, openApp } from './kit/window.ts'

test('a repository out of reach is named, and the rest works', async ({ window }) => {
  const repository = await aRepository(release('zither', '1.0.0'))
  const server = await serveFolder(repository.folder)
  await addRepository(window, server.url, 'music')
  await server.stop()

  await window.getByRole('button', { name: 'Check all' }).click()
  const row = window.getByRole('listitem').filter({ hasText: 'music' })
  await expect(row).toContainText('Out of reach')
  await expect(window.getByRole('link', { name: 'music is out of reach' })).toBeVisible()
  await row.getByRole('button', { name: 'music', exact: true }).click()
  await expect(window.getByRole('complementary', { name: 'music details' })).toContainText(
    'cannot be reached',
  )

  await goTo(window, 'Discover')
  await expect(window.getByText('Some repositories are out of reach')).toBeVisible()
  await expect(window.getByText(/^music did not answer/)).toBeVisible()
  await openApp(window, 'Sundial')
  await install(window, 'Sundial')

  await serveFolder(repository.folder, Number(new URL(server.url).port))
  await goTo(window, 'Discover')
  await window.getByRole('main').getByRole('button', { name: 'Try again' }).click()
  await expect(window.getByText('Some repositories are out of reach')).toBeHidden()
  await expect(window.getByRole('link', { name: 'All sources verified' })).toBeVisible()
})

test('a service that is gone is told, and the one that follows asks for a new address', async ({
  window,
  center,
  complaints,
  place,
}) => {
  // The browser itself notes each attempt to reach it.
  complaints.except(/net::ERR_/)
  complaints.except(/401 \(Unauthorized\)/)
  complaints.except(/WebSocket connection to .* failed/)
  await expect(window.getByRole('region', { name: 'Recently updated' })).toBeVisible()
  await center.kill()

  await expect(window.getByRole('heading', { name: 'The package service isn’t answering' })).toBeVisible()
  await expect(window.getByRole('link', { name: 'Service not answering' })).toBeVisible()

  await window.getByRole('button', { name: 'Try again now' }).click()
  await expect(window.getByRole('heading', { name: 'The package service isn’t answering' })).toBeVisible()

  // From here on the window finds it by itself, in its own time.
  const next = await startCenter({ place, port: center.port })
  atTheEnd(next.stop)
  await expect(window.getByRole('heading', { name: 'This address was for one use' })).toBeVisible()
  await expect(window.getByRole('main')).toContainText('./multios start')

  await window.goto('about:blank')
  await window.goto(await next.freshAddress())
  await expect(window.getByRole('region', { name: 'Recently updated' })).toBeVisible()
})
