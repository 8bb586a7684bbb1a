/** The window's languages; ten are as many as anybody reads. */
export function locales(): string[] {
  return navigator.languages.slice(0, 10)
}
