import { expect, test } from 'vitest'
import { commandOf, planSummary, planText } from '../../../renderer/format/plan-text.ts'
import { largePlan } from '../features/pictures/rich-plans.ts'

test('a plan is summed up by what it does, most first', () => {
  expect(planSummary(largePlan)).toBe('4 packages to install, 1 to update, 1 to remove')
})

test('a plan is copied with every line and its reason', () => {
  const [first, ...rest] = planText(largePlan).split('\n')

  expect({ first, upgrade: rest[3], sum: rest.at(-2) }).toEqual({
    first: '+ Lumenfold (lumenfold) 4.2.0: You asked for this',
    upgrade: '~ libtessel 5.2.0 -> 5.2.1: Lumenfold needs 5.2.1 or later; fixes MSA-2026-0342',
    sum: 'Download 95.9 MB. Disk +227 MB. Generation 143 to 144.',
  })
})

test('a request is copied as the command that asks for the same', () => {
  const commands = [
    commandOf({
      kind: 'install',
      packages: [{ name: 'jot' }, { name: 'ed', version: '>= 2' }],
      force: false,
    }),
    commandOf({ kind: 'install', packages: [{ name: 'jot' }], repository: 'main', force: true }),
    commandOf({ kind: 'remove', packages: ['jot', 'ed'], purge: true, force: false }),
    commandOf({ kind: 'update' }),
    commandOf({
      kind: 'update',
      categories: ['Games', 'Home and garden'],
      security: true,
      development: true,
    }),
    commandOf({
      kind: 'together',
      requests: [
        { kind: 'remove', packages: ['ed', 'vi'], purge: false, force: false },
        { kind: 'install', packages: [{ name: 'jot' }], force: false },
      ],
    }),
    commandOf({
      kind: 'together',
      requests: [{ kind: 'downgrade', packages: ['jot'] }, { kind: 'repair' }],
    }),
    commandOf({ kind: 'replace', name: 'ed', by: 'jot', recommends: false }),
    commandOf({
      kind: 'together',
      requests: [
        { kind: 'install', packages: [{ name: 'jot' }], force: false },
        { kind: 'install', packages: [{ name: 'ed' }], repository: 'side', force: false },
      ],
    }),
    commandOf({ kind: 'rollback', generation: 3 }),
    commandOf({ kind: 'rollback-package', name: 'editor', version: '1.0.0', backup: false }),
    commandOf({ kind: 'undo' }),
  ]

  expect(commands).toEqual([
    "multios-pm install jot 'ed>=2'",
    'multios-pm install jot --repository main --force',
    'multios-pm uninstall jot ed --purge',
    'multios-pm update',
    "multios-pm update --category 'Games,Home and garden' --security-only --development",
    'multios-pm install jot --remove ed --remove vi',
    'multios-pm downgrade jot && multios-pm repair',
    'multios-pm replace ed jot --no-recommends',
    'multios-pm install jot ed@side',
    'multios-pm rollback --to 3',
    'multios-pm rollback editor 1.0.0 --no-backup',
    'multios-pm undo',
  ])
})
