const focusable = 'a[href], button:not(:disabled), input:not(:disabled), select, [tabindex="0"]'

/** Moves the focus to the next (1) or the one before (-1) of the parts of the window marked `data-region`. */
export function moveToRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(isShown)
  const at = regions.findIndex((region) => region.contains(document.activeElement))
  const next = regions.at((at === -1 && step === -1 ? 0 : at + step) % regions.length)
  if (!next) return
  const target = next.id === 'main' ? next : (next.querySelector<HTMLElement>(focusable) ?? next)
  target.focus()
}

function isShown(region: HTMLElement): boolean {
  return region.getClientRects().length > 0
}
