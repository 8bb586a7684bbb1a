import type { Explanation } from '../../engine/model/plan.ts'
import type { ProofFact } from '../../engine/model/proof.ts'
import { factWords, wishWords } from './because.ts'
import type { TitleOf } from './because.ts'
import { capitalized, listOf } from './words.ts'

/** The clash as one sentence, as the command line has it: what holds, but what holds against it. */
export function clashSentence({ clash }: Pick<Explanation, 'clash'>, titleOf: TitleOf): string {
  const wishes = clash.flatMap((fact) => (fact.kind === 'wanted' ? [wishWords(fact, titleOf)] : []))
  // That something is installed is no news in a sentence which says what it does here.
  const told = new Set(clash.flatMap(releasesIn))
  const others = clash
    .filter((fact) => fact.kind !== 'wanted')
    .filter((fact) => fact.kind !== 'installed' || !told.has(`${fact.name} ${fact.version}`))
    .map((fact) => factWords(fact, titleOf).replace(/^No /, 'no '))
  const parts = [...(wishes.length === 0 ? [] : [`you want ${listOf(wishes)}`]), ...others]
  const [only = 'no set of releases was found that grants it'] = parts
  if (parts.length < 2) return `${opening(only)}.`
  // Facts of one kind add up; only another one stands against them.
  const joint = new Set(clash.map(({ kind }) => kind)).size === 1 ? ' and' : ', but'
  return `${opening(parts.slice(0, -1).join(', '))}${joint} ${parts.at(-1)!}.`
}

/** Releases of which a fact says what they do. */
function releasesIn(fact: ProofFact): readonly string[] {
  switch (fact.kind) {
    case 'depends':
      return [fact.release]
    case 'conflicts':
      return [fact.release, fact.other]
    case 'needed-by':
      return [fact.by]
    default:
      return []
  }
}

/** A package's name keeps its small letter. */
function opening(text: string): string {
  return /^(?:you|no) /.test(text) ? capitalized(text) : text
}
