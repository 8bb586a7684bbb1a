import path from 'node:path'
import type { Input, Output } from '../../engine/index.ts'
import type { Arguments } from '../arguments.ts'
import { confirmFingerprint, fingerprintOf } from '../confirm-fingerprint.ts'
import type { Answer, Context } from '../context.ts'
import { day, fingerprint, keymark, marked } from '../output/phrases.ts'
import { bold, inline, yellow } from '../output/text.ts'
import { readText } from '../read-text.ts'
import { tuneForReading } from '../tune-for-reading.ts'

type KeyOffer = Output<'repository.inspectKey'>

/** Another key for a repository that signs with OpenPGP, or a newer copy of the one it has. */
export async function setKey(input: Arguments, context: Context): Promise<Answer> {
  const name = input.operand('name')
  const given = input.text('fingerprint')
  const key = await keyAt(input.operand('key'), context)
  const engine = await context.engine()
  const call = { signal: context.signal }
  const offer = await engine.run('repository.inspectKey', { replaces: name, key }, call)
  await confirmFingerprint(
    offer,
    {
      expected: given === undefined ? undefined : fingerprintOf(given),
      text: () => changeText(name, offer),
      question: 'Did its owner announce this? Type y to trust this key from now on: ',
      declined: 'You said no, so the key stays as it was.',
    },
    context,
  )
  const { fingerprint: confirmed } = offer
  const data = await engine.run(
    'repository.setKey',
    { name, openPgpKey: offer.key, fingerprint: confirmed },
    call,
  )
  return { data, text: () => `The key of "${name}" is now ${fingerprint(confirmed)}.\n${keymark(confirmed)}` }
}

/** The key that `--gpg-key` means, once a person confirmed it for this address. */
export async function confirmedKey(
  { url, name, source }: { readonly url: string; readonly name: string; readonly source: string },
  expected: string | undefined,
  context: Context,
): Promise<KeyOffer> {
  const engine = await context.engine(tuneForReading)
  const key = await keyAt(source, context)
  const offer = await engine.run('repository.inspectKey', { url, name, key }, { signal: context.signal })
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

/** A file where there is one, else an address. */
async function keyAt(source: string, context: Context): Promise<Input<'repository.inspectKey'>['key']> {
  if (/^https?:\/\//i.test(source)) return { url: source }
  return { text: await readText(path.resolve(context.workingDirectory, source), source, context.signal) }
}

function offerText(offer: KeyOffer): string {
  return [
    `The repository at ${bold(inline(offer.url))} signs with OpenPGP. The key has this fingerprint:`,
    ...keyLines(offer),
    yellow(
      'Such a repository cannot tell how fresh its answers are: somebody on the way may hold news back.',
    ),
  ].join('\n')
}

function changeText(name: string, offer: KeyOffer): string {
  const { replaces } = offer
  const isSame = replaces === offer.fingerprint
  return [
    isSame
      ? `A newer copy of the key of "${name}":`
      : `Another key for "${name}". Until now it was trusted by\n\n${marked(replaces ?? '', '  ')}\n\nFrom now on it would be`,
    ...keyLines(offer),
  ].join('\n')
}

function keyLines({ fingerprint: hex, users, algorithm, expires, state }: KeyOffer): string[] {
  return [
    '',
    marked(hex, '  '),
    '',
    ...users.map((user) => `  ${inline(user)}`),
    `  ${inline(algorithm)}, ${expires === null ? 'never expires' : `valid until ${day(expires)}`}`,
    ...(state === 'valid' ? [] : [yellow(`  ${stateWords[state]}`)]),
    '',
  ]
}

const stateWords: Readonly<Record<Exclude<KeyOffer['state'], 'valid'>, string>> = {
  expired: 'It has expired: nothing is taken from the repository while it is so.',
  revoked: 'Its owner revoked it: nothing more is taken from the repository with it.',
  unusable: 'It is too weak, or cannot sign: nothing is taken from the repository with it.',
}
