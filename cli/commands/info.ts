import type { Output } from '../../engine/index.ts'
import { keymarkText } from '../../engine/model/keymark.ts'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context } from '../context.ts'
import { localesOf } from '../locales.ts'
import type { Page } from '../output/page.ts'
import { advisoryTitle, publishersLines, riskLines, sourceLines } from '../output/urgency.ts'
import { count, day, fingerprint, listed, sentence, size } from '../output/phrases.ts'
import { facts, table } from '../output/table.ts'
import { bold, dim, green, inline, paragraphs, red, yellow } from '../output/text.ts'
import { fitWords, licenseWords, linkTitles, ratingWords } from '../output/app-words.ts'
import { unexportedText } from '../output/unexported.ts'

type PackageDetails = Output<'package.info'>

interface Parts {
  readonly dependencies: boolean
  readonly security: boolean
  readonly files: boolean
}

export async function info(input: Arguments, context: Context): Promise<Answer> {
  const parts = {
    dependencies: input.flag('dependencies'),
    security: input.flag('security'),
    files: input.flag('files'),
  }
  const version = input.text('version')
  const repository = input.text('repository')
  const engine = await context.engine()
  const wish = { name: input.operand('name'), locales: localesOf(context.environment) }
  const { signal } = context
  const details = await engine.run(
    'package.info',
    {
      ...wish,
      ...(version === undefined ? {} : { version }),
      ...(repository === undefined ? {} : { repository }),
      files: parts.files,
      cost: true,
    },
    { signal },
  )
  const here = details.installed?.version
  // Whoever asks what is known against a package wants to know it of the one that runs here.
  const isAnother = parts.security && here !== undefined && here !== details.version
  const installed = isAnother
    ? await engine.run('package.info', { ...wish, version: here }, { signal })
    : null
  return { data: details, text: (page) => infoText(details, { ...parts, installed }, page) }
}

interface Told extends Parts {
  /** The installed release where another one is told about, and its security matters. */
  readonly installed: PackageDetails | null
}

function infoText(details: PackageDetails, parts: Told, page: Page): string {
  const description = paragraphs(details.description, page.width)
  return [
    `${bold(inline(details.title))} ${inline(details.version)}\n${inline(details.summary)}`,
    facts(factRows(details, page), page.width),
    description === details.summary ? '' : description,
    unexportedText(details.unexported),
    parts.dependencies ? dependencyText(details) : '',
    parts.security ? securityText(details, parts.installed, page) : '',
    parts.files ? fileText(details) : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function factRows(details: PackageDetails, page: Page): readonly (readonly [string, string])[] {
  const others = details.versions.flatMap(({ version, revoked }) =>
    version === details.version ? [] : [revoked === undefined ? version : `${version} (taken back)`],
  )
  return [
    ['Package', details.name],
    ['State', stateWords(details)],
    ['Repository', inline(details.repository ?? 'none offers it any more')],
    ['Publisher', inline(details.publisher ?? '')],
    ['Maintainer', inline(details.maintainer)],
    ['License', licenseWords(details.license)],
    ['Size', `${size(details.size)} to download, ${size(details.installedSize)} on disk`],
    ['In all', costWords(details, page)],
    ['Runs on', details.architecture === 'universal' ? 'every machine' : inline(details.architecture)],
    ['Published', details.published === null ? '' : day(details.published)],
    ['Commands', details.commands.map(inline).join(', ')],
    ['Categories', details.categories.map(inline).join(', ')],
    ['Tags', details.tags.map(inline).join(', ')],
    ['Provides', details.provides.map(inline).join(', ')],
    ['Homepage', inline(details.homepage ?? '')],
    ['Source', inline(details.sourceUrl ?? '')],
    ...appRows(details),
    ['Other versions', listed([...new Set(others)].map(inline))],
  ]
}

/** Nothing of what comes alone: its own size has said it. */
function costWords({ name, cost }: PackageDetails, page: Page): string {
  if (cost === undefined) return ''
  if (cost === null) return yellow(`it cannot be installed; ${page.command('why-not', name)} says why`)
  if (cost.packages < 2) return ''
  return `${size(cost.size)} to download, ${size(cost.installedSize)} on disk, in ${count(cost.packages, 'package')}`
}

/** What the app tells of itself. Nobody's rating is said only where there is an app that could have one. */
function appRows(details: PackageDetails): readonly (readonly [string, string])[] {
  const rating = details.role === 'app' ? ratingWords(details.contentRating) : ''
  return [
    [
      'Developer',
      inline([details.developer, details.developerId].filter((part) => part !== null).join(', ')),
    ],
    ['Content', rating],
    ['Needs', fitWords(details.requires)],
    ['Best with', fitWords(details.recommendsFit)],
    ['Opens', listed(details.mediaTypes.map(inline))],
    ['Add-on of', details.extends.map(inline).join(', ')],
    ['Add-ons', listed(details.addOns.map(({ name }) => inline(name)))],
    ...details.urls.map(({ kind, url }) => [linkTitles[kind], inline(url)] as const),
    [
      'End of life',
      details.endOfLife === null ? '' : yellow(`nobody mends it after ${day(details.endOfLife)}`),
    ],
    ['Newest', newestWords(details.releases)],
  ]
}

function newestWords([release]: PackageDetails['releases']): string {
  if (release === undefined) return ''
  const { version, date, urgency, issues } = release
  const mends = issues.length === 0 ? '' : `, mends ${listed(issues.map(({ id }) => inline(id)))}`
  return `${inline(version)} of ${day(date)}${urgency === null ? '' : `, urgency ${urgency}`}${mends}`
}

function stateWords({ installed, update }: PackageDetails): string {
  if (installed === null) return 'not installed'
  const who = installed.chosen ? '' : ', because others need it'
  const newer = update === null ? '' : yellow(`, ${inline(update)} is out`)
  return `${green(`${inline(installed.version)} installed`)} on ${day(installed.at)}${who}${usedWords(installed)}${newer}`
}

/** Nothing of what nobody noted: a command that is a link starts without us. */
function usedWords({ used, running }: NonNullable<PackageDetails['installed']>): string {
  if (running === true) return ', running now'
  return used === undefined ? '' : `, last used on ${day(used)}`
}

function dependencyText(details: PackageDetails): string {
  const needs = details.dependencies.map(({ clause, satisfiedBy }) => {
    if (satisfiedBy === null) return `  ${inline(clause)}  ${red('nothing satisfies it')}`
    const release = `${satisfiedBy.name} ${inline(satisfiedBy.version)}`
    return `  ${inline(clause)}  ${dim(satisfiedBy.installed ? `${release}, installed` : `${release} would come along`)}`
  })
  const line = (name: string, values: readonly string[]) =>
    values.length === 0 ? [] : [`${name} ${listed(values.map(inline), 20)}.`]
  return [
    bold('Needs'),
    ...(needs.length === 0 ? ['  nothing'] : needs),
    ...line('Goes well with', details.recommends),
    ...line('Cannot be together with', details.conflicts),
    ...line('Needed here by', details.neededBy),
  ].join('\n')
}

function securityText(
  { name, security, hasScripts }: PackageDetails,
  installed: PackageDetails | null,
  page: Page,
): string {
  const chain = table(
    [{ title: '' }, { title: '' }, { title: '' }, { title: '' }, { title: '', gives: true }],
    security.chain.map((link) => [
      linkWords[link.kind],
      inline(link.title),
      linkState(link),
      link.kind === 'release' ? '' : keymarkText(link.fingerprint),
      `${fingerprint(inline(link.fingerprint)).slice(0, 35)}…`,
    ]),
    page.width === null ? null : page.width - 2,
  )
  const advisories = security.advisories.flatMap((one) => advisoryLines(one, installed))
  return [
    bold('Who vouches for it'),
    ...chain.split('\n').map((line) => `  ${line}`),
    bold('Known weaknesses'),
    ...(advisories.length === 0 ? ['  none known'] : advisories),
    ...(hasScripts
      ? [
          `It brings install scripts, which run only if you say so. They are shown by: ${page.command('install', '--dry-run', name)}`,
        ]
      : []),
  ].join('\n')
}

function linkState({ state, expires, delegated }: PackageDetails['security']['chain'][number]): string {
  if (state === 'valid' && delegated === true) return green('valid, named by the targets key')
  if (state === 'missing' || expires === null) return state === 'valid' ? green(state) : red(state)
  return state === 'valid' ? green(`valid until ${day(expires)}`) : red(`expired ${day(expires)}`)
}

const linkWords: Readonly<Record<PackageDetails['security']['chain'][number]['kind'], string>> = {
  root: 'Root key',
  repository: 'Repository',
  publisher: 'Publisher',
  release: 'This release',
}

function advisoryLines(
  one: PackageDetails['security']['advisories'][number],
  installed: PackageDetails | null,
): string[] {
  const fixedIn = one.fixedIn === null ? '' : `; fixed in ${inline(one.fixedIn)}`
  return [
    `  ${advisoryTitle(one)}`,
    ...riskLines(one).map((line) => `    ${line}`),
    ...sourceLines(one).map((line) => `    ${line}`),
    ...publishersLines(one).map((line) => `    ${line}`),
    `    ${stateSentence('this release', one.state)}${fixedIn}.`,
    ...installedLines(one.id, installed),
  ]
}

function installedLines(id: string, installed: PackageDetails | null): string[] {
  const found = installed?.security.advisories.find((one) => one.id === id)
  if (installed === null || found === undefined) return []
  return [`    ${stateSentence(`the installed ${inline(installed.version)}`, found.state)}.`]
}

function stateSentence(release: string, state: 'affected' | 'fixed' | 'unknown'): string {
  if (state === 'unknown') return `Whether ${release} is affected is not known`
  return sentence(state === 'affected' ? `${release} is affected` : `${release} is not affected`)
}

function fileText({ files, filesOf }: PackageDetails): string {
  const title = filesOf === undefined ? 'Files' : `Files of the installed ${inline(filesOf)}`
  if (files === null || files.length === 0) return `${bold(title)}\n  none`
  const rows = files.map((file) => {
    if (file.type === 'directory') return [`${inline(file.path)}/`, '']
    if (file.type === 'symlink') return [`${inline(file.path)} → ${inline(file.target)}`, '']
    return [inline(file.path), size(file.size)]
  })
  const body = table([{ title: '' }, { title: '', align: 'right' }], rows, null)
  const plain = files.filter((file) => file.type !== 'directory').length
  return [bold(`${title} (${count(plain, 'file')})`), ...body.split('\n').map((line) => `  ${line}`)].join(
    '\n',
  )
}
