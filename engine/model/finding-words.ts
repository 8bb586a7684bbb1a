import type { Finding, Rule } from './finding.ts'

interface Said {
  readonly value: string
  /** The value as where it is shown quotes are written. */
  readonly quoted: string
  readonly accepted: string
}

/** One sentence: what is wrong, and what would do. Not escaped: `value` is whatever somebody wrote. */
export function findingWords(
  { rule, value, accepted }: Pick<Finding, 'rule' | 'value' | 'accepted'>,
  quote: (text: string) => string,
): string {
  return words[rule]({ value: value ?? '', quoted: quote(value ?? ''), accepted: accepted ?? '' })
}

/** Where a thing is absent, its words say what people miss. */
const words: Readonly<Record<Rule, (said: Said) => string>> = {
  'xml/broken': ({ value }) => `The file cannot be read: ${brokenWords(value)}.`,
  'xml/no-component': ({ value }) => `The root is <${value}>, not <component>.`,
  'xml/catalog-version': ({ accepted, quoted }) =>
    `It is a catalog of version ${quoted}; known are ${accepted}.`,
  'entry/broken': ({ accepted }) => `The desktop entry cannot be read. Accepted: ${accepted}.`,
  'package/broken': ({ value }) => `The package cannot be read: ${value}.`,
  'file/unknown': ({ quoted }) => `${quoted} is neither a metainfo file nor a package.`,
  'file/debian': ({ quoted }) =>
    `${quoted} is a package of Debian. One to look at is made of it by multios-repo-builder import-deb.`,
  'recipe/invalid': ({ value, accepted }) => `It cannot be built: ${value}. Accepted: ${accepted}.`,
  'app/missing': () => 'There is no app: it is shown as a command or a component, by its description.',
  'id/missing': () => 'It has no id, so that it cannot be told from others.',
  'id/form': ({ accepted, quoted }) => `The id ${quoted} is not one like ${accepted}.`,
  'id/repeated': ({ quoted, accepted }) =>
    `The id ${quoted} is that of ${accepted === '' ? 'something else here' : accepted}, too.`,
  'field/repeated': ({ value }) => `<${value}> stands twice; the first counts.`,
  'field/unknown': ({ value }) => `<${value}> means nothing here.`,
  'name/missing': () => 'It has no name.',
  'summary/missing': () => 'It has no summary: one line under the name.',
  'summary/long': ({ accepted }) => `The summary is longer than ${accepted} characters; cards cut it.`,
  'summary/full-stop': () => 'The summary ends with a full stop; it is no sentence.',
  'summary/is-name': () => 'The summary only repeats the name.',
  'description/missing': () => 'It has no description.',
  'description/short': ({ accepted }) =>
    `The first paragraph of the description has less than ${accepted} characters.`,
  'description/no-paragraph-first': () => 'The description begins with a list, not with a paragraph.',
  'text/markup': ({ value }) => `Markup has no meaning here, and is shown as text or left out: ${value}.`,
  'text/hidden': ({ value }) => `It holds characters that nobody sees or that turn text around: ${value}.`,
  'text/long': ({ value }) => `Too long, and cut: ${value}.`,
  'translations/cut': ({ value }) =>
    `There is no room for every translation: ${value} languages are incomplete.`,
  'category/unknown': ({ quoted }) => `No menu knows the category ${quoted}.`,
  'category/none': () => 'It has no category, so that nobody finds it by browsing.',
  'icon/missing': () => 'It has no icon.',
  'icon/unusable': ({ value, accepted }) =>
    `A picture cannot be used: ${value}.${accepted === '' ? '' : ` Accepted: ${accepted}.`}`,
  'icon/small': ({ value, accepted }) => `The icon is ${value}; better: ${accepted}.`,
  'icon/not-square': ({ value }) => `The icon is not square: ${value}.`,
  'icon/drawn': ({ value }) => `The drawing does more than draw, so it was painted as PNG: ${value}.`,
  'screenshot/none': () => 'It has no screenshots.',
  'screenshot/no-default': ({ accepted }) => `No screenshot is the first one: ${accepted}.`,
  'screenshot/no-caption': () => 'A screenshot has no caption, so that who cannot see it learns nothing.',
  'screenshot/small': ({ value, accepted }) =>
    `A screenshot is ${value}; below ${accepted} pixels it is blurred.`,
  'screenshot/ratio': ({ value, accepted }) => `A screenshot is ${value}; about ${accepted} fits best.`,
  'screenshot/large': ({ value, accepted }) =>
    `A screenshot is ${value}: more than ${accepted} pixels, and not shown.`,
  'screenshot/not-taken': ({ value, accepted }) =>
    `A screenshot could not be taken from ${value}: ${accepted}.`,
  'license/missing': () => 'It does not say its license.',
  'license/not-spdx': ({ accepted, quoted }) => `${quoted} is no SPDX expression, such as ${accepted}.`,
  'license/metadata': ({ value, accepted }) =>
    value === ''
      ? `It does not say the license of its own words (metadata_license): ${accepted}.`
      : `The license of its words, ${value}, does not let others show them: ${accepted}.`,
  'rating/missing': ({ accepted }) => `It has no content rating (${accepted}), and counts as not rated.`,
  'rating/unknown': ({ accepted, quoted }) => `The content rating says ${quoted}; known are ${accepted}.`,
  'release/none': () => 'It tells of no release.',
  'release/order': () => 'A release stands below an older one; the newest comes first.',
  'release/date': ({ accepted, quoted }) =>
    `The release ${quoted} has no version or no day such as ${accepted}.`,
  'release/future': ({ value }) => `A release is of a day that has not come: ${value}.`,
  'release/repeated': ({ value }) => `The release ${value} is told twice.`,
  'release/cut': ({ value }) => `Only the first ${value} releases are kept.`,
  'url/form': ({ accepted, quoted }) => `${quoted} is no address such as ${accepted}.`,
  'url/not-https': ({ value }) => `${value} is not safe from changes on the way; use https.`,
  'url/none': ({ value }) => `It has no ${value}.`,
  'launchable/none': () => 'It does not say what starts it (launchable).',
  'launchable/missing': ({ accepted, quoted }) => `It starts ${quoted}, and there is none of: ${accepted}.`,
  'value/unknown': ({ accepted, quoted }) => `${quoted} is none of: ${accepted}.`,
}

/** What the reader refuses of itself, in words; what its parser says of the grammar is words already. */
const refusals: Readonly<Record<string, string>> = {
  'document-type': 'a document type, with its entities, is not allowed',
  'too-deep': 'it is nested deeper than',
  'too-many': 'it has more than',
  'not-text': 'it is no UTF-8 of at most',
}

function brokenWords(value: string): string {
  const [code = '', ...rest] = value.split(' ')
  return [refusals[code] ?? code, ...rest].join(' ')
}
