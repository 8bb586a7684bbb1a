import { onMounted, onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { readArt, type Art, type Box, type Layout } from './hero-art.ts'

export interface HeroParts {
  readonly picture: HTMLImageElement | null
  /** What stands on the picture. */
  readonly texts: readonly HTMLElement[]
}

/** What the picture of a hero means for its text, looked at again whenever the card changes its size. */
export function useHeroArt(
  parts: () => HeroParts,
  layout: () => Layout,
): { readonly art: Readonly<ShallowRef<Art | null>>; readonly look: () => void } {
  const art = shallowRef<Art | null>(null)
  const observer = new ResizeObserver(look)

  function look(): void {
    const { picture, texts } = parts()
    if (!picture?.complete || picture.naturalWidth === 0) return
    const card = picture.getBoundingClientRect()
    art.value = readArt(
      picture,
      layout(),
      texts.flatMap(linesOf).map((line) => within(card, line)),
    )
  }

  onMounted(() => {
    const { picture, texts } = parts()
    // The texts too: a font that arrives late changes where their lines are.
    for (const part of picture ? [picture, ...texts] : []) observer.observe(part)
  })
  onScopeDispose(() => observer.disconnect())
  return { art, look }
}

/** The box of each line, which is tighter than the box of the element. */
function linesOf(text: HTMLElement): DOMRect[] {
  const range = document.createRange()
  range.selectNodeContents(text)
  return [...range.getClientRects()]
}

function within(card: DOMRect, line: DOMRect): Box {
  return {
    left: (line.left - card.left) / card.width,
    top: (line.top - card.top) / card.height,
    right: (line.right - card.left) / card.width,
    bottom: (line.bottom - card.top) / card.height,
  }
}
