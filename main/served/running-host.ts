import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import { makeFolder } from '../ipc/make-folder.ts'

const Running = v.strictObject({
  pid: v.number(),
  port: v.number(),
  /** For asking it for a further address. The file is its owner's alone. */
  secret: v.string(),
  /** What it serves: another build, data directory or configuration needs a host of its own. */
  serves: v.string(),
})
export type Running = v.InferOutput<typeof Running>

/** Notes the host that runs, so that a second start finds it. Returns false where it cannot be noted. */
export function noteRunningHost(file: string, running: Running): boolean {
  try {
    makeFolder(path.dirname(file))
    writeFileSync(file, JSON.stringify(running), { mode: 0o600 })
    // The mode above is for a new file; one that was there keeps its own.
    chmodSync(file, 0o600)
    return true
  } catch (error) {
    if (isSystemError(error)) return false
    throw error
  }
}

export function forgetRunningHost(file: string, pid: number): void {
  if (readRunningHost(file)?.pid === pid) rmSync(file, { force: true })
}

export function readRunningHost(file: string): Running | null {
  try {
    const parsed = v.safeParse(Running, JSON.parse(readFileSync(file, 'utf8')))
    return parsed.success ? parsed.output : null
  } catch (error) {
    // Not there, not ours to read, or cut short: then a host of our own is the answer.
    if (isSystemError(error) || error instanceof SyntaxError) return null
    throw error
  }
}

/** A fresh address of a host that runs already, or null where it is gone. */
export async function addressOf(running: Running, signal: AbortSignal): Promise<string | null> {
  try {
    const response = await fetch(`http://127.0.0.1:${String(running.port)}/session/fresh`, {
      method: 'POST',
      headers: { authorization: `Bearer ${running.secret}` },
      signal,
    })
    return response.ok ? (await response.text()).trim() : null
  } catch (error) {
    // Nobody answers there, or something else does, or it hangs: not a host of ours.
    if (error instanceof TypeError || error === signal.reason) return null
    throw error
  }
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}
