/** Checkpoints of the log (C2SP tlog-checkpoint), as signed notes (C2SP signed-note) with Ed25519. */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { isSignedWith, signWith } from '../keys/algorithms.ts'
import { describePublicKey, tufDescription, usablePublicKey } from '../keys/public-key.ts'
import { rootOf, type Tree } from './merkle.ts'

/** What a checkpoint vouches for. */
export interface Vouched {
  readonly size: number
  /** Base64, as the note has it. */
  readonly root: string
}

/** The tree of a log as somebody kept it, with the key that the log said signs from there on. */
export interface KeptTree extends Vouched {
  readonly verifier?: string | null
}

export interface Checkpoint extends Vouched {
  /** Who says so: the origin of the log and the name of its key are one. */
  readonly origin: string
}

/** A key that checks: its line of text, and what that line means. */
export interface Verifier {
  readonly text: string
  readonly name: string
  readonly key: KeyObject
}

/** `name+hash+key`, the text form of a public key for signed notes. */
export function verifierText(privateKey: KeyObject): string {
  const { keyval } = tufDescription(describePublicKey(createPublicKey(privateKey)))
  const typed = Buffer.concat([ed25519, Buffer.from(keyval.public, 'hex')])
  const name = `${namePrefix}${createHash('sha256').update(typed).digest('hex').slice(0, 16)}`
  return `${name}+${keyHash(name, typed).toString('hex')}+${typed.toString('base64')}`
}

/** Null where the text is no such key, or one that nobody should believe. */
export function parseVerifier(text: string): Verifier | null {
  const [, name, hash, encoded] = /^([^\s+]{1,200})\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{44})$/.exec(text) ?? []
  if (name === undefined || hash === undefined || encoded === undefined) return null
  const typed = Buffer.from(encoded, 'base64')
  if (typed.length !== 33 || typed[0] !== ed25519[0]) return null
  if (keyHash(name, typed).toString('hex') !== hash) return null
  const key = publicKeyOf(typed.subarray(1))
  return key === null ? null : { text, name, key }
}

export function signedCheckpoint(tree: Tree, privateKey: KeyObject, verifier: string): string {
  const [name = '', hash = ''] = verifier.split('+')
  const body = `${name}\n${tree.size}\n${rootOf(tree).toString('base64')}\n`
  const signature = signWith('ed25519', Buffer.from(body), privateKey)
  return `${body}\n— ${name} ${Buffer.concat([Buffer.from(hash, 'hex'), signature]).toString('base64')}\n`
}

/** What a note says, before anybody asks who signed it. Null where it is none. */
export function parseCheckpoint(note: string): Checkpoint | null {
  const [, origin, size, root] = /^(\S+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n\n— /.exec(note) ?? []
  if (origin === undefined || size === undefined || root === undefined) return null
  return { origin, size: Number(size), root }
}

export function isSignedBy(note: string, { name, key, text }: Verifier): boolean {
  const split = note.indexOf('\n\n') + 1
  const signature = note.slice(split + 1)
  const [, signer, encoded] = /^— (\S+) ([A-Za-z0-9+/=]+)\n$/.exec(signature) ?? []
  if (split === 0 || signer !== name || encoded === undefined) return false
  const bytes = Buffer.from(encoded, 'base64')
  if (bytes.subarray(0, 4).toString('hex') !== text.split('+')[1]) return false
  const body = Buffer.from(note.slice(0, split))
  return isSignedWith('ed25519', { bytes: body, signature: bytes.subarray(4) }, key)
}

const namePrefix = 'multios-pm/audit/'
/** The type byte of Ed25519 in signed notes. */
const ed25519 = Buffer.from([1])

function keyHash(name: string, typed: Buffer): Buffer {
  return createHash('sha256').update(`${name}\n`).update(typed).digest().subarray(0, 4)
}

function publicKeyOf(bytes: Buffer): KeyObject | null {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') }
  return usablePublicKey(describePublicKey(createPublicKey({ key: jwk, format: 'jwk' })))
}
