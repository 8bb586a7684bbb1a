/** A word as it is typed in a shell, which reads nothing in it: people copy what stands in the window. */
export function shellWord(word: string): string {
  // A tilde at these places is somebody's home.
  const isPlain = /^[\w.+:,=~@-]+$/.test(word) && !/(?:^|[=:])~/.test(word)
  return isPlain ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}
