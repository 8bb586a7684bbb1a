import type { Output } from '../../engine/index.ts'
import { listed } from './phrases.ts'
import { green, inline, red, yellow } from './text.ts'

type Urgency = NonNullable<Output<'updates.list'>[number]['urgency']>
type AdvisorySummary = Output<'package.info'>['security']['advisories'][number]

/** Why an update comes before others; among several advisories, with the one that says so. */
export function urgencyWords(urgency: Urgency, advisories: readonly unknown[]): string {
  const source = advisories.length > 1 ? ` (${inline(urgency.advisory)})` : ''
  return reasonWords(urgency) + source
}

function reasonWords(urgency: Urgency): string {
  switch (urgency.kind) {
    case 'exploited':
      return urgency.due === null
        ? 'known to be exploited'
        : `known to be exploited, to be repaired by ${inline(urgency.due)}`
    case 'likely':
      return `critical, and will be exploited within 30 days with a probability of ${percent(urgency.epss)}`
    case 'score':
      return `CVSS ${urgency.score.toFixed(1)}`
    case 'percentile':
      return `more likely to be exploited than ${percent(urgency.percentile)} of all weaknesses`
    case 'severity':
      return urgency.severity === 'unknown' ? 'nobody has rated it' : `rated ${urgency.severity}`
  }
}

/** `T-1, also CVE-2026-1 (high): what it is`, in the colour of what it means here. */
export function advisoryTitle(one: AdvisorySummary): string {
  const paint = { affected: red, fixed: green, unknown: yellow }[one.state]
  const names = one.aliases.length === 0 ? '' : `, also ${listed(one.aliases.map(inline), 3)}`
  return `${paint(inline(one.id))}${names} (${severityWord(one)}) ${inline(one.summary)}`.trimEnd()
}

function severityWord({ severity }: AdvisorySummary): string {
  return severity === 'unknown' ? 'not rated' : severity
}

export function sourceLines({ source }: AdvisorySummary): string[] {
  if (source === undefined) return []
  return [`It speaks of ${inline(source.name)} ${inline(source.version)}, which this was made from.`]
}

/** What publishers say of it, as their word and not as ours. */
export function publishersLines({ words = [] }: AdvisorySummary): string[] {
  return words.map(({ repository, key, author, status, justification, statement }) => {
    const who = `${inline(author)}, by "${inline(repository)}"${key === null ? '' : ` (key ${key.slice(0, 16)})`}`
    const why = [justification === null ? '' : justificationWords[justification], inline(statement)]
    const because = why.filter((part) => part !== '').join('; ')
    const joint = status === 'not_affected' ? ', because ' : ': '
    return `${who} says: ${vexWords[status]}${because === '' ? '' : `${joint}${because}`}`
  })
}

type Word = NonNullable<AdvisorySummary['words']>[number]

const vexWords: Readonly<Record<Word['status'], string>> = {
  not_affected: 'not affected',
  affected: 'affected',
  fixed: 'repaired',
  under_investigation: 'being looked into',
}

const justificationWords: Readonly<Record<NonNullable<Word['justification']>, string>> = {
  component_not_present: 'that component is not in it',
  vulnerable_code_not_present: 'that code is not in it',
  vulnerable_code_not_in_execute_path: 'that code is never run',
  vulnerable_code_cannot_be_controlled_by_adversary: 'nobody can steer that code',
  inline_mitigations_already_exist: 'something in it stops that',
}

/** What is known of how bad it is and how likely somebody uses it, a line each. */
export function riskLines({ score, vector, epss, kev }: AdvisorySummary): string[] {
  return [
    ...(score === null ? [] : [`CVSS ${score.toFixed(1)} (${inline(vector ?? '')})`]),
    ...(epss === null
      ? []
      : [
          `EPSS ${percent(epss.score)} within 30 days, more than ${percent(epss.percentile)} of all${epss.date === null ? '' : `, as of ${inline(epss.date)}`}`,
        ]),
    ...(kev === null ? [] : [red(kevWords(kev))]),
  ]
}

function kevWords({ added, due, ransomware }: NonNullable<AdvisorySummary['kev']>): string {
  const until = due === null ? '' : `, to be repaired by ${inline(due)}`
  return `Known to be exploited since ${inline(added)}${ransomware ? ', by ransomware too' : ''}${until}`
}

/** `62 %`, `0.4 %`, `99.9 %`; what is above nothing is not shown as nothing, nor what is below certainty as certain. */
function percent(part: number): string {
  if (part > 0 && part < 0.001) return 'less than 0.1 %'
  const tenths = Math.floor(part * 1_000) / 10
  return `${tenths < 10 || tenths > 99 ? tenths : Math.round(tenths)} %`
}
