import type { Role, Standing } from './document.ts'
import { looks, type Looks } from './looks.ts'

export const roles: readonly Role[] = ['app', 'command', 'component']
export const standings: readonly Standing[] = ['offered', 'architecture', 'revoked', 'stranger']

/** Bytes at which the next bucket of sizes begins. */
const sizeSteps = [1_000_000, 10_000_000, 100_000_000, 1_000_000_000] as const
/** Names of the buckets: how large at most. */
export const sizeBuckets = ['1-mb', '10-mb', '100-mb', '1-gb', 'more'] as const

/** Days of age at which the next bucket begins. */
const ageSteps = [7, 30, 365] as const
export const ageBuckets = ['week', 'month', 'year', 'older'] as const

export const millisecondsOfDay = 86_400_000

/** Days since 1970 of a moment in milliseconds. */
export function dayOf(moment: number): number {
  return Math.floor(moment / millisecondsOfDay)
}

export function sizeBucketOf(size: number): number {
  return sizeSteps.findLastIndex((step) => size > step) + 1
}

/** `age` in days. */
export function ageBucketOf(age: number): number {
  if (age <= ageSteps[0]) return 0
  if (age <= ageSteps[1]) return 1
  return age <= ageSteps[2] ? 2 : 3
}

export interface Flagged {
  readonly role: Role
  readonly verified: boolean
  readonly standing: Standing
  readonly looks: Looks
}

export function flagsOf({ role, verified, standing, looks: seems }: Flagged): number {
  return (
    roles.indexOf(role) |
    (verified ? 4 : 0) |
    (standings.indexOf(standing) << 3) |
    (looks.indexOf(seems) << 5)
  )
}

export function roleIn(flags: number): number {
  return flags & 3
}

export function isVerified(flags: number): boolean {
  return (flags & 4) !== 0
}

export function standingIn(flags: number): number {
  return (flags >> 3) & 3
}

export function looksIn(flags: number): Looks {
  return looks[(flags >> 5) & 3]!
}
