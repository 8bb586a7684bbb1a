import { type Finding, type Rule, severities, type Severity } from '../model/finding.ts'

/** Collects what is found in one file. */
export interface Findings {
  readonly file: string
  readonly all: Finding[]
}

export interface About {
  readonly line?: number | null
  readonly value?: string
  readonly accepted?: string
}

/** Characters of a wrong value that are told back. */
const shown = 120

/** The first of a list, where there is room for so many; that it is cut is told. */
export function firstOf<T>(
  list: readonly T[],
  most: number,
  at: { readonly line: number | null; readonly value: string },
  findings: Findings,
): T[] {
  if (list.length > most) note(findings, 'warning', 'text/long', at)
  return list.slice(0, most)
}

/** Findings of one file; a file of ten thousand mistakes tells of the first. */
const most = 500

export function note(into: Findings, severity: Severity, rule: Rule, about: About = {}): void {
  if (into.all.length >= most) return
  const { line = null, value: said, accepted = null } = about
  const value = said === undefined ? null : said.slice(0, shown)
  const finding = { severity, rule, file: into.file, line, value, accepted }
  // The reader and the judges meet at the same places: it is told once, as bad as it is.
  const isSame = (one: Finding): boolean =>
    one.file === into.file && one.rule === rule && one.line === line && one.value === value
  const same = into.all.findIndex(isSame)
  if (same === -1) into.all.push(finding)
  else if (isWorse(severity, into.all[same]!.severity)) into.all[same] = finding
}

function isWorse(one: Severity, other: Severity): boolean {
  return severities.indexOf(one) < severities.indexOf(other)
}
