/** As many as a repository may have. */
const most = 16

/** One address on each line; empty lines count for nothing. */
export function mirrorsIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** Why these lines cannot be mirrors; undefined where they can. Whether an address may be used, the engine says. */
export function mirrorsProblem(text: string): string | undefined {
  const lines = mirrorsIn(text)
  if (lines.length > most) return `A repository has at most ${most} mirrors.`
  const wrong = lines.find((line) => !URL.canParse(line) || line.length > 2_000)
  return wrong === undefined ? undefined : `“${wrong.slice(0, 60)}” is not an address.`
}
