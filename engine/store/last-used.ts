import { lstatSync, lutimesSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { systemCode } from '../system-errors.ts'
import type { Layout } from './layout.ts'

/**
 * An empty file for each package that was started, and when is the time of that file: starting a program waits for no
 * database and for no lock. Where it cannot be noted, the program starts all the same. `at` is milliseconds since the
 * Unix epoch.
 */
export function noteStart(layout: Layout, names: readonly string[], at: number): void {
  for (const name of names) {
    const file = path.join(layout.used, name)
    if (setTime(file, at) !== 'missing') continue
    try {
      // For nobody else to see.
      mkdirSync(layout.used, { recursive: true, mode: 0o700 })
      writeFileSync(file, '', { flag: 'wx', mode: 0o600 })
    } catch {
      // A disk that takes no writes, a folder of somebody else: then nobody knows of it.
      continue
    }
    setTime(file, at)
  }
}

/** A program that we waited for has ended. What was removed meanwhile is not noted again. */
export function noteEnd(layout: Layout, names: readonly string[], at: number): void {
  for (const name of names) setTime(path.join(layout.used, name), at)
}

/** When a program of a package was last started, or seen to end: milliseconds since the Unix epoch. */
export function usesOf({ used }: Layout): ReadonlyMap<string, number> {
  return new Map(
    namesIn(used).flatMap((name) => {
      const status = lstatSync(path.join(used, name), { throwIfNoEntry: false })
      return status?.isFile() === true ? [[name, Math.floor(status.mtimeMs)]] : []
    }),
  )
}

/** Takes away what is known of packages that are not installed. */
export function forgetUses({ used }: Layout, installed: { has(name: string): boolean }): void {
  for (const name of namesIn(used).filter((one) => !installed.has(one))) {
    try {
      rmSync(path.join(used, name), { force: true })
    } catch {
      // The next change tries again; nothing shows it meanwhile.
    }
  }
}

function setTime(file: string, at: number): 'done' | 'missing' | 'refused' {
  try {
    lutimesSync(file, at / 1000, at / 1000)
    return 'done'
  } catch (error) {
    return systemCode(error) === 'ENOENT' ? 'missing' : 'refused'
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    // Nothing was started yet, or it is somebody else's to know.
    return []
  }
}
