import path from 'node:path'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context } from '../context.ts'
import { keystoreOf, makeRepositorySigners, repositorySigners } from '../keys.ts'
import type { Page } from '../output/page.ts'
import { count, fingerprint } from '../output/phrases.ts'
import { inline } from '../output/text.ts'

export async function create(input: Arguments, context: Context): Promise<Answer> {
  const name = input.operand('name')
  const shown = input.operand('path')
  const { createRepository } = await context.tools()
  const signers = await makeRepositorySigners(await keystoreOf(context), name)
  const made = await createRepository(
    {
      name,
      path: path.resolve(context.workingDirectory, shown),
      description: input.text('description') ?? '',
      signers,
      now: context.now(),
    },
    context.signal,
  )
  return {
    data: made,
    text: (page) =>
      [
        `Started the repository "${name}" in ${inline(shown)}.`,
        'Its root fingerprint, which people compare when they add it:',
        `  ${fingerprint(made.fingerprint)}`,
        `Add packages: ${page.command('add')} FILE... --repo-name ${name} --repo-path ${inline(shown)}`,
      ].join('\n'),
  }
}

export async function add(input: Arguments, context: Context): Promise<Answer> {
  const files = input.list('file').map((file) => path.resolve(context.workingDirectory, file))
  const { addPackages } = await context.tools()
  const result = await addPackages({ ...target(input, context), files, now: context.now() }, context.signal)
  return { data: result, text: (page) => addedText(result.added, input, page) }
}

export async function build(input: Arguments, context: Context): Promise<Answer> {
  const where = target(input, context)
  const { buildRepository } = await context.tools()
  const signers = await repositorySigners(await keystoreOf(context), where.name)
  const built = await buildRepository({ ...where, signers, now: context.now() }, context.signal)
  return {
    data: built,
    text: () =>
      [
        `Published "${where.name}", version ${built.version}: ${count(built.packages, 'package')}.`,
        'Its root fingerprint, which people compare when they add it:',
        `  ${fingerprint(built.fingerprint)}`,
      ].join('\n'),
  }
}

export async function sync(input: Arguments, context: Context): Promise<Answer> {
  const from = path.resolve(context.workingDirectory, input.operand('dir'))
  const { syncDirectory } = await context.tools()
  const result = await syncDirectory({ ...target(input, context), from, now: context.now() }, context.signal)
  return { data: result, text: (page) => addedText(result.added, input, page) }
}

function target(input: Arguments, context: Context): { readonly name: string; readonly path: string } {
  return {
    name: input.operand('repoName'),
    path: path.resolve(context.workingDirectory, input.operand('repoPath')),
  }
}

function addedText(
  added: readonly { readonly name: string; readonly version: string; readonly architecture: string }[],
  input: Arguments,
  page: Page,
): string {
  if (added.length === 0) return 'Nothing new: every package was already there.'
  const next = page.command(
    'build',
    '--repo-name',
    input.operand('repoName'),
    '--repo-path',
    input.operand('repoPath'),
  )
  return [
    `Added ${count(added.length, 'package')}:`,
    ...added.map((one) => `  ${one.name} ${inline(one.version)} (${one.architecture})`),
    `Publish: ${next}`,
  ].join('\n')
}
