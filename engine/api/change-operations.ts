import * as v from 'valibot'
import { KeptConfiguration } from '../model/configuration-news.ts'
import { PackageName } from '../model/manifest.ts'
import { ChangeRequest, HeldBack, PlanAnswer, Receipt } from '../model/plan.ts'
import { PolicyDeadline } from '../model/policy.ts'
import { Urgency } from '../model/urgency.ts'
import { LostVoucher } from './lost-voucher.ts'
import { asking, operation } from './operation.ts'
import { Locales } from './package-operations.ts'
import { StaleAdvisories } from './repository-operations.ts'

export const Update = v.strictObject({
  name: PackageName,
  title: v.string(),
  icon: v.nullable(v.string()),
  current: v.string(),
  available: v.string(),
  repository: v.string(),
  size: v.number(),
  security: v.boolean(),
  fixes: v.array(v.string()),
  /** The strongest reason to take it soon; null where it repairs no advisory. */
  urgency: v.nullable(Urgency),
  /** Why an update of everything leaves it as it is, or goes only part of the way; left out where nothing is in its way. */
  held: v.optional(HeldBack),
  /** Until when a rule wants it. */
  deadline: v.optional(PolicyDeadline),
  notes: v.nullable(v.string()),
  /** What is installed is vouched for no more; left out where it is. */
  unvouched: v.optional(LostVoucher),
})
export type Update = v.InferOutput<typeof Update>

export const Status = v.strictObject({
  version: v.string(),
  dataDirectory: v.string(),
  configFile: v.string(),
  profile: v.string(),
  generation: v.number(),
  installed: v.number(),
  chosen: v.number(),
  repositories: v.number(),
  /** Bytes. */
  storeBytes: v.number(),
  cacheBytes: v.number(),
  diskFree: v.nullable(v.number()),
  /** Whether trees share files with the store (`hard-links`) or hold copies. */
  linking: v.picklist(['hard-links', 'copies']),
  architecture: v.string(),
  /** What the last start had to finish or take back after a crash; null when nothing. */
  recovered: v.nullable(v.string()),
  staleAdvisories: v.array(StaleAdvisories),
  /** Of packages that are not installed any more; left out where there is none. */
  keptConfiguration: v.optional(v.array(KeptConfiguration)),
})
export type Status = v.InferOutput<typeof Status>

export const changeOperations = {
  'plan.make': operation(
    'reads',
    'What a request would change, and why; or why it cannot be.',
    v.strictObject({ request: ChangeRequest, locales: Locales }),
    PlanAnswer,
  ),
  'plan.apply': asking(
    // What foreign code may do, and whose word is taken from now on, is asked for each time.
    ({ runScripts, accepted = [] }) => (runScripts === true || accepted.length > 0 ? 'always' : 'session'),
    operation(
      'changes',
      'Carries out exactly the plan with this digest, or nothing.',
      v.strictObject({
        request: ChangeRequest,
        digest: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
        /** The person has seen the scripts of this plan and wants those that may run to run. */
        runScripts: v.optional(v.boolean()),
        /** Packages of which a person accepted that others vouch for them, as the plan of this digest tells. */
        accepted: v.optional(v.array(PackageName)),
        locales: Locales,
      }),
      Receipt,
    ),
  ),
  'updates.list': operation(
    'reads',
    'Newer releases of what is installed, the most urgent first.',
    v.strictObject({ locales: Locales }),
    v.array(Update),
  ),
  'system.status': operation('reads', 'Where things are and how they stand.', v.strictObject({}), Status),
}
