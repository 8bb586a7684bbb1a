import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { type Client, OperationFailed } from '../../../engine/api/client.ts'
import type { Output } from '../../../engine/api/operations.ts'
import type { Failure } from '../../../engine/model/failure.ts'

export type LogExport =
  | { readonly state: 'idle' }
  | { readonly state: 'collecting' }
  | { readonly state: 'failed'; readonly failure: Failure }

/** Hands the whole audit log to the person as a file, line by line as it was written. */
export function useLogExport(client: Client) {
  const exporting = shallowRef<LogExport>({ state: 'idle' })
  const closing = new AbortController()

  /** Whether there is a file now. */
  async function save(name: string): Promise<boolean> {
    exporting.value = { state: 'collecting' }
    try {
      offer(new Blob(await parts(), { type: 'application/jsonl' }), name)
      exporting.value = { state: 'idle' }
      return true
    } catch (error) {
      if (closing.signal.aborted) return false
      if (!(error instanceof OperationFailed)) throw error
      exporting.value = { state: 'failed', failure: error.failure }
      return false
    }
  }

  async function parts(): Promise<string[]> {
    const texts: string[] = []
    for (let from: number | null = 0; from !== null;) {
      const part: Output<'audit.export'> = await client.run(
        'audit.export',
        { from },
        { signal: closing.signal },
      )
      texts.push(part.text)
      from = part.next
    }
    return texts
  }

  onScopeDispose(() => closing.abort())
  return { exporting: shallowReadonly(exporting), save }
}

/** Where it goes is between the person and the window's own download dialog. */
function offer(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
