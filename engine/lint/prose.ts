/** What can be told of words without reading them. */

/** Whether a link would be made of a part of it. */
export function holdsAddress(text: string): boolean {
  return /(?:https?|ftp):\/\/[^ ]/.test(text)
}

/** Letters without capitals are none; and a name is written as its makers like it. */
export function beginsSmall(text: string, name: string | null): boolean {
  const [word = ''] = text.split(' ')
  return /^\p{Ll}/u.test(word) && !/\p{Lu}/u.test(word) && word !== name
}
