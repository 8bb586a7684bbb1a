/** What can be judged by the words alone. */
import { type Findings, note } from '../appstream/findings.ts'
import { hidesCharacters } from '../appstream/clean-text.ts'
import { urlKinds } from '../model/app-record.ts'
import { isOwn, isRegistered } from './categories.ts'
import { isSpdx } from './spdx.ts'
import type { Subject } from './subject.ts'

/** Characters that a card has room for. */
const longestSummary = 90
/** Characters: less than this tells nothing that the summary has not told. */
const shortestParagraph = 80

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

function judgeId({ origin, kind, id, lineOf }: Subject, findings: Findings): void {
  const parts = id.split('.')
  const isReverseDns = parts.length >= 3 && parts.every((part) => /^[A-Za-z0-9_][A-Za-z0-9_-]*$/.test(part))
  if (isReverseDns) return
  const about = { line: lineOf('id'), value: id, accepted: 'org.example.App' }
  if (!/^[A-Za-z0-9][A-Za-z0-9._+-]*$/.test(id)) note(findings, 'error', 'id/form', about)
  else if (origin === 'recipe') note(findings, 'hint', 'id/form', about)
  else if (kind === 'desktop-application') note(findings, 'warning', 'id/form', about)
}

function judgeSummary({ name, summary, lineOf }: Subject, findings: Findings): void {
  const line = lineOf('summary')
  if (name === null) note(findings, 'error', 'name/missing', { line: lineOf('name') })
  if (summary === null) return note(findings, 'error', 'summary/missing', { line })
  const about = { line, value: summary }
  if (summary.length > longestSummary) {
    note(findings, 'hint', 'summary/long', { ...about, accepted: String(longestSummary) })
  }
  if (/[^.]\.$/.test(summary)) note(findings, 'hint', 'summary/full-stop', about)
  if (name !== null && summary.toLowerCase() === name.toLowerCase())
    note(findings, 'hint', 'summary/is-name', about)
  if (hidesCharacters(summary) || hidesCharacters(name ?? '')) note(findings, 'warning', 'text/hidden', about)
}

function judgeDescription({ description, kind, lineOf }: Subject, findings: Findings): void {
  const line = lineOf('description')
  if (description === null) {
    const severity = kind.endsWith('-application') ? 'error' : 'hint'
    return note(findings, severity, 'description/missing', { line })
  }
  const [first = ''] = description.split('\n\n')
  if (/^(?:- |1\. )/.test(first)) note(findings, 'hint', 'description/no-paragraph-first', { line })
  else if (first.length < shortestParagraph) {
    note(findings, 'hint', 'description/short', { line, value: first, accepted: String(shortestParagraph) })
  }
  if (/<\/?[a-z][^>]{0,100}>/i.test(description)) {
    note(findings, 'hint', 'text/markup', {
      line,
      value: /<\/?[a-z][^>]{0,100}>/i.exec(description)?.[0] ?? '',
    })
  }
}

/** Licences that let others show the words, and put them together with those of other apps. */
const freeWords =
  /^(?:CC0-1\.0|CC-BY-\d\.0|CC-BY-SA-\d\.0|GFDL-1\.\d(?:-only|-or-later)?|MIT|0BSD|FSFAP|FTL|BSL-1\.0)$/

function judgeLicenses({ origin, license, metadataLicense, lineOf }: Subject, findings: Findings): void {
  const line = lineOf('license')
  if (license === null) note(findings, 'hint', 'license/missing', { line })
  else if (!isSpdx(license)) {
    note(findings, 'warning', 'license/not-spdx', { line, value: license, accepted: 'MIT, GPL-3.0-or-later' })
  }
  const about = { line: lineOf('metadata_license'), accepted: 'CC0-1.0, CC-BY-4.0, MIT' }
  if (metadataLicense === null) {
    note(findings, origin === 'metainfo' ? 'error' : 'hint', 'license/metadata', about)
  } else if (!metadataLicense.split(/\s+(?:AND|OR|and|or)\s+/).some((id) => freeWords.test(id))) {
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

function judgeReleases({ releases, lineOf }: Subject, today: string, findings: Findings): void {
  if (releases.length === 0) note(findings, 'hint', 'release/none', { line: lineOf('releases') })
  const versions = new Set<string>()
  for (const [index, { version, date }] of releases.entries()) {
    const line = lineOf('releases', index)
    const before = releases[index - 1]
    if (before !== undefined && before.date < date) {
      note(findings, 'warning', 'release/order', { line, value: `${before.date} ${date}` })
    }
    if (date > today) note(findings, 'hint', 'release/future', { line, value: date })
    if (versions.has(version)) note(findings, 'warning', 'release/repeated', { line, value: version })
    versions.add(version)
  }
}

function judgeUrls({ urls, lineOf }: Subject, findings: Findings): void {
  if (urls.homepage === undefined)
    note(findings, 'hint', 'url/none', { line: lineOf('urls'), value: 'homepage' })
  for (const kind of urlKinds) {
    const url = urls[kind]
    if (url?.startsWith('http:') === true) {
      note(findings, 'hint', 'url/not-https', {
        line: lineOf('urls', kind),
        value: url,
        accepted: 'https://…',
      })
    }
  }
}

function judgeScreenshots({ kind, screenshots, lineOf }: Subject, findings: Findings): void {
  if (kind === 'desktop-application' && screenshots.length === 0) {
    note(findings, 'hint', 'screenshot/none', { line: lineOf('screenshots') })
  }
  for (const [index, { caption }] of screenshots.entries()) {
    if (caption === '')
      note(findings, 'hint', 'screenshot/no-caption', { line: lineOf('screenshots', index) })
  }
}

function judgeRest({ origin, kind, isRated, isLaunchable, lineOf }: Subject, findings: Findings): void {
  if (!isRated && kind.endsWith('-application')) {
    note(findings, 'hint', 'rating/missing', { line: lineOf('content_rating'), accepted: 'oars-1.1' })
  }
  if (isLaunchable || kind !== 'desktop-application') return
  note(findings, origin === 'metainfo' ? 'error' : 'hint', 'launchable/none', { line: lineOf('launchable') })
}
