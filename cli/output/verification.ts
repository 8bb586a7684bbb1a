import type { Toolbox } from '../context.ts'
import type { Page } from './page.ts'
import { count, fingerprint, keymark, size } from './phrases.ts'
import { facts } from './table.ts'
import { green, inline, red, yellow } from './text.ts'

type PackageVerification = Awaited<ReturnType<Toolbox['verifyPackage']>>

/** A package file that was read to its end. `judged`: keys were given to judge its signatures by. */
export function verificationText(result: PackageVerification, judged: boolean, page: Page): string {
  const rows: (readonly [string, string])[] = [
    ['Package', `${result.name} ${inline(result.version)} (${result.architecture})`],
    [
      'Content',
      green(
        `${count(result.files, 'file or folder', 'files and folders')}, every hash fits, ${size(result.installedSize)}`,
      ),
    ],
    ['Checksum', result.checksum === 'match' ? green('fits') : 'none beside it'],
    ...result.signatures.map((one) => ['Signature', signatureWords(one, judged)] as const),
  ]
  if (result.signatures.length === 0) rows.push(['Signature', yellow('none: nobody signed it')])
  const signed = result.signatures.some((one) => one.state === 'valid')
  const verdict = judged && !signed ? red('\n\nIt is not signed with the key that was asked for.') : ''
  return facts(rows, page.width) + verdict
}

function signatureWords(
  { keyId, state }: PackageVerification['signatures'][number],
  judged: boolean,
): string {
  const key = fingerprint(keyId).slice(0, 17)
  if (state === 'valid') return `${green(`valid, by ${key}…`)}, ${keymark(keyId)}`
  if (state === 'invalid') return red(`does not fit, says it is by ${key}…`)
  return judged ? yellow(`by another key, ${key}…`) : `by ${key}…, not checked: give the key with --key FILE`
}
