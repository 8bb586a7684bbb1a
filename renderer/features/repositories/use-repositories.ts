import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { OperationFailed } from '../../../engine/api/client.ts'
import type { Client } from '../../../engine/api/client.ts'
import type { Input, OperationName, Output } from '../../../engine/api/operations.ts'
import type { Failure } from '../../../engine/model/failure.ts'
import { moved } from './priorities.ts'
import { useRepositoryList } from './use-repository-list.ts'

/** What is being done to the list; one thing at a time. `names` empty means all of them. */
export type Work =
  | { readonly state: 'idle' }
  | { readonly state: 'checking'; readonly names: readonly string[] }
  | { readonly state: 'changing'; readonly name: string }
  | { readonly state: 'failed'; readonly name: string; readonly failure: Failure }

/** The repositories of this machine and what a person can do to them. Shows only what the engine said. */
export function useRepositories(client: Client) {
  const { repositories, refresh } = useRepositoryList(client)
  const work = shallowRef<Work>({ state: 'idle' })
  const closing = new AbortController()

  async function perform(busy: Work, name: string, act: () => Promise<unknown>): Promise<void> {
    if (work.value.state === 'checking' || work.value.state === 'changing') return
    work.value = busy
    try {
      await act()
      work.value = { state: 'idle' }
    } catch (error) {
      if (closing.signal.aborted) return
      if (!(error instanceof OperationFailed)) throw error
      work.value = { state: 'failed', name, failure: error.failure }
    }
    await refresh()
  }

  function run<N extends OperationName>(name: N, input: Input<N>): Promise<Output<N>> {
    return client.run(name, input, { signal: closing.signal })
  }

  /** Brings catalogs up to date; what failed is told by each repository itself. */
  function check(names: readonly string[] = []): Promise<void> {
    const input = names.length === 0 ? {} : { names: [...names] }
    return perform({ state: 'checking', names }, names[0] ?? '', () => run('repository.sync', input))
  }

  function enable(name: string, enabled: boolean): Promise<void> {
    return perform({ state: 'changing', name }, name, () => run('repository.configure', { name, enabled }))
  }

  function move(name: string, step: -1 | 1): Promise<void> {
    const list = repositories.value.state === 'ready' ? repositories.value.list : []
    return perform({ state: 'changing', name }, name, async () => {
      for (const change of moved(list, name, step)) await run('repository.configure', change)
    })
  }

  function setMirrors(name: string, mirrors: string[]): Promise<void> {
    return perform({ state: 'changing', name }, name, () => run('repository.configure', { name, mirrors }))
  }

  function remove(name: string): Promise<void> {
    return perform({ state: 'changing', name }, name, () => run('repository.remove', { name }))
  }

  onScopeDispose(() => closing.abort())
  return {
    repositories,
    work: shallowReadonly(work),
    refresh,
    check,
    enable,
    move,
    setMirrors,
    remove,
  }
}
