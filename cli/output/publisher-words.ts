import type { ErrorCode } from '../../engine/index.ts'
import { consentLines } from './consent.ts'
import { inline } from './text.ts'
import { near } from './word-parts.ts'
import type { Table } from './word-table.ts'

/** Who publishes, and whose word a person takes. */
export const publisherWords: Table<
  Extract<ErrorCode, 'publisher/not-found' | 'trust/change-unconfirmed' | 'consent/refused'>
> = {
  'publisher/not-found': ({ name, nearest }, { command }) => ({
    title: `There is no publisher called "${inline(name)}".`,
    cause: near(nearest),
    fix: `See whom you trust: ${command('sign', 'trusted')}`,
  }),
  'trust/change-unconfirmed': ({ changes }, { typed }) => ({
    title: 'Nothing was changed: somebody else vouches for what you have than before.',
    cause: changes.flatMap(consentLines).join('\n'),
    fix:
      'Ask the publisher, by another way than this, whether that is right. If it is:\n' +
      `${typed} ${[...new Set(changes.map(({ name }) => `--accept-source ${name}`))].join(' ')}`,
  }),
  'consent/refused': ({ reason }) => ({
    title: 'Nothing was changed.',
    cause:
      reason === 'refused' ? 'The person who was asked said no.' : 'The person who was asked did not answer.',
    fix: null,
  }),
}
