import type { ErrorCode, ErrorFacts } from '../../engine/model/failure.ts'
import type { FailureWords } from './failure-words.ts'
import { listOf } from './words.ts'

type Codes = Extract<
  ErrorCode,
  | 'publisher/not-found'
  | 'key/targets-unsigned'
  | 'trust/change-unconfirmed'
  | 'trust/look-alike-unconfirmed'
  | 'file/unvouched'
>

/** Who publishes, and whose word a person takes. */
export const publisherWords: { readonly [C in Codes]: (facts: ErrorFacts[C]) => FailureWords } = {
  'publisher/not-found': ({ name, nearest }) => ({
    title: `There is no publisher “${name}”`,
    cause:
      nearest.length === 0 ? 'No repository names one of that name.' : `Close names: ${listOf(nearest)}.`,
    fix: 'Look at the repositories for who publishes in them.',
  }),
  'key/targets-unsigned': ({ lacking }) => ({
    title: 'The list of publishers waits for signatures',
    cause: `${lacking} of the targets keys, which are kept elsewhere, still have to sign. Nothing was changed.`,
    fix: 'Sign it where these keys are kept: multios-repo-builder sign-targets.',
  }),
  'trust/change-unconfirmed': ({ changes }) => ({
    title: 'Somebody else vouches for it than before',
    cause: `Nobody has confirmed that for ${listOf([...new Set(changes.map(({ name }) => name))])}. Nothing was changed.`,
    fix: 'Compare both fingerprints with what the publisher says, then confirm the change in its plan.',
  }),
  'trust/look-alike-unconfirmed': ({ names }) => ({
    title: 'The name is easily taken for another one',
    cause: `${listOf(names.map(({ name, other }) => `${name} is not ${other.name}`))}, and nobody has confirmed that it is meant. Nothing was changed.`,
    fix: 'Compare the names and their publishers in the plan, then confirm it there.',
  }),
  'file/unvouched': ({ path }) => ({
    title: 'Nothing vouches for this file',
    cause: `${path} is no file of an installed package, and not the package file that one came from.`,
    fix: 'Choose a file of something that is installed.',
  }),
}
