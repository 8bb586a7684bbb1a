import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** One run of a whole process. Milliseconds; `cpu` is user and system time of it and its children. */
export interface Cost {
  readonly wall: number
  readonly cpu: number
}

export interface Command {
  readonly file: string
  readonly args: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** It says no, as it should; anything else that fails is not measured. */
  readonly refuses?: boolean
}

/** bash's own `time` counts the processor time of every child, which Node does not tell of one child. */
export async function costOf({ file, args, environment, refuses }: Command): Promise<Cost> {
  const measure = 'TIMEFORMAT="%R %U %S"; { time "$@" >/dev/null 2>&3; } 3>/dev/null'
  const script = refuses === true ? `! { ${measure}; }` : measure
  const { stderr } = await run('bash', ['-c', script, 'bench', file, ...args], {
    env: { ...process.env, ...environment },
  })
  const [wall = NaN, user = NaN, system = NaN] = stderr.trim().split(' ').map(Number)
  return { wall: wall * 1_000, cpu: (user + system) * 1_000 }
}

/** Both in turns; see `inTurns`. */
export async function inPairs(
  ours: Command,
  rival: Command | null,
  pairs: number,
): Promise<{ readonly ours: readonly Cost[]; readonly rival: readonly Cost[] | null }> {
  const [mine = [], theirs = null] = await inTurns(rival === null ? [ours] : [ours, rival], pairs)
  return { ours: mine, rival: theirs }
}

/**
 * All in turns, so that a busy machine slows all; the first round warms the file cache and is not counted. One list of
 * costs a command.
 */
export async function inTurns(
  commands: readonly Command[],
  rounds: number,
): Promise<readonly (readonly Cost[])[]> {
  const costs = commands.map((): Cost[] => [])
  for (let round = 0; round <= rounds; round += 1) {
    for (const [at, command] of commands.entries()) {
      const cost = await costOf(command)
      if (round > 0) costs[at]?.push(cost)
    }
  }
  return costs
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The smallest value that `share` of all values do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN
}

export async function isInstalled(command: string): Promise<boolean> {
  return run('sh', ['-c', `command -v ${command}`]).then(
    () => true,
    () => false,
  )
}
