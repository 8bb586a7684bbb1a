import { appendFileSync } from 'node:fs'
import path from 'node:path'
import { makeFolder } from './make-folder.ts'

export interface IncidentLogOptions {
  /** JSON lines; made with its folder when the first incident happens. */
  readonly file: string
  readonly now: () => Date
  /** A new number each time: short enough to be read aloud. */
  readonly number: () => string
  /** Told where the log cannot be written, so that a bug is never swallowed. */
  readonly complain: (line: string) => void
}

/** Writes bugs down beside their stacks. */
export function createIncidentLog(options: IncidentLogOptions): (error: unknown) => string {
  return (error) => {
    const incident = options.number()
    const line = JSON.stringify({ incident, at: options.now().toISOString(), ...described(error) })
    try {
      makeFolder(path.dirname(options.file))
      appendFileSync(options.file, `${line}\n`, { mode: 0o600 })
    } catch (refusal) {
      options.complain(
        `incident ${incident} could not be written to ${options.file} (${String(refusal)}): ${line}`,
      )
    }
    return incident
  }
}

function described(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error, message: String(error) }
  const { name, message, stack, cause } = error
  return { name, message, stack, ...(cause === undefined ? {} : { cause: described(cause) }) }
}
