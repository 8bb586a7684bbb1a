import type { Description, Fact, Subject } from '../../engine/api/description.ts'
import { visible, visibleOnPage } from '../../engine/base/visible.ts'
import type { Question } from './consent.ts'

/** A question as it is read. Plain text throughout: whatever could steer what shows it is spelled out. */
export interface QuestionText {
  readonly title: string
  readonly lead: string
  /** Whose word is taken, and what runs: said before any change, of which there may be hundreds. */
  readonly first: readonly Fact[]
  readonly changes: readonly ChangeText[]
  /** The rest. The value of a script has lines. */
  readonly facts: readonly Fact[]
}

export interface ChangeText {
  readonly act: string
  readonly name: string
  readonly versions: string
  readonly source: string
}

export const buttons = {
  refuse: 'Cancel',
  once: 'Only this once',
  keep: 'Allow for now',
  allow: 'Allow',
  keepMeans: '“Allow for now” holds for this window until 15 minutes pass without a change.',
} as const

const titles: { readonly [S in Exclude<Subject, 'other'>]: string } = {
  software: 'Change the software on this device?',
  repair: 'Repair installed files?',
  cleanup: 'Free disk space?',
  'repository-add': 'Trust this repository?',
  'repository-change': 'Change how this repository is used?',
  'repository-remove': 'Remove this repository?',
  'rules-add': 'Add these rules?',
  'rules-remove': 'Remove these rules?',
  'leave-ask': 'Ask your administrator for this?',
  'leave-withdraw': 'Take this request back?',
  'leave-give': 'Let this pass the rule?',
  'leave-refuse': 'Refuse this request?',
  'publisher-trust': 'Trust this publisher’s key?',
  'publisher-distrust': 'No longer trust this publisher?',
}

const leads: { readonly [S in Exclude<Subject, 'other' | 'software'>]: string } = {
  repair: 'Files that are damaged or missing are put back as their publishers signed them.',
  cleanup: 'What nothing needs any more is removed for good.',
  'repository-add':
    'What it offers can then be installed here. Compare the fingerprint with the one its owner publishes.',
  'repository-change': 'This decides whose packages are taken.',
  'repository-remove': 'Names that only it could offer may then come from any other repository.',
  'rules-add': 'They hold for every change from now on.',
  'rules-remove': 'They no longer hold for any change.',
  'leave-ask': 'They see who you are, what you ask for and why.',
  'leave-withdraw': 'Your administrator will not see it any more. You can ask again.',
  'leave-give': 'Whoever asked can then install it, in any version of this publisher.',
  'leave-refuse': 'Whoever asked is told why. An approval that they had ends.',
  'publisher-trust':
    'What it signs can then be installed where only trusted publishers are. Compare the fingerprint with the one its owner publishes.',
  'publisher-distrust': 'What only they signed is not installed any more where only trusted publishers are.',
}

const acts: { readonly [A in Description['changes'][number]['action']]: string } = {
  install: 'Install',
  upgrade: 'Update',
  downgrade: 'Downgrade',
  reinstall: 'Reinstall',
  remove: 'Remove',
  keep: 'Keep',
}

const labels: Readonly<Record<string, string>> = {
  url: 'Address',
  mirrors: 'Mirror',
  openPgpKey: 'OpenPGP key',
  rules: 'Rule',
  packages: 'Package',
  oldVersions: 'Old versions',
  clearCache: 'Downloads',
  orphaned: 'Unneeded packages',
}

export function questionText({ description }: Question): QuestionText {
  const { subject, about, changes, facts } = description
  const isFirst = ({ label }: Fact): boolean => subject === 'software' && label !== 'plan'
  return {
    title: subject === 'other' ? 'Allow this?' : titles[subject],
    lead: subject === 'other' ? line(about) : subject === 'software' ? countsOf(changes) : leads[subject],
    first: facts.filter(isFirst).map(factText),
    changes: changes.map((change) => ({
      act: acts[change.action],
      name: line(change.name),
      versions: [change.from, change.to]
        .filter((version) => version !== null)
        .map(line)
        .join(' → '),
      source: line([change.repository, change.publisher].filter((each) => each !== null).join(' · ')),
    })),
    facts: facts.filter((fact) => !isFirst(fact)).map(factText),
  }
}

/** Of a script every line is read: in one line, all that follows the first `#` would look like a comment. */
function factText({ label, value }: Fact): Fact {
  return {
    label: labels[label] ?? titled(line(label)),
    value: label === 'script' ? visibleOnPage(value.trimEnd()) : line(value),
  }
}

function countsOf(changes: Description['changes']): string {
  const counted = new Map<string, number>()
  for (const { action } of changes) counted.set(acts[action], (counted.get(acts[action]) ?? 0) + 1)
  const parts = [...counted].map(
    ([act, count], at) => `${at === 0 ? act : act.toLowerCase()} ${String(count)}`,
  )
  return `${parts.join(', ')} ${changes.length === 1 ? 'package' : 'packages'}.`
}

function titled(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** What is one line, and stays one: breaks are spelled out as well, and a gap pushes nothing out of sight. */
function line(text: string): string {
  return visible(text.replace(/[^\S\t-\r\u2028\u2029\ufeff]+/g, ' ')).replaceAll('\n', '\\u{a}')
}
