import { expect, test } from './kit/journey.ts'

const heading = { name: 'Discover', level: 1 } as const

test('the printed address opens the window, and its token is gone from the address bar', async ({
  center,
  page,
}) => {
  await page.goto(center.address)

  await expect(page.getByText('All sources verified')).toBeVisible()
  expect(new URL(page.url()).hash).not.toContain('token')
})

test('a reload needs no new address', async ({ center, page }) => {
  await page.goto(center.address)
  await expect(page.getByRole('heading', heading)).toBeVisible()

  await page.reload()

  await expect(page.getByRole('heading', heading)).toBeVisible()
  await expect(page.getByText('All sources verified')).toBeVisible()
})

test('a second browser is let in by a fresh address only', async ({ center, page, browser }) => {
  await page.goto(center.address)
  await expect(page.getByText('All sources verified')).toBeVisible()
  const elsewhere = await browser.newPage()

  await elsewhere.goto(center.address)
  await expect(elsewhere.getByText('All sources verified')).toBeHidden()
  await elsewhere.goto('about:blank')
  await elsewhere.goto(await center.freshAddress())

  await expect(elsewhere.getByText('All sources verified')).toBeVisible()
  await elsewhere.close()
})

test('a page of another site cannot reach the host', async ({ center, page }) => {
  await page.goto(center.address)
  await expect(page.getByText('All sources verified')).toBeVisible()
  const { port } = new URL(center.address)
  const evil = await page.context().newPage()
  await evil.route('http://evil.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<p>evil' }),
  )
  await evil.goto('http://evil.example/')

  const got = await evil.evaluate(async (target) => {
    const socket = await new Promise((resolve) => {
      const attempt = new WebSocket(`ws://127.0.0.1:${target}/socket`)
      attempt.onopen = () => resolve('open')
      attempt.onerror = () => resolve('refused')
    })
    const body = JSON.stringify({ token: 'x' })
    const session = await fetch(`http://127.0.0.1:${target}/session`, { method: 'POST', body }).then(
      () => 'read',
      () => 'refused',
    )
    return { socket, session, framed: window.length }
  }, port)

  expect(got).toEqual({ socket: 'refused', session: 'refused', framed: 0 })
})
