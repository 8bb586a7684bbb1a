import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const sizes = [
  { width: 1_280, height: 800 },
  { width: 900, height: 640 },
] as const
const themes = ['light', 'dark'] as const

/** What an eye would stumble over on this screen, at both sizes, each with where it is. */
export async function flawsOf(page: Page): Promise<readonly string[]> {
  const flaws: string[] = []
  for (const size of sizes) {
    await page.setViewportSize(size)
    const found = await page.evaluate(findFlaws)
    flaws.push(...found.map((flaw) => `${String(size.width)}: ${flaw}`))
  }
  return [...new Set(flaws)]
}

/** What is too faint to be read, in both themes. */
export async function faintIn(page: Page): Promise<readonly string[]> {
  const flaws: string[] = []
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze()
    for (const { nodes } of violations)
      flaws.push(...nodes.map(({ target }) => `${colorScheme}: too little contrast at ${target.join(' ')}`))
  }
  return [...new Set(flaws)]
}

/** Runs in the page, so that everything it needs is inside. */
function findFlaws(): string[] {
  interface Text {
    readonly element: Element
    readonly box: DOMRect
  }
  // What lies below an open sheet cannot be reached, and is dimmed.
  const top = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body
  const texts = findTexts()
  return [...sideways(), ...cutOff(), ...overlaps(), ...overIcons(), ...outOfLine(), ...smallTargets()]

  function nameOf({ tagName, classList, textContent }: Element): string {
    const words = textContent.trim().replaceAll(/\s+/g, ' ').slice(0, 40)
    return `${tagName.toLowerCase()}.${classList.item(0) ?? ''} “${words}”`
  }

  function isShown(element: Element): boolean {
    const isVisible = element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    return isVisible && element.closest('.vh, [aria-hidden="true"], [inert]') === null
  }

  /** From the element itself up to what is looked at. */
  function lineage(element: Element): Element[] {
    const all: Element[] = []
    for (let each: Element | null = element; each !== null && each !== top; each = each.parentElement)
      all.push(each)
    return all
  }

  function scrolls(element: Element): boolean {
    const { overflowX, overflowY } = getComputedStyle(element)
    return [overflowX, overflowY].some((value) => value === 'auto' || value === 'scroll')
  }

  function findTexts(): Text[] {
    const found: Text[] = []
    const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement
      if (element === null || (node.textContent ?? '').trim() === '' || !isShown(element)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const box of range.getClientRects()) if (box.width > 1) found.push({ element, box })
    }
    return found
  }

  function sideways(): string[] {
    return [document.documentElement, ...top.querySelectorAll('main, aside, .sheet, .sheet__body')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map((element) => `scrolls sideways: ${nameOf(element)}`)
  }

  function cutOff(): string[] {
    // Words over a picture may leave it with the picture.
    const cut = texts.filter(({ element, box }) => {
      const holder = holderOf(element)
      if (holder === null || endsInDots(holder) || element.closest('pre, .hero') !== null) return false
      const frame = holder.getBoundingClientRect()
      return box.right > frame.right + 1 || box.bottom > frame.bottom + 4
    })
    return cut.map(({ element }) => `cut off: ${nameOf(element)}`)
  }

  /** The nearest that hides what does not fit; null where one that scrolls comes first. */
  function holderOf(element: Element): Element | null {
    const first = lineage(element).find(
      (each) => scrolls(each) || ['hidden', 'clip'].includes(getComputedStyle(each).overflowX),
    )
    return first === undefined || scrolls(first) ? null : first
  }

  /** A line that ends in an ellipsis says that there is more. */
  function endsInDots(element: Element): boolean {
    const { textOverflow, webkitLineClamp } = getComputedStyle(element)
    return textOverflow === 'ellipsis' || webkitLineClamp !== 'none'
  }

  /** Two texts in one place cannot be read. What is hidden, or scrolled away, is not there. */
  function overlaps(): string[] {
    const visible = texts.map(visiblePart).filter(({ width, height }) => width > 2 && height > 4)
    return visible.flatMap((one, at) =>
      visible
        .slice(at + 1)
        .filter((other) => one.element !== other.element && one.layer === other.layer && meet(one, other))
        .map((other) => `overlap: ${nameOf(one.element)} and ${nameOf(other.element)}`),
    )
  }

  /** An icon that stands for art has no calm place for words. */
  function overIcons(): string[] {
    return [...top.querySelectorAll('.hero__face')].flatMap((icon) => {
      const { left, top: from, right, bottom } = icon.getBoundingClientRect()
      const part = { element: icon, layer: null, left, from, right, bottom, width: 0, height: 0 }
      return texts
        .filter(({ element }) => icon.parentElement?.contains(element) === true)
        .filter((text) => meet(visiblePart(text), part))
        .map(({ element }) => `overlap: ${nameOf(element)} and an icon`)
    })
  }

  /** Icons of others fill their box to its edge: one that is pulled out of its place is seen to be. */
  function outOfLine(): string[] {
    return [...top.querySelectorAll('.appicon')]
      .filter((icon) => isShown(icon) && icon.parentElement !== null)
      .filter((icon) => {
        const place = icon.parentElement!.getBoundingClientRect()
        return icon.getBoundingClientRect().left < place.left - 0.5
      })
      .map((icon) => `out of line: ${nameOf(icon)} in ${nameOf(icon.parentElement!)}`)
  }

  function visiblePart({ element, box }: Text) {
    const frames = lineage(element)
      .filter((each) => getComputedStyle(each).overflow !== 'visible')
      .map((each) => each.getBoundingClientRect())
    const all = [box, ...frames]
    const [left, from] = [Math.max(...all.map((each) => each.left)), Math.max(...all.map((each) => each.top))]
    const right = Math.min(...all.map((each) => each.right))
    const bottom = Math.min(...all.map((each) => each.bottom))
    return {
      ...{ element, layer: layerOf(element), left, from, right, bottom },
      ...{ width: right - left, height: bottom - from },
    }
  }

  function meet(one: ReturnType<typeof visiblePart>, other: ReturnType<typeof visiblePart>): boolean {
    const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left)
    const high = Math.min(one.bottom, other.bottom) - Math.max(one.from, other.from)
    return wide > 2 && high > 6
  }

  /** What sticks, floats or lies over the page is meant to. */
  function layerOf(element: Element): Element | null {
    const isLayer = (each: Element): boolean =>
      ['fixed', 'sticky'].includes(getComputedStyle(each).position) || each.matches('dialog, header')
    return lineage(element).find(isLayer) ?? null
  }

  /** WCAG 2.5.8: 24 by 24, but for links within a sentence. */
  function smallTargets(): string[] {
    return [...top.querySelectorAll('button, [role=tab], select, input:not([type=hidden]), summary')]
      .filter((element) => isShown(element) && !element.matches('.rowlink, .link'))
      .filter((element) => {
        const boxes = [element, ...[element.closest('label, .field')].filter((each) => each !== null)]
        const side = Math.max(
          ...boxes.map((each) => {
            const { width, height } = each.getBoundingClientRect()
            return Math.min(width, height)
          }),
        )
        return side > 0 && side < 24
      })
      .map((element) => `small target: ${nameOf(element)}`)
  }
}
