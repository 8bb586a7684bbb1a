const kinds = ['feat', 'fix', 'perf', 'refactor', 'test', 'docs', 'style', 'build', 'ci', 'chore', 'revert']
const shape = /^(?<kind>[a-z]+)(?:\((?<scope>[^)]*)\))?!?: (?<what>.+)$/

/** What is wrong with a commit's first line, or null. The scope, where there is one, is a folder, or a page at the top. */
export function commitProblem(subject: string, folders: ReadonlySet<string>): string | null {
  const parts = shape.exec(subject)?.groups
  if (parts === undefined) return 'is not "kind(folder): what"'
  if (!kinds.includes(parts['kind'] ?? '')) return `has no kind of ${kinds.join(', ')}`
  const strangers = (parts['scope']?.split(/[,/] ?/) ?? []).filter((scope) => !folders.has(scope))
  if (strangers.length > 0) return `names "${strangers.join('", "')}", which is no folder`
  if (subject.length > 100) return 'is longer than 100 characters'
  if (subject.endsWith('.')) return 'ends in a full stop'
  return null
}
