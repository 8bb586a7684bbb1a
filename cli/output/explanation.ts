import type { Explanation } from '../../engine/index.ts'
import type { Page } from './page.ts'
import { listed, sentence } from './phrases.ts'
import { requestCommands } from './request.ts'
import { bold, inline } from './text.ts'

type ProofStep = Explanation['proof'][number]
type ProofFact = ProofStep['text']

/** What cannot be had, in the fewest words. */
export function explanationTitle(explanation: Explanation): string {
  const wanted = [...explanation.clash, ...explanation.proof.map((step) => step.text)].find(isWanted)
  return wanted === undefined ? 'This change is not possible.' : `${inline(wanted.name)} cannot be installed.`
}

/** The clash as one sentence: what holds, but what holds against it. */
export function clashSentence(explanation: Explanation): string {
  const parts = explanation.clash.map(factWords)
  if (parts.length === 0) return 'No set of releases was found that grants it.'
  if (parts.length === 1) return `${opening(parts[0]!)}.`
  return `${opening(parts.slice(0, -1).join(', '))}, but ${parts.at(-1)!}.`
}

/** A sentence may start with a capital only where it does not start with a package's name. */
function opening(text: string): string {
  return /^(?:you|no|so) /.test(text) ? sentence(text) : text
}

/** The whole proof as a tree. */
export function proofTree(steps: readonly ProofStep[], indent = ''): readonly string[] {
  return steps.flatMap((step, index) => {
    const last = index === steps.length - 1
    return [
      `${indent}${last ? '└─' : '├─'} ${factWords(step.text)}`,
      ...proofTree(step.because, `${indent}${last ? '   ' : '│  '}`),
    ]
  })
}

/** Everything below the sentence: why, and what would work. */
export function explanationDetails(explanation: Explanation, page: Page): string {
  const why = explanation.proof.length === 0 ? [] : [bold('Why'), ...proofTree(explanation.proof), '']
  const commands = explanation.fixes.map((fix) =>
    fix.requests.flatMap((request) => requestCommands(request, page)).join(' && '),
  )
  const ways = commands.map((line, index) => `${index + 1}. ${line}`)
  return [...why, ...(ways.length === 0 ? [] : [bold('What would work'), ...ways])].join('\n').trimEnd()
}

export function factWords(fact: ProofFact): string {
  switch (fact.kind) {
    case 'wanted':
      return fact.constraint === null
        ? `you want ${inline(fact.name)}`
        : `you want ${inline(fact.name)} ${inline(fact.constraint)}`
    case 'installed':
      return `${inline(fact.name)} ${inline(fact.version)} is installed`
    case 'depends':
      return `${inline(fact.release)} (${inline(fact.repository)}) needs ${inline(fact.clause)}`
    case 'conflicts':
      return `${inline(fact.release)} cannot be together with ${inline(fact.other)} (it says: ${inline(fact.clause)})`
    case 'no-release':
      return fact.available.length === 0
        ? `no repository offers ${inline(fact.clause)}`
        : `no repository offers ${inline(fact.clause)}, only ${listed(fact.available.map(inline))}`
    case 'needed-by':
      return `${inline(fact.by)} needs ${inline(fact.name)}`
    case 'impossible':
      return `so ${inline(fact.name)} cannot be installed`
  }
}

function isWanted(fact: ProofFact): fact is Extract<ProofFact, { kind: 'wanted' }> {
  return fact.kind === 'wanted'
}
