/** Rows of an answer that is kept at most: a change asks the same several times, and of most releases next to nothing is told. */
const mostRows = 64

/** Answers about releases that hold as long as the same releases are known. */
export interface KeptAnswers<Row> {
  /** Forgets all where others are known now; always, where nobody has looked which ones are: null. */
  readonly knowing: (digests: readonly string[] | null) => void
  readonly get: (question: string, ask: () => Row[]) => Row[]
}

export function keptAnswers<Row>(): KeptAnswers<Row> {
  const kept = new Map<string, Row[]>()
  let known: string | null = null
  return {
    knowing: (digests) => {
      const now = digests?.join() ?? null
      if (now === null || now !== known) kept.clear()
      known = now
    },
    get: (question, ask) => {
      const before = kept.get(question)
      if (before !== undefined) return before
      const answer = ask()
      if (answer.length <= mostRows) kept.set(question, answer)
      return answer
    },
  }
}
