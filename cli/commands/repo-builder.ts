import path from 'node:path'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context, Toolbox } from '../context.ts'
import { keystoreOf, makeRepositorySigners } from '../keys.ts'
import type { Page } from '../output/page.ts'
import { count, marked } from '../output/phrases.ts'
import { readText } from '../read-text.ts'
import { placeWords, target } from '../repo-place.ts'
import { offlineRoot, publishedLines, targetsHolders } from './repo-keys.ts'
import { inline } from '../output/text.ts'

export async function create(input: Arguments, context: Context): Promise<Answer> {
  const name = input.operand('name')
  const shown = input.operand('path')
  const offline = await offlineRoot(input, context)
  if (offline !== undefined) return createOffline(input, context, offline)
  const { createRepository } = await context.tools()
  const targets = await targetsHolders(input, context)
  const { online, root } = await makeRepositorySigners(await keystoreOf(context), name, targets)
  const about = { ...described(input, context), signers: { ...online, root: await root() } }
  const made = await createRepository(about, context.signal)
  return {
    data: made,
    text: (page) =>
      [
        `Started the repository "${name}" in ${inline(shown)}.`,
        'Its root fingerprint, which people compare when they add it:',
        marked(made.fingerprint, '  '),
        `Add packages: ${page.command('add')} FILE... --repo-name ${name} --repo-path ${inline(shown)}`,
        ...elsewhereLines(targets),
      ].join('\n'),
  }
}

/** The root's keys are kept elsewhere, and have to sign before anything can be published. */
async function createOffline(
  input: Arguments,
  context: Context,
  root: NonNullable<Awaited<ReturnType<typeof offlineRoot>>>,
): Promise<Answer> {
  const name = input.operand('name')
  const shown = input.operand('path')
  const { createWithOfflineRoot } = await context.tools()
  const targets = await targetsHolders(input, context)
  const { online } = await makeRepositorySigners(await keystoreOf(context), name, targets)
  const file = await createWithOfflineRoot(
    { ...described(input, context), signers: online, root },
    context.signal,
  )
  return {
    data: { name, path: path.resolve(context.workingDirectory, shown), pendingRoot: file },
    text: (page) =>
      [
        `Started the repository "${name}" in ${inline(shown)}. Its first root waits for ${count(root.threshold, 'signature')}:`,
        `  ${inline(file)}`,
        `Take it to each key of the root: ${page.command('sign-root', 'root.pending.json', 'KEY')}`,
        `Then: ${page.command('publish-root')} --repo-name ${name} --repo-path ${inline(shown)}`,
        ...elsewhereLines(targets),
      ].join('\n'),
  }
}

function elsewhereLines(targets: object | undefined): readonly string[] {
  if (targets === undefined) return []
  return ['Before anything is published, the keys of targets sign what the first build leaves for them.']
}

function described(input: Arguments, context: Context) {
  return {
    name: input.operand('name'),
    path: path.resolve(context.workingDirectory, input.operand('path')),
    description: input.text('description') ?? '',
    now: context.now(),
  }
}

export async function add(input: Arguments, context: Context): Promise<Answer> {
  const files = input.list('file').map((file) => path.resolve(context.workingDirectory, file))
  const { addPackages } = await context.tools()
  const newPublisherKey = input.flag('newPublisherKey')
  const result = await addPackages(
    { ...target(input, context), files, newPublisherKey, now: context.now() },
    context.signal,
  )
  return { data: result, text: (page) => addedText(result.added, input, page) }
}

export async function build(input: Arguments, context: Context): Promise<Answer> {
  const where = target(input, context)
  const { publishRepository } = await context.tools()
  const keystore = await keystoreOf(context)
  const key = await openPgpKeyOf(input, context)
  const built = await publishRepository({ ...where, keystore, now: context.now() }, context.signal)
  const signed = await signedToo(where.path, key, context)
  return {
    data: { ...built, openPgp: signed.files },
    text: (page) =>
      [
        ...publishedLines(where.name, built),
        ...signed.lines,
        ...reminders(built, [...placeWords(input)], page),
      ].join('\n'),
  }
}

type OpenPgpKey = Omit<Parameters<Toolbox['signWithOpenPgp']>[0], 'path'>

/** Tried before anything is published: a name that was mistyped, or a key that is sealed, changes nothing. */
async function openPgpKeyOf(input: Arguments, context: Context): Promise<OpenPgpKey | null> {
  const source = input.text('gpgKey')
  if (source === undefined) return null
  const { checkOpenPgpKey } = await context.tools()
  const key = {
    key: await readText(path.resolve(context.workingDirectory, source), source, context.signal),
    source,
    passphrase: context.environment['MULTIOS_EXPORT_PASSPHRASE'] || null,
    now: context.now(),
  }
  await checkOpenPgpKey(key)
  return key
}

async function signedToo(
  folder: string,
  key: OpenPgpKey | null,
  context: Context,
): Promise<{ readonly files: readonly string[]; readonly lines: readonly string[] }> {
  const { isSignedWithOpenPgp, signWithOpenPgp } = await context.tools()
  if (key === null) {
    if (!isSignedWithOpenPgp(folder)) return { files: [], lines: [] }
    return { files: [], lines: ['Its OpenPGP signatures are of what was published before: sign it again.'] }
  }
  const files = await signWithOpenPgp({ path: folder, ...key }, context.signal)
  return { files, lines: ['Signed with OpenPGP:', ...files.map((file) => `  ${file}`)] }
}

/** What somebody has to do who keeps the root's key, or what was done without being asked. */
function reminders(
  {
    rotated,
    due,
    rootEndsSoon,
    advisoriesEnd,
    targetsWaiting,
  }: {
    readonly rotated: readonly string[]
    readonly due: readonly string[]
    readonly rootEndsSoon: string | null
    readonly advisoriesEnd: string | null
    readonly targetsWaiting: { readonly file: string; readonly packages: number } | null
  },
  place: readonly string[],
  page: Page,
): readonly string[] {
  const rotate = (roles: readonly string[]) => page.command('rotate-keys', ...roles, ...place)
  return [
    ...(rotated.length === 0
      ? []
      : [`Keys that had come to their age were replaced: ${rotated.join(', ')}.`]),
    ...(due.length === 0 ? [] : [`Keys have come to their age: ${rotate(due)}`]),
    ...(targetsWaiting === null ? [] : waitingLines(targetsWaiting, page)),
    ...(advisoriesEnd === null
      ? []
      : [
          `The advisories are good until ${advisoriesEnd.slice(0, 10)}: ${page.command('sign-advisories', 'KEY', ...place)}`,
        ]),
    ...(rootEndsSoon === null ? [] : [`The root ends on ${rootEndsSoon.slice(0, 10)}: ${rotate(['root'])}`]),
  ]
}

function waitingLines(
  { file, packages }: { readonly file: string; readonly packages: number },
  page: Page,
): readonly string[] {
  return [
    ...(packages === 0
      ? []
      : [`Not published yet: ${count(packages, 'package')}, until the targets key says who may sign them.`]),
    `Where that key is kept: ${page.command('sign-targets', inline(file), 'KEY')}`,
  ]
}

export async function sync(input: Arguments, context: Context): Promise<Answer> {
  const from = path.resolve(context.workingDirectory, input.operand('dir'))
  const { syncDirectory } = await context.tools()
  const newPublisherKey = input.flag('newPublisherKey')
  const result = await syncDirectory(
    { ...target(input, context), from, newPublisherKey, now: context.now() },
    context.signal,
  )
  return { data: result, text: (page) => addedText(result.added, input, page) }
}

function addedText(
  added: readonly { readonly name: string; readonly version: string; readonly architecture: string }[],
  input: Arguments,
  page: Page,
): string {
  if (added.length === 0) return 'Nothing new: every package was already there.'
  const next = page.command('build', ...placeWords(input))
  return [
    `Added ${count(added.length, 'package')}:`,
    ...added.map((one) => `  ${one.name} ${inline(one.version)} (${one.architecture})`),
    `Publish: ${next}`,
  ].join('\n')
}
