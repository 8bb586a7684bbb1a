import type { Input, Output } from '../../engine/index.ts'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context } from '../context.ts'
import { usage } from '../failure.ts'
import type { Page } from '../output/page.ts'
import { listed } from '../output/phrases.ts'
import { facts } from '../output/table.ts'
import { dim, inline, yellow } from '../output/text.ts'

type Rule = Input<'policy.add'>['rules'][number]
type PolicyView = Output<'policy.list'>
type Pin = PolicyView['pins'][number]

export async function list(_: Arguments, context: Context): Promise<Answer> {
  const engine = await context.engine()
  const policy = await engine.run('policy.list', {}, { signal: context.signal })
  return { data: policy, text: (page) => policyText(policy, page) }
}

export async function hold(input: Arguments, context: Context): Promise<Answer> {
  const names = input.list('package')
  const policy = await add(rulesOf('hold', names), context)
  const held = policy.holds.filter(({ name }) => names.includes(name))
  return {
    data: policy,
    text: () =>
      `Held: ${listed(held.map(heldWords))}. Updates leave ${names.length === 1 ? 'it' : 'them'} alone.`,
  }
}

export async function unhold(input: Arguments, context: Context): Promise<Answer> {
  const names = input.list('package')
  const policy = await remove(rulesOf('hold', names), context)
  return { data: policy, text: () => `No longer held: ${listed(names)}.` }
}

export async function pin(input: Arguments, context: Context): Promise<Answer> {
  const name = input.operand('name')
  const version = input.text('version')
  const repository = input.text('repository')
  if (version === undefined && repository === undefined) {
    throw usage(`What ${name} should be pinned to is missing.`, 'Give --version, --repository, or both.')
  }
  const rule: Rule = {
    kind: 'pin',
    name,
    ...(version === undefined ? {} : { version }),
    ...(repository === undefined ? {} : { repository }),
  }
  const policy = await add([rule], context)
  const pinned = policy.pins.filter((one) => one.name === name)
  return { data: policy, text: () => pinned.map((one) => `Pinned: ${pinWords(one)}.`).join('\n') }
}

export async function unpin(input: Arguments, context: Context): Promise<Answer> {
  const names = input.list('package')
  const policy = await remove(rulesOf('pin', names), context)
  return { data: policy, text: () => `No longer pinned: ${listed(names)}.` }
}

export async function protect(input: Arguments, context: Context): Promise<Answer> {
  const names = input.list('package')
  const policy = await add(rulesOf('protect', names), context)
  return {
    data: policy,
    text: () => `Protected: ${listed(names)}. Nothing removes ${names.length === 1 ? 'it' : 'them'}.`,
  }
}

export async function unprotect(input: Arguments, context: Context): Promise<Answer> {
  const names = input.list('package')
  const policy = await remove(rulesOf('protect', names), context)
  return { data: policy, text: () => `No longer protected: ${listed(names)}.` }
}

export async function channel(input: Arguments, context: Context): Promise<Answer> {
  const wanted = input.operand('channel')
  if (wanted !== 'stable' && wanted !== 'development') {
    throw usage(`"${wanted}" is no channel.`, 'There are two: stable and development.')
  }
  const change = wanted === 'development' ? add : remove
  const policy = await change([{ kind: 'development' }], context)
  return { data: policy, text: () => `${channelWords[policy.channel]}.` }
}

export async function own(input: Arguments, context: Context): Promise<Answer> {
  const { repository, patterns, rules } = ownership(input)
  const engine = await context.engine()
  const before = await engine.run('policy.list', {}, { signal: context.signal })
  const policy = await add(rules, context)
  const taken = before.owners.filter((one) => patterns.includes(one.pattern) && one.repository !== repository)
  const lines = taken.map((one) => `${one.pattern} belonged to "${one.repository}" until now.`)
  return {
    data: policy,
    text: () =>
      [`Only "${repository}" may offer ${listed(patterns.map(inline))} from now on.`, ...lines].join('\n'),
  }
}

export async function disown(input: Arguments, context: Context): Promise<Answer> {
  const { repository, patterns, rules } = ownership(input)
  const policy = await remove(rules, context)
  return {
    data: policy,
    text: () => `"${repository}" no longer owns ${listed(patterns.map(inline))}.`,
  }
}

function ownership(input: Arguments): {
  readonly repository: string
  readonly patterns: readonly string[]
  readonly rules: Rule[]
} {
  const repository = input.operand('name')
  const patterns = input.list('pattern')
  return {
    repository,
    patterns,
    rules: patterns.map((pattern) => ({ kind: 'owner', pattern, repository })),
  }
}

function rulesOf(kind: 'hold' | 'pin' | 'protect', names: readonly string[]): Rule[] {
  return names.map((name) => ({ kind, name }))
}

async function add(rules: Rule[], context: Context): Promise<PolicyView> {
  return (await context.engine()).run('policy.add', { rules }, { signal: context.signal })
}

async function remove(rules: Rule[], context: Context): Promise<PolicyView> {
  return (await context.engine()).run('policy.remove', { rules }, { signal: context.signal })
}

function policyText(policy: PolicyView, page: Page): string {
  const groups: readonly (readonly [string, readonly string[]])[] = [
    ['Held', policy.holds.map(heldWords)],
    ['Pinned', policy.pins.map(pinWords)],
    ['Protected', policy.protected],
    ['Owned', policy.owners.map(({ pattern, repository }) => `${pattern}: only from ${repository}`)],
  ]
  const rows = groups.flatMap(([title, lines]) =>
    lines.map((line, index) => [index === 0 ? title : '', line] as const),
  )
  const set =
    rows.length === 0
      ? ['Nothing is held, pinned, protected or owned.', dim(`Hold one: ${page.command('hold')} PACKAGE`)]
      : [facts(rows, page.width)]
  return [...set, `${channelWords[policy.channel]}.`].join('\n')
}

const channelWords = {
  stable: 'Development releases are taken only where a request asks for them',
  development: 'Development releases are taken like all others',
}

function heldWords({ name, version }: PolicyView['holds'][number]): string {
  return version === null ? `${name} (not installed now)` : `${name} ${inline(version)}`
}

function pinWords({ name, version, repository, offered }: Pin): string {
  const to = [
    ...(version === null ? [] : [inline(version)]),
    ...(repository === null ? [] : [`from ${repository}`]),
  ]
  const warning = offered ? '' : yellow(' (no repository in use offers such a release)')
  return `${name}, only ${to.join(' ')}${warning}`
}
