import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Output } from '../../engine/index.ts'
import type { Arguments } from '../arguments.ts'
import { confirmFingerprint, fingerprintOf } from '../confirm-fingerprint.ts'
import type { Answer, Context } from '../context.ts'
import { exitCodes } from '../exit-code.ts'
import { usage } from '../failure.ts'
import { staleWords } from '../output/freshness.ts'
import { count, day, fingerprint, keymark, listed } from '../output/phrases.ts'
import { repositoriesInFull, repositoriesText } from '../output/repositories.ts'
import { table } from '../output/table.ts'
import { bold, green, inline, red, yellow } from '../output/text.ts'
import { type Setting, settingOf } from '../output/word-table.ts'
import { failureWords } from '../output/words.ts'
import { tuneForReading } from '../tune-for-reading.ts'
import { confirmedKey } from './openpgp-key.ts'

type RootOffer = Output<'repository.inspect'>
type SyncResult = Output<'repository.sync'>[number]

export async function add(input: Arguments, context: Context): Promise<Answer> {
  const url = addressOf(input.operand('url'), context.workingDirectory)
  const given = input.text('fingerprint')
  const expected = given === undefined ? undefined : fingerprintOf(given)
  const name = input.operand('name')
  const source = input.text('gpgKey')
  const offer =
    source === undefined
      ? await confirmedRoot({ url, name }, expected, context)
      : await confirmedKey({ url, name, source }, expected, context)
  const engine = await context.engine(tuneForReading)
  const added = await engine.run(
    'repository.add',
    {
      name,
      url: offer.url,
      description: input.text('description') ?? '',
      priority: input.number('priority') ?? 0,
      fingerprint: offer.fingerprint,
      mirrors: mirrorsIn('mirror', input, context),
      ...('key' in offer ? { openPgpKey: offer.key } : {}),
    },
    { signal: context.signal, report: context.report },
  )
  return {
    data: added,
    text: () => `Added "${added.name}": it offers ${count(added.packages, 'package')}.`,
  }
}

export async function remove(input: Arguments, context: Context): Promise<Answer> {
  const name = input.operand('name')
  const engine = await context.engine()
  const data = await engine.run('repository.remove', { name }, { signal: context.signal })
  return { data, text: () => removedText(name, data) }
}

export async function list(_: Arguments, context: Context): Promise<Answer> {
  const engine = await context.engine()
  const repositories = await engine.run('repository.list', {}, { signal: context.signal })
  const { settings } = context
  return {
    data: repositories,
    text: (page) =>
      settings.verbose
        ? repositoriesInFull(repositories, settingOf(page, context))
        : repositoriesText(repositories, page),
  }
}

export const enable = (input: Arguments, context: Context) => configure(input, context, { enabled: true })
export const disable = (input: Arguments, context: Context) => configure(input, context, { enabled: false })

export async function setPriority(input: Arguments, context: Context): Promise<Answer> {
  const text = input.operand('n')
  const priority = Number(text)
  if (!/^-?\d+$/.test(text) || Math.abs(priority) > 1000) {
    throw usage(`"${text}" is no priority.`, 'A whole number from -1000 to 1000 is needed.')
  }
  return configure(input, context, { priority })
}

export async function setMirrors(input: Arguments, context: Context): Promise<Answer> {
  const name = input.operand('name')
  const mirrors = mirrorsIn('url', input, context)
  const engine = await context.engine()
  const view = await engine.run('repository.configure', { name, mirrors }, { signal: context.signal })
  return { data: view, text: () => mirrorsText(view) }
}

export async function sync(input: Arguments, context: Context): Promise<Answer> {
  const name = input.text('repository')
  const engine = await context.engine(tuneForReading)
  const results = await engine.run(
    'repository.sync',
    { ...(name === undefined ? {} : { names: [name] }), force: input.flag('force') },
    { signal: context.signal, report: context.report },
  )
  const failed = results.find((one) => one.failure !== null)?.failure
  return {
    data: results,
    text: (page) => syncText(results, settingOf(page, context)),
    ...(failed ? { exit: exitCodes[failed.code] } : {}),
  }
}

async function configure(
  input: Arguments,
  context: Context,
  settings: { readonly enabled?: boolean; readonly priority?: number },
): Promise<Answer> {
  const name = input.operand('name')
  const engine = await context.engine()
  const view = await engine.run('repository.configure', { name, ...settings }, { signal: context.signal })
  const state = view.enabled ? 'in use' : 'not in use'
  return { data: view, text: () => `"${view.name}" is ${state}. Its priority is ${view.priority}.` }
}

function mirrorsIn(from: string, input: Arguments, context: Context): string[] {
  return input.list(from).map((mirror) => addressOf(mirror, context.workingDirectory))
}

function mirrorsText({ name, url, mirrors }: Output<'repository.configure'>): string {
  if (mirrors.length === 0) return `"${name}" has no mirrors: everything comes from its own address.`
  return [
    `Packages of "${name}" come from, in this order:`,
    ...[...mirrors, url].map((each) => `  ${inline(each)}`),
  ].join('\n')
}

/** A folder is an address too: `./repo` → `file:///home/ada/repo/`. */
export function addressOf(text: string, workingDirectory: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return text
  const folder = path.resolve(workingDirectory, text)
  const looksLocal = /^[./~]/.test(text) || existsSync(folder)
  return looksLocal ? `${pathToFileURL(folder).href.replace(/\/$/, '')}/` : text
}

async function confirmedRoot(
  where: { readonly url: string; readonly name: string },
  expected: string | undefined,
  context: Context,
): Promise<RootOffer> {
  const engine = await context.engine(tuneForReading)
  const offer = await engine.run('repository.inspect', where, {
    signal: context.signal,
    report: context.report,
  })
  await confirmFingerprint(
    offer,
    {
      expected,
      text: () => offerText(offer),
      question: 'Is this the fingerprint that its owner publishes? Type y to trust it: ',
      declined: 'You said no, so the repository was not added.',
    },
    context,
  )
  return offer
}

function removedText(name: string, { disowned, pinned }: Output<'repository.remove'>): string {
  return [
    `Removed "${name}". What was installed from it stays.`,
    ...(disowned.length === 0 ? [] : [`It owned ${listed(disowned)}: every repository may offer that now.`]),
    ...(pinned.length === 0
      ? []
      : [yellow(`Still pinned to it, so nothing is taken for them: ${listed(pinned)}.`)]),
  ].join('\n')
}

function offerText(offer: RootOffer): string {
  const groups = fingerprint(offer.fingerprint).split(' ')
  return [
    `The repository at ${bold(inline(offer.url))} shows this root fingerprint:`,
    '',
    `  ${groups.slice(0, 4).join(' ')}`,
    `  ${groups.slice(4).join(' ')}`,
    `  ${keymark(offer.fingerprint)}`,
    '',
    `${count(offer.keys, 'key speaks', 'keys speak')} for it, ${offer.threshold} must agree. Valid until ${day(offer.expires)}.`,
  ].join('\n')
}

function syncText(results: readonly SyncResult[], setting: Setting): string {
  if (results.length === 0) return 'There is no repository in use.'
  const rows = results.map((one) => [one.name, outcomeWords(one), count(one.packages, 'package')])
  const problems = results.flatMap(({ name, failure }) => {
    if (failure === null) return []
    const { title, cause, fix } = failureWords(failure, setting)
    return [
      '',
      `${red(name)}: ${title}`,
      ...[cause, fix].filter((part) => part !== null).map((part) => `  ${part}`),
    ]
  })
  const stale = results.flatMap(({ name, advisories }) =>
    advisories.state === 'outdated' || advisories.state === 'withheld'
      ? ['', yellow(staleWords({ repository: name, ...advisories }, setting))]
      : [],
  )
  const shown = table([{ title: '' }, { title: '' }, { title: '' }], rows, setting.width)
  return [shown, ...problems, ...stale].join('\n')
}

function outcomeWords({ outcome }: SyncResult): string {
  if (outcome === 'failed') return red('failed')
  return outcome === 'updated' ? green('updated') : 'nothing new'
}
