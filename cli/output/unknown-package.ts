import type { ErrorFacts } from '../../engine/index.ts'
import { inline } from './text.ts'
import { near } from './word-parts.ts'
import type { Setting, Words } from './word-table.ts'

/** Nobody offers it; or a repository does, and none of it is for whoever asks: then the name is its own nearest one. */
export function unknownPackage(
  { name, nearest }: ErrorFacts['package/not-found'],
  { command }: Pick<Setting, 'command'>,
): Words {
  if (nearest.includes(name)) {
    return {
      title: `No release of "${inline(name)}" can be taken here.`,
      cause: null,
      fix: `See why: ${command('search', name, '--all')}`,
    }
  }
  return {
    title: `There is no package called "${inline(name)}".`,
    cause: near(nearest),
    fix: nearest.length > 0 ? null : `Look for it: ${command('search', name, '--description')}`,
  }
}
