import * as v from 'valibot'
import { PackageName } from '../model/manifest.ts'
import { NamePattern } from '../model/repository-index.ts'
import { operation } from './operation.ts'
import { Line } from './package-operations.ts'
import { RepositoryName } from './repository-operations.ts'

/** What a person decides once, for every request that follows. */
export const PolicyRule = v.variant('kind', [
  /** It stays in the release it has. */
  v.strictObject({ kind: v.literal('hold'), name: PackageName }),
  /** Only releases within `version`, a constraint as typed, or of `repository`, or both. One a name. */
  v.strictObject({
    kind: v.literal('pin'),
    name: PackageName,
    version: v.optional(Line),
    repository: v.optional(RepositoryName),
  }),
  /** Nothing removes it, not even by force. */
  v.strictObject({ kind: v.literal('protect'), name: PackageName }),
  /** Only this repository may offer names that match. One a pattern. */
  v.strictObject({ kind: v.literal('owner'), pattern: NamePattern, repository: RepositoryName }),
  /** Releases of the development channel may be taken everywhere. */
  v.strictObject({ kind: v.literal('development') }),
])
export type PolicyRule = v.InferOutput<typeof PolicyRule>

export const PolicyView = v.strictObject({
  /** With the release that each is held at; null where it is not installed any more. */
  holds: v.array(v.strictObject({ name: PackageName, version: v.nullable(Line) })),
  pins: v.array(
    v.strictObject({
      name: PackageName,
      version: v.nullable(Line),
      repository: v.nullable(RepositoryName),
      /** Whether a repository in use offers a release that satisfies it. */
      offered: v.boolean(),
    }),
  ),
  protected: v.array(PackageName),
  owners: v.array(v.strictObject({ pattern: NamePattern, repository: RepositoryName })),
  channel: v.picklist(['stable', 'development']),
})
export type PolicyView = v.InferOutput<typeof PolicyView>

const rules = v.strictObject({ rules: v.pipe(v.array(PolicyRule), v.minLength(1), v.maxLength(1_000)) })

export const policyOperations = {
  'policy.list': operation(
    'reads',
    'What holds for every request: holds, pins, protected names, owners of names, the channel.',
    v.strictObject({}),
    PolicyView,
  ),
  'policy.add': operation('changes', 'Makes rules hold from now on, all or none.', rules, PolicyView),
  'policy.remove': operation('changes', 'Drops rules; of a pin, its name says which.', rules, PolicyView),
}
