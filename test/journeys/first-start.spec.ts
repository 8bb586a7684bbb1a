import { expect, test } from './kit/journey.ts'

test.describe('in an empty home', () => {
  test.use({ beginsEmpty: true })

  test('the first start shows a living store, and asks nobody else for it', async ({ window }) => {
    const main = window.getByRole('main')

    await expect(main.getByRole('region', { name: 'Editor’s picks' }).getByRole('article')).toHaveCount(3)
    await expect(main.getByRole('navigation', { name: 'Categories' }).getByRole('link')).toHaveText([
      'Utilities',
      'Office',
      'Science',
      'Developer',
      'Education',
      'Games',
      'Design',
    ])
    await expect(main.getByRole('region', { name: 'Collections' }).getByRole('link')).toHaveCount(3)
    const recent = main.getByRole('region', { name: 'Recently updated' })
    await expect(recent.getByRole('article')).toHaveCount(9)
    await expect(recent.getByRole('button', { name: /^Install / })).toHaveCount(9)
    await expect(window.getByRole('link', { name: 'All sources verified' })).toBeVisible()
  })
})

test('every picture of the front page is there', async ({ window }) => {
  const broken = () =>
    window.evaluate(() =>
      [...document.images]
        .filter(({ complete, naturalWidth }) => !complete || naturalWidth === 0)
        .map(({ src }) => src),
    )

  await window.getByRole('contentinfo').or(window.getByRole('article').last()).scrollIntoViewIfNeeded()

  await expect.poll(broken).toEqual([])
})

test('a category and a collection hold what they promise', async ({ window }) => {
  await expect(window).toHaveTitle('Discover — Software Center')
  await window.getByRole('link', { name: 'Games' }).click()
  await expect(window.getByRole('heading', { name: 'Games', level: 1 })).toBeVisible()
  await expect(window.getByRole('main').getByRole('article')).toHaveText([/Burrow/])

  await window.getByRole('button', { name: 'Back' }).click()
  await window.getByRole('link', { name: /At home in the terminal/ }).click()

  await expect(window.getByRole('heading', { name: 'At home in the terminal', level: 1 })).toBeVisible()
  await expect(window.getByRole('main').getByRole('article')).toHaveCount(5)
})

test('Ctrl+F, a few keys, Down and Enter lead to an app', async ({ window }) => {
  const field = window.getByRole('searchbox', { name: 'Search apps' })
  const results = window.getByRole('main').getByRole('listitem')

  await window.keyboard.press('Control+f')
  await expect(field).toBeFocused()
  await window.keyboard.type('un')
  await expect(window.getByRole('heading', { name: /results for “un”$/, level: 1 })).toBeVisible()
  const many = await results.count()
  await window.keyboard.type('its')

  await expect(window.getByRole('heading', { name: /results? for “units”$/, level: 1 })).toBeVisible()
  expect(await results.count()).toBeLessThan(many)
  await window.keyboard.press('ArrowDown')
  await expect(window.getByRole('main').getByRole('link', { name: 'Tally', exact: true })).toBeFocused()
  await window.keyboard.press('Enter')
  await expect(window.getByRole('heading', { name: 'Tally', level: 1 })).toBeVisible()
})

test('what nobody offers is said, with ways on', async ({ window }) => {
  await window.getByRole('searchbox', { name: 'Search apps' }).fill('zeppelin')

  await expect(window.getByRole('heading', { name: 'Nothing called “zeppelin”' })).toBeVisible()
  await window.getByRole('link', { name: 'Back to Discover' }).click()
  await expect(window.getByRole('heading', { name: 'Discover', level: 1 })).toBeVisible()
})
