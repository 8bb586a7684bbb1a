import type { Declaration, Policy, Wish } from '../../../engine/resolver/package-source.ts'
import type { SmallUniverse } from './universes.ts'

/** As a person would retell it: what a failing test prints. */
export function describeUniverse(universe: SmallUniverse): string {
  const offered = universe.declarations.map((each) => `offered: ${describeRelease(each)}`)
  const installed = universe.installed.map((each) => {
    const { chosen, unmet } = each
    const marks = [...(chosen ? ['chosen'] : []), ...unmet.map((text) => `unmet ${text}`)]
    return `installed: ${describeRelease(each.declare())} (${marks.join(', ')})`
  })
  const options = Object.entries(universe.options).map(([name, isOn]) => `${name} ${isOn}`)
  const security = [...universe.securityFixes].join(', ')
  return [
    '',
    ...offered,
    ...installed,
    ...describePolicy(universe.policy),
    `options: ${options.join(', ')}; security fixes: ${security}`,
    ...universe.wishes.map((wish) => `wish: ${describeWish(wish)}`),
  ].join('\n')
}

function describeRelease(declared: Declaration): string {
  const { name, version, repository, architecture, dependencies: needs, ...rest } = declared
  const { recommends, suggests, provides, conflicts, breaks, replaces } = rest
  const said = { needs, recommends, suggests, provides, conflicts, breaks, replaces }
  const words = Object.entries(said).flatMap(([word, texts]) => texts.map((text) => `${word} ${text}`))
  return [`${name} ${version} ${repository} ${architecture}`, ...words].join('; ')
}

function describePolicy({ repositories, pins, owners, holds, protected: kept, development }: Policy) {
  const ranked = repositories.map(({ name, priority }) => `${name} ${priority}`)
  return [
    `policy: from ${ranked.join(', ')}; development ${development}`,
    `holds: ${[...holds].join(', ')}; protected: ${[...kept].join(', ')}`,
    ...pins.map((pin) => `pin: ${JSON.stringify(pin)}`),
    ...owners.map((owner) => `owner: ${owner.pattern} ${owner.repository}`),
  ]
}

function describeWish(wish: Wish): string {
  const { kind, ...facts } = wish
  return `${kind} ${JSON.stringify(facts)}`
}
