import { nearest } from '../../engine/base/nearest.ts'
import type { Output } from '../../engine/index.ts'
import { shelfOf } from '../../engine/model/shelf.ts'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context } from '../context.ts'
import { Refusal, usage } from '../failure.ts'
import { becauseWords } from '../output/because.ts'
import { unvouchedLines } from '../output/lost-voucher.ts'
import { localesOf } from '../locales.ts'
import type { Page } from '../output/page.ts'
import { foundWords, hiddenText, meantText } from '../output/found.ts'
import { count, day, listed, size } from '../output/phrases.ts'
import { lostOfferLines } from '../output/repositories.ts'
import { table } from '../output/table.ts'
import { deadlineWords } from '../output/policy-words.ts'
import { dim, green, inline, red, yellow } from '../output/text.ts'
import { urgencyWords } from '../output/urgency.ts'

type SearchAnswer = Output<'catalog.search'>
type PackageSummary = Output<'package.installed'>[number]
type Update = Output<'updates.list'>[number]

const usualLimit = 50
/** The most that one answer of the catalog holds. */
const batch = 1000

export async function search(input: Arguments, context: Context): Promise<Answer> {
  const [description, tags] = [input.flag('description'), input.flag('tags')]
  const categories = input.list('category')
  const query = input.list('query').join(' ')
  if (query === '' && categories.length === 0)
    throw usage('There is nothing to look for.', 'Give words, or --category NAME.')
  const engine = await context.engine()
  const found = await engine.run(
    'catalog.search',
    {
      query,
      description,
      tags,
      limit: input.number('limit') ?? usualLimit,
      ...(categories.length === 0 ? {} : { categories: [...categories] }),
      ...(input.flag('all') ? { hidden: true } : {}),
      locales: localesOf(context.environment),
    },
    { signal: context.signal },
  )
  if (found.packages.length === 0 && categories.length > 0) await checkCategories(categories, context)
  const isLost = found.packages.length === 0 && !(await hasRepository(context))
  return {
    data: found.packages,
    text: (page) =>
      isLost
        ? emptyText(false, page)
        : searchText(told(found, input), { query, categories }, { page, wider: !description || !tags }),
  }
}

/** What is listed with its reason is not hidden any more. */
function told(found: SearchAnswer, input: Arguments): SearchAnswer {
  return input.flag('all') ? { ...found, hidden: [] } : found
}

/** An empty answer says nothing of a category that nothing is of. */
async function checkCategories(categories: readonly string[], context: Context): Promise<void> {
  const engine = await context.engine()
  const { facets } = await engine.run(
    'catalog.search',
    { query: '', hidden: true, categories: [...categories], limit: 1 },
    { signal: context.signal },
  )
  const known = facets.categories.map(({ value }) => value)
  const folded = new Set(known.map((value) => value.toLowerCase()))
  const unknown = categories.find((category) => !folded.has(shelfOf(category).toLowerCase()))
  if (unknown === undefined) return
  throw new Refusal({
    code: 'category/not-found',
    facts: { name: unknown, nearest: [...nearest(unknown, known)], known: known.toSorted() },
  })
}

export async function list(input: Arguments, context: Context): Promise<Answer> {
  if (input.flag('available')) return listAvailable(context)
  const engine = await context.engine()
  const locales = localesOf(context.environment)
  const installed = await engine.run('package.installed', { locales }, { signal: context.signal })
  return { data: installed, text: (page) => installedText(installed, page) }
}

export async function checkUpdates(_: Arguments, context: Context): Promise<Answer> {
  const engine = await context.engine()
  const updates = await engine.run('updates.list', {}, { signal: context.signal })
  const installed = await engine.run('package.installed', {}, { signal: context.signal })
  const repositories = await engine.run('repository.list', {}, { signal: context.signal })
  return {
    data: updates,
    text: (page) =>
      [
        ...distrustedLines(installed, page),
        ...lostOfferLines(repositories, page),
        updatesText(updates, page),
      ].join('\n'),
  }
}

async function listAvailable(context: Context): Promise<Answer> {
  const engine = await context.engine()
  const packages: PackageSummary[] = []
  const locales = localesOf(context.environment)
  for (let total = 1; packages.length < total;) {
    const answer = await engine.run(
      'catalog.search',
      { query: '', order: 'name', limit: batch, offset: packages.length, locales },
      { signal: context.signal },
    )
    // A catalog that shrinks while it is read must not keep us here.
    if (answer.packages.length === 0) break
    total = answer.total
    packages.push(...answer.packages)
  }
  const isEmpty = packages.length === 0
  // By the names that are shown: an index orders by titles.
  packages.sort((a, b) => (a.name < b.name ? -1 : 1))
  const inUse = isEmpty && (await hasRepository(context))
  return { data: packages, text: (page) => (isEmpty ? emptyText(inUse, page) : packageTable(packages, page)) }
}

/** Whether one is in use: without any, no word finds anything. */
async function hasRepository(context: Context): Promise<boolean> {
  const engine = await context.engine()
  const repositories = await engine.run('repository.list', {}, { signal: context.signal })
  return repositories.some(({ enabled }) => enabled)
}

function emptyText(inUse: boolean, page: Page): string {
  return inUse
    ? `Nothing is on offer. Ask the repositories what is new: ${page.command('sync')}`
    : `No repository offers anything yet. Add one: ${page.command('repository', 'add')} NAME URL`
}

function searchText(
  found: SearchAnswer,
  { query, categories }: { readonly query: string; readonly categories: readonly string[] },
  { page, wider }: { page: Page; wider: boolean },
): string {
  if (found.packages.length === 0) {
    const within = categories.flatMap((category) => ['--category', category])
    const further = wider
      ? ` Look further: ${page.command('search', ...within, '--description', '--tags', ...operand(query))}`
      : ''
    const hidden = hiddenText(found)
    return `Nothing found for "${inline(query)}".${further}${hidden === null ? '' : `\n${hidden}`}`
  }
  const left = found.total - found.packages.length
  const more = left > 0 ? `${count(left, 'more match', 'more matches')}: use --limit to see them.` : null
  const notes = [more, hiddenText(found)].filter((note) => note !== null)
  return [meantText(found, query), foundTable(found.packages, page), dim(notes.join('\n'))]
    .filter((part) => part !== null && part !== dim(''))
    .join('\n\n')
}

/** What begins with a dash would be read as an option. */
function operand(query: string): readonly string[] {
  return query.startsWith('-') ? ['--', query] : [query]
}

function foundTable(packages: SearchAnswer['packages'], page: Page): string {
  const columns = [
    { title: 'Package' },
    { title: 'Version' },
    { title: '' },
    { title: 'Found by' },
    { title: 'About', gives: true },
  ]
  const rows = packages.map((one) => [
    one.name,
    inline(one.version),
    stateWords(one),
    foundWords(one),
    inline(one.summary),
  ])
  return table(columns, rows, page.width)
}

function packageTable(packages: readonly PackageSummary[], page: Page): string {
  const columns = [{ title: 'Package' }, { title: 'Version' }, { title: '' }, { title: 'About', gives: true }]
  const rows = packages.map((one) => [one.name, inline(one.version), stateWords(one), inline(one.summary)])
  return table(columns, rows, page.width)
}

function stateWords(one: PackageSummary): string {
  if (one.installed === null) return ''
  if (one.installed.revoked !== undefined) return red('installed, taken back')
  if (one.installed.unvouched !== undefined) return red('installed, no longer vouched for')
  return one.update === null ? green('installed') : yellow(`${inline(one.installed.version)} installed`)
}

function installedText(packages: readonly PackageSummary[], page: Page): string {
  if (packages.length === 0) {
    return `Nothing is installed yet. See what there is: ${page.command('list', '--available')}`
  }
  const rows = packages.map((one) => [
    one.name,
    inline(one.installed?.version ?? one.version),
    size(one.installedSize),
    one.installed === null ? '' : day(one.installed.at),
    one.installed?.chosen === false ? dim('needed by others') : '',
    distrust(one.installed),
    one.update === null ? '' : yellow(`${inline(one.update)} is out`),
  ])
  const columns = [
    { title: 'Package' },
    { title: 'Version' },
    { title: 'Size', align: 'right' as const },
    { title: 'Since' },
    { title: '' },
    { title: '' },
    { title: '', gives: true },
  ]
  return table(columns, rows, page.width)
}

function distrust(installed: PackageSummary['installed']): string {
  if (installed?.revoked !== undefined) return red('taken back')
  return installed?.unvouched === undefined ? '' : red('no longer vouched for')
}

/** What no update mends by itself, so that nobody takes a list without it for safety. */
function distrustedLines(installed: readonly PackageSummary[], page: Page): string[] {
  const lost = installed.flatMap(({ name, installed: here }) =>
    here?.unvouched === undefined ? [] : [{ name, version: here.version, ...here.unvouched }],
  )
  return lost.flatMap((one) => unvouchedLines(one, page))
}

function updatesText(updates: readonly Update[], page: Page): string {
  if (updates.length === 0) return 'Everything is up to date.'
  const rows = updates.map((one) => [
    one.name,
    `${inline(one.current)} → ${inline(one.available)}`,
    size(one.size),
    one.security ? red(`fixes ${listed(one.fixes.map(inline), 4)}`) : '',
    one.urgency === null ? '' : urgencyWords(one.urgency, one.fixes),
  ])
  const columns = [
    { title: 'Package' },
    { title: 'Version' },
    { title: 'Download', align: 'right' as const },
    { title: '', gives: true },
    { title: 'Why first', gives: true },
  ]
  const dated = updates.flatMap(({ name, deadline }) =>
    deadline === undefined ? [] : [(deadline.isOver ? red : yellow)(`${name} ${deadlineWords(deadline)}.`)],
  )
  const held = updates.flatMap((one) =>
    one.held === undefined ? [] : [`${one.name} ${becauseWords(one.held)}.`],
  )
  const body = [table(columns, rows, page.width), ...dated, ...held].join('\n')
  const coming = updates.length - held.length
  const back = held.length === 0 ? '' : `, ${held.length} held back`
  if (coming === 0) return `${body}\n\n${count(held.length, 'update')} held back.`
  return `${body}\n\n${count(coming, 'update')}${back}. Bring them in: ${page.command('update')}`
}
