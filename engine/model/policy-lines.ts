import type { PolicyFile } from './policy-file.ts'

type PackageRule = PolicyFile['packages'][number]

/** One rule of a policy file. Not escaped: names in it are whatever somebody wrote. */
export interface PolicyLine {
  /** Its place in the file, as verdicts name it: `packages[2]`. */
  readonly rule: string
  /** Its content in short. */
  readonly says: string
}

/** What a policy file says, a line a rule. */
export function policyLines(policy: PolicyFile): PolicyLine[] {
  const { packages, publishers, schedule, version: _, ...rest } = policy
  return [
    ...plainLines(rest),
    ...(schedule === undefined ? [] : scheduleLines(schedule)),
    ...(publishers === undefined ? [] : publisherLines(publishers)),
    ...packages.map((rule, place) => ({ rule: `packages[${place}]`, says: packageWords(rule) })),
  ]
}

type Plain = string | number | boolean | readonly string[] | undefined | { readonly [key: string]: Plain }

function plainLines(rules: { readonly [key: string]: Plain }, above = ''): PolicyLine[] {
  return Object.entries(rules).flatMap(([key, value]): PolicyLine[] => {
    const rule = above === '' ? key : `${above}.${key}`
    if (value === undefined) return []
    if (isList(value)) return [{ rule, says: value.join(', ') }]
    return typeof value === 'object' ? plainLines(value, rule) : [{ rule, says: String(value) }]
  })
}

function isList(value: Plain): value is readonly string[] {
  return Array.isArray(value)
}

function publisherLines({ mode, trusted }: NonNullable<PolicyFile['publishers']>): PolicyLine[] {
  return [
    { rule: 'publishers.mode', says: mode },
    ...trusted.map(({ name, keys = [], namespaces = [] }, place) => {
      const words = [
        name,
        ...(namespaces.length === 0 ? [] : [`only ${namespaces.join(', ')}`]),
        ...keys.map((key) => `key ${key.slice(0, 'sha256:'.length + 16)}…`),
      ]
      return { rule: `publishers.trusted[${place}]`, says: words.join(', ') }
    }),
  ]
}

function scheduleLines({ windows, ...rest }: NonNullable<PolicyFile['schedule']>): PolicyLine[] {
  return [
    ...windows.map(({ days, from, to }, place) => ({
      rule: `schedule.windows[${place}]`,
      says: `${days.length === 7 ? 'every day' : days.join(', ')}, ${from} to ${to}`,
    })),
    ...plainLines(rest, 'schedule'),
  ]
}

function packageWords({
  decision,
  match,
  repositories,
  where = {},
  note,
  anyPublisher,
}: PackageRule): string {
  const { license, unfixedSeverity, hasScripts } = where
  const words = [
    `${decision} ${match}`,
    ...(repositories === undefined ? [] : [`from ${repositories.join(', ')}`]),
    ...(license === undefined ? [] : [`license ${license.join(', ')}`]),
    ...(unfixedSeverity === undefined ? [] : [`known weakness of severity ${unfixedSeverity} or above`]),
    ...(hasScripts === undefined ? [] : [hasScripts ? 'with install scripts' : 'without install scripts']),
    ...(anyPublisher === true ? ['of any publisher'] : []),
    ...(note === undefined ? [] : [note]),
  ]
  return words.join(', ')
}
