import path from 'node:path'
import { keymarkText } from '../../engine/model/keymark.ts'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context } from '../context.ts'
import { unverified } from '../exit-code.ts'
import { usage } from '../failure.ts'
import { keystoreOf } from '../keys.ts'
import { marked } from '../output/phrases.ts'
import { table } from '../output/table.ts'
import { inline } from '../output/text.ts'
import { algorithms, type PublicKey, publicKeyFrom } from '../public-key.ts'
import { readText, readTextIfThere } from '../read-text.ts'
import { verificationText } from '../output/verification.ts'

export async function generateKey(input: Arguments, context: Context): Promise<Answer> {
  const name = input.operand('keyname')
  const keystore = await keystoreOf(context)
  const algorithm = algorithms.find((one) => one === input.text('algorithm')) ?? 'ed25519'
  const made = await keystore.generate(name, algorithm)
  return {
    data: { ...made, keymark: keymarkText(made.key.keyId) },
    text: (page) =>
      [
        `Made the key "${name}".`,
        marked(made.key.keyId, '  '),
        `Sign with it: ${page.beside('multios-builder', 'build', '--sign', '--key-id', name)}`,
        `Give its public half to others: ${page.command('sign', 'export', name)} > ${name}.pub`,
      ].join('\n'),
  }
}

export async function listKeys(_: Arguments, context: Context): Promise<Answer> {
  const keystore = await keystoreOf(context)
  const keys = await keystore.list()
  return {
    data: keys.map((one) => ({ ...one, keymark: keymarkText(one.key.keyId) })),
    text: (page) => {
      if (keys.length === 0) {
        return `There is no key yet. Make one: ${page.command('sign', 'generate-key', 'my-key')}`
      }
      const columns = [
        { title: 'Name' },
        { title: 'Kind' },
        { title: 'Keymark' },
        { title: 'Key id', gives: true },
      ]
      return table(
        columns,
        keys.map((key) => [inline(key.name), key.key.algorithm, keymarkText(key.key.keyId), key.key.keyId]),
        page.width,
      )
    },
  }
}

export async function signFile(input: Arguments, context: Context): Promise<Answer> {
  const file = path.resolve(context.workingDirectory, input.operand('file'))
  const keystore = await keystoreOf(context)
  const signer = await keystore.signer(input.operand('key'))
  const { signPackage } = await context.tools()
  const signed = await signPackage({ file, signer }, context.signal)
  return {
    data: signed,
    text: () => `Signed ${inline(input.operand('file'))}: see ${inline(signed.signature)}`,
  }
}

export async function verifyFile(input: Arguments, context: Context): Promise<Answer> {
  const file = path.resolve(context.workingDirectory, input.operand('file'))
  const key = await keyNamed(input.operand('key'), context)
  const { verifyPackage } = await context.tools()
  const result = await verifyPackage({ file, keys: [key] }, context.signal)
  const signed = result.signatures.some((one) => one.state === 'valid')
  return {
    data: result,
    text: (page) => verificationText(result, true, page),
    ...(signed ? {} : { exit: unverified }),
  }
}

export async function exportKey(input: Arguments, context: Context): Promise<Answer> {
  const keystore = await keystoreOf(context)
  if (input.flag('private')) {
    const passphrase = passphraseOf(context)
    if (passphrase === null) throw usage('There is no passphrase to seal the key with.', passphraseHint)
    const sealed = await keystore.sealed(input.operand('key'), passphrase)
    return { data: JSON.parse(sealed), text: () => sealed.trimEnd() }
  }
  const key = await keystore.publicKey(input.operand('key'))
  // One document in both forms: what is redirected to a file is what --key reads.
  return { data: key, text: () => JSON.stringify(key, null, 2) }
}

export async function importKey(input: Arguments, context: Context): Promise<Answer> {
  const source = input.operand('file')
  const text = await readText(path.resolve(context.workingDirectory, source), source, context.signal)
  const { openTransferred } = await context.tools()
  const privateKey = await openTransferred(text, { source, passphrase: passphraseOf(context) })
  const taken = await (await keystoreOf(context)).take(input.operand('keyname'), privateKey)
  return {
    data: { ...taken, keymark: keymarkText(taken.key.keyId) },
    text: () => `Took in the key "${taken.name}" (${taken.key.algorithm}).\n${marked(taken.key.keyId, '  ')}`,
  }
}

const passphraseHint =
  'Put one into MULTIOS_EXPORT_PASSPHRASE. Whoever knows it and has the file can sign as you.'

function passphraseOf({ environment }: Context): string | null {
  return environment['MULTIOS_EXPORT_PASSPHRASE'] || null
}

/** One's own key by its name, or somebody else's from a file. */
async function keyNamed(name: string, context: Context): Promise<PublicKey> {
  const file = path.resolve(context.workingDirectory, name)
  const text = await readTextIfThere(file, name, context.signal)
  if (text !== null) return publicKeyFrom(text, name)
  return (await keystoreOf(context)).publicKey(name)
}
