import path from 'node:path'
import type { ImportSummary } from '../../engine/publishing.ts'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context, Toolbox } from '../context.ts'
import { incomplete } from '../exit-code.ts'
import { usage } from '../failure.ts'
import { importSigner } from '../import-signer.ts'
import { importText, missingSources } from '../output/imported.ts'

type Sources = Parameters<Toolbox['importPackages']>[0]['sources']

export async function importDeb(input: Arguments, context: Context): Promise<Answer> {
  const sources = sourcesOf(input, context)
  const folder = path.resolve(context.workingDirectory, input.operand('repoPath'))
  const { importPackages, repositoryNameIn } = await context.tools()
  const name = input.text('repoName') ?? (await repositoryNameIn(folder))
  const signer = await importSigner(input, context)
  context.report({ kind: 'step', step: 'stage', index: 0, count: 1 })
  const threads = input.number('jobs')
  const summary = await importPackages(
    {
      ...{ name, path: folder, sources, signer, now: context.now() },
      publisher: input.text('publisher') ?? name,
      exclusions: input.list('exclude'),
      screenshots: input.flag('screenshots'),
      ...(threads === undefined ? {} : { threads }),
      environment: context.environment,
      report: (received, total) => context.report({ kind: 'transfer', name: 'packages', received, total }),
    },
    context.signal,
  )
  const place = ['--repo-name', name, '--repo-path', input.operand('repoPath')]
  return {
    data: summary,
    text: (page) => importText(summary, page, place),
    ...(isLacking(summary, sources) ? { exit: incomplete } : {}),
  }
}

/** `--apt jq htop`: words behind the first are names as well. */
function sourcesOf(input: Arguments, context: Context): Sources {
  const [words, apt, installed] = [input.list('file'), input.list('apt'), input.list('installed')]
  const recommends = input.flag('recommends')
  if (apt.length > 0 && installed.length > 0) {
    throw usage('--apt and --installed do not go together.', 'Import one after the other.')
  }
  if (recommends && apt.length === 0) throw usage('--recommends says nothing without --apt.')
  if (apt.length > 0) return { kind: 'apt', names: [...apt, ...words], recommends }
  if (installed.length > 0) return { kind: 'installed', names: [...installed, ...words] }
  if (words.length === 0)
    throw usage('There is nothing to import.', 'Name .deb files, or --apt or --installed NAME.')
  return { kind: 'files', files: words.map((file) => path.resolve(context.workingDirectory, file)) }
}

/** Nothing came in and nothing was there, or something that was named did not. */
function isLacking(summary: ImportSummary, sources: Sources): boolean {
  const came = summary.imported.length + summary.unchanged.length
  return came === 0 || missingSources(summary, sources.kind === 'files' ? null : sources.names).length > 0
}
