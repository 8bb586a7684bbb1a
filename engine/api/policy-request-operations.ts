import * as v from 'valibot'
import { PackageName } from '../model/manifest.ts'
import { PolicyRemark, PolicyRequestView, RequestId } from '../model/policy-request.ts'
import { operation } from './operation.ts'
import { Line } from './package-operations.ts'

export const PolicyRequestList = v.strictObject({
  /** The newest first. */
  requests: v.array(PolicyRequestView),
  /** Whether the asking person may decide about them. */
  isAdministrator: v.boolean(),
  /** Files in the spool folder that are no request of their owner, or more than one person may have. */
  ignored: v.number(),
})
export type PolicyRequestList = v.InferOutput<typeof PolicyRequestList>

export const policyRequestOperations = {
  'policy.request': operation(
    'changes',
    'Asks the administrator for what a rule keeps back: a package, or a repository.',
    v.strictObject({
      what: v.variant('kind', [
        v.strictObject({
          kind: v.literal('package'),
          name: PackageName,
          version: v.optional(Line),
          repository: v.optional(Line),
        }),
        v.strictObject({ kind: v.literal('repository'), address: Line }),
      ]),
      reason: v.optional(PolicyRemark),
    }),
    PolicyRequestView,
  ),
  'policy.requests': operation(
    'reads',
    'What was asked of the administrator and what became of it: for the administrator from everybody.',
    v.strictObject({}),
    PolicyRequestList,
  ),
  'policy.withdraw': operation(
    'changes',
    'Takes back what one asked for oneself and nobody has answered.',
    v.strictObject({ id: RequestId }),
    PolicyRequestView,
  ),
  'policy.approve': operation(
    'changes',
    'Lets what was asked for pass the rule that asked, for whoever asked. Only for the administrator.',
    v.strictObject({
      id: RequestId,
      /** ISO 8601; without it until it is taken back. */
      until: v.optional(v.pipe(v.string(), v.isoTimestamp())),
      reason: v.optional(PolicyRemark),
    }),
    PolicyRequestView,
  ),
  'policy.refuse': operation(
    'changes',
    'Says no to a request, or takes an approval back. Only for the administrator.',
    v.strictObject({ id: RequestId, reason: PolicyRemark }),
    PolicyRequestView,
  ),
}
