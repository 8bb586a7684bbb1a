import path from 'node:path'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context, Toolbox } from '../context.ts'
import { incomplete } from '../exit-code.ts'
import { usage } from '../failure.ts'
import type { Page } from '../output/page.ts'
import { count } from '../output/phrases.ts'
import { inline, yellow } from '../output/text.ts'
import { placeWords, target } from '../repo-place.ts'

type Import = Toolbox['importAdvisories']
type Imported = Awaited<ReturnType<Import>>
type FeedKind = NonNullable<Parameters<Import>[0]['from']>

export async function importAdvisories(input: Arguments, context: Context): Promise<Answer> {
  const tools = await context.tools()
  const from = (input.text('from') as FeedKind | undefined) ?? null
  const sources = input.list('file').map((file) => placeOf(file, context))
  const [epss, kev] = [input.text('epss'), input.text('kev')]
  checkUsage({ from, sources, enriches: epss !== undefined || kev !== undefined })
  const imported = await tools.importAdvisories(
    {
      ...target(input, context),
      from,
      sources,
      epss: epss === undefined ? null : placeOf(epss, context),
      kev: kev === undefined ? null : placeOf(kev, context),
      release: input.text('release') ?? null,
      everything: input.flag('all'),
    },
    context.signal,
  )
  return {
    data: imported,
    text: (page) => importedText(imported, input, page),
    ...(imported.skipped.length === 0 ? {} : { exit: incomplete }),
  }
}

function placeOf(file: string, { workingDirectory }: Context): string {
  return /^https?:\/\//i.test(file) ? file : path.resolve(workingDirectory, file)
}

interface Asked {
  readonly from: FeedKind | null
  readonly sources: readonly string[]
  readonly enriches: boolean
}

function checkUsage({ from, sources, enriches }: Asked): void {
  if (sources.length > 0 && from === null)
    throw usage('What the files are written in is missing.', 'Say --from osv, debian, cve or nvd.')
  if (sources.length === 0 && (from !== null || !enriches))
    throw usage('There is nothing to read.', 'Name files, folders or addresses; or --epss or --kev.')
}

const mostShown = 20

function importedText(
  { written, unchanged, unrelated, skipped }: Imported,
  input: Arguments,
  page: Page,
): string {
  const lines = skipped
    .slice(0, mostShown)
    .map(
      ({ file, record, problem }) =>
        `${yellow('left out')} ${inline(record)} of ${inline(file)}: ${inline(problem)}`,
    )
  const more =
    skipped.length > mostShown ? [`and ${skipped.length - mostShown} more; --json names them all`] : []
  return [
    ...lines,
    ...more,
    `Wrote ${count(written.length, 'advisory', 'advisories')}; ${unchanged} had nothing new.`,
    ...(unrelated === 0 ? [] : [`Left out ${unrelated} about packages that are not in this repository.`]),
    ...(skipped.length === 0
      ? []
      : [
          yellow(
            `${count(skipped.length, 'record')} could not be used: what ${skipped.length === 1 ? 'it speaks' : 'they speak'} of may look clean and is not.`,
          ),
        ]),
    ...(written.length === 0 ? [] : [`Publish: ${page.command('build', ...placeWords(input))}`]),
  ].join('\n')
}
