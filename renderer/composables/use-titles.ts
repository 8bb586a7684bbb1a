import { onScopeDispose, shallowRef } from 'vue'
import { OperationFailed } from '../../engine/api/client.ts'
import type { Client } from '../../engine/api/client.ts'
import { useMachine } from '../stores/machine.ts'
import { locales } from '../format/locales.ts'

/** Titles of packages, those that are gone again too. A name stays a name until, or unless, its title is known. */
export function useTitles(client: Client) {
  const machine = useMachine()
  const titles = shallowRef<ReadonlyMap<string, string>>(new Map())
  const closing = new AbortController()
  const asked = new Set<string>()
  let waiting: string[] = []
  let working = false

  function titleOf(name: string): string {
    return machine.installedByName.get(name)?.title ?? titles.value.get(name) ?? name
  }

  /** One after another: a list that is scrolled quickly must not flood the engine. */
  async function look(names: readonly string[]): Promise<void> {
    const unknown = names.filter((name) => !asked.has(name) && !machine.installedByName.has(name))
    for (const name of unknown) asked.add(name)
    waiting.push(...unknown)
    if (working) return
    working = true
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await learn(next)
    working = false
  }

  async function learn(name: string): Promise<void> {
    try {
      const { title } = await client.run(
        'package.info',
        { name, locales: locales() },
        { signal: closing.signal },
      )
      titles.value = new Map(titles.value).set(name, title)
    } catch (error) {
      if (!closing.signal.aborted && !(error instanceof OperationFailed)) throw error
    }
  }

  onScopeDispose(() => {
    waiting = []
    closing.abort()
  })
  return { titleOf, look }
}
