/** What an install brings to this machine in all, in bytes. */
export interface WholeCost {
  /** To download. */
  readonly size: number
  /** On the disk, less what goes. */
  readonly installedSize: number
  /** All that come, what was asked for among them. */
  readonly packages: number
}

/** What a solution costs; its own size is the least of what a package costs that needs others. */
export function wholeCostOf(solution: {
  readonly size: number
  readonly installedSize: number
  readonly lines: readonly { readonly to: string | null }[]
}): WholeCost {
  const { size, installedSize, lines } = solution
  return { size, installedSize, packages: lines.filter(({ to }) => to !== null).length }
}
