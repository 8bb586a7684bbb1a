import { createHash, timingSafeEqual } from 'node:crypto'

/** Tokens open one session each, once; sessions last as long as the host does. */
export interface Sessions {
  /** A token for the fragment of an address, which browsers send to nobody. */
  readonly issueToken: () => string
  /** The session that the token buys, or null where it was never issued or was used. */
  readonly redeem: (token: string) => string | null
  readonly isOpen: (session: string) => boolean
}

/** More than any person has browsers; beyond, the oldest go. */
const most = 100

export function createSessions(randomText: () => string): Sessions {
  const tokens: Buffer[] = []
  const sessions: Buffer[] = []

  function add(list: Buffer[]): string {
    const secret = randomText()
    list.push(digest(secret))
    if (list.length > most) list.shift()
    return secret
  }

  return {
    issueToken: () => add(tokens),
    redeem: (token) => {
      const at = find(tokens, token)
      if (at === -1) return null
      tokens.splice(at, 1)
      return add(sessions)
    },
    isOpen: (session) => find(sessions, session) !== -1,
  }
}

/** Takes as long for every wrong answer. */
export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other))
}

/** Looks at every entry, and compares digests: the time it takes tells nothing. */
function find(list: readonly Buffer[], secret: string): number {
  const wanted = digest(secret)
  return list.reduce((found, candidate, at) => (timingSafeEqual(candidate, wanted) ? at : found), -1)
}

function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** The values of a cookie: a page of another port can set a second one of the same name, which opens nothing. */
export function cookiesIn(header: string | undefined, name: string): string[] {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim())
  return pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1))
}
