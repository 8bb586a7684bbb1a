import type { Arguments } from '../arguments.ts'
import type { Answer, Context, Toolbox } from '../context.ts'
import { keystoreOf } from '../keys.ts'
import type { Page } from '../output/page.ts'
import { count, day } from '../output/phrases.ts'
import { inline, yellow } from '../output/text.ts'
import { placeWords, target } from '../repo-place.ts'

type Signed = Awaited<ReturnType<Toolbox['signRepositoryAdvisories']>>

export async function signAdvisories(input: Arguments, context: Context): Promise<Answer> {
  const where = target(input, context)
  const signer = await (await keystoreOf(context)).signer(input.operand('key'))
  const { signRepositoryAdvisories } = await context.tools()
  const signed = await signRepositoryAdvisories({ ...where, signer, now: context.now() }, context.signal)
  return { data: signed, text: (page) => signedText(signed, input, page) }
}

function signedText({ file, advisories, expires, lacking, isNamed }: Signed, input: Arguments, page: Page) {
  const next = isNamed
    ? `Publish, where the other keys are: ${page.command('build', ...placeWords(input))}`
    : `Where the other keys are: ${page.command('rotate-keys', 'advisories', '--advisories-key', 'FILE', ...placeWords(input))}`
  return [
    `Signed ${count(advisories, 'advisory', 'advisories')}, good until ${day(expires)}:`,
    `  ${inline(file)}`,
    ...(isNamed ? [] : [yellow('The repository does not take this key for its advisories yet.')]),
    ...(isNamed && lacking > 0 ? [`${count(lacking, 'signature')} of other keys are still needed.`] : []),
    next,
  ].join('\n')
}
