import type { PublishersWord } from '../../engine/api/package-operations.ts'

const statuses: Readonly<Record<PublishersWord['status'], string>> = {
  not_affected: 'not affected',
  affected: 'affected',
  fixed: 'repaired',
  under_investigation: 'being looked into',
}

const reasons: Readonly<Record<NonNullable<PublishersWord['justification']>, string>> = {
  component_not_present: 'that component is not in it',
  vulnerable_code_not_present: 'that code is not in it',
  vulnerable_code_not_in_execute_path: 'that code is never run',
  vulnerable_code_cannot_be_controlled_by_adversary: 'nobody can steer that code',
  inline_mitigations_already_exist: 'something in it stops that',
}

/** What a publisher says of a weakness, as the publisher's word: it is not our verdict. */
export function publishersWords({
  repository,
  key,
  author,
  status,
  justification,
  statement,
}: PublishersWord): string {
  const who = `${author}, by “${repository}”${key === null ? '' : ` (key ${key.slice(0, 16)})`}`
  const why = [justification === null ? '' : reasons[justification], statement].filter((part) => part !== '')
  const joint = status === 'not_affected' ? ', because ' : ': '
  return `${who} says: ${statuses[status]}${why.length === 0 ? '' : `${joint}${why.join('; ')}`}`
}
