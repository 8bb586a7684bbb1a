import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { OperationFailed } from '../../../engine/api/client.ts'
import type { Client } from '../../../engine/api/client.ts'
import type { Input } from '../../../engine/api/operations.ts'
import type { KeyOffer, RepositoryView, RootOffer } from '../../../engine/api/repository-operations.ts'
import type { Failure } from '../../../engine/model/failure.ts'

/** A root, or the OpenPGP key that stands in its place. */
export type Offer = RootOffer | KeyOffer

/** With a key for a repository that has no root. */
export interface Wanted {
  readonly url: string
  readonly key?: Input<'repository.inspectKey'>['key']
}

/** From an address to a pinned root. A failure leads back to the step it happened in. */
export type NewRepository =
  | { readonly step: 'address'; readonly failure: Failure | null }
  | { readonly step: 'inspecting' }
  | { readonly step: 'confirm'; readonly offer: Offer; readonly failure: Failure | null }
  | { readonly step: 'adding'; readonly offer: Offer }

export interface RepositoryWords {
  readonly name: string
  readonly description: string
  readonly priority: number
}

export function useNewRepository(client: Client) {
  const added = shallowRef<NewRepository>({ step: 'address', failure: null })
  let current: AbortController | undefined

  async function inspect({ url, key }: Wanted): Promise<void> {
    const mine = begin()
    added.value = { step: 'inspecting' }
    try {
      const call = { signal: mine.signal }
      const offer = await (key === undefined
        ? client.run('repository.inspect', { url }, call)
        : client.run('repository.inspectKey', { url, key }, call))
      if (!mine.signal.aborted) added.value = { step: 'confirm', offer, failure: null }
    } catch (error) {
      if (!mine.signal.aborted) added.value = { step: 'address', failure: failureIn(error) }
    }
  }

  /** Pins exactly the fingerprint that was on screen. Null where it failed or was given up. */
  async function add(words: RepositoryWords): Promise<RepositoryView | null> {
    if (added.value.step !== 'confirm') return null
    const { offer } = added.value
    const mine = begin()
    added.value = { step: 'adding', offer }
    try {
      return await client.run(
        'repository.add',
        { ...words, url: offer.url, fingerprint: offer.fingerprint, ...openPgpKeyOf(offer) },
        { signal: mine.signal },
      )
    } catch (error) {
      if (!mine.signal.aborted) added.value = { step: 'confirm', offer, failure: failureIn(error) }
      return null
    }
  }

  function restart(): void {
    current?.abort()
    added.value = { step: 'address', failure: null }
  }

  function begin(): AbortController {
    current?.abort()
    return (current = new AbortController())
  }

  onScopeDispose(() => current?.abort())
  return { added: shallowReadonly(added), inspect, add, restart }
}

export function isKey(offer: Offer): offer is KeyOffer {
  return 'key' in offer
}

/** The very key whose fingerprint was on screen. */
function openPgpKeyOf(offer: Offer): { readonly openPgpKey?: string } {
  return isKey(offer) ? { openPgpKey: offer.key } : {}
}

/** A short name to start from: the last part of the address that can be one, else nothing. */
export function suggestedName(url: string): string {
  if (!URL.canParse(url)) return ''
  const { pathname, hostname } = new URL(url)
  const parts = [...pathname.split('/').toReversed(), ...hostname.split('.')]
  return parts.map((part) => part.toLowerCase()).find(isSpeaking) ?? ''
}

function isSpeaking(part: string): boolean {
  return /^[a-z][a-z0-9._-]{1,63}$/.test(part) && !['repo', 'repository', 'www', 'pkg'].includes(part)
}

function failureIn(error: unknown): Failure {
  if (error instanceof OperationFailed) return error.failure
  throw error
}
