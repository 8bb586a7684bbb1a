/** A system call that went well, with everything it was given. */
export interface LoggedCall {
  readonly name: string
  readonly args: readonly Argument[]
  readonly result: number
}

export interface Argument {
  /** Text in quotes, as bytes; the path of a descriptor; else as it stands there: `O_RDONLY`, `0644`. */
  readonly text: Buffer
  readonly descriptor: number | null
}

/** Reads a log of `strace -f -y -xx`, each call where it was over. */
export function readCalls(log: string): LoggedCall[] {
  const begun = new Map<string, string>()
  return log.split('\n').flatMap((line): LoggedCall[] => {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? []
    if (rest.endsWith(unfinished)) {
      begun.set(thread, rest.slice(0, -unfinished.length))
      return []
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest)
    return callIn(resumed === null ? rest : `${begun.get(thread) ?? ''}${resumed[1]!}`)
  })
}

const unfinished = '<unfinished ...>'

function callIn(text: string): LoggedCall[] {
  const [, name, given, result] = /^(\w+)\((.*)\) += (\d+)/.exec(text) ?? []
  return name === undefined || given === undefined
    ? []
    : [{ name, args: argumentsIn(given), result: Number(result) }]
}

function argumentsIn(text: string): Argument[] {
  const parts = text.matchAll(/"([^"]*)"(?:\.\.\.)?|(AT_FDCWD|\d+)<([^>]*)>|([^,\s]+)/g)
  return [...parts].map(([, quoted, descriptor, opened, plain]) => ({
    text: unescaped(quoted ?? opened ?? plain ?? ''),
    descriptor: descriptor === undefined || descriptor === 'AT_FDCWD' ? null : Number(descriptor),
  }))
}

function unescaped(text: string): Buffer {
  if (!text.includes(String.raw`\x`)) return Buffer.from(text)
  return Buffer.from(text.replaceAll(String.raw`\x`, ''), 'hex')
}
