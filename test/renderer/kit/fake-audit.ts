import type { AdvisorySummary } from '../../../engine/api/package-operations.ts'
import type { AuditAnswer } from '../../../engine/api/security-operations.ts'

export function advisory(id: string, more: Partial<AdvisorySummary> = {}): AdvisorySummary {
  return {
    id,
    aliases: [],
    summary: '',
    details: '',
    severity: 'unknown',
    score: null,
    vector: null,
    epss: null,
    kev: null,
    published: null,
    state: 'affected',
    fixedIn: null,
    ...more,
  }
}

/** Nothing is known against anything. */
export const cleanAudit: AuditAnswer = { packages: 4, known: 312, findings: [], stale: [] }

/** One of every kind. */
export const usualAudit: AuditAnswer = {
  ...cleanAudit,
  findings: [
    {
      name: 'quillbay',
      version: '3.4.1',
      advisories: [
        advisory('MOSA-2026-0361', {
          summary: 'A crafted page could run code outside the sandbox',
          severity: 'critical',
          score: 9.8,
          kev: { added: '2026-11-01', due: '2026-12-01', ransomware: false },
          fixedIn: '3.4.2',
        }),
      ],
      urgency: { kind: 'exploited', advisory: 'MOSA-2026-0361', due: '2026-12-01' },
      update: { version: '3.4.2', repository: 'main', repairs: ['MOSA-2026-0361'], unclear: [] },
    },
    {
      name: 'isoline',
      version: '5.1.4',
      advisories: [
        advisory('MOSA-2026-0358', {
          summary: 'The clipboard could keep a password after the vault locked',
          severity: 'high',
          score: 7.5,
        }),
      ],
      urgency: { kind: 'severity', advisory: 'MOSA-2026-0358', severity: 'high' },
      update: null,
    },
    {
      name: 'dayloom',
      version: '6.0.2',
      advisories: [
        advisory('CVE-2026-1042', {
          summary: 'Decoding a picture could stop responding',
          severity: 'medium',
          state: 'unknown',
        }),
      ],
      urgency: null,
      update: null,
    },
  ],
  stale: [{ repository: 'fieldworks', state: 'outdated', validUntil: '2026-11-20T00:00:00Z', problem: null }],
}

const word = {
  repository: 'fieldworks',
  key: '4f'.repeat(32),
  author: 'Fieldworks Security Team',
  justification: null,
  statement: '',
  at: '2026-11-21T00:00:00Z',
} as const

/** Of a package that was made from another system's, with what publishers say of it. */
export const disputed: readonly AdvisorySummary[] = [
  advisory('CVE-2026-31337', {
    summary: 'A long line in a document could write past the end of a buffer',
    severity: 'high',
    score: 8.1,
    fixedIn: '3.4.1-2',
    source: { name: 'quillbay-editor-core', version: '3.4.1-1' },
    words: [
      {
        ...word,
        status: 'not_affected',
        justification: 'vulnerable_code_cannot_be_controlled_by_adversary',
        statement: 'Lines are cut at 4,096 characters before they come near it.',
      },
      { ...word, repository: 'main', key: null, author: 'Quill & Sons', status: 'under_investigation' },
    ],
  }),
]

export const disputedAudit: AuditAnswer = {
  ...usualAudit,
  findings: [
    {
      name: 'quillbay',
      version: '3.4.1',
      advisories: [...disputed],
      urgency: { kind: 'severity', advisory: 'CVE-2026-31337', severity: 'high' },
      update: null,
    },
    ...usualAudit.findings.slice(1),
  ],
}
