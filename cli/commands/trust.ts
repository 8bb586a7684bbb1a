import path from 'node:path'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context } from '../context.ts'
import { type Refusal, usage } from '../failure.ts'
import { keystoreOf } from '../keys.ts'
import type { Page } from '../output/page.ts'
import { fingerprint, keymark, listed } from '../output/phrases.ts'
import { inline } from '../output/text.ts'
import { algorithms, publicKeyFrom } from '../public-key.ts'
import { readTextIfThere } from '../read-text.ts'

type Key = { readonly keyId: string; readonly name: string }

export async function trust(input: Arguments, context: Context): Promise<Answer> {
  const whom = await meant(input, context)
  const engine = await context.engine()
  const { keys, only } = await engine.run('publisher.trust', whom, { signal: context.signal })
  const mine = keys.filter(({ keyId, name }) => keyId === whom.who || name === whom.who)
  return {
    data: { keys, only },
    text: (page) => ['Trusted from now on:', ...mine.map(keyLine), ...onlyLines(only, page)].join('\n'),
  }
}

export async function untrust(input: Arguments, context: Context): Promise<Answer> {
  const whom = await meant(input, context)
  const engine = await context.engine()
  const answer = await engine.run('publisher.distrust', whom, { signal: context.signal })
  const { removed, affected } = answer
  return {
    data: answer,
    text: () =>
      [
        'No longer trusted:',
        ...removed.map(keyLine),
        ...(affected.length === 0
          ? []
          : [
              `Installed, and vouched for by no key you trust: ${listed(affected.map(({ name, version }) => `${name} ${inline(version)}`))}. They stay as they are.`,
            ]),
      ].join('\n'),
  }
}

export async function trusted(_: Arguments, context: Context): Promise<Answer> {
  const engine = await context.engine()
  const answer = await engine.run('publisher.trusted', {}, { signal: context.signal })
  const { keys, only } = answer
  return {
    data: answer,
    text: (page) =>
      keys.length === 0
        ? [
            `You trust no publisher by name. Trust one: ${page.command('sign', 'trust', 'PUBLISHER')}`,
            ...onlyLines(only, page),
          ].join('\n')
        : [...keys.map(keyLine), ...onlyLines(only, page)].join('\n'),
  }
}

/** What people who have your packages need in order to follow without a question. */
export async function rotate(input: Arguments, context: Context): Promise<Answer> {
  const [old, next] = [input.operand('key'), input.operand('new')]
  if (old === next) throw ownPlace()
  const { signSuccession } = await context.tools()
  const keystore = await keystoreOf(context)
  const signer = await keystore.signer(old)
  const isThere = (await keystore.list()).some(({ name }) => name === next)
  const wanted = algorithms.find((one) => one === input.text('algorithm'))
  const key = isThere
    ? await keystore.publicKey(next)
    : (await keystore.generate(next, wanted ?? signer.key.algorithm)).key
  if (key.keyId === signer.key.keyId) throw ownPlace()
  if (wanted !== undefined && key.algorithm !== wanted)
    throw usage(
      `There is a key called ${inline(next)} already, and it is ${key.algorithm}.`,
      'Leave --algorithm out, or give the new key another name.',
    )
  const said = await signSuccession(signer, key)
  // One document in both forms: what is redirected to a file is what --succession reads.
  return { data: said, text: () => JSON.stringify(said, null, 2) }
}

function ownPlace(): Refusal {
  return usage('A key cannot take its own place.', 'Give the new one another name.')
}

function keyLine({ keyId, name }: Key): string {
  return `  ${fingerprint(keyId)}${name === '' ? '' : `  ${inline(name)}`}\n  ${keymark(keyId)}`
}

function onlyLines(only: boolean, page: Page): readonly string[] {
  return only
    ? ['Only what one of your trusted keys signed is installed (trusted_publishers_only = true).']
    : [
        'Others may be installed, too, until the configuration says: [security] trusted_publishers_only = true',
        `Where it is: ${page.command('status')}`,
      ]
}

/** A file with a public key, a fingerprint however it is written, or the name of a publisher. */
async function meant(
  input: Arguments,
  context: Context,
): Promise<{ readonly who: string; readonly repository?: string }> {
  const typed = input.operand('who')
  const repository = input.text('repository')
  const where = repository === undefined ? {} : { repository }
  const bare = typed.replaceAll(/[\s:]/g, '').toLowerCase()
  if (/^[0-9a-f]{64}$/.test(bare)) return { who: bare, ...where }
  const text = await readTextIfThere(path.resolve(context.workingDirectory, typed), typed, context.signal)
  return { who: text === null ? typed : publicKeyFrom(text, typed).keyId, ...where }
}
