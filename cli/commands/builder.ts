import path from 'node:path'
import type { Signer } from '../../engine/publishing.ts'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context } from '../context.ts'
import { unverified } from '../exit-code.ts'
import { usage } from '../failure.ts'
import { keystoreOf } from '../keys.ts'
import { count, size } from '../output/phrases.ts'
import { inline } from '../output/text.ts'
import { verificationText } from '../output/verification.ts'
import { readPublicKey } from '../public-key.ts'

export async function skeleton(input: Arguments, context: Context): Promise<Answer> {
  const name = input.operand('name')
  const shown = input.text('directory') ?? name
  const directory = path.resolve(context.workingDirectory, shown)
  const { createSkeleton } = await context.tools()
  const made = await createSkeleton({ directory, name }, context.signal)
  return {
    data: { directory, ...made },
    text: (page) =>
      [
        `Started ${name} in ${inline(shown)}:`,
        ...made.files.map((file) => `  ${inline(file)}`),
        `Build it: ${page.command('build', shown)}`,
      ].join('\n'),
  }
}

export async function build(input: Arguments, context: Context): Promise<Answer> {
  const here = (file: string) => path.resolve(context.workingDirectory, file)
  const shown = input.text('output') ?? 'dist'
  const modified = sourceDate(context.environment)
  const signer = await signerOf(input, context)
  const { buildPackage } = await context.tools()
  const built = await buildPackage(
    {
      source: here(input.text('dir') ?? '.'),
      output: here(shown),
      format: input.text('format') === 'tar.zst' ? 'tar.zst' : 'tar.xz',
      signer,
      modified,
    },
    context.signal,
  )
  const file = path.join(shown, path.basename(built.file))
  return {
    data: built,
    text: (page) =>
      [
        `Built ${inline(file)} (${size(built.size)}, ${count(built.files, 'file or folder', 'files and folders')}).`,
        built.signedBy === null
          ? 'It is not signed. Sign it: add --sign --key-id KEY'
          : `Signed with "${input.text('keyId') ?? ''}".`,
        `Check it: ${page.command('verify', file)}`,
      ].join('\n'),
  }
}

export async function verify(input: Arguments, context: Context): Promise<Answer> {
  const here = (file: string) => path.resolve(context.workingDirectory, file)
  const keys = []
  for (const file of input.list('key')) keys.push(await readPublicKey(here(file), context.signal))
  const { verifyPackage } = await context.tools()
  const judged = keys.length > 0
  const result = await verifyPackage(
    { file: here(input.operand('file')), ...(judged ? { keys } : {}) },
    context.signal,
  )
  const bad = result.signatures.some((one) => one.state === 'invalid')
  const signed = !judged || result.signatures.some((one) => one.state === 'valid')
  return {
    data: result,
    text: (page) => verificationText(result, judged, page),
    ...(bad || !signed ? { exit: unverified } : {}),
  }
}

async function signerOf(input: Arguments, context: Context): Promise<Signer | null> {
  const key = input.text('keyId')
  if (!input.flag('sign')) {
    if (key !== undefined) throw usage('--key-id names a key, but nothing says to sign.', 'Add --sign.')
    return null
  }
  if (key === undefined) {
    throw usage(
      '--sign needs to know which key.',
      `Add --key-id KEY. See your keys: ${context.beside('multios-pm', 'sign', 'list')}`,
    )
  }
  return (await keystoreOf(context)).signer(key)
}

/** The moment that every file in the package carries, so that the same source gives the same bytes. */
function sourceDate({ SOURCE_DATE_EPOCH: text }: NodeJS.ProcessEnv): number {
  if (text === undefined || text === '') return 0
  const seconds = Number(text)
  // Beyond 33 bits a tar header has no room for it.
  if (!/^\d+$/.test(text) || seconds > 0o77777777777) {
    throw usage(`SOURCE_DATE_EPOCH is "${text}".`, 'It holds the seconds since 1970, as a whole number.')
  }
  return seconds
}
