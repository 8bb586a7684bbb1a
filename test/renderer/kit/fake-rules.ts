import type { Input, Output } from '../../../engine/api/operations.ts'

type Rules = Output<'policy.list'>

export const noRules: Rules = { holds: [], pins: [], protected: [], owners: [], channel: 'stable' }

/** Holds and pins of packages, as a person makes and drops them. */
export function ruleHandlers(start: Rules) {
  let rules = start

  function without(named: Input<'policy.remove'>['rules']): Rules {
    const names = (kind: string): string[] =>
      named.flatMap((rule) => (rule.kind === kind && 'name' in rule ? rule.name : []))
    return {
      ...rules,
      holds: rules.holds.filter(({ name }) => !names('hold').includes(name)),
      pins: rules.pins.filter(({ name }) => !names('pin').includes(name)),
    }
  }

  return {
    'policy.list': () => rules,
    'policy.add': ({ rules: added }: Input<'policy.add'>): Rules => {
      const held = added.flatMap((rule) =>
        rule.kind === 'hold' ? { name: rule.name, version: '1.0.0' } : [],
      )
      return (rules = { ...rules, holds: [...rules.holds, ...held] })
    },
    'policy.remove': ({ rules: dropped }: Input<'policy.remove'>): Rules => (rules = without(dropped)),
  }
}
