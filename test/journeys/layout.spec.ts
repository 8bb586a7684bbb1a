import { expect } from '@playwright/test'
import { faintIn, flawsOf } from './kit/layout.ts'
import { type Screen, test } from './kit/worlds.ts'

// Every screen, and the states that a person seldom sees, on worlds made of arrays. What is asserted instead of pictures,
// and why, is in docs/adr/0045.

const pressInstall: Screen['act'] = async (page) => {
  await page
    .getByRole('button', { name: /^Install/ })
    .first()
    .click()
  await page.getByRole('dialog').waitFor()
}

/** Presses what has this name, and waits for what that opens. */
const pressing =
  (name: RegExp, opened = 'dialog[open]'): NonNullable<Screen['act']> =>
  async (page) => {
    await page.getByRole('button', { name }).or(page.getByRole('tab', { name })).first().click()
    await page.locator(opened).first().waitFor()
  }

const screens: Readonly<Record<string, Screen>> = {
  'the front page': { world: 'usual', address: 'discover' },
  'the front page, with what was taken back': { world: 'warned', address: 'discover' },
  'the front page of a catalog without art': { world: 'plain', address: 'discover' },
  'a category, with what was taken back': { world: 'warned', address: 'category/Office' },
  'results of a search': { world: 'usual', address: 'search?q=o' },
  'no results': { world: 'usual', address: 'search?q=zzzz' },
  'a search that cannot be answered': { world: 'problems', address: 'search?q=o' },
  'an app': { world: 'usual', address: 'app/lumenfold' },
  'an app with a weakness that its publisher disputes': { world: 'warned', address: 'app/quillbay' },
  'an app that does not exist': { world: 'problems', address: 'app/quilbay' },
  'what is installed, and what was taken back': { world: 'warned', address: 'installed' },
  'what is installed, on an empty machine': { world: 'bare', address: 'installed' },
  'an installed app that has an update': {
    ...{ world: 'usual', address: 'installed' },
    act: async (page) => {
      await page.getByRole('row').filter({ hasText: 'Update' }).first().click()
      await page.getByRole('button', { name: /^Update to/ }).waitFor()
    },
  },
  'a long history': { world: 'long', address: 'history' },
  'an empty activity log': { world: 'used', address: 'activity' },
  repositories: { world: 'usual', address: 'repositories' },
  'repositories with problems': { world: 'problems', address: 'repositories' },
  security: { world: 'warned', address: 'security' },
  'the preview, before a file is chosen': { world: 'usual', address: 'preview' },
  'a large plan': { world: 'plan', address: 'app/lumenfold', act: pressInstall },
  'a plan with names that pass for others': { world: 'warned', address: 'app/lumenfold', act: pressInstall },
  'a plan that loses something': { world: 'losing', address: 'app/lumenfold', act: pressInstall },
  'a conflict': { world: 'conflict', address: 'app/ferrowave', act: pressInstall },
  'what nothing needs any more': {
    ...{ world: 'used', address: 'installed' },
    act: pressing(/^Not needed/, 'main .boxlist'),
  },
  'the versions of an app': {
    ...{ world: 'usual', address: 'app/lumenfold' },
    act: pressing(/^More for/, '[role=menu]:popover-open'),
  },
  'who made an app': { world: 'usual', address: 'app/quillbay', act: pressing(/^Details/) },
  'a picture of an app': { world: 'usual', address: 'app/lumenfold', act: pressing(/^View larger/) },
  'a new repository': {
    ...{ world: 'usual', address: 'repositories' },
    act: async (page) => {
      await pressing(/^Add repository/)(page)
      await page.getByLabel('Address').fill('https://packages.example.org/')
      await page.getByRole('button', { name: 'Show fingerprint' }).click()
      await page.getByRole('checkbox').waitFor()
    },
  },
  'the mirrors of a repository': {
    ...{ world: 'usual', address: 'repositories' },
    act: pressing(/^Edit/),
  },
  'a repository that goes': { world: 'usual', address: 'repositories', act: pressing(/^Remove/) },
  'a download that was refused': {
    ...{ world: 'refused', address: 'app/lumenfold' },
    act: async (page) => {
      await pressInstall(page)
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Install/ })
        .click()
      await pressing(/^Why/)(page)
    },
  },
  'what was just done': {
    ...{ world: 'used', address: 'app/lumenfold' },
    act: async (page) => {
      await pressInstall(page)
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Install/ })
        .click()
      await page.getByRole('region', { name: 'Messages' }).getByRole('status').first().waitFor()
      await page.keyboard.press('Control+j')
      await page.getByRole('dialog').waitFor()
    },
  },
  'the rules of a device, and what was asked': {
    ...{ world: 'managed', address: 'security' },
    act: pressing(/^Answer/, '.request__answer'),
  },
  'the activity log of a device': { world: 'managed', address: 'activity' },
  'the palette': {
    world: 'usual',
    address: 'discover',
    act: async (page) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').waitFor()
    },
  },
  'what the palette finds': {
    ...{ world: 'usual', address: 'discover' },
    act: async (page) => {
      await page.keyboard.press('Control+k')
      await page.keyboard.type('lumenfold')
      await page.getByRole('option', { name: /^Lumenfold/ }).waitFor()
    },
  },
  'the best result of a search': { world: 'usual', address: 'search?q=lumenfold' },
  'a search for more than anybody types': { world: 'usual', address: `search?q=${'a'.repeat(900)}` },
}

// One after the other in one window: building it and opening it takes longer than looking.
test('nothing is cut off, overlaps, is too faint or too small to press, on any screen', async ({
  show,
  page,
}) => {
  test.slow()
  const flaws: Record<string, readonly string[]> = {}
  for (const [name, screen] of Object.entries(screens)) {
    await show(screen)
    // Other journeys look at what the usual worlds show with all of axe's rules.
    const faint = screen.world === 'usual' || screen.world === 'long' ? [] : await faintIn(page)
    const found = [...(await flawsOf(page)), ...faint]
    if (found.length > 0) flaws[name] = found
  }

  expect(flaws).toEqual({})
})

/** Words longer than any line, and more of them than any box has lines. */
const endless = ` ${'W'.repeat(400)}${' and one word more'.repeat(30)}`

test('no text is long enough to cut off, cover or push out another, on any screen', async ({
  show,
  page,
}) => {
  test.slow()
  const flaws: Record<string, readonly string[]> = {}
  for (const [name, screen] of Object.entries(screens)) {
    await show({ ...screen, tail: endless })
    const found = await flawsOf(page)
    if (found.length > 0) flaws[name] = found
  }

  expect(flaws).toEqual({})
})

test('who looks for these flaws finds them', async ({ page }) => {
  await page.setContent(`
    <p style="position: absolute; inset-block-start: 40px">One line of text</p>
    <p style="position: absolute; inset-block-start: 46px">and another</p>
    <div style="inline-size: 60px; overflow: hidden; white-space: nowrap; margin-block-start: 90px">Much longer than its frame</div>
    <button style="block-size: 12px; padding: 0; margin-block-start: 20px">x</button>
    <div style="inline-size: 3000px">wide</div>
    <p style="color: #999; background: #aaa">faint</p>
    <div style="padding-inline-start: 20px"><p><img class="appicon" style="margin-inline-start: -3px" width="9" height="9"></p></div>
    <div class="hero"><img class="hero__face" style="position: absolute" width="40" height="40"><p>over an icon</p></div>`)

  const found = [...(await flawsOf(page)), ...(await faintIn(page))]

  const kinds = new Set(found.map((flaw) => flaw.replace(/^\w+: /, '').replace(/:.*| at .*/, '')))
  expect([...kinds].toSorted()).toEqual([
    'cut off',
    'out of line',
    'overlap',
    'scrolls sideways',
    'small target',
    'too little contrast',
  ])
})
