import type { Arguments } from '../arguments.ts'
import type { Answer, Context } from '../context.ts'
import { jsonDocument } from '../output/json.ts'

/** A document for programs, whoever asks: with and without --json. */
export async function sbom(_: Arguments, context: Context): Promise<Answer> {
  const engine = await context.engine()
  const bill = await engine.run('system.bill', {}, { signal: context.signal })
  return { data: bill, text: () => jsonDocument(bill).trimEnd() }
}
