import { parseArgs } from 'node:util'

export interface CenterArguments {
  /** The served host, even where there is a better one. */
  readonly serve: boolean
  /** Null for any free one. */
  readonly port: number | null
  readonly open: boolean
  readonly dataDirectory: string | undefined
  readonly configFile: string | undefined
  /** Opens the data directory once and ends: what a host has done for it by a process of its own. */
  readonly prepare: boolean
  readonly help: boolean
}

export type ParsedArguments =
  | { readonly kind: 'arguments'; readonly arguments: CenterArguments }
  /** `problem` is a sentence for the person who typed. */
  | { readonly kind: 'wrong'; readonly problem: string }

export const usage = `Usage: multios-center [OPTIONS]

  --serve          always the served host: answers on 127.0.0.1 and prints its address
  --port N         the port to answer on (default: one that is free)
  --no-open        opens nothing
  --data-dir DIR   where packages and state are kept
  --config FILE    the configuration to use
  --help           this text`

export function parseCenterArguments(words: readonly string[]): ParsedArguments {
  try {
    const { values } = parseArgs({
      args: [...words],
      allowNegative: true,
      options: {
        serve: { type: 'boolean', default: false },
        port: { type: 'string' },
        open: { type: 'boolean', default: true },
        'data-dir': { type: 'string' },
        config: { type: 'string' },
        prepare: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (values.port !== undefined && !isPort(values.port)) {
      return { kind: 'wrong', problem: `"${values.port}" is no port: it must be a number from 0 to 65535.` }
    }
    return {
      kind: 'arguments',
      arguments: {
        serve: values.serve,
        port: values.port === undefined ? null : Number(values.port),
        open: values.open,
        dataDirectory: values['data-dir'],
        configFile: values.config,
        prepare: values.prepare,
        help: values.help,
      },
    }
  } catch (error) {
    if (!isArgumentProblem(error)) throw error
    return { kind: 'wrong', problem: error.message }
  }
}

function isPort(text: string): boolean {
  return /^[0-9]{1,5}$/.test(text) && Number(text) <= 65_535
}

function isArgumentProblem(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_')
}
