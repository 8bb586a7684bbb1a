import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { OperationFailed } from '../../engine/api/client.ts'
import type { Update } from '../../engine/api/change-operations.ts'
import type { Input, OperationName, Output } from '../../engine/api/operations.ts'
import type { PackageSummary } from '../../engine/api/package-operations.ts'
import type { RepositoryView } from '../../engine/api/repository-operations.ts'
import { useClient } from '../client/provide-client.ts'
import { locales } from '../format/locales.ts'

/** What the engine last said of this machine. Null until it has said it. */
export const useMachine = defineStore('machine', () => {
  const client = useClient()
  const installed = shallowRef<readonly PackageSummary[] | null>(null)
  const updates = shallowRef<readonly Update[] | null>(null)
  const repositories = shallowRef<readonly RepositoryView[] | null>(null)
  const generation = shallowRef<number | null>(null)
  const installedByName = computed(() => new Map((installed.value ?? []).map((one) => [one.name, one])))
  /** Those that an update of everything brings; others are held back by what is there. */
  const waiting = computed(() => (updates.value ?? []).filter(({ held }) => held === undefined))
  const heldBack = computed(
    () =>
      new Map((updates.value ?? []).flatMap(({ name, held }) => (held === undefined ? [] : [[name, held]]))),
  )
  let current: AbortController | undefined

  /** Reads everything anew; what an older reading still brings is worthless then. */
  async function refresh(): Promise<void> {
    current?.abort()
    const { signal } = (current = new AbortController())
    const into = async <N extends OperationName>(
      name: N,
      input: Input<N>,
      take: (value: Output<N>) => void,
    ) => {
      const value = await read(name, input, signal)
      if (value !== null && !signal.aborted) take(value)
    }
    await Promise.all([
      into('package.installed', { locales: locales() }, (value) => (installed.value = value)),
      into('updates.list', { locales: locales() }, (value) => (updates.value = value)),
      into('repository.list', {}, (value) => (repositories.value = value)),
      into('system.status', {}, (value) => (generation.value = value.generation)),
    ])
  }

  /** A reading that fails leaves what was known; the page that needs it says why. */
  async function read<N extends OperationName>(
    name: N,
    input: Input<N>,
    signal: AbortSignal,
  ): Promise<Output<N> | null> {
    try {
      return await client.run(name, input, { signal })
    } catch (error) {
      if (signal.aborted || error instanceof OperationFailed) return null
      throw error
    }
  }

  /** Keeps the mirror true until the returned function is called. */
  function follow(): () => void {
    void refresh()
    return client.on((event) => {
      if (event.kind === 'machine-changed') generation.value = event.generation
      void refresh()
    })
  }

  return { installed, installedByName, updates, waiting, heldBack, repositories, generation, refresh, follow }
})
