import { findingWords } from '../../engine/model/finding-words.ts'
import type { ImportSummary } from '../../engine/publishing.ts'
import type { Page } from './page.ts'
import { count, imports, listed, sentence } from './phrases.ts'
import { inline, yellow } from './text.ts'

type Refusal = ImportSummary['refused'][number]

/** Why a package could not be imported. */
const refusalWords: Readonly<Record<Refusal['reason'], (detail: string) => string>> = {
  'not-a-deb': (detail) => (detail === '' ? 'it is no Debian package' : `it is no Debian package: ${detail}`),
  archive: (detail) => `it is damaged: ${detail}`,
  control: (detail) => `what it says of itself cannot be read: ${detail}`,
  architecture: (detail) => `it is for another kind of machine: ${detail}`,
  compression: (detail) =>
    `${detail} is packed in a way that is not read here (gz, xz, zst, bz2 and lzma are)`,
  program: (detail) => `${detail} is not on this machine`,
  content: (detail) => `it has what no package may have: ${detail}`,
  recipe: (detail) => `it cannot be a package here: ${detail}`,
  published: (detail) => `the repository has this version already, with other content: ${detail}`,
  apt: (detail) => `apt says: ${detail}`,
  dpkg: (detail) => `not as installed here: ${detail}`,
}

const mostShown = 20

export function importText(summary: ImportSummary, page: Page, place: readonly string[]): string {
  const { imported, unchanged, refused, unshown, missing, untraced } = summary
  return [
    // Whoever repairs something looks for its line: these are never counted away.
    ...refused.map(({ source, reason, detail }) => {
      return `${yellow('refused')} ${inline(source)}: ${inline(refusalWords[reason](detail))}`
    }),
    ...some(summary.stripped, ({ name, paths }) => {
      return `${yellow('without special rights')} ${name}: ${inline(listed(paths))}`
    }),
    ...some(summary.leftOut, ({ name, paths }) => `left out of ${name}: ${inline(listed(paths, 3))}`),
    ...some(summary.dropped, ({ name, relations }) => {
      return `relations left out of ${name}: ${inline(listed(relations, 3))}`
    }),
    ...some(summary.unfinished, ({ name, reason }) => {
      return `only partly set up: ${name}, whose postinst ${reason === 'time' ? 'did not end and was stopped' : 'ended with an error'}`
    }),
    ...counted(
      unshown.flatMap(findingsOf).map(({ name, finding }) => {
        const place = finding.file === name ? '' : `, ${finding.file}`
        return `not shown of ${name}${inline(place)}: ${inline(findingWords(finding, (text) => `"${text}"`))}`
      }),
    ),
    ...iconlessLine(unshown),
    ...some(missing, ({ name, relations }) => {
      return `${yellow('missing')} ${name} needs ${inline(listed(relations, 4))}; this repository has no such package`
    }),
    ...(untraced === null
      ? []
      : [`Scripts were only read, not tried: no sandbox here (${inline(untraced)}).`]),
    imports(imported.length, unchanged.length),
    ...changedLine(unshown),
    ...(refused.length === 0 ? [] : [yellow(sentence(`${count(refused.length, 'package')} refused.`))]),
    ...(imported.length === 0 ? [] : [`Publish: ${page.command('build', ...place)}`]),
  ].join('\n')
}

type Unshown = ImportSummary['unshown'][number]

function findingsOf({ name, findings }: Unshown) {
  return findings.filter(({ rule }) => rule !== 'icon/missing').map((finding) => ({ name, finding }))
}

/** How much of what they bring to be shown is not shown as it was written. */
function changedLine(unshown: ImportSummary['unshown']): readonly string[] {
  const { length } = unshown.flatMap(findingsOf)
  if (length === 0) return []
  const names = new Set(unshown.flatMap(findingsOf).map(({ name }) => name))
  return [
    `${count(length, 'thing')} of ${count(names.size, 'package')} left out or changed where ${length === 1 ? 'it is' : 'they are'} shown.`,
  ]
}

/** Each line once: a file that is wrong in every language would say the same dozens of times. */
function counted(lines: readonly string[]): readonly string[] {
  return [...Map.groupBy(lines, (line) => line)].map(([line, { length }]) =>
    length === 1 ? line : `${line} (${length} times)`,
  )
}

/** Nothing was wrong with these: one line is enough. */
function iconlessLine(unshown: ImportSummary['unshown']): readonly string[] {
  const names = unshown
    .filter(({ findings }) => findings.some(({ rule }) => rule === 'icon/missing'))
    .map(({ name }) => name)
  return names.length === 0 ? [] : [`without an icon: ${inline(listed(names, 9))}`]
}

function some<T>(all: readonly T[], words: (one: T) => string): readonly string[] {
  const more = all.length > mostShown ? [`and ${all.length - mostShown} more; --json names them all`] : []
  return [...all.slice(0, mostShown).map(words), ...more]
}

/** Of what was asked for, what did not come in; `names` is null where files were named, each by its own. */
export function missingSources(summary: ImportSummary, names: readonly string[] | null): readonly string[] {
  if (names === null) return summary.refused.map(({ source }) => source)
  const there = new Set([...summary.imported, ...summary.unchanged].map(({ name }) => name))
  return names.filter((name) => !there.has(name.replace(/[=/:].*$/, '')))
}
