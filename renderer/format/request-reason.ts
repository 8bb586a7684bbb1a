import { sentence } from './words.ts'

/** Why an address cannot be a repository's, by the engine's own words for it. */
const addressProblems: Readonly<Record<string, string>> = {
  'not-an-address': 'An address looks like https://packages.example.org/main/.',
  scheme: 'Repositories are reached by https:, by file:, or by http: on this device.',
  'plain-http': 'Plain http: is for this device only, because anybody on the way could read along.',
  reserved: 'No repository can be at that number.',
  credentials: 'An address must not carry a name or a password.',
  'file-host': 'A file: address names no device, as in file:///srv/repository/.',
  query: 'An address ends with the folder of the repository, without ? or #.',
}

export function requestReason(problem: string): string {
  return addressProblems[problem] ?? sentence(problem)
}

/** What was asked wrongly: `request.packages.0.name` is where it stood, and `name` what a person wrote. */
export function requestPart(what: string): string {
  if (what === 'repository-url') return 'the address of a repository'
  if (what === 'openpgp-key') return 'an OpenPGP key'
  // A host names the operation first: `package.info name`.
  const part = what.replace(/^[a-z]+\.[a-zA-Z]+ /, '')
  if (part.includes(' ')) return part
  return part.split('.').findLast((part) => !/^\d+$/.test(part)) ?? what
}
