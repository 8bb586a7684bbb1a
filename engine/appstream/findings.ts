import type { Finding, Rule, Severity } from '../model/finding.ts'

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

/** Findings of one file; a file of ten thousand mistakes tells of the first. */
const most = 500

export function note(into: Findings, severity: Severity, rule: Rule, about: About = {}): void {
  if (into.all.length >= most) return
  const { line = null, value, accepted = null } = about
  into.all.push({
    severity,
    rule,
    file: into.file,
    line,
    value: value === undefined ? null : value.slice(0, shown),
    accepted,
  })
}
