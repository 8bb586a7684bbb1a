import path from 'node:path'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context, Toolbox } from '../context.ts'
import { usage } from '../failure.ts'
import { keystoreOf } from '../keys.ts'
import type { Page } from '../output/page.ts'
import { count, marked } from '../output/phrases.ts'
import { inline } from '../output/text.ts'
import { algorithms, readPublicKey } from '../public-key.ts'
import { placeWords, target } from '../repo-place.ts'

type Role = Parameters<Toolbox['rotateKeys']>[0]['roles'][number]
type Rotation = Awaited<ReturnType<Toolbox['rotateKeys']>>
type OfflineRoot = NonNullable<Parameters<Toolbox['rotateKeys']>[0]['offlineRoot']>

const roles: readonly Role[] = ['root', 'targets', 'snapshot', 'timestamp', 'advisories', 'releases']
/** Of which keys may be kept elsewhere, several of them. */
const rolesElsewhere = ['root', 'targets', 'advisories'] as const

export async function rotate(input: Arguments, context: Context): Promise<Answer> {
  const where = target(input, context)
  const wanted = input.list('role')
  for (const role of rolesElsewhere)
    if (input.list(`${role}Key`).length > 0 && !wanted.includes(role))
      throw usage(`--${role}-key is about the role ${role}.`, `Use: rotate-keys ${role} --${role}-key FILE`)
  const unknown = wanted.find((word) => !roles.some((role) => role === word))
  if (unknown !== undefined)
    throw usage(`There is no role called ${inline(unknown)}.`, `Roles: ${roles.join(', ')}`)
  const { rotateKeys } = await context.tools()
  const rotation = await rotateKeys(
    {
      ...where,
      keystore: await keystoreOf(context),
      roles: wanted.length === 0 ? ['snapshot', 'timestamp'] : roles.filter((role) => wanted.includes(role)),
      algorithm: algorithms.find((one) => one === input.text('algorithm')),
      offlineRoot: await offlineRoot(input, context),
      targets: await targetsHolders(input, context),
      advisories: await keptElsewhere('advisories', input, context),
      now: context.now(),
    },
    context.signal,
  )
  return { data: rotation, text: (page) => rotationText(rotation, input, page) }
}

function rotationText(rotation: Rotation, input: Arguments, page: Page): string {
  if (rotation.kind === 'targets-pending') return targetsText(rotation, page)
  const made = `New keys for ${rotation.roles.join(', ')}.`
  if (rotation.kind === 'published') {
    return [made, ...publishedLines(input.operand('repoName'), rotation.built)].join('\n')
  }
  const { before, own } = rotation.lacking
  return [
    `${made} Nothing is published yet: the next root waits for signatures.`,
    ...(before === 0 ? [] : [`  ${count(before, 'key')} of the root before`]),
    ...(own === 0 ? [] : [`  ${count(own, 'key')} of its own`]),
    `Take ${inline(rotation.file)} to each of these keys: ${page.command('sign-root', 'root.pending.json', 'KEY')}`,
    `Then: ${page.command('publish-root', ...placeWords(input))}`,
  ].join('\n')
}

function targetsText({ file, lacking }: Extract<Rotation, { kind: 'targets-pending' }>, page: Page): string {
  return [
    `Nothing has changed yet: what these keys are to vouch for lacks ${count(lacking, 'signature')} of theirs.`,
    `Take ${inline(file)} to each of them: ${page.command('sign-targets', 'targets.pending.json', 'KEY')}`,
    'Then: the same command once more.',
  ].join('\n')
}

/** One more signature on what a key that is kept elsewhere says of publishers. */
export async function signTargets(input: Arguments, context: Context): Promise<Answer> {
  const file = path.resolve(context.workingDirectory, input.operand('file'))
  const signer = await (await keystoreOf(context)).signer(input.operand('key'))
  const { signPendingTargets } = await context.tools()
  const targets = await signPendingTargets(file, signer)
  return {
    data: targets,
    text: () =>
      [
        `Signed targets ${targets.version}, which ends on ${targets.expires.slice(0, 10)}; it has ${count(targets.signatures, 'signature')} now.`,
        ...targets.roles.flatMap(({ name, publisher, keys, threshold, may }) => [
          `  ${publisher === null ? name : `publisher ${inline(publisher)}`}: ${threshold} of ${count(keys.length, 'key')}, for ${may.map(inline).join(', ')}`,
          ...keys.map((id) => marked(id, '    ')),
        ]),
      ].join('\n'),
  }
}

export async function signRoot(input: Arguments, context: Context): Promise<Answer> {
  const file = path.resolve(context.workingDirectory, input.operand('file'))
  const signer = await (await keystoreOf(context)).signer(input.operand('key'))
  const { signPendingRoot } = await context.tools()
  const root = await signPendingRoot(file, signer)
  return {
    data: root,
    text: () =>
      [
        `Signed root ${root.version}, which ends on ${root.expires.slice(0, 10)}; it has ${count(root.signatures, 'signature')} now.`,
        ...(root.isOwn
          ? []
          : ['This key is none of its own: the signature counts where the root before has it.']),
        ...root.roles.flatMap(({ name, keys, threshold }) => [
          `  ${name}: ${threshold} of ${count(keys.length, 'key')}`,
          ...keys.map((id) => marked(id, '    ')),
        ]),
      ].join('\n'),
  }
}

export async function publishRoot(input: Arguments, context: Context): Promise<Answer> {
  const where = target(input, context)
  const tools = await context.tools()
  const keystore = await keystoreOf(context)
  const given = input.text('file')
  const file = given === undefined ? undefined : path.resolve(context.workingDirectory, given)
  const built = await tools.publishRoot({ ...where, keystore, file, now: context.now() }, context.signal)
  return { data: built, text: () => publishedLines(where.name, built).join('\n') }
}

export function publishedLines(
  name: string,
  built: {
    readonly version: number
    readonly packages: number
    readonly releases: number
    readonly fingerprint: string
  },
): readonly string[] {
  const offered = count(built.packages, 'package')
  const more = built.releases === built.packages ? '' : ` in ${count(built.releases, 'release')}`
  return [
    `Published "${name}", version ${built.version}: ${offered}${more}.`,
    'Its root fingerprint, which people compare when they add it:',
    marked(built.fingerprint, '  '),
  ]
}

/** Public keys of a root that is kept elsewhere; undefined where none are given. */
export async function offlineRoot(input: Arguments, context: Context): Promise<OfflineRoot | undefined> {
  return keptElsewhere('root', input, context)
}

/** The same of targets. */
export async function targetsHolders(input: Arguments, context: Context): Promise<OfflineRoot | undefined> {
  return keptElsewhere('targets', input, context)
}

async function keptElsewhere(
  role: (typeof rolesElsewhere)[number],
  input: Arguments,
  { workingDirectory, signal }: Context,
): Promise<OfflineRoot | undefined> {
  const files = input.list(`${role}Key`)
  const threshold = input.number(`${role}Threshold`)
  if (files.length === 0) {
    // A key that is made here signs alone: whoever asks for several would believe that they have them.
    if (threshold !== undefined)
      throw usage(
        `--${role}-threshold is about keys that are kept elsewhere.`,
        `Name them: --${role}-key FILE`,
      )
    return undefined
  }
  const keys = await Promise.all(
    files.map((file) => readPublicKey(path.resolve(workingDirectory, file), signal)),
  )
  return { keys, threshold: threshold ?? 1 }
}
