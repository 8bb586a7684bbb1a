import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { indexOf, publishIndex, sha256 } from '../attack/kit/hostile-repository.ts'
import { aRepository, release, type TestRepository } from '../kit/a-repository.ts'
import { hostileLine, hostilePicture, hostileTexts } from '../kit/hostile-texts.ts'
import { serveFolder } from '../kit/static-server.ts'
import { expect, test } from './kit/journey.ts'
import { addRepository, confirm, goTo } from './kit/window.ts'

/** A repository whose keys sign a list in which every text that a window shows is an attack. */
async function aHostileRepository(): Promise<TestRepository> {
  const repository = await aRepository(release('trap', '1.0.0'), release('bait', '1.0.0'))
  const { folder } = repository
  mkdirSync(path.join(folder, 'advisories'), { recursive: true })
  const weakness = {
    id: 'TRAP-1',
    modified: '2026-01-01T00:00:00Z',
    summary: hostileLine,
    details: `${hostileLine}\n\n# ${hostileLine}`,
    affected: [{ package: { ecosystem: 'MultiOS', name: 'trap' }, versions: ['1.0.0'] }],
  }
  writeFileSync(path.join(folder, 'advisories/TRAP-1.json'), JSON.stringify(weakness))
  await repository.rebuild()
  const picture = Buffer.from(hostilePicture)
  const media = { sha256: sha256(picture), size: picture.length, type: 'image/svg+xml' } as const
  const place = `metadata/icons/${media.sha256}.svg`
  mkdirSync(path.join(folder, 'metadata/icons'), { recursive: true })
  writeFileSync(path.join(folder, place), picture)
  const index = indexOf(repository)
  const hostile = {
    description: hostileLine,
    license: hostileLine,
    homepage: 'javascript:globalThis.canary=1',
    source_url: 'data:text/html,<script>globalThis.canary=1</script>',
    categories: [hostileLine],
    tags: [hostileLine],
    app: {
      id: hostileLine,
      name: `Trap ${hostileLine}`,
      summary: hostileLine,
      description: `${hostileLine}\n\n${'x'.repeat(100_000)}`,
      developer: hostileLine,
      content_rating: hostileLine,
      releases: [{ version: hostileLine, date: '2026-01-01', notes: hostileLine }],
      icon: { ...media, path: place },
      screenshots: [{ ...media, path: place, caption: hostileLine }],
    },
  }
  await publishIndex(repository, {
    ...index,
    name: hostileLine,
    description: hostileLine,
    packages: index.packages.map((one) => (one.name === 'trap' ? { ...one, ...hostile } : one)),
    featured: [{ package: 'trap', kicker: hostileLine, headline: hostileLine }],
    collections: [
      { id: hostileLine, title: hostileLine, summary: hostileLine, pigment: 'clay', packages: ['trap'] },
    ],
  })
  return repository
}

/** What no text may have become. */
async function harmIn(page: Page): Promise<unknown> {
  return page.evaluate(() => ({
    ran: 'canary' in globalThis,
    elements: document.querySelectorAll(
      'body script, iframe, object, embed, base, #app style, img[src="x"], [onerror], [onload], svg script',
    ).length,
    links: [...document.querySelectorAll('a[href]')]
      .map((link) => (link as HTMLAnchorElement).protocol)
      .filter((protocol) => !['http:', 'https:'].includes(protocol)),
    title: document.title.includes('canary='),
    hides: /[\u200b\u202a-\u202e\u2066-\u2069\ufeff]/.test(document.title + document.body.innerText),
  }))
}

const harmless = { ran: false, elements: 0, links: [], title: false, hides: false }

test('whatever a repository writes is shown as text, on every page', async ({ window }) => {
  const server = await serveFolder((await aHostileRepository()).folder)
  await addRepository(window, server.url, 'hostile')
  const seen: Record<string, unknown> = {}
  const look = async (page: string): Promise<void> => {
    await expect(window.getByRole('main')).toBeVisible()
    seen[page] = await harmIn(window)
  }

  await look('repositories')
  await goTo(window, 'Discover')
  await look('discover')
  await window.getByRole('searchbox', { name: 'Search apps' }).fill('trap')
  await expect(window.getByRole('heading', { name: /for “trap”$/ })).toBeVisible()
  await expect(window.getByRole('main')).toContainText(hostileTexts[0])
  await look('search')
  await window.getByRole('main').getByRole('link', { name: /^Trap/ }).first().click()
  await expect(window.getByRole('heading', { name: /^Trap/, level: 1 })).toContainText(hostileTexts[1])
  await look('app')
  await window
    .getByRole('button', { name: /^Install Trap/ })
    .first()
    .click()
  await expect(window.getByRole('dialog')).toContainText('Trap')
  await look('plan')
  await confirm(window, 'Install')
  // What the list says is not what the signed package says: it is refused, in words.
  await window.getByRole('button', { name: 'Why' }).first().click()
  const sheet = window.getByRole('dialog', { name: 'This download was refused' })
  await expect(sheet).toContainText('trap-1.0.0')
  await look('refusal')
  await sheet.getByRole('button', { name: 'Close' }).click()
  await goTo(window, 'Security')
  await look('security')
  await goTo(window, 'History')
  await look('history')

  const pages = ['repositories', 'discover', 'search', 'app', 'plan', 'refusal', 'security', 'history']
  expect(seen).toEqual(Object.fromEntries(pages.map((page) => [page, harmless])))
})
