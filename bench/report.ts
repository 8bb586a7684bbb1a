/** One measured number. Milliseconds, bytes, a ratio or a bare count, as `metric` says; lower is better. */
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
  /** What `ours`, and what `ratio`, may be at most; null where nothing was promised. */
  readonly budget: number | null
  readonly ratioBudget: number | null
}

export function measured(
  line: Omit<Line, 'ratio' | 'rival' | 'rivalName'> & Partial<Pick<Line, 'rival' | 'rivalName' | 'ratio'>>,
  budget: number | null,
  ratioBudget: number | null = null,
): Measured {
  const { rival = null, rivalName = null, ratio = null } = line
  const { bench, metric } = line
  return {
    line: { bench, case: line.case, metric, ours: line.ours, rival, rivalName, ratio },
    budget,
    ratioBudget,
  }
}

export function isOver({ line, budget, ratioBudget }: Measured): boolean {
  return isAbove(line.ours, budget) || isAbove(line.ratio, ratioBudget)
}

export function asJson({ line }: Measured): string {
  return JSON.stringify({
    ...line,
    ours: round(line.ours),
    rival: line.rival === null ? null : round(line.rival),
    ratio: line.ratio === null ? null : Math.round(line.ratio * 1_000) / 1_000,
  })
}

/** A table for people, in Markdown, so that it can go into docs/benchmarks.md as it is. */
export function asTable(results: readonly Measured[]): string {
  const rows = results.map(({ line, budget, ratioBudget }) => [
    `${line.bench}: ${line.case}`,
    line.metric,
    amount(line.ours, line.metric),
    budget === null ? '' : `${amount(budget, line.metric)}${mark(line.ours, budget)}`,
    line.rivalName ?? '',
    line.rival === null ? '' : amount(line.rival, line.metric),
    line.ratio === null ? '' : line.ratio.toFixed(2),
    ratioBudget === null ? '' : `${ratioBudget.toFixed(2)}${mark(line.ratio, ratioBudget)}`,
  ])
  const head = ['case', 'metric', 'ours', 'budget', 'rival', 'its value', 'ours ÷ rival', 'budget']
  const all = [head, head.map(() => '---'), ...rows]
  return all.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function mark(value: number | null, budget: number): string {
  return isAbove(value, budget) ? ' (over)' : ''
}

function isAbove(value: number | null, budget: number | null): boolean {
  // What could not be measured is not within its budget.
  return budget !== null && value !== null && !(value <= budget)
}

/** KB and MB as memory and file sizes are usually told on Linux: of 1,024. */
function amount(value: number, metric: string): string {
  if (metric.includes('bytes')) {
    const kilobytes = value / 1_024
    return kilobytes >= 1_024 ? `${(kilobytes / 1_024).toFixed(1)} MB` : `${kilobytes.toFixed(1)} KB`
  }
  if (metric.startsWith('ratio')) return value.toFixed(2)
  if (metric.startsWith('count')) return value.toFixed(0)
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
