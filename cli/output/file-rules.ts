import type { PolicyFile } from '../../engine/index.ts'
import { inline } from './text.ts'

type PackageRule = PolicyFile['packages'][number]

/** What a policy file says, a line a rule: its place in the file, and its content in short. */
export function fileRules(policy: PolicyFile): (readonly [string, string])[] {
  const { packages, publishers, version: _, ...rest } = policy
  return [
    ...plainRules(rest),
    ...(publishers === undefined ? [] : publisherRules(publishers)),
    ...packages.map((rule, place) => [`packages[${place}]`, packageWords(rule)] as const),
  ]
}

type Plain = string | number | boolean | readonly string[] | undefined | { readonly [key: string]: Plain }

function plainRules(rules: { readonly [key: string]: Plain }, above = ''): (readonly [string, string])[] {
  return Object.entries(rules).flatMap(([key, value]) => {
    const place = above === '' ? inline(key) : `${above}.${inline(key)}`
    if (value === undefined) return []
    if (isList(value)) return [[place, value.map(inline).join(', ')] as const]
    return typeof value === 'object' ? plainRules(value, place) : [[place, inline(String(value))] as const]
  })
}

function isList(value: Plain): value is readonly string[] {
  return Array.isArray(value)
}

function publisherRules({
  mode,
  trusted,
}: NonNullable<PolicyFile['publishers']>): (readonly [string, string])[] {
  return [
    ['publishers.mode', mode],
    ...trusted.map(({ name, keys = [], namespaces = [] }, place) => {
      const words = [
        inline(name),
        ...(namespaces.length === 0 ? [] : [`only ${namespaces.map(inline).join(', ')}`]),
        ...keys.map((key) => `key ${key.slice(0, 'sha256:'.length + 16)}…`),
      ]
      return [`publishers.trusted[${place}]`, words.join(', ')] as const
    }),
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
    `${decision} ${inline(match)}`,
    ...(repositories === undefined ? [] : [`from ${repositories.map(inline).join(', ')}`]),
    ...(license === undefined ? [] : [`license ${license.map(inline).join(', ')}`]),
    ...(unfixedSeverity === undefined ? [] : [`known weakness of severity ${unfixedSeverity} or above`]),
    ...(hasScripts === undefined ? [] : [hasScripts ? 'with install scripts' : 'without install scripts']),
    ...(anyPublisher === true ? ['of any publisher'] : []),
    ...(note === undefined ? [] : [inline(note)]),
  ]
  return words.join(', ')
}
