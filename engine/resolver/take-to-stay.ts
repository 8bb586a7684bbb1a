import type { Resting } from './at-rest.ts'
import { pairReason, Reason } from './cause.ts'
import { absent, present, type Trail } from './trail.ts'

/** States that releases stay, and what follows from that for others. False where something of it cannot be. */
export function takeToStay({ releases, rivals }: Resting, trail: Trail): boolean {
  const { values } = trail
  for (let at = 0; at < releases.length; at += 1) {
    const release = releases[at]!
    if (values[release] === -1) return false
    if (values[release] === 0) trail.assign(present(release), Reason.none)
  }
  for (let at = 0; at < rivals.length; at += 2) {
    const rival = rivals[at]!
    if (values[rival] === 1) return false
    if (values[rival] === 0) trail.assign(absent(rival), pairReason(rivals[at + 1]!))
  }
  return true
}

/** What cannot be beside those that are there already. */
export function keepOut(rivals: readonly number[], trail: Trail): void {
  const { values } = trail
  for (let at = 0; at < rivals.length; at += 2) {
    const by = rivals[at + 1]!
    if (values[by] === 1 && values[rivals[at]!] === 0) trail.assign(absent(rivals[at]!), pairReason(by))
  }
}
