import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { fileListProblem } from '../archive/check-files.ts'
import { byCodePoint } from '../base/canonical-json.ts'
import { EngineError } from '../model/failure.ts'
import { scriptOutputId, type TriggerOutput } from '../model/generation.ts'
import type { FileEntry, Manifest } from '../model/manifest.ts'
import { usualLimits } from '../sandbox/box-words.ts'
import type { Sandbox } from '../sandbox/find-sandbox.ts'
import { type Boxed, BoxFailed, runBox } from '../sandbox/run-box.ts'
import { toDiskFailure } from '../system-errors.ts'
import { finishOutput, placeOutputs, wholeOutput } from '../triggers/output-store.ts'
import { triggerDirectory, triggerKey } from '../triggers/trigger-key.ts'
import { collectOutput } from './collect-output.ts'

/** Raised when the box shows scripts something else, or keeps something else of what they make. */
const boxVersion = 1
/** Milliseconds for all scripts of one package. */
const usualPatience = 60_000
/** Files and links that one package may make. */
const mostMembers = 10_000

/** A release in the store whose scripts a person agreed to. */
export interface ScriptedRelease {
  readonly manifest: Manifest
  readonly manifestSha256: string
  /** Folder below store/. */
  readonly directory: string
  /** Run them although their output is there. */
  readonly again: boolean
}

export interface ScriptOptions {
  readonly sandbox: Sandbox
  /** Absolute path of store/. */
  readonly store: string
  /** Milliseconds. */
  readonly patience?: number
}

export interface ScriptRun {
  readonly output: TriggerOutput
  /** Files and links that they made. */
  readonly files: number
  /** What they printed; null where they had run before and what they made is still there. */
  readonly printed: string | null
}

/**
 * Runs the scripts of one release in a box, and puts what they made into the store. Killed anywhere: a `.new-…` folder,
 * which `sweepLeftovers` removes, or a whole output that nobody lists. Throws `script/failed`.
 */
export async function runScripts(
  release: ScriptedRelease,
  options: ScriptOptions,
  signal: AbortSignal,
): Promise<ScriptRun> {
  const { store } = options
  const output = scriptOutputOf(release)
  const { id, key, directory } = output
  const whole = release.again ? null : await wholeOutput(path.join(store, directory), id, key)
  if (whole !== null) return { output, files: countOf(whole), printed: null }
  const from = path.join(store, `.new-${process.pid}-${directory}`)
  try {
    await rm(from, { recursive: true, force: true })
    await mkdir(from)
    const { kept, printed } = await boxed(release, options, { from, signal })
    const files = await finishOutput(from, id, key, kept)
    checkBeside(release.manifest, files, printed)
    signal.throwIfAborted()
    await placeOutputs(store, [{ from, directory }])
    return { output, files: countOf(files), printed }
  } catch (error) {
    await rm(from, { recursive: true, force: true })
    throw await toDiskFailure(error, store)
  }
}

/** What the scripts of a release make is known by its manifest, which names their text and every file they see. */
export function scriptOutputOf({
  manifest: { name },
  manifestSha256,
}: {
  readonly manifest: Pick<Manifest, 'name'>
  readonly manifestSha256: string
}): TriggerOutput {
  const id = scriptOutputId(name)
  const key = triggerKey({ id, version: boxVersion, tools: [], inputs: [['manifest', manifestSha256]] })
  return { id, key, directory: triggerDirectory(id, key) }
}

async function boxed(
  { manifest, directory }: ScriptedRelease,
  { sandbox, store, patience = usualPatience }: ScriptOptions,
  { from, signal }: { readonly from: string; readonly signal: AbortSignal },
): Promise<Boxed<string[]>> {
  const { name, version, install_scripts: scripts } = manifest
  const names = (['pre_install', 'post_install'] as const).filter((when) => scripts[when] !== undefined)
  const run = {
    ...sandbox,
    limits: usualLimits,
    shown: path.join(store, directory),
    files: Object.fromEntries(names.map((when) => [`/scripts/${when}`, scripts[when]!])),
    environment: { MULTIOS_PACKAGE: name, MULTIOS_PACKAGE_VERSION: version },
    command: [...names.map(runOne), packOutput].join('\n'),
    patience,
  }
  const collecting = { folder: from, name, mostMembers, mostBytes: usualLimits.output }
  try {
    return await runBox(run, async (chunks) => collectOutput(collecting, chunks), signal)
  } catch (error) {
    if (!(error instanceof BoxFailed)) throw error
    const { reason, detail } = error
    throw new EngineError('script/failed', { package: name, reason, detail }, { cause: error })
  }
}

/** A script has no way to the stream that its output takes. Without a line `#!` sh runs it. */
function runOne(when: string): string {
  const ended = `{ status=$?; echo "${when} ended with $status" >&2; exit "$status"; }`
  return `/scripts/${when} 3>&- </dev/null || ${ended}`
}

const packOutput =
  'exec /usr/bin/tar -C / --format=ustar --owner=0 --group=0 --numeric-owner -cf - output >&3'

/** What was made must fit beside the signed files, as if the package had brought it: none of them is changed. */
function checkBeside({ name, files: signed }: Manifest, made: readonly FileEntry[], printed: string): void {
  const folders = new Set(signed.flatMap(({ type, path: place }) => (type === 'directory' ? [place] : [])))
  const added = made.filter(({ type, path: place }) => type !== 'directory' || !folders.has(place))
  const files = [...signed, ...added].toSorted((a, b) => byCodePoint(a.path, b.path))
  const size = files.reduce((sum, entry) => sum + (entry.type === 'file' ? entry.size : 0), 0)
  const problem = fileListProblem({ files, installed_size: size })
  if (problem === null) return
  const cause = new BoxFailed('output', { detail: problem, printed })
  throw new EngineError('script/failed', { package: name, reason: 'output', detail: problem }, { cause })
}

function countOf(files: readonly FileEntry[]): number {
  return files.filter(({ type }) => type !== 'directory').length
}
