import type { AuditVerification } from '../../engine/api/audit-operations.ts'
import type { AuditEntry, AuditOutcome } from '../../engine/model/audit.ts'
import { countOf, listOf } from './words.ts'

type Told = Pick<AuditEntry, 'action' | 'object'>

/** What somebody did, in a few words: `Install jq`, `Add repository main`. What nobody wrote words for keeps its name. */
export function activityWords({ action, object }: Told): string {
  const verb = verbs[action]
  const names = namesIn(object)
  if (action.startsWith('plan.')) return spaced(requestVerbs[textOf(object['request'])] ?? 'Change', names)
  return verb === undefined ? action : spaced(verb, names)
}

/** What came of it, or why it did not: one line of small print. */
export function activityDetails({
  object,
  failure,
  rule,
}: Pick<AuditEntry, 'object' | 'failure' | 'rule'>): string {
  const changes = object['changes']
  const parts = [
    ...(failure === undefined ? [] : [failure.code]),
    ...(rule === undefined ? [] : [`Rule: ${rule}`]),
    ...(Array.isArray(changes) ? [some(changes)] : []),
    ...['url', 'fingerprint', 'generation', 'key', 'label', 'rules', 'items'].flatMap((name) => {
      const value = object[name]
      if (value === undefined || value === null) return []
      return [`${name}: ${Array.isArray(value) ? some(value) : String(value)}`]
    }),
  ]
  return visible(parts.join(' · '))
}

export const outcomeWords: Readonly<
  Record<AuditOutcome, { readonly text: string; readonly tone: 'ok' | 'warn' | 'danger' | 'neutral' }>
> = {
  begun: { text: 'Under way', tone: 'neutral' },
  done: { text: 'Done', tone: 'ok' },
  failed: { text: 'Failed', tone: 'danger' },
  cancelled: { text: 'Stopped', tone: 'neutral' },
  unrecorded: { text: 'Cut off', tone: 'warn' },
}

export function whoWords({ actor, command }: Pick<AuditEntry, 'actor' | 'command'>): string {
  const who = actor.sudo === undefined ? actor.user : `${actor.sudo} as ${actor.user}`
  return visible(`${who}, ${command}`)
}

/** What checking the log came to. */
export function verifiedWords(checked: AuditVerification): {
  readonly tone: 'ok' | 'danger' | 'neutral'
  readonly title: string
  readonly text: string
} {
  const { bad, checkpoint } = checked
  if (bad !== null)
    return {
      tone: 'danger',
      title: 'Somebody changed this log',
      text: `${visible(bad.file)}, line ${bad.line}: ${problemWords[bad.problem]}.`,
    }
  if (checkpoint === null)
    return { tone: 'neutral', title: 'Nothing to check yet', text: 'The first change here is signed.' }
  return {
    tone: 'ok',
    title: 'The log is as it was written',
    text: `${countOf(checked.entries, 'entry', 'entries')}, signed by ${checkpoint.verifier}.`,
  }
}

const problemWords: Readonly<Record<NonNullable<AuditVerification['bad']>['problem'], string>> = {
  format: 'this is no line of the log',
  missing: 'lines are missing here',
  inserted: 'this line was not here when the others were written',
  changed: 'this line, or one behind it, says something else than it did',
  signature: 'this checkpoint was not signed by the key of the log',
  key: 'another key was put in the place of the one that signs here',
}

const verbs: Readonly<Record<string, string>> = {
  'package.restore': 'Repair installed files',
  'repository.add': 'Add repository',
  'repository.remove': 'Remove repository',
  'repository.configure': 'Change repository',
  'repository.inspect': 'Look at a repository',
  'repository.sync': 'Check repository',
  'policy.add': 'Make rules',
  'policy.remove': 'Drop rules',
  'history.label': 'Name a generation',
  'history.pin': 'Keep a generation, or no longer',
  'system.cleanup': 'Clean up',
  'system.recover': 'Recover from a crash',
  'starter.add': 'Add the embedded repository',
  'audit.key': 'Sign this log with a new key',
  'audit.cut': 'Cut half a line that a crash left',
  'policy.edited': 'Find other rules in a policy file',
  'audit.found': 'Find lines in this log that nobody vouches for',
}

const requestVerbs: Readonly<Record<string, string>> = {
  install: 'Install',
  remove: 'Remove',
  update: 'Update',
  downgrade: 'Downgrade',
  replace: 'Replace',
  autoremove: 'Remove what nothing needs',
  repair: 'Repair',
  together: 'Several changes at once',
  rollback: 'Go back',
  undo: 'Undo',
  'rollback-package': 'Go back with',
}

/** More than this are counted. */
const most = 6

function some(texts: readonly string[]): string {
  return texts.length > most
    ? `${texts.slice(0, most - 1).join(', ')} and ${texts.length - most + 1} more`
    : listOf(texts)
}

function namesIn(object: AuditEntry['object']): string {
  const packages = object['packages']
  const names = Array.isArray(packages) ? packages : [textOf(object['name'])].filter((name) => name !== '')
  return some(names)
}

function textOf(fact: AuditEntry['object'][string] | undefined): string {
  return typeof fact === 'string' ? fact : ''
}

function spaced(verb: string, names: string): string {
  return visible(names === '' ? verb : `${verb} ${names}`)
}

/** Marks that turn the direction of writing, and what cannot be seen, are spelled out: an entry is evidence. */
function visible(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u{${character.charCodeAt(0).toString(16)}}`,
  )
}
