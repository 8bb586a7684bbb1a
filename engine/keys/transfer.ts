import { createPrivateKey, type KeyObject } from 'node:crypto'
import * as v from 'valibot'
import { canonicalJson } from '../base/canonical-json.ts'
import { parseJsonStrict } from '../base/json.ts'
import { EngineError } from '../model/failure.ts'
import { algorithmOf } from './algorithms.ts'
import { KeyFile, openKey, sealKey } from './key-file.ts'
import { passphraseKeys } from './passphrase.ts'

const isSealedText = 'it is sealed: put its passphrase into MULTIOS_EXPORT_PASSPHRASE'

interface About {
  /** What the person calls the text: its file. */
  readonly source: string
  readonly passphrase: string | null
}

/** A private key as text to take elsewhere: a key file whose wrapping key is a passphrase (scrypt). */
export async function sealForTransfer(
  { name, key }: Pick<KeyFile, 'name' | 'key'>,
  privateKey: KeyObject,
  passphrase: string,
): Promise<string> {
  const made = await passphraseKeys(passphrase).create(key.keyId)
  const file = sealKey({ name, keystore: 'file', key }, privateKey, made)
  made.secret.fill(0)
  return `${canonicalJson(file)}\n`
}

/**
 * The private key in a text that `sealForTransfer` made, or in PEM (PKCS #8, also encrypted, PKCS #1 or SEC 1), as
 * OpenSSL writes it. `passphrase` is null where there is none: then what is sealed is refused.
 */
export async function openTransferred(text: string, { source, passphrase }: About): Promise<KeyObject> {
  const privateKey = await openText(text, { source, passphrase })
  if (algorithmOf(privateKey) !== null) return privateKey
  throw unreadable(
    source,
    'what is taken is Ed25519, RSA with 2,048 or 4,096 bits and the exponent 65,537, or ECDSA on P-256 or P-384',
  )
}

async function openText(text: string, about: About): Promise<KeyObject> {
  if (text.trimStart().startsWith('{')) return openSealed(text, about)
  if (/^-----BEGIN [A-Z ]*PRIVATE KEY-----/m.test(text)) return openPem(text, about)
  throw unreadable(about.source, 'neither an exported key nor a private key in PEM')
}

async function openSealed(text: string, { source, passphrase }: About): Promise<KeyObject> {
  const file = parseKeyFile(text)
  if (file === null) throw unreadable(source, 'not an exported key')
  if (file.keystore !== 'file' || file.salt === null)
    throw unreadable(
      source,
      `it can only be opened with the ${file.keystore} that it was made in: export it there`,
    )
  if (passphrase === null) throw unreadable(source, isSealedText)
  const secret = await passphraseKeys(passphrase).open(file.key.keyId, Buffer.from(file.salt, 'base64'))
  const privateKey = secret === null ? null : openKey(file, secret)
  secret?.fill(0)
  if (privateKey === null)
    throw unreadable(source, 'the passphrase in MULTIOS_EXPORT_PASSPHRASE does not open it')
  return privateKey
}

function parseKeyFile(text: string): KeyFile | null {
  try {
    const parsed = v.safeParse(KeyFile, parseJsonStrict(text))
    return parsed.success ? parsed.output : null
  } catch {
    // Not JSON: the one thing to know is that it is no key.
    return null
  }
}

function openPem(text: string, { source, passphrase }: About): KeyObject {
  const isSealed = /ENCRYPTED/.test(text)
  if (isSealed && passphrase === null) throw unreadable(source, isSealedText)
  try {
    return createPrivateKey(passphrase === null ? text : { key: text, format: 'pem', passphrase })
  } catch (error) {
    if (isSealed) throw unreadable(source, 'the passphrase in MULTIOS_EXPORT_PASSPHRASE does not open it')
    throw unreadable(source, 'not a private key', error)
  }
}

function unreadable(source: string, problem: string, cause?: unknown): EngineError {
  return new EngineError('request/invalid', { what: 'private key', value: source, problem }, { cause })
}
