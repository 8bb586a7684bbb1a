import type { Looks } from './looks.ts'

/** Whether nothing but the choices of people is in the way of a release. */
export type Standing = 'offered' | 'architecture' | 'revoked' | 'stranger'

export type Role = 'app' | 'command' | 'component'

/** What search knows of a package in one repository: of the release that stands for it. */
export interface SearchDocument {
  /** Its row in the catalog. */
  readonly release: number
  readonly repository: string
  readonly name: string
  readonly title: string
  readonly summary: string
  readonly description: string
  readonly commands: readonly string[]
  readonly tags: readonly string[]
  readonly categories: readonly string[]
  readonly provides: readonly string[]
  readonly mediaTypes: readonly string[]
  /** Names that it needs, recommends or suggests. */
  readonly uses: readonly string[]
  readonly license: string
  readonly role: Role
  /** Its publisher is one that the repository names. */
  readonly verified: boolean
  /** Bytes. */
  readonly size: number
  /** ISO 8601. */
  readonly published: string
  readonly standing: Standing
  /** What is shown of it, in a form that only who shows it knows. */
  readonly card: string
}

/** Of one whose uses were told elsewhere. */
export type ToldDocument = Omit<SearchDocument, 'uses'>

const support =
  /^lib(?!re)|^(?:python3?|ruby|golang|node|r|php|haskell|rust|perl|ocaml|elpa|erlang|raku|lua|octave|minetest-mod|multios|gnome-shell-extension|cairo-dock|gir1\.2|fonts?|texlive|task|linux|gcc|cpp|g\+\+)-.|-(?:perl|ruby|java|clojure|cil|el|mode)$/
const parts =
  /-(?:dev|doc|docs|data|dbg|dbgsym|prof|common|l10n|i18n|locales?|examples?|headers|source|bin|plugins?|modules?|tests?|udeb|runtime|core|extra|extras|utils|tools|all|backgrounds?|themes?|help-[a-z-]+|l10n-[a-z-]+|lang-[a-z-]+|[a-z]{2}-[a-z]{2,4})(?:-|$)|-doc-/

/** What no program is worth less than, and everything that is for programs is. */
export const programWorth = 30

/** What is added for what it is to people; where nobody says it, for what it looks like. */
const faces = { app: 40, command: 22, windows: 24, program: 14, plain: 0, part: 0 } as const

export interface Faced {
  readonly name: string
  readonly role: Role
  readonly looks: Looks
}

/** What a package is worth before anything is asked, 0 to 120: an app before a command, both before a library. */
export function standingWorth({ name, role, looks }: Faced, users: number): number {
  const known = Math.min(50, Math.round(5 * Math.log2(1 + users)))
  const seen = role === 'component' ? looks : role
  const whole = programWorth + faces[seen] + known
  if (seen === 'app') return whole
  const little = Math.round(faces[seen] / 3) + Math.round(known / 6)
  if (support.test(name)) return little
  if (parts.test(name)) return 8 + little
  return seen === 'part' ? little : whole
}
