import type { ProofFact, ProofStep } from '../model/proof.ts'

/** Without leaves that only say again what stands above them, or beside what they belong to. */
export function tellOnce(steps: readonly ProofStep[]): readonly ProofStep[] {
  return withoutTold(steps, new Set())
}

function withoutTold(steps: readonly ProofStep[], told: ReadonlySet<string>): readonly ProofStep[] {
  const known = new Set([...told, ...steps.map(({ text }) => keyOf(text))])
  const here = new Set<string>()
  return steps.flatMap(({ text, because }): readonly ProofStep[] => {
    const left = withoutTold(because, known)
    const key = keyOf(text)
    if (left.length === 0 && (told.has(key) || here.has(key))) return []
    here.add(key)
    return [{ text, because: left }]
  })
}

function keyOf(fact: ProofFact): string {
  return JSON.stringify(fact)
}
