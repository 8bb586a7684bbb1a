import type { ErrorCode } from '../../engine/index.ts'
import { changeLines, lookAlikeLines } from './consent.ts'
import { listed } from './phrases.ts'
import { inline } from './text.ts'
import { near } from './word-parts.ts'
import type { Table } from './word-table.ts'

/** Who publishes, and whose word a person takes. */
export const publisherWords: Table<
  Extract<
    ErrorCode,
    'publisher/not-found' | 'trust/change-unconfirmed' | 'trust/look-alike-unconfirmed' | 'consent/refused'
  >
> = {
  'publisher/not-found': ({ name, nearest }, { command }) => ({
    title: `There is no publisher called "${inline(name)}".`,
    cause: near(nearest),
    fix: `See whom you trust: ${command('sign', 'trusted')}`,
  }),
  'trust/change-unconfirmed': ({ changes }, { typed }) => ({
    title: 'Nothing was changed: somebody else vouches for what you have than before.',
    cause: changes.flatMap(changeLines).join('\n'),
    fix:
      'Ask the publisher, by another way than this, whether that is right. If it is:\n' +
      `${typed} ${[...new Set(changes.map(({ name }) => `--accept-source ${name}`))].join(' ')}`,
  }),
  'trust/look-alike-unconfirmed': ({ names }, { typed }) => ({
    title: `Nothing was changed: ${names.length === 1 ? 'a name is' : 'names are'} easily taken for another.`,
    cause: names.flatMap(lookAlikeLines).join('\n'),
    fix:
      `If you meant ${listed(names.map(({ name }) => name))} and nothing else:\n` +
      `${typed} ${names.map(({ name }) => `--accept-name ${name}`).join(' ')}`,
  }),
  'consent/refused': ({ reason }) => ({
    title: 'Nothing was changed.',
    cause:
      reason === 'refused' ? 'The person who was asked said no.' : 'The person who was asked did not answer.',
    fix: null,
  }),
}
