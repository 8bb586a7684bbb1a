import type { NpmSummary } from '../../engine/publishing.ts'
import type { Page } from './page.ts'
import { imports, listed } from './phrases.ts'
import { inline, yellow } from './text.ts'

type Reason = NpmSummary['refused'][number]['reason']

/** Why a program of npm could not be imported. */
const refusals: Readonly<Record<Reason, (detail: string) => string>> = {
  name: () => 'that is no name of the npm registry, such as prettier, @scope/name or cowsay@1.6',
  'no-npm': () => 'npm is not installed here',
  npm: (detail) => `npm says: ${detail}`,
  manifest: (detail) => `what it says of itself cannot be read: ${detail}`,
  command: (detail) => `a command of it leads to no program of its own (${detail})`,
  'no-command': () => 'it brings no command: it is for programs, not for people',
  content: (detail) => `it has what no package may have: ${detail}`,
  size: () => 'it is larger than 200 MB, or has more than 50,000 files',
  recipe: (detail) => `it cannot be a package here: ${detail}`,
  published: (detail) => `the repository has this version already, with other content: ${detail}`,
}

export function npmText(summary: NpmSummary, page: Page, place: readonly string[]): string {
  const { imported, unchanged, refused, unlicensed, needsRuntime } = summary
  return [
    ...refused.map(
      ({ source, reason, detail }) =>
        `${yellow('refused')} ${inline(source)}: ${inline(refusals[reason](detail))}`,
    ),
    ...unlicensed.map(
      ({ name, packages }) => `${yellow('license unknown')} in ${name}: ${inline(listed(packages))}`,
    ),
    ...(needsRuntime
      ? ['These need a package nodejs-runtime. The Node here is in parts; use the one of the checkout.']
      : []),
    imports(imported.length, unchanged.length),
    ...imported.map(({ name, version, architecture }) => `  ${name} ${inline(version)} (${architecture})`),
    ...(imported.length === 0 ? [] : [`Publish: ${page.command('build', ...place)}`]),
  ].join('\n')
}
