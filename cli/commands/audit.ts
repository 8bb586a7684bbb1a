import type { Output } from '../../engine/index.ts'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context } from '../context.ts'
import { vulnerable } from '../exit-code.ts'
import { usage } from '../failure.ts'
import { staleWords } from '../output/freshness.ts'
import { unvouchedLines } from '../output/lost-voucher.ts'
import type { Page } from '../output/page.ts'
import { closed, count, listed, sentence } from '../output/phrases.ts'
import { deadlineWords } from '../output/policy-words.ts'
import { bold, green, inline, red, yellow } from '../output/text.ts'
import { advisoryTitle, publishersLines, riskLines, sourceLines, urgencyWords } from '../output/urgency.ts'
import { type Setting, settingOf } from '../output/word-table.ts'

type AuditAnswer = Output<'package.audit'>
type Revoked = NonNullable<AuditAnswer['revoked']>[number]
type Finding = AuditAnswer['findings'][number]
type AdvisorySummary = Finding['advisories'][number]

/** `verify --security-audit`: not files, but what is known against them. */
export async function securityAudit(input: Arguments, context: Context): Promise<Answer> {
  if (input.flag('fix')) throw usage('An audit repairs nothing.', 'Use: update --security-only')
  const packages = [...input.list('package')]
  const engine = await context.engine()
  const audit = await engine.run('package.audit', packages.length === 0 ? {} : { packages }, {
    signal: context.signal,
  })
  return {
    data: audit,
    text: (page) => auditText(audit, settingOf(page, context)),
    ...(isClean(audit) ? {} : { exit: vulnerable }),
  }
}

function isClean({ findings, stale, revoked = [], unvouched = [] }: AuditAnswer): boolean {
  return findings.length + stale.length + revoked.length + unvouched.length === 0
}

function auditText(audit: AuditAnswer, page: Setting): string {
  const affected = audit.findings.filter(({ advisories }) => isIn(advisories, 'affected').length > 0)
  const doubtful = audit.findings.filter(({ advisories }) => isIn(advisories, 'affected').length === 0)
  return [
    ...(audit.revoked ?? []).flatMap((one) => revokedLines(one, page)),
    ...(audit.unvouched ?? []).flatMap((one) => unvouchedLines(one, page)),
    ...audit.findings.map((one) => findingText(one, page)),
    ...audit.stale.map((one) => yellow(staleWords(one, page))),
    ...summary(audit, { affected, doubtful }, page),
  ].join('\n')
}

function revokedLines({ name, version, repository, reason, at }: Revoked, page: Page): string[] {
  const why = reason === '' ? '' : `: ${inline(reason)}`
  return [
    `${red('taken back')} ${bold(name)} ${inline(version)}${why}`,
    `  "${inline(repository)}" took it back on ${at.slice(0, 10)}. Put another version in its place: ${page.command('update', name)}`,
  ]
}

function isIn(advisories: readonly AdvisorySummary[], state: AdvisorySummary['state']): AdvisorySummary[] {
  return advisories.filter((one) => one.state === state)
}

function findingText(finding: Finding, page: Page): string {
  const { name, version, advisories, urgency } = finding
  const why = urgency === null ? '' : `: ${urgencyWords(urgency, isIn(advisories, 'affected'))}`
  const state = urgency === null ? yellow('not known') : red('affected')
  return [
    `${state} ${bold(name)} ${inline(version)}${why}`,
    ...advisories.flatMap((one) => [
      `  ${advisoryTitle(one)}`,
      ...riskLines(one).map((line) => `    ${line}`),
      ...sourceLines(one).map((line) => `    ${line}`),
      ...publishersLines(one).map((line) => `    ${line}`),
      `    ${repairWords(finding, one)}`,
    ]),
    ...deadlineLines(finding),
    ...adviceLines(finding, page),
  ].join('\n')
}

function repairWords({ version, update }: Finding, { id, state, fixedIn }: AdvisorySummary): string {
  const named = fixedIn === null ? '' : `it names ${inline(fixedIn)} as repaired`
  if (state === 'unknown')
    return `Whether ${inline(version)} is affected cannot be told from it${named === '' ? '' : `; ${named}`}.`
  if (update?.repairs.includes(id) === true)
    return `Fixed in ${inline(update.version)}, from ${inline(update.repository)}.`
  if (update?.unclear.includes(id) === true)
    return `Whether ${inline(update.version)}, from ${inline(update.repository)}, repairs it cannot be told${named === '' ? '' : `; ${named}`}.`
  return named === '' ? 'No fix is known.' : `No repository offers a fix yet; ${named}.`
}

function deadlineLines({ deadline }: Finding): string[] {
  if (deadline === undefined) return []
  return [`  ${(deadline.isOver ? red : yellow)(closed(sentence(deadlineWords(deadline))))}`]
}

/** What a person can do about it, least first. */
function adviceLines({ name, advisories, update }: Finding, page: Page): string[] {
  const affecting = isIn(advisories, 'affected')
  if (affecting.length === 0) return []
  const repairs = update?.repairs ?? []
  const left = affecting.filter(({ id }) => !repairs.includes(id))
  const first = repairs.length === 0 ? [] : [`  Repair: ${page.command('update', name)}`]
  if (left.length === 0) return first
  return [...first, `  Until there is a fix: do without it, if you can: ${page.command('uninstall', name)}`]
}

function summary(
  { packages, known, stale }: AuditAnswer,
  { affected, doubtful }: { readonly affected: readonly Finding[]; readonly doubtful: readonly Finding[] },
  page: Page,
): string[] {
  if (known === 0)
    return [
      yellow('No repository brings any advisory, so nothing is known for or against what is installed.'),
      `Ask them for news: ${page.command('sync')}`,
    ]
  const looked = `${count(packages, 'package')} held against ${count(known, 'advisory', 'advisories')}`
  if (affected.length === 0 && doubtful.length === 0)
    return stale.length === 0
      ? [`${looked}: ${green('nothing is known against them')}.`]
      : [`${looked}: nothing was known against them then.`, `Ask for news: ${page.command('sync')}`]
  const parts = [
    ...(affected.length === 0 ? [] : [`${affected.length} affected`]),
    ...(doubtful.length === 0
      ? []
      : [`${doubtful.length} not known: ${listed(doubtful.map(({ name }) => name))}`]),
  ]
  const security = affected.some(({ update }) => (update?.repairs.length ?? 0) > 0)
  return [
    `${looked}: ${listed(parts)}.`,
    ...(security ? [`Repair what can be repaired: ${page.command('update', '--security-only')}`] : []),
  ]
}
