import * as v from 'valibot'
import { RepositoryName } from '../../../engine/api/repository-operations.ts'
import type { RepositoryWords, Wanted } from './use-new-repository.ts'

/** What a person types; text as in the fields. */
export interface RepositoryForm {
  url: string
  /** How the repository proves what it says: by a root, as ours do, or by one OpenPGP key. */
  proof: 'root' | 'openpgp'
  /** The key's text, or its address. */
  key: string
  name: string
  description: string
  priority: string
  /** The person says that the fingerprints are the same. */
  compared: boolean
}

export const blankForm: RepositoryForm = {
  url: '',
  proof: 'root',
  key: '',
  name: '',
  description: '',
  priority: '0',
  compared: false,
}

/** Why a name cannot be used; undefined where it can. */
export function nameProblem(name: string): string | undefined {
  return v.is(RepositoryName, name)
    ? undefined
    : 'Use a-z, 0-9, dot, dash and underscore; begin with a letter or digit.'
}

export function priorityProblem(priority: string): string | undefined {
  const number = Number(priority)
  return /^-?\d+$/.test(priority.trim()) && Math.abs(number) <= 1_000
    ? undefined
    : 'Enter a whole number from -1000 to 1000.'
}

/** More than a key ever is: what is longer is another file. */
const longestKey = 262_144

/** Why this cannot be a key; undefined where it can. Whether it is one, the engine says. */
export function keyProblem(key: string): string | undefined {
  return key.length > longestKey ? 'This is too long to be a key.' : undefined
}

/** Null while something is missing. */
export function toWanted({ url, proof, key }: RepositoryForm): Wanted | null {
  const address = url.trim()
  const given = key.trim()
  if (address === '') return null
  if (proof === 'root') return { url: address }
  if (given === '' || keyProblem(given) !== undefined) return null
  return { url: address, key: /^https?:\/\/\S+$/i.test(given) ? { url: given } : { text: given } }
}

export function toWords({ name, description, priority }: RepositoryForm): RepositoryWords {
  return { name, description: description.trim(), priority: Number(priority) }
}
