import type { Input, Output } from '../../engine/index.ts'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context } from '../context.ts'
import { Refusal, usage } from '../failure.ts'
import { keptWords, purgeCommand } from '../output/configuration.ts'
import type { Page } from '../output/page.ts'
import { count, listed, size } from '../output/phrases.ts'
import { dim, inline } from '../output/text.ts'

type Report = Output<'system.cleanup'>
type Item = Report['items'][number]

export async function cleanup(input: Arguments, context: Context): Promise<Answer> {
  const engine = await context.engine()
  const call = { signal: context.signal, report: context.report }
  const wanted = wantedOf(input)
  const dryRun = input.flag('dryRun')
  // What goes from the installed packages is shown first, and asked for.
  if (wanted.orphaned === true && !dryRun) await confirmOrphans(wanted, context)
  const report = await engine.run('system.cleanup', { ...wanted, dryRun }, call)
  return { data: report, text: (page) => cleanupText(report, page) }
}

/** Without a choice: old versions, and what nothing needs. */
function wantedOf(input: Arguments): Input<'system.cleanup'> {
  const [oldVersions, clearCache, orphaned] = [
    input.flag('oldVersions'),
    input.flag('clearCache'),
    input.flag('orphaned'),
  ]
  const isUnsaid = !oldVersions && !clearCache && !orphaned
  const chosen = choiceOf(input)
  if (Object.keys(chosen).length > 0 && !oldVersions && !isUnsaid)
    throw usage('--keep and --days choose among old versions.', 'Say --old-versions, too.')
  return { oldVersions: oldVersions || isUnsaid, clearCache, orphaned: orphaned || isUnsaid, ...chosen }
}

/** Which old versions stay. */
function choiceOf(input: Arguments): Pick<Input<'system.cleanup'>, 'keep' | 'days'> {
  const [keep, days] = [input.number('keep'), input.number('days')]
  return { ...(keep === undefined ? {} : { keep }), ...(days === undefined ? {} : { days }) }
}

async function confirmOrphans(wanted: Input<'system.cleanup'>, context: Context): Promise<void> {
  const engine = await context.engine()
  const { orphans } = await engine.run(
    'system.cleanup',
    { ...wanted, dryRun: true },
    { signal: context.signal },
  )
  if (orphans.length === 0 || context.settings.yes) return
  context.say(() => `${orphansText(orphans)}\n`)
  const answer = await context.ask('Remove them? [Y/n] ')
  if (answer === null && !context.canAsk) return
  if (answer === null || !/^\s*(?:y|yes)?\s*$/i.test(answer))
    throw new Refusal({ code: 'usage/declined', facts: { what: 'You said no, so nothing was removed.' } })
}

const kinds: Readonly<Record<Item['kind'], readonly [string, string]>> = {
  generation: ['old generation', 'old generations'],
  release: ['release that no generation holds', 'releases that no generation holds'],
  trigger: ['output of a trigger', 'outputs of triggers'],
  download: ['downloaded file', 'downloaded files'],
  picture: ['cached picture or manifest', 'cached pictures and manifests'],
  unfinished: ['thing left half-made', 'things left half-made'],
  purged: ['set of purged configuration', 'sets of purged configuration'],
  damaged: ['file that was damaged', 'files that were damaged'],
  tree: ['spare tree', 'spare trees'],
  orphan: ['installed package that nothing needs', 'installed packages that nothing needs'],
}

function cleanupText(report: Report, page: Page): string {
  const { items, bytes, dryRun, orphans, keptConfiguration: kept = [] } = report
  const left = items.some(({ kind }) => kind === 'orphan') ? [] : orphans
  const hint = [
    ...(left.length === 0 ? [] : [orphansText(left), dim(`Remove them: ${page.command('autoremove')}`)]),
    ...(kept.length === 0
      ? []
      : [
          `Configuration of what is not installed any more: ${keptWords(kept)}.`,
          dim(`Remove it: ${purgeCommand(kept, page)}`),
        ]),
  ]
  if (items.length === 0) return ['Nothing to clean up.', ...hint].join('\n')
  const groups = [...Map.groupBy(items, ({ kind }) => kind)].map(([kind, group]) => groupText(kind, group))
  const verb = dryRun ? 'Would free' : 'Freed'
  const end = dryRun ? ['Nothing was changed: this was a dry run.'] : []
  return [...groups, `${verb} ${size(bytes)}.`, ...end, ...hint].join('\n')
}

function groupText(kind: Item['kind'], group: readonly Item[]): string {
  const [one, many] = kinds[kind]
  const sum = group.reduce((total, { bytes }) => total + bytes, 0)
  const names = group.map(({ name }) => inline(name))
  const what = count(group.length, one, many)
  // What undo leads back to still holds them.
  if (kind === 'orphan') return `${what}: ${listed(names, 5)} (${size(sum)}, freed with old versions later)`
  return `${what}, ${size(sum)}: ${listed(names, 5)}`
}

function orphansText(orphans: readonly Item[]): string {
  const lines = orphans.map(({ name, because, bytes }) => {
    const why = because === null ? 'nothing needs it' : `${inline(because)} needed it last`
    return `  ${name} (${size(bytes)}): ${why}`
  })
  return ['Nothing that you chose needs these:', ...lines].join('\n')
}
