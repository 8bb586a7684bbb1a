import {
  chmodSync,
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
} from 'node:fs'
import path from 'node:path'

/** As `cp -a`, without the price of a process: links stay links, and two names of one file stay that. */
export function copyTree(from: string, to: string, seen = new Map<number, string>()): void {
  const status = lstatSync(from)
  if (status.isSymbolicLink()) symlinkSync(readlinkSync(from), to)
  else if (status.isDirectory()) {
    mkdirSync(to)
    for (const name of readdirSync(from)) copyTree(path.join(from, name), path.join(to, name), seen)
    chmodSync(to, status.mode)
  } else {
    const known = seen.get(status.ino)
    if (known !== undefined) return linkSync(known, to)
    seen.set(status.ino, to)
    copyFileSync(from, to)
    chmodSync(to, status.mode)
  }
}
