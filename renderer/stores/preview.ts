import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { OperationFailed } from '../../engine/api/client.ts'
import { largestPreviewBytes } from '../../engine/api/preview-limit.ts'
import type { PackagePreview } from '../../engine/api/preview-operations.ts'
import type { Failure } from '../../engine/model/failure.ts'
import { useClient } from '../client/provide-client.ts'
import { locales } from '../format/locales.ts'

export type Preview =
  | { readonly state: 'none' }
  | { readonly state: 'reading' | 'too-big' | 'unreadable'; readonly file: string }
  | { readonly state: 'ready'; readonly file: string; readonly preview: PackagePreview }
  | { readonly state: 'failed'; readonly file: string; readonly failure: Failure }

/** What a publisher looks at before it is published. It is gone with the window. */
export const usePreview = defineStore('preview', () => {
  const client = useClient()
  const shown = shallowRef<Preview>({ state: 'none' })
  let current: AbortController | undefined

  /** The window sees only what was given to it, and hands it on; a newer file makes an older one's answer worthless. */
  async function open(given: File): Promise<void> {
    current?.abort()
    const { signal } = (current = new AbortController())
    const file = given.name.slice(0, 255) || '?'
    if (given.size > largestPreviewBytes) return void (shown.value = { state: 'too-big', file })
    shown.value = { state: 'reading', file }
    const content = await base64Of(given)
    if (signal.aborted) return
    if (content === null) return void (shown.value = { state: 'unreadable', file })
    try {
      const preview = await client.run('package.preview', { file, content, locales: locales() }, { signal })
      if (!signal.aborted) shown.value = { state: 'ready', file, preview }
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof OperationFailed)) throw error
      shown.value = { state: 'failed', file, failure: error.failure }
    }
  }

  return { shown, open }
})

/** Null for a folder, and for a file that is gone or may not be read. */
function base64Of(file: File): Promise<string | null> {
  const reader = new FileReader()
  return new Promise((resolve) => {
    reader.onerror = () => resolve(null)
    // A data address: everything behind its comma. An empty file has no comma in some browsers.
    reader.onload = () => resolve((reader.result as string).split(',', 2)[1] ?? '')
    reader.readAsDataURL(file)
  })
}
