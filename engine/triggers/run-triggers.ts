import { copyFile, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { once } from '../base/once.ts'
import { EngineError } from '../model/failure.ts'
import type { FileEntry, Manifest } from '../model/manifest.ts'
import type { TreeContent } from '../store/tree-content.ts'
import { toDiskFailure } from '../system-errors.ts'
import { findTool, runtimeOf, type Tool } from './find-tool.ts'
import { alternativeLinks, configurationCopies, type Made } from './made-files.ts'
import { finishOutput, placeOutputs, wholeOutput } from './output-store.ts'
import { allTriggers } from './registry/all.ts'
import { findBox, runTool, ToolFailed, toolPatience } from './run-tool.ts'
import { checkInputs, harvest, placeInputs } from './scratch.ts'
import type { Job, Trigger } from './trigger.ts'
import { inputsOf, triggerDirectory, triggerKey } from './trigger-key.ts'

export interface TriggerOptions {
  /** Absolute path of store/. */
  readonly store: string
  /** `profile/current`, absolute: where programs will find what lies in the tree. */
  readonly current: string
  /** The merged tree of the next generation, without what triggers made. */
  readonly files: TreeContent
  readonly manifests: readonly Manifest[]
  /** PATH is where the machine's tools and bwrap are looked for. */
  readonly environment: NodeJS.ProcessEnv
  /** Told what was left out. */
  readonly note?: ((note: TriggerNote) => void) | undefined
  readonly triggers?: readonly Trigger[] | undefined
  /** Ids of those that run again, although the store has what they made. */
  readonly again?: ReadonlySet<string> | undefined
  /** Milliseconds that one tool may take. */
  readonly patience?: number | undefined
}

export interface TriggerNote {
  readonly trigger: string
  /** No such tool here; it would load code of packages and nothing can be boxed here; it failed. */
  readonly reason: 'no-tool' | 'no-box' | 'failed'
  readonly detail: string
}

/** What a trigger made: `files` are those of `store/<directory>/`. */
export interface TriggerOutput {
  readonly id: string
  readonly key: string
  readonly directory: string
  readonly files: readonly FileEntry[]
}

/** An output that is made, and has its final name only when all are. */
interface Fresh extends TriggerOutput {
  readonly from: string | null
}

type Box = () => Promise<string | null>

/**
 * What the triggers make of the next generation's files: for a key that the store has, nothing runs. Outputs appear
 * all together. Killed anywhere: `.new-…` folders, which `sweepLeftovers` removes, or whole outputs that nobody lists.
 */
export async function runTriggers(options: TriggerOptions, signal: AbortSignal): Promise<TriggerOutput[]> {
  const { store, files, manifests } = options
  const outputs: Fresh[] = []
  const box = once(async () => findBox(options.environment['PATH'], signal))
  try {
    await mkdir(store, { recursive: true })
    for (const [id, made] of [
      ['alternatives', alternativeLinks(manifests, files)],
      ['confcopy', configurationCopies(manifests, files)],
    ] as const) {
      if (made.length > 0) outputs.push(await outputOf(options, madeWork(id, made)))
    }
    for (const trigger of options.triggers ?? allTriggers) {
      signal.throwIfAborted()
      const output = await triggered(options, trigger, box, signal)
      if (output !== null) outputs.push(output)
    }
    signal.throwIfAborted()
    const fresh = outputs.flatMap(({ from, directory }) => (from === null ? [] : [{ from, directory }]))
    await placeOutputs(store, fresh)
  } catch (error) {
    for (const { from } of outputs) if (from !== null) await rm(from, { recursive: true, force: true })
    throw await toDiskFailure(error, store)
  }
  return outputs.map(({ id, key, directory, files: made }) => ({ id, key, directory, files: made }))
}

async function triggered(
  options: TriggerOptions,
  trigger: Trigger,
  box: Box,
  signal: AbortSignal,
): Promise<Fresh | null> {
  const jobs = trigger.jobs(options.files)
  if (jobs.length === 0) return null
  const note = (reason: TriggerNote['reason'], detail: string) => {
    options.note?.({ trigger: trigger.id, reason, detail })
    return null
  }
  const tools: Tool[] = []
  for (const job of jobs) {
    const tool = await findTool(options.files, job, options.environment['PATH'])
    if (tool === null) return note('no-tool', job.tool)
    tools.push(tool)
  }
  const key = triggerKey({
    ...{ id: trigger.id, version: trigger.version, inputs: inputsOf(options.files, jobs) },
    tools: tools.map(({ identity }) => identity),
  })
  const needsBox = trigger.loadsCode || tools.some(({ kind }) => kind !== 'host')
  try {
    return await outputOf(options, {
      ...{ id: trigger.id, key },
      work: async (scratch, folder) => {
        const boxed = await box()
        if (boxed === null && needsBox) throw new NoBox()
        return worked({ options, jobs, tools, scratch, folder, box: boxed, isForeign: needsBox }, signal)
      },
    })
  } catch (error) {
    if (error instanceof NoBox)
      return note('no-box', tools.map(({ identity }) => identity.split(' ')[0]).join(' '))
    if (!(error instanceof ToolFailed)) throw error
    if (!trigger.required) return note('failed', error.detail)
    throw new EngineError('trigger/failed', { trigger: trigger.id, detail: error.detail }, { cause: error })
  }
}

class NoBox extends Error {}

interface Work {
  readonly id: string
  readonly key: string
  /** Puts what it makes into `folder`, and says what that is. `scratch` is for its own use; neither is there yet. */
  readonly work: (scratch: string, folder: string) => Promise<readonly string[]>
}

async function outputOf({ store, again }: TriggerOptions, { id, key, work }: Work): Promise<Fresh> {
  const directory = triggerDirectory(id, key)
  const whole = again?.has(id) === true ? null : await wholeOutput(path.join(store, directory), id, key)
  if (whole !== null) return { id, key, directory, files: whole, from: null }
  const from = path.join(store, `.new-${process.pid}-${directory}`)
  const scratch = `${from}-work`
  try {
    for (const folder of [from, scratch]) {
      await rm(folder, { recursive: true, force: true })
      await mkdir(folder)
    }
    const members = await work(scratch, from)
    return { id, key, directory, files: await finishOutput(from, id, key, members), from }
  } catch (error) {
    await rm(from, { recursive: true, force: true })
    throw error
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

interface Working {
  readonly options: TriggerOptions
  readonly jobs: readonly Job[]
  readonly tools: readonly Tool[]
  readonly scratch: string
  readonly folder: string
  readonly box: string | null
  readonly isForeign: boolean
}

/** Runs each job, and moves what it made to the output. */
async function worked(
  { options, jobs, tools, isForeign, ...places }: Working,
  signal: AbortSignal,
): Promise<string[]> {
  const made: string[] = []
  for (const [index, job] of jobs.entries()) {
    const tool = tools[index]!
    const scratch = path.join(places.scratch, String(index))
    const members = [...job.inputs, ...runtimeOf(options.files, tool)]
    const copied = isForeign ? job.folder : null
    const placed = await placeInputs({ scratch, content: options.files, copied }, members, signal)
    const at = (member: string) => path.join(tool.kind === 'tree' ? '/' : scratch, member)
    const printed = await runTool(
      {
        ...{ tool, isForeign, scratch, folder: job.folder, args: job.args(at), box: places.box },
        environment: job.environment ?? {},
        searched: options.environment['PATH'],
        patience: options.patience ?? toolPatience,
      },
      signal,
    )
    await checkInputs(scratch, placed, isForeign)
    if (job.printsTo !== undefined) {
      const text = printed.toString('utf8').replaceAll(`${scratch}/usr/`, '/usr/')
      await writeFile(path.join(scratch, job.printsTo), text.replaceAll(`${scratch}/`, `${options.current}/`))
    }
    for (const member of await harvest(scratch, job.folder, placed)) {
      await mkdir(path.join(places.folder, path.dirname(member)), { recursive: true })
      await rename(path.join(scratch, member), path.join(places.folder, member))
      made.push(member)
    }
  }
  return made
}

function madeWork(id: string, made: readonly Made[]): Work {
  const inputs = made.map((one) =>
    one.type === 'symlink'
      ? ([one.path, `-> ${one.target}`] as const)
      : ([one.path, one.file.sha256] as const),
  )
  return {
    id,
    key: triggerKey({ id, version: 1, tools: [], inputs }),
    work: async (_scratch, folder) => {
      for (const one of made) {
        const place = path.join(folder, one.path)
        await mkdir(path.dirname(place), { recursive: true })
        if (one.type === 'symlink') await symlink(one.target, place)
        else await copyFile(one.file.source, place)
      }
      return made.map((one) => one.path)
    },
  }
}
