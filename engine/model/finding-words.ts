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
  'xml/no-component': ({ value, accepted }) => `<${value}> stands where there must be <${accepted}>.`,
  'xml/catalog-version': ({ accepted, quoted }) =>
    `It is a catalog of version ${quoted}; known are ${accepted}.`,
  'entry/broken': ({ accepted }) => `The desktop entry cannot be read. Accepted: ${accepted}.`,
  'entry/line': ({ value }) => `A line of the desktop entry means nothing: ${value}`,
  'package/broken': ({ value }) => `The package cannot be read: ${value}.`,
  'file/unknown': ({ quoted }) => `${quoted} is neither a metainfo file nor a package.`,
  'file/debian': ({ quoted }) =>
    `${quoted} is a package of Debian. One to look at is made of it by multios-repo-builder import-deb.`,
  'recipe/invalid': ({ value, accepted }) => `It cannot be built: ${value}. Accepted: ${accepted}.`,
  'app/missing': () => 'There is no app: it is shown as a command or a component, by its description.',
  'app/further': ({ value }) =>
    `It has more apps than one, and a page for the first alone; not for: ${value}.`,
  'id/missing': () => 'It has no id, so that it cannot be told from others.',
  'id/form': ({ accepted, quoted }) => `The id ${quoted} is not one like ${accepted}.`,
  'id/d-bus': ({ accepted, quoted }) =>
    `The id ${quoted} has a hyphen, or a part that begins with a digit, which D-Bus cannot use; better: ${accepted}.`,
  'id/own': ({ quoted }) => `${quoted} is its own id: nothing needs, extends or provides itself.`,
  'id/repeated': ({ quoted, accepted }) =>
    `The id ${quoted} is that of ${accepted === '' ? 'something else here' : accepted}, too.`,
  'field/repeated': ({ value }) => `<${value}> stands twice; the first counts.`,
  'field/unknown': ({ value }) => `<${value}> means nothing here.`,
  'field/empty': ({ value }) => `<${value}> is empty: say something there, or leave it out.`,
  'field/missing': ({ value, accepted }) => `A component of the type ${accepted} must have <${value}>.`,
  'field/misplaced': ({ value, accepted }) => `${value} has no place in: ${accepted}. Leave it out.`,
  'field/text': ({ value }) => `<${value}> is a list; text that stands between its elements is not read.`,
  'field/not-translatable': ({ value }) =>
    `<${value}> has no xml:lang here: translate what stands in it, or leave the language out.`,
  'field/old': ({ value, accepted }) => `<${value}> is of an older AppStream; write <${accepted}>.`,
  'name/missing': () => 'It has no name.',
  'summary/missing': () => 'It has no summary: one line under the name.',
  'summary/long': ({ accepted }) => `The summary is longer than ${accepted} characters; cards cut it.`,
  'summary/full-stop': () => 'The summary ends with a full stop; it is no sentence.',
  'summary/is-name': () => 'The summary only repeats the name.',
  'summary/lines': () => 'The summary is one line, without tabs.',
  'summary/address': () => 'The summary holds a web address; say it in url.',
  'summary/lower-case': () => 'The summary begins with a small letter.',
  'description/missing': () => 'It has no description.',
  'description/short': ({ accepted }) =>
    `The first paragraph of the description has less than ${accepted} characters.`,
  'description/no-paragraph-first': () => 'The description begins with a list, not with a paragraph.',
  'description/address': ({ value }) =>
    `The text holds a web address, which nobody can follow; say it in ${value}.`,
  'description/lower-case': ({ value }) => `A paragraph begins with a small letter: ${value}`,
  'developer/address': ({ quoted }) =>
    `The developer ${quoted} is a web address; say a name, and the address in url.`,
  'text/markup': ({ value }) => `Markup has no meaning here, and is shown as text or left out: ${value}.`,
  'text/outside': ({ value }) => `Words stand outside of <${value}>; put them into one.`,
  'text/hidden': ({ value }) => `It holds characters that nobody sees or that turn text around: ${value}.`,
  'text/long': ({ value }) => `Too long, and cut: ${value}.`,
  'translations/cut': ({ value }) =>
    `There is no room for every translation: ${value} languages are incomplete.`,
  'locale/unknown': ({ value, accepted }) =>
    `Nobody knows the language ${value}, such as ${accepted}; what is said in it is left out.`,
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
  'screenshot/long-caption': ({ accepted }) =>
    `The caption of a screenshot is longer than ${accepted} characters.`,
  'screenshot/no-picture': () => 'A screenshot has no image and no video; add <image>, or leave it out.',
  'screenshot/no-source': () => 'A screenshot has thumbnails alone; add an image with type="source".',
  'screenshot/source-repeated': () =>
    'A screenshot has two pictures for one language; put the second into a screenshot of its own.',
  'screenshot/mixed': () => 'A screenshot has an image and a video; make two of it.',
  'screenshot/default-video': () => 'The first screenshot is a video; let it be a picture.',
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
  'release/cve': ({ accepted, quoted }) => `${quoted} is no CVE id such as ${accepted}.`,
  'release/elsewhere': ({ value }) =>
    `Its releases are told in ${value}, which is not beside it, nor in releases/.`,
  'release/cut': ({ value }) => `Only the first ${value} releases are kept.`,
  'url/form': ({ accepted, quoted }) => `${quoted} is no address such as ${accepted}.`,
  'url/not-https': ({ value }) => `${value} is not safe from changes on the way; use https.`,
  'url/none': ({ value }) => `It has no ${value}.`,
  'launchable/none': () => 'It does not say what starts it (launchable).',
  'launchable/missing': ({ accepted, quoted }) => `It starts ${quoted}, and there is none of: ${accepted}.`,
  'relation/repeated': ({ value }) => `It is said twice what it needs or is made for: ${value}.`,
  'relation/strict': ({ value, accepted }) =>
    `Nobody without that ${value} could install it; say it in ${accepted}, unless that is meant.`,
  'value/missing': ({ value, accepted }) => `It does not say its ${value}: ${accepted}.`,
  'value/form': ({ accepted, quoted }) => `${quoted} is not what may stand there: ${accepted}.`,
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
