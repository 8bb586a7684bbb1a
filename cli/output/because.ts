import type { Because } from '../../engine/index.ts'
import { factWords } from './explanation.ts'
import { inline } from './text.ts'

/** Why a plan holds a line, as the end of a row. */
export function becauseWords(because: Because): string {
  switch (because.kind) {
    case 'requested':
      return 'you asked for it'
    case 'dependency':
      return `${inline(because.by)} needs ${inline(because.clause)}`
    case 'recommended':
      return `${inline(because.by)} recommends ${inline(because.clause)}`
    case 'suggested':
      return `${inline(because.by)} suggests ${inline(because.clause)}`
    case 'replaces':
      return `takes the place of ${inline(because.name)}`
    case 'orphaned':
      return because.formerly === null
        ? 'nothing needs it any more'
        : `${inline(because.formerly)} needed it last`
    case 'depends-on-removed':
      return `needs ${inline(because.on)}, which goes`
    case 'conflict':
      return `cannot be together with ${inline(because.with)}`
    case 'newer':
      return 'newer release'
    case 'generation':
      return `as in generation ${because.generation}`
    case 'held':
      return `stays as it is: ${heldWords(because)}`
  }
}

/** A need by another name than the package's own: `, which leaf provides`. */
export function standInWords({
  name,
  because,
}: {
  readonly name: string
  readonly because: Because
}): string {
  if (!('clause' in because)) return ''
  const asked = because.clause.split('|').map((choice) => /^[^\s<>=~^!]*/.exec(choice.trim())?.[0])
  return asked.includes(name) ? '' : `, which ${name} provides`
}

/** `hold NAME` where a person holds it, `rule OWNER RULE VERSION` where a rule does, else the facts in the way. */
function heldWords({ reason, facts = [] }: Extract<Because, { kind: 'held' }>): string {
  if (reason.startsWith('hold ')) return 'you hold it'
  if (facts.length > 0) return facts.map((fact) => factWords(fact)).join(', but ')
  const [kind, owner, rule, version] = reason.split(' ')
  if (kind !== 'rule' || rule === undefined || version === undefined) return inline(reason)
  const whose = owner === 'administrator' ? 'of your administrator' : 'of your own'
  return `rule "${inline(rule)}" ${whose} keeps ${inline(version)} away`
}
