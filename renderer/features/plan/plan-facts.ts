import type { ChangeRequest, Plan, PlanLine } from '../../../engine/model/plan.ts'
import { requestWords, wantedWords } from '../../format/because.ts'
import type { TitleOf } from '../../format/because.ts'
import { formatBytes } from '../../format/bytes.ts'
import { formatChange, planLines, titlesOf } from '../../format/plan-text.ts'
import { countOf, listOf } from '../../format/words.ts'
import type { Fact } from '../../ui/facts.ts'
import type { IconName } from '../../ui/icons.ts'

/** What the sheet is called: `Install Lumenfold 4.2.0`. */
export function planTitle(plan: Plan, request: ChangeRequest): string {
  const asked = planLines(plan).filter((line) => line.because.kind === 'requested')
  const [only] = asked
  if (asked.length === 1 && only !== undefined) {
    const verb = lineVerbs[only.action]
    return `${verb} ${only.title} ${only.to ?? only.from ?? ''}`.trim()
  }
  if (request.kind === 'remove' && asked.length === 0)
    return `Remove the configuration of ${listOf(request.packages.map(titlesOf(plan)))}`
  return requestWords(request, titlesOf(plan))
}

/** What becomes of a file that the person wrote. */
export const configurationWords = {
  purge: 'Goes. Undo brings it back, until this generation is cleaned up',
  restore: 'Comes back as you wrote it',
}

/** The four numbers at the top. Each is what the engine computed; none is a guess. */
export function planFacts(plan: Plan): readonly Fact[] {
  const fetched = planLines(plan).filter((line) => line.to !== null && line.action !== 'keep')
  const here = fetched.filter((line) => line.download === 0).length
  return [
    {
      label: 'Download',
      value: plan.download === 0 ? 'Nothing' : formatBytes(plan.download),
      note: fetchedWords(fetched.length, here),
    },
    {
      label: 'Disk',
      value: formatChange(plan.disk),
      ...spaceNote(plan),
    },
    { label: 'Packages', value: String(changing(plan).length), note: keptNote(plan) },
    { label: 'Way back', value: `Generation ${plan.from}`, note: 'Kept as it is now' },
  ]
}

/** Not every file system tells. */
function spaceNote({ disk, diskFree }: Plan): Pick<Fact, 'note' | 'tone'> {
  if (diskFree === null) return { note: 'Nobody knows what is free' }
  const left = diskFree - disk
  return left < 0
    ? { note: `${formatBytes(-left)} too little space`, tone: 'danger' }
    : { note: `${formatBytes(left)} stays free` }
}

/** Only what holds for this very plan. */
export function planChecks(plan: Plan): readonly { readonly icon: IconName; readonly text: string }[] {
  const coming = changing(plan).filter((line) => line.to !== null)
  const repositories = unique(coming.map((line) => line.repository))
  const publishers = unique(coming.map((line) => line.publisher))
  const fixes = unique(changing(plan).flatMap((line) => line.fixes))
  const named = coming.every((line) => line.publisher !== null)
  return [
    ...(coming.length > 0 && named
      ? [{ icon: 'seal' as const, text: `Published by ${listOf(publishers)}` }]
      : []),
    ...(repositories.length > 0 ? [{ icon: 'repos' as const, text: `From ${listOf(repositories)}` }] : []),
    ...(fixes.length > 0 ? [{ icon: 'shield-check' as const, text: `Fixes ${listOf(fixes)}` }] : []),
    ...(plan.losesChosen.length === 0 && chosenThatGoes(plan).length === 0
      ? [{ icon: 'check-circle' as const, text: 'Nothing else that you chose is removed' }]
      : []),
    { icon: 'history', text: `You can go back to generation ${plan.from} at any time` },
  ]
}

/** What the person chose since, and a way back takes without anybody having named it. */
export function chosenThatGoes({ request, remove }: Plan): readonly PlanLine[] {
  return request.kind === 'rollback' || request.kind === 'undo' ? remove.filter(({ chosen }) => chosen) : []
}

export const confirmWords: Record<ChangeRequest['kind'], string> = {
  install: 'Install',
  remove: 'Remove',
  update: 'Update',
  downgrade: 'Go back',
  replace: 'Replace',
  autoremove: 'Remove',
  repair: 'Repair',
  together: 'Apply',
  rollback: 'Go back',
  'rollback-package': 'Go back',
  undo: 'Undo',
}

/** The sentence that names what a plan cannot do. */
export function unsolvableTitle(request: ChangeRequest, titleOf: TitleOf): string {
  switch (request.kind) {
    case 'install':
      return `${listOf(request.packages.map((each) => wantedWords(each, titleOf)))} can’t be installed yet`
    case 'remove':
      return `${listOf(request.packages.map(titleOf))} can’t be removed yet`
    case 'update':
      return request.packages === undefined
        ? 'The updates don’t fit together yet'
        : `${listOf(request.packages.map(titleOf))} can’t be updated yet`
    case 'downgrade':
      return `${listOf(request.packages.map(titleOf))} can’t go back to an older release`
    case 'replace':
      return `${titleOf(request.name)} can’t be replaced with ${titleOf(request.by)} yet`
    case 'autoremove':
      return 'What nothing needs can’t be removed yet'
    case 'repair':
      return 'What is installed can’t be repaired yet'
    case 'together':
      return 'These changes don’t fit together yet'
    case 'rollback':
      return `Generation ${request.generation} can’t be brought back`
    case 'rollback-package':
      return `${titleOf(request.name)} can’t go back to ${request.version}`
    case 'undo':
      return 'The last change can’t be undone'
  }
}

const lineVerbs: Record<PlanLine['action'], string> = {
  install: 'Install',
  upgrade: 'Update',
  downgrade: 'Go back with',
  reinstall: 'Reinstall',
  remove: 'Remove',
  keep: 'Keep',
}

function changing(plan: Plan): readonly PlanLine[] {
  return [...plan.install, ...plan.change, ...plan.remove]
}

function fetchedWords(all: number, here: number): string {
  if (all === 0) return 'Nothing new comes'
  return here === 0 ? `${countOf(all, 'file')} to fetch` : `${here} of ${all} already here`
}

function keptNote(plan: Plan): string {
  return plan.keep.length === 0
    ? 'All listed below'
    : `${plan.keep.length} more ${plan.keep.length === 1 ? 'stays as it is' : 'stay as they are'}`
}

function unique(values: readonly (string | null)[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== null))]
}
