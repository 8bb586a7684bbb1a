import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { OperationFailed } from '../../../engine/api/client.ts'
import type { Client } from '../../../engine/api/client.ts'
import type { Output } from '../../../engine/api/operations.ts'
import type { PolicyRule } from '../../../engine/api/policy-operations.ts'
import type { Failure } from '../../../engine/model/failure.ts'

type PolicyView = Output<'policy.list'>

/** The rules of one package that keep updates from it. */
export interface Pinned {
  /** It stays at the release it has. */
  readonly held: boolean
  /** It is taken only in these versions, or only from this repository. */
  readonly pin: PolicyView['pins'][number] | null
}

/** By name; null until they are known. */
export type Pins = ReadonlyMap<string, Pinned> | null

/** Which packages a person keeps from changing, re-read whenever rules may be others. */
export function usePins(client: Client) {
  const pins = shallowRef<Pins>(null)
  const closing = new AbortController()
  const { signal } = closing
  let reading: AbortController | undefined

  /** A reading that fails leaves what was known: the list of packages says why. */
  async function refresh(): Promise<void> {
    reading?.abort()
    const mine = (reading = new AbortController())
    try {
      const policy = await client.run('policy.list', {}, { signal: mine.signal })
      if (!mine.signal.aborted) pins.value = pinsOf(policy)
    } catch (error) {
      if (!mine.signal.aborted && !(error instanceof OperationFailed)) throw error
    }
  }

  /** Null when it is done; else why it is not. */
  async function change(name: 'policy.add' | 'policy.remove', rule: PolicyRule): Promise<Failure | null> {
    try {
      const policy = await client.run(name, { rules: [rule] }, { signal })
      reading?.abort()
      pins.value = pinsOf(policy)
      return null
    } catch (error) {
      if (signal.aborted) return null
      if (!(error instanceof OperationFailed)) throw error
      return error.failure
    }
  }

  const stop = client.on(() => void refresh())
  onScopeDispose(() => {
    stop()
    reading?.abort()
    closing.abort()
  })
  return {
    pins: shallowReadonly(pins),
    refresh,
    hold: (name: string, held: boolean) =>
      change(held ? 'policy.add' : 'policy.remove', { kind: 'hold', name }),
    unpin: (name: string) => change('policy.remove', { kind: 'pin', name }),
  }
}

function pinsOf({ holds, pins }: PolicyView): ReadonlyMap<string, Pinned> {
  const held = new Set(holds.map(({ name }) => name))
  const pinned = new Map(pins.map((pin) => [pin.name, pin]))
  return new Map(
    [...held, ...pinned.keys()].map((name) => [
      name,
      { held: held.has(name), pin: pinned.get(name) ?? null },
    ]),
  )
}
