import { onScopeDispose, shallowReadonly, shallowRef, watch } from 'vue'
import { OperationFailed } from '../../../engine/api/client.ts'
import type { Client } from '../../../engine/api/client.ts'
import type { PackageDetails } from '../../../engine/api/package-operations.ts'
import { type WholeCost, wholeCostOf } from '../../../engine/model/whole-cost.ts'

/** Its own size is the least of what an app costs that needs others. Null where it comes alone, and until it is known. */
export function useWholeCost(client: Client, details: () => PackageDetails) {
  const cost = shallowRef<WholeCost | null>(null)
  let current: AbortController | undefined

  async function ask({ name, installed, dependencies }: PackageDetails): Promise<void> {
    current?.abort()
    const { signal } = (current = new AbortController())
    const answer = installed === null && dependencies.length > 0 ? await solved(client, name, signal) : null
    if (!signal.aborted) cost.value = answer
  }

  watch(details, ask, { immediate: true })
  onScopeDispose(() => current?.abort())
  return shallowReadonly(cost)
}

/** Solved and not planned: a plan would fetch manifests, and nobody has asked for a change yet. */
async function solved(client: Client, name: string, signal: AbortSignal): Promise<WholeCost | null> {
  const request = { kind: 'install' as const, packages: [{ name }], force: false }
  try {
    const answer = await client.run('dependency.solve', { request }, { signal })
    const cost = answer.kind === 'solved' ? wholeCostOf(answer) : null
    return cost !== null && cost.packages > 1 ? cost : null
  } catch (error) {
    if (signal.aborted || error instanceof OperationFailed) return null
    throw error
  }
}
