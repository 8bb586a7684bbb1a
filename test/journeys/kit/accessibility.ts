import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const themes = ['light', 'dark'] as const

/** Looks at what is on screen in both themes. What axe calls serious or critical fails, with where it is. */
export async function expectAccessible(page: Page): Promise<void> {
  const found: string[] = []
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    for (const { id, impact, nodes } of violations) {
      if (impact !== 'serious' && impact !== 'critical') continue
      found.push(...nodes.map(({ target }) => `${colorScheme}: ${id} at ${target.join(' ')}`))
    }
  }
  expect(found).toEqual([])
}

const sizes = [
  { width: 1_280, height: 800 },
  { width: 900, height: 640 },
] as const

/** Neither the window nor the sheet of its content scrolls sideways, at its usual size and at its smallest. */
export async function expectFits(page: Page): Promise<void> {
  const wide: string[] = []
  for (const size of sizes) {
    await page.setViewportSize(size)
    const over = await page.evaluate(() =>
      [
        document.documentElement,
        ...document.querySelectorAll('main, dialog[open] .sheet, dialog[open] .sheet__body'),
      ]
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map(({ tagName, className }) => `${tagName}.${className}`),
    )
    wide.push(...over.map((where) => `${String(size.width)}: ${where}`))
  }
  await page.setViewportSize(sizes[0])
  expect(wide).toEqual([])
}

export interface Stop {
  /** Role and name, as a person is told. */
  readonly name: string
  readonly hasRing: boolean
  /** Pixels. */
  readonly smallestSide: number
}

/** Where the focus is now, and whether it can be seen there. */
export async function focusedStop(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body
    const isDrawn = (style: CSSStyleDeclaration): boolean =>
      style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
    // A link of a row draws its ring around the row; a field draws it around its frame.
    const shown = [element, element.closest('.field'), element.closest('.row, tr')]
      .filter((each) => each !== null)
      .flatMap((each) => [getComputedStyle(each), getComputedStyle(each, '::after')])
    const boxes = [element, element.closest('label')].filter((each) => each !== null)
    const after = getComputedStyle(element, '::after')
    const spreads = element.matches('.rowlink') && after.position === 'absolute'
    return {
      name: `${element.tagName.toLowerCase()} ${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().replaceAll(/\s+/g, ' ').slice(0, 60)}`,
      hasRing: shown.some(isDrawn),
      smallestSide: spreads
        ? 24
        : Math.max(
            ...boxes.map((box) =>
              Math.min(box.getBoundingClientRect().width, box.getBoundingClientRect().height),
            ),
          ),
    }
  })
}

/** Tabs from the start of the page until the focus leaves it. */
export async function tabThrough(page: Page, most = 120): Promise<readonly Stop[]> {
  const stops: Stop[] = []
  for (let at = 0; at < most; at += 1) {
    await page.keyboard.press('Tab')
    const stop = await focusedStop(page)
    if (stop.name.startsWith('body')) break
    stops.push(stop)
  }
  return stops
}
