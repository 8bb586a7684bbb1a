import path from 'node:path'
import type { Arguments } from './arguments.ts'
import type { Context } from './context.ts'

/** The repository that `--repo-name` and `--repo-path` mean. */
export function target(input: Arguments, context: Context): { readonly name: string; readonly path: string } {
  return {
    name: input.operand('repoName'),
    path: path.resolve(context.workingDirectory, input.operand('repoPath')),
  }
}

/** How the repository was named, ready to be typed again. */
export function placeWords(input: Arguments): readonly string[] {
  return ['--repo-name', input.operand('repoName'), '--repo-path', input.operand('repoPath')]
}
