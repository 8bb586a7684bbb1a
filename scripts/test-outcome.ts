/** What a runner says about its tests, as far as the last lines of `./multios test` need it. */
export interface Outcome {
  readonly passed: number
  /** One line each. */
  readonly failed: readonly string[]
  readonly skipped: readonly Skipped[]
}

export interface Skipped {
  readonly name: string
  readonly reason: string
}

export const nothing: Outcome = { passed: 0, failed: [], skipped: [] }

export function together(outcomes: readonly Outcome[]): Outcome {
  return {
    passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
    failed: outcomes.flatMap(({ failed }) => failed),
    skipped: outcomes.flatMap(({ skipped }) => skipped),
  }
}

/** A runner that ends badly without naming a failure failed all the same. */
export function believing(status: number, outcome: Outcome | null, runner: string): Outcome {
  if (outcome === null)
    return { ...nothing, failed: [`${runner} ended with ${String(status)} and told nothing`] }
  if (status === 0 || outcome.failed.length > 0) return outcome
  return { ...outcome, failed: [`${runner} ended with ${String(status)}`] }
}

/** The end of the output: each skip with its reason, each failure, and the counts as the last line. */
export function closingLines({ passed, failed, skipped }: Outcome): string[] {
  return [
    ...skipped.map(({ name, reason }) => `skipped: ${name}: ${reason}`),
    ...failed.map((name) => `failed: ${name}`),
    `${String(passed)} passed, ${String(failed.length)} failed, ${String(skipped.length)} skipped`,
  ]
}

interface PlaywrightSuite {
  readonly title: string
  readonly suites?: readonly PlaywrightSuite[]
  readonly specs?: readonly {
    readonly title: string
    readonly tests: readonly {
      readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped'
      readonly annotations: readonly { readonly type: string; readonly description?: string }[]
    }[]
  }[]
}

export interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[]
  readonly errors: readonly { readonly message?: string }[]
}

export function readPlaywright({ suites, errors }: PlaywrightReport): Outcome {
  const broken = errors.map(
    ({ message }) => `journeys: ${message?.split('\n', 1)[0] ?? 'an error without words'}`,
  )
  return together([{ ...nothing, failed: broken }, ...suites.map((suite) => readSuite(suite, ''))])
}

function readSuite(suite: PlaywrightSuite, above: string): Outcome {
  const place = above === '' ? suite.title : `${above} > ${suite.title}`
  const specs = (suite.specs ?? []).flatMap(({ title, tests }) =>
    tests.map(({ status, annotations }): Outcome => {
      const name = `${place} > ${title}`
      if (status === 'skipped') return { ...nothing, skipped: [{ name, reason: reasonIn(annotations) }] }
      // A test that passed only when it was repeated tells nothing.
      return status === 'expected' ? { ...nothing, passed: 1 } : { ...nothing, failed: [name] }
    }),
  )
  return together([...specs, ...(suite.suites ?? []).map((inner) => readSuite(inner, place))])
}

function reasonIn(annotations: readonly { readonly type: string; readonly description?: string }[]): string {
  return annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given'
}
