import path from 'node:path'
import type { Finding, LintReport } from '../../engine/publishing.ts'
import type { Arguments } from '../arguments.ts'
import { findingWords } from '../../engine/model/finding-words.ts'
import type { Answer, Context } from '../context.ts'
import { invalid } from '../exit-code.ts'
import { count } from '../output/phrases.ts'
import { bold, dim, inline, red, yellow } from '../output/text.ts'

export async function lint(input: Arguments, context: Context): Promise<Answer> {
  const shown = input.text('file') ?? '.'
  const target = path.resolve(context.workingDirectory, shown)
  const { lintApp } = await context.tools()
  const today = context.now().toISOString().slice(0, 10)
  const report = await lintApp({ target, today }, context.signal)
  const here = path.relative(context.workingDirectory, report.file)
  return {
    data: report,
    text: () => lintText(report, here.startsWith('..') ? report.file : here),
    ...(report.counts.error === 0 ? {} : { exit: invalid }),
  }
}

function lintText({ findings, counts }: LintReport, file: string): string {
  const lines = findings.map(
    (finding) =>
      `${placeOf(finding, file)}: ${severities[finding.severity]} ${inline(findingWords(finding, (text) => `"${text}"`))} ${dim(finding.rule)}`,
  )
  const parts = [
    counts.error === 0 ? [] : [count(counts.error, 'error')],
    counts.warning === 0 ? [] : [count(counts.warning, 'warning')],
    counts.hint === 0 ? [] : [count(counts.hint, 'hint')],
  ].flat()
  return [...lines, parts.length === 0 ? 'Nothing is missing.' : `${parts.join(', ')}.`].join('\n')
}

/** As editors and terminals open it: file:line. */
function placeOf({ line }: Finding, file: string): string {
  return bold(line === null ? inline(file) : `${inline(file)}:${line}`)
}

const severities = { error: red('error'), warning: yellow('warning'), hint: dim('hint') } as const
