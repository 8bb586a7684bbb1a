import * as v from 'valibot'
import type { EngineEvent } from '../../engine/api/events.ts'
import type { Reply, Told } from '../../preload/contract.ts'

/** What a window says over the socket. */
export const FromWindow = v.variant('kind', [
  v.strictObject({
    kind: v.literal('start'),
    id: v.string(),
    name: v.string(),
    input: v.optional(v.unknown()),
  }),
  v.strictObject({ kind: v.literal('cancel'), id: v.string() }),
])
export type FromWindow = v.InferOutput<typeof FromWindow>

/** What the host says. */
export type ToWindow =
  | { readonly kind: 'reply'; readonly id: string; readonly reply: Reply }
  | { readonly kind: 'progress'; readonly id: string; readonly progress: Told }
  | { readonly kind: 'event'; readonly event: EngineEvent }

/** Null where the text is no message of ours. */
export function readMessage(text: string): FromWindow | null {
  try {
    const parsed = v.safeParse(FromWindow, JSON.parse(text))
    return parsed.success ? parsed.output : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
