/** Words that say little of what it is for: what follows them does. */
const wide =
  /(?:^| )(?:apps?|applications?|collection|command|environment|games?|gui|programs?|set|scripts?|software|suite|system|tools?|toolkit|utilities|utility|way|interface)$/
/** What ends the name of a thing. An abbreviation in brackets is still its name. */
const cut =
  /\s(?:for|to|with|that|which|from|using|based|in|by|on|via|written|designed)\s|;|\((?![a-z]{2,5}\))|\.\s|\s[-–—]\s|:\s/g

export interface SummaryHead {
  /** From where to where in the text. */
  readonly start: number
  readonly end: number
  /** The word that the others there belong to; empty where there is none. */
  readonly noun: string
}

/**
 * The part of a folded summary that tells what a package is: `web browser` of `GNOME: web browser for the desktop`. After
 * a word as wide as `program`, what it is for is part of it.
 */
export function headOf(summary: string): SummaryHead {
  let [start, from, noun] = [0, 0, '']
  // Nearly always the first sign ends it: the others are not looked for.
  for (let sign = signFrom(summary, 0); ; sign = signFrom(summary, from)) {
    const { text, index } = sign
    const piece = summary.slice(from, index).trim()
    const isName = noun === '' && /[-–—:]/.test(text) && !/\s\S+\s/.test(piece)
    if (noun === '' && !isName) noun = lastWordOf(piece)
    from = index + text.length
    if (isName) start = from
    else if (noun !== '' && !wide.test(piece)) return { start, end: index, noun }
    if (index === summary.length) return { start, end: index, noun }
  }
}

/** The next sign that ends the name of a thing; the end of the text is one, too. */
function signFrom(summary: string, from: number): { readonly text: string; readonly index: number } {
  cut.lastIndex = from
  const found = cut.exec(summary)
  return found === null ? { text: '', index: summary.length } : { text: found[0], index: found.index }
}

function lastWordOf(text: string): string {
  return /[\p{L}\p{N}+#-]+$/u.exec(text)?.[0] ?? ''
}
