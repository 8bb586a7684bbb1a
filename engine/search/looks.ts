import { fold } from './fold.ts'
import { headOf } from './summary-head.ts'
import type { Users } from './users.ts'

/**
 * What a package seems to be where nothing says that it has a face or a command: records without AppStream data have
 * only what their archive says of them.
 */
export type Looks = 'part' | 'plain' | 'program' | 'windows'
export const looks: readonly Looks[] = ['plain', 'part', 'program', 'windows']

/** Sections of an archive for what programs need, and those where programs may be among it. */
const partSections = setOf('debug doc fonts introspection libdevel libraries libs localization oldlibs tasks')
const mixedSections = setOf(
  'cli-mono gnu-r golang haskell java javascript kernel lisp metapackages ocaml perl php python raku ruby rust zope',
)
const partNouns =
  /^(?:add-?ons?|api|applications|backends?|bindings?|class(?:es)?|components?|dependencies|documentation|drivers?|examples?|extensions?|fonts?|headers|icons?|libraries|library|locales?|manual|metapackages?|modes?|modules?|packages?|plug-?ins?|programs|protocols?|routines|samples?|sdk|support|symbols|tasks|tests?|themes?|translations?|wallpapers?|widgets?)$/
const programNouns =
  /^(?:analy[sz]ers?|apps?|applications?|assistant|browsers?|calculators?|calendar|cleaner|clients?|clock|compiler|composer|converters?|creator|dictionary|downloader|editors?|emulators?|encoder|environment|explorer|formatter|games?|generator|gui|ide|interpreter|launcher|maker|managers?|messenger|monitors?|notebook|organi[sz]er|planetarium|players?|processor|programs?|reader|recorders?|ripper|runtime|scanner|sequencer|server|shell|simulators?|software|spreadsheet|studio|suite|synthesi[sz]ers?|system|terminal|tools?|trainer|tuner|tutor|utilities|utility|viewers?|workstation)$/
/** Words that Debian's people put on packages. */
const windowTags = setOf('interface::graphical interface::x11')
const namesOfParts = /^(?:lib(?!re)|task-|.+-(?:dev|doc|dbg|data|common)$)/

export interface Told {
  readonly name: string
  readonly summary: string
  /** Shelves of a store, or sections of an archive. */
  readonly categories: readonly string[]
  readonly tags: readonly string[]
}

/** `users`: to whom was told last what it uses. `head`: of its summary, where somebody has found that already. */
export function looksOf(told: Told, users: Users, head = headOf(fold(told.summary))): Looks {
  const { name, categories, tags } = told
  const { noun } = head
  const isProgram = programNouns.test(noun)
  if (isFiledAsPart(categories, isProgram) || partNouns.test(noun) || namesOfParts.test(name)) return 'part'
  // What is called after something that it needs is for that: `mopidy-podcast`.
  if (users.isCalledAfterUsed(name)) return 'part'
  if (users.usesToolkit || tags.some((tag) => windowTags.has(tag))) return 'windows'
  return isProgram ? 'program' : 'plain'
}

function isFiledAsPart(categories: readonly string[], isProgram: boolean): boolean {
  const sections = categories.map((each) => each.slice(each.lastIndexOf('/') + 1).toLowerCase())
  if (sections.some((each) => partSections.has(each))) return true
  return !isProgram && (sections.length === 0 || sections.some((each) => mixedSections.has(each)))
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '))
}
