/** What can be judged by the words alone. */
import { type Findings, note } from '../appstream/findings.ts'
import { hidesCharacters } from '../appstream/clean-text.ts'
import { urlKinds } from '../model/app-record.ts'
import type { Severity } from '../model/finding.ts'
import { isOwn, isRegistered } from './categories.ts'
import { judgeAddress, judgeReleases } from './judge-releases.ts'
import { beginsSmall, holdsAddress } from './prose.ts'
import { isSpdx } from './spdx.ts'
import type { Subject } from './subject.ts'

/** Characters that a card has room for. */
const longestSummary = 90
/** Characters: less than this tells nothing that the summary has not told. */
const shortestParagraph = 80
const longestCaption = 100

export function judgeWords(subject: Subject, today: string, findings: Findings): void {
  judgeId(subject, findings)
  judgeSummary(subject, findings)
  judgeDescription(subject, findings)
  judgeLicenses(subject, findings)
  judgeCategories(subject, findings)
  judgeReleases(subject, today, findings)
  judgeUrls(subject, findings)
  judgeScreenshots(subject, findings)
  judgeRest(subject, findings)
}

function judgeId(subject: Subject, findings: Findings): void {
  const { origin, id, lineOf } = subject
  const severity = badForm(subject)
  const about = { line: lineOf('id'), value: id, accepted: 'org.example.App' }
  if (severity !== null) note(findings, origin === 'recipe' ? 'hint' : severity, 'id/form', about)
  const ofOneName = !/\..*\./.test(id)
  if (ofOneName || !/-|(?:^|\.)\d/.test(id)) return
  const accepted = id.replaceAll('-', '_').replaceAll(/(^|\.)(?=\d)/g, '$1_')
  note(findings, 'hint', 'id/d-bus', { ...about, accepted })
}

/** How bad an id is; null where it is one. */
function badForm({ kind, id }: Subject): Severity | null {
  const [first = '', second = '', third] = id.split('.')
  if (third === undefined) return kind === 'desktop-application' ? 'warning' : 'error'
  const domain = `${first}.${second}`
  return domain === domain.toLowerCase() && /^[A-Za-z0-9][\w.-]*$/.test(id) ? null : 'error'
}

function judgeSummary({ name, summary, lineOf }: Subject, findings: Findings): void {
  const line = lineOf('summary')
  if (name === null) note(findings, 'error', 'name/missing', { line: lineOf('name') })
  if (summary === null) return note(findings, 'error', 'summary/missing', { line })
  judgeLine(summary, name, line, findings)
  const about = { line, value: summary }
  if (name !== null && summary.toLowerCase() === name.toLowerCase())
    note(findings, 'hint', 'summary/is-name', about)
  if (hidesCharacters(summary) || hidesCharacters(name ?? '')) note(findings, 'warning', 'text/hidden', about)
}

function judgeLine(summary: string, name: string | null, line: number | null, findings: Findings): void {
  const about = { line, value: summary }
  if (summary.length > longestSummary) {
    note(findings, 'hint', 'summary/long', { ...about, accepted: String(longestSummary) })
  }
  if (holdsAddress(summary)) note(findings, 'error', 'summary/address', about)
  else if (beginsSmall(summary, name)) note(findings, 'hint', 'summary/lower-case', about)
  if (/[^.]\.$/.test(summary)) note(findings, 'hint', 'summary/full-stop', about)
}

function judgeDescription(subject: Subject, findings: Findings): void {
  const { name, description, translated, kind, lineOf } = subject
  const line = lineOf('description')
  if (description === null) {
    const severity = kind.endsWith('-application') ? 'error' : 'hint'
    return note(findings, severity, 'description/missing', { line })
  }
  if ([description, ...translated].some(holdsAddress))
    note(findings, 'warning', 'description/address', { line, value: 'url' })
  judgeParagraphs(description.split('\n\n'), name, line, findings)
  if (/<\/?[a-z][^>]{0,100}>/i.test(description)) {
    note(findings, 'hint', 'text/markup', {
      line,
      value: /<\/?[a-z][^>]{0,100}>/i.exec(description)?.[0] ?? '',
    })
  }
}

function judgeParagraphs(
  paragraphs: readonly string[],
  name: string | null,
  line: number | null,
  findings: Findings,
): void {
  const [first = ''] = paragraphs
  if (/^(?:- |1\. )/.test(first)) note(findings, 'hint', 'description/no-paragraph-first', { line })
  else if (first.length < shortestParagraph) {
    note(findings, 'hint', 'description/short', { line, value: first, accepted: String(shortestParagraph) })
  }
  const low = paragraphs.find((paragraph) => beginsSmall(paragraph, name))
  if (low !== undefined) note(findings, 'hint', 'description/lower-case', { line, value: low })
}

/** Licences that let others show the words, and put them together with those of other apps. */
const freeWords =
  /^(?:CC0-1\.0|CC-BY-(?:SA-)?[34]\.0|GFDL-1\.[1-3](?:-only|-or-later|\+)?|MIT|0BSD|FSFAP|FSFUL|FTL|BSL-1\.0)$/

/** Enough of it is free: any part where one may choose, and every part where not. */
function isFreeWords(license: string): boolean {
  const parts = license.split(/\s+(?:AND|OR|and|or)\s+/).map((id) => freeWords.test(id))
  return / (?:OR|or) /.test(license) ? parts.includes(true) : !parts.includes(false)
}

function judgeLicenses({ origin, license, metadataLicense, lineOf }: Subject, findings: Findings): void {
  const line = lineOf('license')
  if (license === null) note(findings, 'hint', 'license/missing', { line })
  else if (!isSpdx(license)) {
    note(findings, 'warning', 'license/not-spdx', { line, value: license, accepted: 'MIT, GPL-3.0-or-later' })
  }
  const about = { line: lineOf('metadata_license'), accepted: 'CC0-1.0, CC-BY-4.0, MIT' }
  if (metadataLicense === null) {
    note(findings, origin === 'metainfo' ? 'error' : 'hint', 'license/metadata', about)
  } else if (!isFreeWords(metadataLicense)) {
    note(findings, 'error', 'license/metadata', { ...about, value: metadataLicense })
  }
}

function judgeCategories({ origin, kind, categories, lineOf }: Subject, findings: Findings): void {
  const line = lineOf('categories')
  if (categories.length === 0 && kind === 'desktop-application')
    note(findings, 'hint', 'category/none', { line })
  for (const [index, category] of categories.entries()) {
    if (isRegistered(category) || (origin === 'recipe' && isOwn(category))) continue
    const about = { line: lineOf('categories', index), value: category }
    note(findings, origin === 'metainfo' ? 'warning' : 'hint', 'category/unknown', about)
  }
}

function judgeUrls({ urls, lineOf }: Subject, findings: Findings): void {
  if (urls.homepage === undefined)
    note(findings, 'hint', 'url/none', { line: lineOf('urls'), value: 'homepage' })
  for (const kind of urlKinds) {
    judgeAddress(urls[kind], lineOf('urls', kind), findings)
  }
}

function judgeScreenshots({ kind, screenshots, lineOf }: Subject, findings: Findings): void {
  if (kind === 'desktop-application' && screenshots.length === 0) {
    note(findings, 'hint', 'screenshot/none', { line: lineOf('screenshots') })
  }
  for (const [index, { caption }] of screenshots.entries()) {
    const line = lineOf('screenshots', index)
    if (caption === '') note(findings, 'hint', 'screenshot/no-caption', { line })
    if (caption.length > longestCaption)
      note(findings, 'hint', 'screenshot/long-caption', { line, accepted: String(longestCaption) })
  }
}

function judgeRest(subject: Subject, findings: Findings): void {
  const { origin, kind, id, developer, isRated, isLaunchable, hasStockIcon, lineOf } = subject
  if (developer !== null && holdsAddress(developer))
    note(findings, 'warning', 'developer/address', { line: lineOf('developer'), value: developer })
  if (!isRated && kind.endsWith('-application')) {
    note(findings, 'hint', 'rating/missing', { line: lineOf('content_rating'), accepted: 'oars-1.1' })
  }
  if (isLaunchable || kind !== 'desktop-application') return
  // Before there were launchables, the id was the name of the desktop entry.
  const isMeant = origin === 'recipe' || hasStockIcon || id.endsWith('.desktop')
  note(findings, isMeant ? 'hint' : 'error', 'launchable/none', { line: lineOf('launchable') })
}
