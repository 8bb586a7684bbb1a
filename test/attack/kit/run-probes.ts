/** Runs in a process of its own, as whichever user: the probes in a box, then what a box must end. Prints JSON. */
import { readFileSync } from 'node:fs'
import { usualLimits } from '../../../engine/sandbox/box-words.ts'
import { findSandbox } from '../../../engine/sandbox/find-sandbox.ts'
import { BoxFailed, runBox } from '../../../engine/sandbox/run-box.ts'

interface Wish {
  readonly architecture: string
  readonly shown: string
  readonly probes: string
  /** Run one after another in boxes of their own, with the milliseconds that each may take. */
  readonly others: readonly (readonly [script: string, patience: number])[]
}

export interface ProbeAnswer {
  readonly uid: number
  readonly missing: string | null
  readonly printed: string
  /** How each of the others ended. */
  readonly ends: readonly string[]
}

const wish = JSON.parse(readFileSync(0, 'utf8')) as Wish
const { signal } = new AbortController()
const answer = await findSandbox(
  { architecture: wish.architecture, environment: process.env },
  wish.shown,
  signal,
)
console.log(JSON.stringify(await answered()))

async function answered(): Promise<ProbeAnswer> {
  const uid = process.getuid?.() ?? -1
  if (answer.kind === 'missing') return { uid, missing: answer.detail, printed: '', ends: [] }
  const { printed } = await boxed(wish.probes, 60_000)
  const ends: string[] = []
  for (const [script, patience] of wish.others) {
    ends.push(
      await boxed(script, patience).then(
        ({ printed: said }) => `ended: ${said.trim()}`,
        (error: unknown) => {
          if (error instanceof BoxFailed) return `${error.reason}: ${error.printed.length} bytes`
          throw error
        },
      ),
    )
  }
  return { uid, missing: null, printed, ends }
}

async function boxed(script: string, patience: number) {
  if (answer.kind === 'missing') throw new Error('no sandbox')
  const run = {
    ...answer.sandbox,
    shown: wish.shown,
    limits: usualLimits,
    files: { '/scripts/post_install': script },
    environment: {},
    command: '/scripts/post_install 3>&- </dev/null',
    patience,
  }
  return runBox(run, drained, signal)
}

async function drained(chunks: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _chunk of chunks);
}
