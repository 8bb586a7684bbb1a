import path from 'node:path'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context } from '../context.ts'
import { incomplete } from '../exit-code.ts'
import { importSigner } from '../import-signer.ts'
import { npmText } from '../output/imported-npm.ts'

export async function importNpm(input: Arguments, context: Context): Promise<Answer> {
  const folder = path.resolve(context.workingDirectory, input.operand('repoPath'))
  const { importFromNpm, repositoryNameIn } = await context.tools()
  const name = input.text('repoName') ?? (await repositoryNameIn(folder))
  const signer = await importSigner(input, context)
  const summary = await importFromNpm(
    {
      ...{ name, path: folder, names: input.list('name'), signer, now: context.now() },
      publisher: input.text('publisher') ?? name,
      environment: context.environment,
      report: (index, count) => context.report({ kind: 'step', step: 'download', index, count }),
    },
    context.signal,
  )
  const place = ['--repo-name', name, '--repo-path', input.operand('repoPath')]
  return {
    data: summary,
    text: (page) => npmText(summary, page, place),
    ...(summary.refused.length > 0 ? { exit: incomplete } : {}),
  }
}
