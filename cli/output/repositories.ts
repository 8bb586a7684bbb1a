import type { Output } from '../../engine/index.ts'
import { keymarkText } from '../../engine/model/keymark.ts'
import type { Page } from './page.ts'
import { count, day, fingerprint, listed, moment } from './phrases.ts'
import { ruleWords } from './policy-words.ts'
import { table } from './table.ts'
import { bold, dim, green, inline, red, yellow } from './text.ts'
import type { Setting } from './word-table.ts'
import { failureWords } from './words.ts'

type RepositoryView = Output<'repository.list'>[number]

export function repositoriesText(repositories: readonly RepositoryView[], page: Page): string {
  if (repositories.length === 0) return noneText(page)
  const columns = [
    { title: 'Name' },
    { title: 'Priority', align: 'right' as const },
    { title: 'Packages', align: 'right' as const },
    { title: 'State' },
    { title: 'Address', gives: true },
    { title: 'About', gives: true },
  ]
  const rows = repositories.map((one) => [
    one.name,
    String(one.priority),
    String(one.packages),
    stateWords(one),
    inline(one.url),
    inline(one.description),
  ])
  return table(columns, rows, page.width)
}

/** With what each is trusted by, and what can be compared with another machine. */
export function repositoriesInFull(repositories: readonly RepositoryView[], setting: Setting & Page): string {
  if (repositories.length === 0) return noneText(setting)
  return repositories.map((one) => inFull(one, setting)).join('\n\n')
}

function noneText(page: Page): string {
  return `There is no repository yet. Add one: ${page.command('repository', 'add')} NAME URL`
}

function inFull(one: RepositoryView, setting: Setting): string {
  const rows = [
    ['State', stateWords(one)],
    ['Priority', priorityWords(one)],
    ['Packages', String(one.packages)],
    ...(one.description === '' ? [] : [['About', inline(one.description)]]),
    ['Address', addressWords(one.url, one, setting)],
    ...one.mirrors.map((url, at) => [at === 0 ? 'Mirrors' : '', addressWords(url, one, setting)]),
    ['Trust', one.openPgp === null ? 'TUF, by its root' : 'OpenPGP, by one key'],
    ['Fingerprint', fingerprint(one.fingerprint)],
    ['Keymark', keymarkText(one.fingerprint)],
    ...trustRows(one),
    ...openPgpRows(one),
  ]
  const lines = table([{ title: '' }, { title: '' }], rows, null).split('\n')
  return [bold(one.name), ...lines.map((line) => `  ${line}`)].join('\n')
}

function priorityWords({ priority, order }: RepositoryView): string {
  return order === undefined ? String(priority) : `${priority}, and before others by ${ruleWords(order)}`
}

function addressWords(url: string, { troubles }: RepositoryView, setting: Setting): string {
  const trouble = troubles.find((each) => each.url === url)
  if (trouble === undefined) return inline(url)
  const { title, cause } = failureWords(trouble.failure, setting)
  return `${inline(url)}  ${yellow(`failed ${moment(trouble.at)}: ${cause ?? title}`)}`
}

function trustRows({ trust }: RepositoryView): (readonly [string, string])[] {
  if (trust === null) return []
  return [
    [
      'Root',
      `version ${trust.rootVersion}, ${trust.rootThreshold} of ${count(trust.rootKeys, 'key')} must agree, valid until ${day(trust.rootExpires)}`,
    ],
    [
      'Catalog',
      [
        `version ${trust.indexVersion}`,
        ...(trust.signedAt === null ? [] : [`signed ${moment(trust.signedAt)}`]),
        `valid until ${moment(trust.validUntil)}`,
      ].join(', '),
    ],
    ...(trust.snapshotSha256 === null
      ? []
      : [
          ['Snapshot', `version ${trust.snapshotVersion}, ${fingerprint(trust.snapshotSha256)}`] as [
            string,
            string,
          ],
        ]),
  ]
}

function openPgpRows({ openPgp }: RepositoryView): (readonly [string, string])[] {
  if (openPgp === null) return []
  const { users, algorithm, expires, signedAt } = openPgp
  const until = expires === null ? 'never expires' : `valid until ${day(expires)}`
  return [
    ['Key', `${inline(users.join(', '))}, ${inline(algorithm)}, ${until}`],
    ['Catalog', signedAt === null ? 'never seen' : `signed ${moment(signedAt)}`],
    ['Freshness', yellow('no guarantee: nothing says until when this is the newest')],
  ]
}

function stateWords(one: RepositoryView): string {
  const words = syncWords(one)
  const { state } = one.advisories
  if (!one.enabled || (state !== 'outdated' && state !== 'withheld')) return words
  return `${words}, ${yellow('without its newest advisories')}`
}

/** What is no matter of the last synchronization. */
const problemWords: Partial<Record<string, string>> = {
  'policy/refused': 'not allowed',
  'state/damaged': 'to be synced again',
}

function syncWords(one: RepositoryView): string {
  if (!one.enabled) return dim('not in use')
  if (one.problem !== null) return red(problemWords[one.problem.code] ?? 'last sync failed')
  if (one.trust?.state === 'expired' || one.openPgp?.state === 'expired') return red('expired')
  if (one.lastSync === null) return yellow('never synced')
  const synced = `synced ${moment(one.lastSync)}`
  const failing = one.troubles.length
  return failing === 0
    ? green(synced)
    : yellow(`${synced}, ${count(failing, 'address', 'addresses')} failing`)
}

/** Before it is said that nothing is new. */
export function lostOfferLines(repositories: readonly RepositoryView[], page: Page): string[] {
  const lost = repositories.filter(({ problem }) => problem?.code === 'state/damaged').map(({ name }) => name)
  return lost.length === 0
    ? []
    : [
        yellow(
          `What ${listed(lost)} ${lost.length === 1 ? 'offers' : 'offer'} is lost. Read it again: ${page.command('sync')}`,
        ),
      ]
}
