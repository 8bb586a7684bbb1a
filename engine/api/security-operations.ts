import * as v from 'valibot'
import { PackageName } from '../model/manifest.ts'
import { PolicyDeadline } from '../model/policy.ts'
import { Revocation } from '../model/repository-index.ts'
import { Urgency } from '../model/urgency.ts'
import { UnvouchedRelease } from './lost-voucher.ts'
import { operation } from './operation.ts'
import { AdvisorySummary, Line } from './package-operations.ts'
import { StaleAdvisories } from './repository-operations.ts'

const Property = v.strictObject({ name: v.string(), value: v.string() })

/** An installed release, as CycloneDX calls it. */
export const BomComponent = v.strictObject({
  type: v.picklist(['application', 'library']),
  'bom-ref': v.string(),
  publisher: v.optional(v.string()),
  name: v.string(),
  version: v.string(),
  description: v.string(),
  /** One: scanners judge an SPDX expression, and only show a name. */
  licenses: v.array(
    v.union([
      v.strictObject({ expression: v.string() }),
      v.strictObject({ license: v.strictObject({ name: v.string() }) }),
    ]),
  ),
  purl: v.string(),
  /** What it was made from. */
  pedigree: v.optional(
    v.strictObject({
      ancestors: v.array(
        v.strictObject({
          type: v.literal('library'),
          name: v.string(),
          version: v.string(),
          purl: v.string(),
        }),
      ),
    }),
  ),
  externalReferences: v.array(v.strictObject({ type: v.picklist(['website', 'vcs']), url: v.string() })),
  properties: v.array(Property),
})
export type BomComponent = v.InferOutput<typeof BomComponent>

/** One advisory about one component, with what holds here: the VEX part. */
export const BomVulnerability = v.strictObject({
  'bom-ref': v.string(),
  id: v.string(),
  references: v.array(v.strictObject({ id: v.string(), source: v.strictObject({ name: v.string() }) })),
  ratings: v.array(
    v.strictObject({
      score: v.optional(v.number()),
      severity: v.picklist(['critical', 'high', 'medium', 'low', 'unknown']),
      method: v.picklist(['CVSSv3', 'CVSSv31', 'CVSSv4', 'other']),
      vector: v.optional(v.string()),
    }),
  ),
  description: v.string(),
  recommendation: v.optional(v.string()),
  published: v.optional(v.string()),
  analysis: v.strictObject({
    state: v.picklist(['exploitable', 'in_triage', 'not_affected']),
    detail: v.string(),
  }),
  affects: v.array(
    v.strictObject({
      ref: v.string(),
      versions: v.array(
        v.strictObject({ version: v.string(), status: v.picklist(['affected', 'unaffected', 'unknown']) }),
      ),
    }),
  ),
  properties: v.array(Property),
})
export type BomVulnerability = v.InferOutput<typeof BomVulnerability>

/** CycloneDX 1.6 in JSON, as far as we have something to say. */
export const BillOfMaterials = v.strictObject({
  bomFormat: v.literal('CycloneDX'),
  specVersion: v.literal('1.6'),
  serialNumber: v.string(),
  version: v.literal(1),
  metadata: v.strictObject({
    timestamp: v.string(),
    tools: v.strictObject({
      components: v.array(
        v.strictObject({ type: v.literal('application'), name: v.string(), version: v.string() }),
      ),
    }),
    component: v.strictObject({
      type: v.literal('platform'),
      'bom-ref': v.string(),
      name: v.string(),
      version: v.string(),
    }),
  }),
  components: v.array(BomComponent),
  dependencies: v.array(v.strictObject({ ref: v.string(), dependsOn: v.array(v.string()) })),
  vulnerabilities: v.array(BomVulnerability),
})
export type BillOfMaterials = v.InferOutput<typeof BillOfMaterials>

/** What is known against one installed release: each advisory affects it, or may. */
export const AuditResult = v.strictObject({
  name: PackageName,
  version: v.string(),
  advisories: v.array(AdvisorySummary),
  urgency: v.nullable(Urgency),
  /** Until when a rule wants it repaired. */
  deadline: v.optional(PolicyDeadline),
  /** The update that is offered: ids of the advisories that it repairs, and of those of which that cannot be told. */
  update: v.nullable(
    v.strictObject({
      version: v.string(),
      repository: v.string(),
      repairs: v.array(v.string()),
      unclear: v.array(v.string()),
    }),
  ),
})
export type AuditResult = v.InferOutput<typeof AuditResult>

/** An installed release that its repository has taken back since. */
export const RevokedRelease = v.strictObject({
  ...{ name: PackageName, version: Line, repository: Line },
  ...Revocation.entries,
})
export type RevokedRelease = v.InferOutput<typeof RevokedRelease>

export const AuditAnswer = v.strictObject({
  /** Installed packages that were looked at. */
  packages: v.number(),
  /** Advisories that repositories bring, about whatever; with none, nothing can be said. */
  known: v.number(),
  /** The most urgent first. Packages that nothing is known against are left out. */
  findings: v.array(AuditResult),
  stale: v.array(StaleAdvisories),
  /** Left out where there is none. */
  revoked: v.optional(v.array(RevokedRelease)),
  /** Whose signature counts no more. Left out where there is none. */
  unvouched: v.optional(v.array(UnvouchedRelease)),
})
export type AuditAnswer = v.InferOutput<typeof AuditAnswer>

export const securityOperations = {
  'package.audit': operation(
    'reads',
    'Installed packages with known weaknesses, and what repairs them.',
    v.strictObject({ packages: v.optional(v.array(PackageName)) }),
    AuditAnswer,
  ),
  'system.bill': operation(
    'reads',
    'What is installed, and what is known against it, as CycloneDX 1.6.',
    v.strictObject({}),
    BillOfMaterials,
  ),
}
