import type { ErrorCode, ErrorFacts } from '../../engine/model/failure.ts'
import { formatBytes } from './bytes.ts'
import type { FailureWords } from './failure-words.ts'

type DiskCode = Extract<ErrorCode, `disk/${string}` | 'plan/unfinished' | 'state/open-place'>

const nothingChanged = 'Nothing was changed.'

const unfinishedWords: Record<ErrorFacts['plan/unfinished']['problem'], string> = {
  full: 'has no room left.',
  'read-only': 'cannot be written to.',
  denied: 'is closed to you.',
  failing: 'could not be read or written.',
}

export const diskWords: { readonly [C in DiskCode]: (facts: ErrorFacts[C]) => FailureWords } = {
  'plan/unfinished': ({ generation, path, problem }) => ({
    title: 'The change was made, but not to its end',
    cause: `State ${generation} is in use. ${path} ${unfinishedWords[problem]}`,
    fix: 'Mend that and start again: the next start does the rest.',
  }),
  'disk/full': ({ path, needed, free }) => ({
    title: 'There is not enough space',
    cause:
      needed === null || free === null
        ? `The disk that holds ${path} is full. ${nothingChanged}`
        : `${formatBytes(needed)} are needed and ${formatBytes(free)} are free at ${path}. ${nothingChanged}`,
    fix: 'Make room and try again.',
  }),
  'disk/read-only': ({ path }) => ({
    title: 'This place cannot be written to',
    cause: `${path} is on a disk that is read-only. ${nothingChanged}`,
    fix: 'Make it writable, or choose another data folder.',
  }),
  'disk/denied': ({ path }) => ({
    title: 'Access was denied',
    cause: `You are not allowed to use ${path}. ${nothingChanged}`,
    fix: 'Correct its owner or permissions and try again.',
  }),
  'disk/no-links': ({ path }) => ({
    title: 'Programs cannot be kept here',
    cause: `${path} is on a file system that has no symbolic links. ${nothingChanged}`,
    fix: 'Choose another data folder.',
  }),
  'disk/no-modes': ({ path }) => ({
    title: 'Programs cannot be kept here',
    cause: `${path} is on a file system that keeps no permissions of files. ${nothingChanged}`,
    fix: 'Choose another data folder.',
  }),
  'state/open-place': ({ path, problem }) => ({
    title: 'Somebody else could exchange what lies here',
    cause:
      problem === 'owner'
        ? `${path} belongs to somebody else. ${nothingChanged}`
        : `Others can write in ${path}. ${nothingChanged}`,
    fix: 'Choose a data folder of your own, which only you can write in.',
  }),
  'disk/failing': ({ path }) => ({
    title: 'The disk reports errors',
    cause: `${path} could not be read or written. What was there before is still in use.`,
    fix: 'Check the disk, save what matters from it, and try again.',
  }),
}
