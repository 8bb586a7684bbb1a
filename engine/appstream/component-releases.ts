import type { WrittenApp } from '../builder/recipe.ts'
import { defined } from '../base/defined.ts'
import { appLimits, ReleaseUrgency } from '../model/app-record.ts'
import { cut, lineOf } from './clean-text.ts'
import { type Findings, note } from './findings.ts'
import { plainText, tellOfMarkup } from './markup.ts'
import { webAddress } from './web-address.ts'
import { elementsOf, textOf, type XmlElement } from '../xml/read-xml.ts'

type Release = NonNullable<WrittenApp['releases']>[number]

/** Characters of the notes of one release. */
const longestNotes = 10_000

/** The releases that have a version and a day, in the order of the file; the first hundred of them. */
export function releasesOf(component: XmlElement, findings: Findings, lines: Map<string, number>): Release[] {
  const found: Release[] = []
  for (const element of elementsOf(component, 'releases').flatMap((all) => elementsOf(all, 'release'))) {
    if (found.length === appLimits.releases) {
      note(findings, 'warning', 'release/cut', { line: element.line, value: String(appLimits.releases) })
      break
    }
    const release = releaseOf(element, findings)
    if (release === null) continue
    lines.set(`releases.${found.length}`, element.line)
    found.push(release)
  }
  return found
}

function releaseOf(element: XmlElement, findings: Findings): Release | null {
  const { attributes, line } = element
  const version = lineOf(attributes['version'] ?? '')
  const date = dayOf(attributes)
  if (version === '' || date === null) {
    const value = attributes['date'] ?? attributes['timestamp'] ?? ''
    note(findings, 'error', 'release/date', {
      line,
      value: `${version} ${value}`.trim(),
      accepted: '2026-03-01',
    })
    return null
  }
  const [url] = elementsOf(element, 'url').map((one) => webAddress(textOf(one)))
  const issues = issuesOf(element)
  return defined({
    version: cut(version, 200),
    date,
    notes: notesOf(element, findings),
    kind: oneOf(releaseKinds, 'type', { element, findings }),
    urgency: oneOf(ReleaseUrgency.options, 'urgency', { element, findings }),
    url: url ?? undefined,
    issues: issues.length === 0 ? undefined : issues,
  })
}

const releaseKinds = ['stable', 'development', 'snapshot'] as const

function oneOf<T extends string>(
  known: readonly T[],
  attribute: string,
  { element, findings }: { readonly element: XmlElement; readonly findings: Findings },
): T | undefined {
  const said = element.attributes[attribute]
  const found = known.find((one) => one === said)
  if (said !== undefined && found === undefined) {
    const accepted = known.join(', ')
    note(findings, 'warning', 'value/unknown', { line: element.line, value: said, accepted })
  }
  return found
}

function notesOf(element: XmlElement, findings: Findings): string | undefined {
  const [description] = elementsOf(element, 'description')
  if (description === undefined) return undefined
  const { text, odd } = plainText(description, null)
  tellOfMarkup(odd, findings)
  return text === '' ? undefined : cut(text, longestNotes)
}

/** `date` is a day or a moment, `timestamp` seconds since 1970. */
function dayOf({ date, timestamp }: Readonly<Record<string, string>>): string | null {
  const day = date?.trim() ?? dayOfSeconds(timestamp)
  const [, year, month = '', dayOfMonth = ''] = /^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/.exec(day) ?? []
  const whole = year === undefined ? '' : `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`
  const moment = Date.parse(`${whole}T00:00:00Z`)
  // The thirtieth of February is read as the second of March: it is no day.
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(whole) && whole !== ''
    ? whole
    : null
}

function dayOfSeconds(timestamp = ''): string {
  // No year by itself, and up to the year 9999.
  return /^\d{4,12}$/.test(timestamp) && Number(timestamp) >= 3000 && Number(timestamp) < 253_402_300_800
    ? new Date(Number(timestamp) * 1000).toISOString()
    : ''
}

function issuesOf(element: XmlElement): NonNullable<Release['issues']> {
  const all = elementsOf(element, 'issues').flatMap((list) => elementsOf(list, 'issue'))
  return all.slice(0, appLimits.issues).flatMap((issue) => {
    const id = cut(lineOf(textOf(issue)), 100)
    const url = webAddress(issue.attributes['url'] ?? '')
    return id === '' ? [] : [{ id, ...(url === null ? {} : { url }) }]
  })
}
