import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { OperationFailed } from '../../../engine/api/client.ts'
import type { Client } from '../../../engine/api/client.ts'
import type { PackageStorage } from '../../../engine/api/package-operations.ts'

/** What a package takes of the disk, measured again with every change. Null until it is known, and where it cannot be. */
export function useStorage(client: Client) {
  const storage = shallowRef<PackageStorage | null>(null)
  let current: AbortController | undefined
  let wanted: string | null = null

  async function measure(name: string): Promise<void> {
    if (name !== wanted) storage.value = null
    wanted = name
    current?.abort()
    const { signal } = (current = new AbortController())
    try {
      const measured = await client.run('package.storage', { name }, { signal })
      if (!signal.aborted) storage.value = measured
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof OperationFailed)) throw error
      storage.value = null
    }
  }

  const stop = client.on((event) => {
    if (event.kind === 'machine-changed' && wanted !== null) void measure(wanted)
  })
  onScopeDispose(() => {
    stop()
    current?.abort()
  })
  return { storage: shallowReadonly(storage), measure }
}
