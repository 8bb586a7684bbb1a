import type { Plan, PlanAnswer, PlanLine } from '../../../../engine/model/plan.ts'

function line(fields: Partial<PlanLine> & Pick<PlanLine, 'name'>): PlanLine {
  return {
    action: 'install',
    title: fields.name,
    icon: null,
    from: null,
    to: null,
    repository: 'main',
    fromRepository: null,
    publisher: 'Studio Alderlight',
    because: { kind: 'requested' },
    download: 0,
    disk: 0,
    chosen: false,
    fixes: [],
    ...fields,
  }
}

export const largePlan: Plan = {
  digest: '3f'.repeat(32),
  request: { kind: 'install', packages: [{ name: 'lumenfold' }], force: false },
  install: [
    line({
      name: 'lumenfold',
      title: 'Lumenfold',
      icon: 'media/lumenfold.svg',
      to: '4.2.0',
      download: 84_200_000,
      disk: 312_000_000,
      chosen: true,
    }),
    line({
      name: 'libalder-raw',
      to: '2.8.0',
      download: 6_200_000,
      because: { kind: 'dependency', by: 'lumenfold', clause: 'libalder-raw' },
    }),
    line({
      name: 'libhalide-grain',
      to: '1.1.4',
      download: 1_400_000,
      because: { kind: 'dependency', by: 'lumenfold', clause: 'libhalide-grain >= 1.1' },
    }),
    line({
      name: 'color-profiles',
      to: '2026.1',
      because: { kind: 'dependency', by: 'libalder-raw', clause: 'color-profiles' },
    }),
  ],
  change: [
    line({
      action: 'upgrade',
      name: 'libtessel',
      from: '5.2.0',
      to: '5.2.1',
      download: 4_100_000,
      because: { kind: 'dependency', by: 'lumenfold', clause: 'libtessel >= 5.2.1' },
      fixes: ['MSA-2026-0342'],
    }),
  ],
  remove: [
    line({
      action: 'remove',
      name: 'halide-grain-legacy',
      from: '0.9.8',
      disk: -96_000_000,
      because: { kind: 'orphaned', formerly: 'libtessel' },
    }),
  ],
  keep: [
    line({
      action: 'keep',
      name: 'color-daemon',
      from: '1.9.2',
      to: '1.9.2',
      because: { kind: 'held', reason: 'lumenfold 4.2.0: color-daemon < 2' },
    }),
  ],
  download: 95_900_000,
  disk: 226_600_000,
  diskFree: 148_300_000_000,
  from: 143,
  to: 144,
  losesChosen: [],
}

export const losingPlan: Plan = {
  ...largePlan,
  remove: [
    line({
      action: 'remove',
      name: 'tapeloft',
      title: 'Tapeloft',
      icon: 'media/tapeloft.svg',
      from: '5.1.4',
      disk: -118_000_000,
      chosen: true,
      because: { kind: 'conflict', with: 'lumenfold' },
    }),
  ],
  losesChosen: ['tapeloft'],
}

const signedBy = (name: string, digits: string) => ({ name, fingerprints: [digits.repeat(32)] })

export const lookingAlikePlan: Plan = {
  ...largePlan,
  consents: [
    {
      kind: 'look-alike',
      name: 'lumen-fold',
      publisher: signedBy('Lumenfold Official Downloads', 'a7'),
      repository: 'free-apps',
      other: {
        name: 'lumenfold',
        publisher: signedBy('Studio Alderlight', '3c'),
        repository: 'main',
        standing: 'featured',
      },
      likeness: 'separators',
    },
    {
      kind: 'look-alike',
      name: 'qui1lbay',
      publisher: { name: null, fingerprints: [] },
      repository: 'free-apps',
      other: {
        name: 'quillbay',
        publisher: signedBy('Quill & Sons', '5d'),
        repository: 'main',
        standing: 'installed',
      },
      likeness: 'glyphs',
    },
  ],
}

export const conflict: PlanAnswer = {
  kind: 'unsolvable',
  explanation: {
    clash: [
      { kind: 'depends', release: 'ferrowave 4.0.1', clause: 'libsona >= 4.0', repository: 'main' },
      { kind: 'depends', release: 'tapeloft 5.1.4', clause: 'libsona < 4', repository: 'main' },
      { kind: 'installed', name: 'tapeloft', version: '5.1.4' },
    ],
    proof: [
      {
        text: { kind: 'impossible', name: 'ferrowave' },
        because: [
          { text: { kind: 'wanted', name: 'ferrowave', constraint: null }, because: [] },
          {
            text: {
              kind: 'depends',
              release: 'ferrowave 4.0.1',
              clause: 'libsona >= 4.0',
              repository: 'main',
            },
            because: [
              {
                text: {
                  kind: 'depends',
                  release: 'tapeloft 5.1.4',
                  clause: 'libsona < 4',
                  repository: 'main',
                },
                because: [{ text: { kind: 'installed', name: 'tapeloft', version: '5.1.4' }, because: [] }],
              },
            ],
          },
        ],
      },
    ],
    fixes: [
      {
        requests: [
          {
            kind: 'install',
            packages: [{ name: 'ferrowave' }, { name: 'tapeloft', version: '5.2.0' }],
            force: false,
          },
        ],
      },
      { requests: [{ kind: 'install', packages: [{ name: 'ferrowave', version: '3.8' }], force: false }] },
      {
        requests: [
          { kind: 'remove', packages: ['tapeloft'], purge: false, force: false },
          { kind: 'install', packages: [{ name: 'ferrowave' }], force: false },
        ],
      },
    ],
  },
}
