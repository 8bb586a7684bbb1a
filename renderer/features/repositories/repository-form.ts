import * as v from 'valibot'
import { RepositoryName } from '../../../engine/api/repository-operations.ts'
import type { RepositoryWords } from './use-new-repository.ts'

/** What a person types; text as in the fields. */
export interface RepositoryForm {
  url: string
  name: string
  description: string
  priority: string
  /** The person says that the fingerprints are the same. */
  compared: boolean
}

export const blankForm: RepositoryForm = {
  url: '',
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

export function toWords({ name, description, priority }: RepositoryForm): RepositoryWords {
  return { name, description: description.trim(), priority: Number(priority) }
}
