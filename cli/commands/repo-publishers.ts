import path from 'node:path'
import type { Arguments } from '../arguments.ts'
import { fingerprintOf } from '../confirm-fingerprint.ts'
import type { Answer, Context } from '../context.ts'
import { usage } from '../failure.ts'
import { wantedOf } from '../operands.ts'
import { fingerprint, keymark, listed } from '../output/phrases.ts'
import { inline } from '../output/text.ts'
import { type PublicKey, readPublicKey } from '../public-key.ts'
import { readText } from '../read-text.ts'
import { placeWords, target } from '../repo-place.ts'

export async function publisher(input: Arguments, context: Context): Promise<Answer> {
  const [files, namespaces] = [input.list('key'), input.list('namespace')]
  const keys = await Promise.all(
    files.map(async (file) => readPublicKey(path.resolve(context.workingDirectory, file), context.signal)),
  )
  const words = input.list('succession')
  const successions = await Promise.all(words.map(async (file) => readJson(file, context)))
  const threshold = input.number('threshold')
  const { setPublisher } = await context.tools()
  const { publisher: known, unpublished } = await setPublisher({
    ...target(input, context),
    publisher: input.operand('name'),
    keys,
    namespaces,
    successions,
    threshold,
  })
  const isChanged = files.length + namespaces.length + words.length > 0 || threshold !== undefined
  return {
    data: { ...known, unpublished },
    text: (page) =>
      [
        ...keyLines(known),
        ...leftOutLines(unpublished),
        ...((known.namespaces ?? []).length === 0
          ? []
          : [`Names that are its alone: ${(known.namespaces ?? []).map(inline).join(', ')}`]),
        ...(isChanged ? [`Publish: ${page.command('build', ...placeWords(input))}`] : []),
      ].join('\n'),
  }
}

/** A key that was stolen or lost signs nothing more for its publisher. */
export async function revokeKey(input: Arguments, context: Context): Promise<Answer> {
  const keyId = fingerprintOf(input.operand('fingerprint'))
  const { revokePublisherKey } = await context.tools()
  const revoked = await revokePublisherKey({
    ...target(input, context),
    publisher: input.operand('name'),
    keyId,
  })
  const { publisher: known, unpublished } = revoked
  return {
    data: revoked,
    text: (page) =>
      [
        `This key signs no more for ${inline(known.name)}: ${fingerprint(keyId)}, ${keymark(keyId)}`,
        ...keyLines(known),
        ...leftOutLines(unpublished),
        `Publish: ${page.command('build', ...placeWords(input))}`,
      ].join('\n'),
  }
}

interface Signing {
  readonly name: string
  readonly keys: readonly PublicKey[]
  readonly threshold?: number | undefined
}

function leftOutLines(
  unpublished: readonly { readonly name: string; readonly version: string }[],
): readonly string[] {
  if (unpublished.length === 0) return []
  const releases = unpublished.map(({ name, version }) => `${inline(name)} ${inline(version)}`)
  return [`Too few keys signed these, so the next build leaves them out: ${listed(releases)}.`]
}

function keyLines({ name, keys, threshold = 1 }: Signing): string[] {
  return [
    `${inline(name)} signs with${threshold === 1 ? '' : ` ${threshold} of`}:`,
    ...keys.map(({ keyId, algorithm }) => `  ${fingerprint(keyId)}  ${algorithm}\n  ${keymark(keyId)}`),
  ]
}

/** The engine says whether it is what it should be. */
async function readJson(file: string, context: Context): Promise<unknown> {
  const text = await readText(path.resolve(context.workingDirectory, file), file, context.signal)
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

export async function yank(input: Arguments, context: Context): Promise<Answer> {
  const typed = input.operand('release')
  const { name, version } = wantedOf(typed)
  if (version === undefined)
    throw usage(`${inline(typed)} names no version.`, 'Say which release: NAME=VERSION')
  const { yankRelease } = await context.tools()
  const reason = input.flag('restore') ? null : (input.text('reason') ?? '')
  const yanked = await yankRelease({
    ...target(input, context),
    release: { name, version },
    reason,
    now: context.now(),
  })
  return {
    data: yanked,
    text: (page) =>
      [
        reason === null
          ? `${inline(name)} ${inline(version)} is offered again.`
          : `Took ${inline(name)} ${inline(version)} back.`,
        `Publish: ${page.command('build', ...placeWords(input))}`,
      ].join('\n'),
  }
}
