/** Equal for paths that a file system without case, or one that normalizes Unicode, takes for one (UAX 15, UAX 21). */
export function collisionKey(path: string): string {
  // Upper case first: it is what takes `ß` to `ss`.
  return path.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC')
}
