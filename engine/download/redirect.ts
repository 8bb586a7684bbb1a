import { EngineError } from '../model/failure.ts'
import { parseFileUrl } from './address.ts'

/** Where an answer sends whoever asked; null where it is no such answer, or leads where nobody should be led. */
export function redirectTarget(from: string, status: number, location: unknown): string | null {
  if (![301, 302, 303, 307, 308].includes(status) || typeof location !== 'string') return null
  const target = URL.parse(location, from)
  // Nothing that was asked for in private goes on in the open.
  if (target === null || (target.protocol !== 'https:' && from.startsWith('https:'))) return null
  try {
    return parseFileUrl(target.href).href
  } catch (error) {
    if (error instanceof EngineError) return null
    throw error
  }
}
