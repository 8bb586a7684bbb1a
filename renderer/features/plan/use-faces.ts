import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { OperationFailed } from '../../../engine/api/client.ts'
import type { Client } from '../../../engine/api/client.ts'
import type { ChangeRequest, Explanation } from '../../../engine/model/plan.ts'
import type { ProofFact } from '../../../engine/model/proof.ts'
import { splitClause } from '../../format/clause.ts'
import { locales } from '../../format/locales.ts'

/** How people know a package. */
export interface Face {
  readonly title: string
  readonly icon: string | null
}

/** Titles and icons of the packages that an explanation speaks of. A name whose face is not known stays a name. */
export function useFaces(client: Client) {
  const faces = shallowRef<ReadonlyMap<string, Face>>(new Map())
  let current: AbortController | undefined

  async function look(names: readonly string[]): Promise<void> {
    current?.abort()
    const { signal } = (current = new AbortController())
    for (const name of names) {
      const face = await faceOf(name, signal)
      if (signal.aborted) return
      if (face !== null) faces.value = new Map(faces.value).set(name, face)
    }
  }

  async function faceOf(name: string, signal: AbortSignal): Promise<Face | null> {
    try {
      const { title, icon } = await client.run('package.info', { name, locales: locales() }, { signal })
      return { title, icon }
    } catch (error) {
      if (signal.aborted || error instanceof OperationFailed) return null
      throw error
    }
  }

  onScopeDispose(() => current?.abort())
  return { faces: shallowReadonly(faces), look }
}

/** Every package that the clash and the fixes name. */
export function namesIn({ clash, fixes }: Explanation): readonly string[] {
  const asked = fixes.flatMap(({ requests }) => requests.flatMap(namesAsked))
  return [...new Set([...clash.flatMap(namesOf), ...asked])]
}

function namesAsked(request: ChangeRequest): readonly string[] {
  switch (request.kind) {
    case 'install':
      return request.packages.map(({ name }) => name)
    case 'remove':
    case 'downgrade':
      return request.packages
    case 'update':
      return request.packages ?? []
    case 'replace':
      return [request.name, request.by]
    case 'together':
      return request.requests.flatMap(namesAsked)
    default:
      return []
  }
}

function namesOf(fact: ProofFact): readonly string[] {
  switch (fact.kind) {
    case 'wanted':
    case 'installed':
    case 'impossible':
    case 'unwanted':
    case 'protected':
      return [fact.name]
    case 'depends':
    case 'not-allowed':
      return [splitClause(fact.release)[0]]
    case 'conflicts':
      return [splitClause(fact.release)[0], splitClause(fact.other)[0]]
    case 'needed-by':
      return [fact.name, splitClause(fact.by)[0]]
    case 'no-release':
      return []
  }
}
