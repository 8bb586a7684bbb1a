/** `libfoo2.so.3`, with or without what follows the first number. */
const grammar = /^(lib[a-z0-9+._-]*?)\.so(?:\.([0-9]+)[0-9.]*)?$/

/**
 * What a package of a shared library is called, by the name that programs ask the loader for: an archive has no list of
 * files, and a rule for these (Debian Policy 8.1). Null where `folded` is no such name.
 */
export function soughtLibrary(folded: string): string | null {
  const match = grammar.exec(folded.trim())
  if (match === null) return null
  const library = match[1]!.replaceAll('_', '-')
  const version = match[2] ?? ''
  return version !== '' && /[0-9]$/.test(library) ? `${library}-${version}` : `${library}${version}`
}
