import type { ErrorFacts } from '../../engine/model/failure.ts'
import { closeNames, type FailureWords } from './failure-words.ts'

/** Nobody offers it; or a repository does, and none of it is for whoever asks: then the name is its own nearest one. */
export function unknownPackage({ name, nearest }: ErrorFacts['package/not-found']): FailureWords {
  if (nearest.includes(name)) {
    return {
      title: `No release of “${name}” can be taken here`,
      cause: 'A repository has it: for another kind of machine, say, or taken back.',
      fix: 'Search for it, and have what is hidden shown: each line says why.',
    }
  }
  return {
    title: `No package is called “${name}”`,
    cause: 'No repository in use offers it, and it is not installed.',
    fix: closeNames(nearest, 'Check the repositories for news, or add one that has it.'),
  }
}
