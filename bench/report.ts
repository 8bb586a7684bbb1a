/** One measured number. Milliseconds, bytes or a bare count, as `metric` says; lower is better. */
export interface Line {
  readonly bench: string
  readonly case: string
  readonly metric: string
  readonly ours: number
  readonly rival: number | null
  readonly rivalName: string | null
  readonly ratio: number | null
}

export interface Measured {
  readonly line: Line
  /** What `ours` may be at most; null where nothing was promised. */
  readonly budget: number | null
}

export function measured(
  line: Omit<Line, 'ratio' | 'rival' | 'rivalName'> & Partial<Pick<Line, 'rival' | 'rivalName' | 'ratio'>>,
  budget: number | null,
): Measured {
  const { rival = null, rivalName = null, ratio = null } = line
  const { bench, metric } = line
  return { line: { bench, case: line.case, metric, ours: line.ours, rival, rivalName, ratio }, budget }
}

export function asJson({ line }: Measured): string {
  return JSON.stringify({
    ...line,
    ours: round(line.ours),
    rival: line.rival === null ? null : round(line.rival),
  })
}

/** A table for people, in Markdown, so that it can go into docs/benchmarks.md as it is. */
export function asTable(results: readonly Measured[]): string {
  const rows = results.map(({ line, budget }) => [
    `${line.bench}: ${line.case}`,
    line.metric,
    amount(line.ours, line.metric),
    budget === null ? '' : `${amount(budget, line.metric)}${line.ours <= budget ? '' : ' (over)'}`,
    line.rivalName ?? '',
    line.rival === null ? '' : amount(line.rival, line.metric),
    line.ratio === null ? '' : line.ratio.toFixed(2),
  ])
  const head = ['case', 'metric', 'ours', 'budget', 'rival', 'its value', 'ours ÷ rival']
  const all = [head, head.map(() => '---'), ...rows]
  return all.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** KB and MB as memory and file sizes are usually told on Linux: of 1,024. */
function amount(value: number, metric: string): string {
  if (metric.includes('bytes')) {
    const kilobytes = value / 1_024
    return kilobytes >= 1_024 ? `${(kilobytes / 1_024).toFixed(1)} MB` : `${kilobytes.toFixed(1)} KB`
  }
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
