/** What an app tells of its releases. */
import { type Findings, note } from '../appstream/findings.ts'
import { compareVersions } from '../model/version.ts'
import { holdsAddress } from './prose.ts'
import type { Release, Subject } from './subject.ts'

export function judgeReleases(
  { origin, releases, lineOf }: Subject,
  today: string,
  findings: Findings,
): void {
  if (releases.length === 0) note(findings, 'hint', 'release/none', { line: lineOf('releases') })
  const versions = new Set<string>()
  for (const [index, release] of releases.entries()) {
    const { version, date, notes = '' } = release
    const line = lineOf('releases', index)
    judgeOrder(releases[index - 1], release, line, findings)
    if (holdsAddress(notes)) note(findings, 'warning', 'description/address', { line, value: 'releases.url' })
    judgeLinks(release, line, findings)
    if (origin === 'recipe') judgeIssues(release, line, findings)
    if (date > today) note(findings, 'hint', 'release/future', { line, value: date })
    if (versions.has(version)) note(findings, 'warning', 'release/repeated', { line, value: version })
    versions.add(version)
  }
}

export function judgeAddress(url: string | undefined, line: number | null, findings: Findings): void {
  if (url?.startsWith('http:') === true)
    note(findings, 'hint', 'url/not-https', { line, value: url, accepted: 'https://…' })
}

function judgeOrder(
  before: Release | undefined,
  { version, date }: Release,
  line: number | null,
  findings: Findings,
): void {
  if (before === undefined) return
  // An old series is mended after a new one has begun: days alone are no mistake.
  if (compareVersions(before.version, version, 'debian') < 0)
    note(findings, 'warning', 'release/order', { line, value: `${before.version} ${version}` })
  else if (before.date < date)
    note(findings, 'hint', 'release/order', { line, value: `${before.date} ${date}` })
}

function judgeLinks({ url, issues = [] }: Release, line: number | null, findings: Findings): void {
  for (const address of [url, ...issues.map((issue) => issue.url)]) judgeAddress(address, line, findings)
}

/** A metainfo file says of each issue what it is; a recipe leaves it to the id. */
function judgeIssues({ issues = [] }: Release, line: number | null, findings: Findings): void {
  for (const { id } of issues) {
    if (/^cve/i.test(id) && !/^CVE-\d{4}-\d{4,}$/.test(id))
      note(findings, 'warning', 'release/cve', { line, value: id, accepted: 'CVE-2026-12345' })
  }
}
