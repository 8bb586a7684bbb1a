/** Languages that somebody reads: `de_AT.UTF-8` is of who wants `de-AT`. */
export function localesOf({
  LC_ALL: all,
  LC_MESSAGES: messages,
  LANG: language,
}: NodeJS.ProcessEnv): string[] {
  const set = [all, messages, language].find((one) => one !== undefined && one !== '')
  const [, code = '', region] = /^([a-z]{2,3})(?:_([A-Z]{2}))?(?:[.@]|$)/.exec(set ?? '') ?? []
  return code === '' ? [] : [region === undefined ? code : `${code}-${region}`]
}
