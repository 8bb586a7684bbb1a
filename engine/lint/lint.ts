import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { type Component, kindOf, readComponent } from '../appstream/component.ts'
import type { Findings } from '../appstream/findings.ts'
import { note } from '../appstream/findings.ts'
import { componentsIn } from '../appstream/read-metainfo.ts'
import { readRecipe } from '../builder/recipe.ts'
import { EngineError, failureOf } from '../model/failure.ts'
import type { Finding, Severity } from '../model/finding.ts'
import { onDisk, systemCode } from '../system-errors.ts'
import { maximumXmlBytes } from '../xml/read-xml.ts'
import { judgeExternalReleases } from './external-releases.ts'
import { judgeFiles } from './files.ts'
import { judgeComponent } from './judge-component.ts'
import { judgeWords } from './rules.ts'
import { subjectOfComponent, subjectOfRecipe } from './subject.ts'

export interface LintOptions {
  /** A folder with `package.yaml`, that file, or an XML file of AppStream. */
  readonly target: string
  /** A day such as 2026-03-01: no release is of a later one. */
  readonly today: string
}

export interface LintReport {
  readonly file: string
  readonly findings: readonly Finding[]
  readonly counts: Readonly<Record<Severity, number>>
}

/** What is missing or wrong, by line. Throws only where there is nothing to look at. */
export async function lintApp({ target, today }: LintOptions, signal: AbortSignal): Promise<LintReport> {
  const isFolder = (await statOf(target)).isDirectory()
  const file = isFolder ? path.join(target, 'package.yaml') : target
  const findings: Findings = { file, all: [] }
  signal.throwIfAborted()
  if (!/\.xml$|package\.yaml$/i.test(file)) {
    throw new EngineError('request/invalid', {
      what: 'file',
      value: target,
      problem: 'is no package.yaml and no XML',
    })
  }
  if (/\.xml$/i.test(file)) await lintMetainfo(file, today, findings)
  else await lintRecipe(file, today, findings)
  return reportOf(findings)
}

/** What was found, by line. */
export function reportOf({ file, all }: Findings): LintReport {
  const findings = all.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
  const count = (severity: Severity): number => findings.filter((one) => one.severity === severity).length
  return {
    file,
    findings,
    counts: { error: count('error'), warning: count('warning'), hint: count('hint') },
  }
}

/** Judges the text of a metainfo file, and answers what it holds. */
export function judgeMetainfo(text: string, today: string, findings: Findings): Component[] {
  const ids = new Set<string>()
  const { style, elements } = componentsIn(text, findings)
  return elements.flatMap((element) => {
    const component = readComponent(element, findings)
    judgeComponent(element, { kind: kindOf(element), style }, findings)
    if (component !== null) {
      const { id } = component
      if (ids.has(id)) note(findings, 'error', 'id/repeated', { line: element.line, value: id })
      ids.add(id)
      judgeWords(subjectOfComponent(component), today, findings)
    }
    return component === null ? [] : [component]
  })
}

async function statOf(target: string): Promise<Awaited<ReturnType<typeof stat>>> {
  return onDisk(target, async () =>
    stat(target).catch((error: unknown) => {
      if (systemCode(error) !== 'ENOENT') throw error
      throw new EngineError('file/not-found', { path: target }, { cause: error })
    }),
  )
}

async function lintMetainfo(file: string, today: string, findings: Findings): Promise<void> {
  const { size } = await statOf(file)
  if (size > maximumXmlBytes)
    return note(findings, 'error', 'xml/broken', { value: `too-long ${maximumXmlBytes} bytes` })
  const text = await onDisk(file, async () => readFile(file, 'utf8'))
  judgeMetainfo(text, today, findings)
  const { elements } = componentsIn(text, { file, all: [] })
  await onDisk(file, async () => judgeExternalReleases(file, elements, findings))
}

async function lintRecipe(file: string, today: string, findings: Findings): Promise<void> {
  const source = path.dirname(file)
  try {
    const read = await readRecipe(source)
    const subject = subjectOfRecipe(read)
    if (subject === null) return note(findings, 'hint', 'app/missing', { accepted: 'app' })
    judgeWords(subject, today, findings)
    await judgeFiles(source, read, findings)
  } catch (error) {
    const failure = failureOf(error)
    if (failure?.code !== 'recipe/invalid') throw error
    const { line, key, problem, accepted } = failure.facts
    note(findings, 'error', 'recipe/invalid', { line, value: `${key} ${problem}`.trim(), accepted })
  }
}
