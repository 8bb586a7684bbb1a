import type { Context } from './context.ts'
import { Refusal, usage } from './failure.ts'
import type { Page } from './output/page.ts'

interface Question {
  /** What the person typed as right; nothing is asked then. */
  readonly expected: string | undefined
  /** What is offered, with its fingerprint, for a person to compare. */
  readonly text: (page: Page) => string
  readonly question: string
  readonly declined: string
}

/** A fingerprint as people copy it: with spaces, colons or capitals. */
export function fingerprintOf(text: string): string {
  const hex = text.replace(/[\s:]/g, '').toLowerCase()
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(hex)) {
    throw usage(
      `"${text}" is no fingerprint.`,
      'A fingerprint is the 64 hex digits of a SHA-256; that of an OpenPGP key most often has 40.',
    )
  }
  return hex
}

/** The one moment when a person decides whom to trust: everything later hangs on this key. */
export async function confirmFingerprint(
  { url, fingerprint: actual }: { readonly url: string; readonly fingerprint: string },
  { expected, text, question, declined }: Question,
  context: Context,
): Promise<void> {
  if (expected !== undefined) {
    if (expected === actual) return
    throw new Refusal({ code: 'trust/fingerprint-mismatch', facts: { url, expected, actual } })
  }
  if (context.settings.yes || context.canAsk) context.say(text)
  if (context.settings.yes) return
  const answer = await context.ask(question)
  if (answer === null) throw new Refusal({ code: 'trust/unconfirmed', facts: { url, fingerprint: actual } })
  if (!/^\s*(?:y|yes)\s*$/i.test(answer))
    throw new Refusal({ code: 'usage/declined', facts: { what: declined } })
}
