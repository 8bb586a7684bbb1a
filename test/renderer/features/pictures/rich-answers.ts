import type { Output } from '../../../../engine/api/operations.ts'

export function richDetails(details: Output<'package.info'>): Output<'package.info'> {
  return {
    ...details,
    description:
      'It keeps your originals untouched and every edit reversible. Start from a film stock, shape the light with five sliders, and print.\n\nThere is no account, no cloud, and no subscription; your library is a folder you can back up like any other.',
    releases: [
      {
        version: details.version,
        date: '2026-11-12',
        notes:
          'Film stocks now carry grain and halation together, so a look survives export at any size.\n\n- Reads raw files from 38 more cameras\n- Library opens about three times faster past 50,000 photographs\n- Highlights slider no longer shifts skin tones',
        urgency: 'high',
        url: 'https://example.org/news/4.2',
        issues: [{ id: 'CVE-2026-11873', url: null }],
      },
      {
        version: '4.1.3',
        date: '2026-09-03',
        notes: 'Repairs previews on very wide pictures.',
        urgency: null,
        url: null,
        issues: [],
      },
    ],
    versions: [
      {
        version: details.version,
        repository: 'main',
        published: '2026-11-12T00:00:00Z',
        size: details.size,
        installed: details.installed !== null,
      },
      {
        version: '4.1.3',
        repository: 'main',
        published: '2026-09-03T00:00:00Z',
        size: 83_900_000,
        installed: false,
      },
      {
        version: '4.0.0',
        repository: 'starter',
        published: '2026-04-19T00:00:00Z',
        size: 79_100_000,
        installed: false,
      },
    ],
    dependencies: [
      {
        clause: 'libalder-raw >= 2.8',
        satisfiedBy: { name: 'libalder-raw', version: '2.8.0', installed: false },
      },
      {
        clause: 'color-profiles',
        satisfiedBy: { name: 'color-profiles', version: '2026.1', installed: true },
      },
      { clause: 'libtessel >= 6', satisfiedBy: null },
    ],
    recommends: ['quillbay'],
    provides: ['darkroom'],
    conflicts: ['darkroom-classic'],
    contentRating: {
      age: 10,
      attributes: [
        { id: 'social-chat', level: 'moderate' },
        { id: 'violence-cartoon', level: 'mild' },
      ],
    },
    developer: 'Alderlight',
    developerId: 'org.alderlight',
    licenseKind: 'copyleft',
    metadataLicense: 'CC0-1.0',
    requires: { display_length: ['>= 768'], memory: '>= 2048', controls: ['pointing', 'keyboard'] },
    recommendsFit: { internet: 'first-run', controls: ['tablet'] },
    mediaTypes: ['image/x-raw', 'image/png'],
    urls: [
      { kind: 'homepage', url: 'https://example.org/lumenfold' },
      { kind: 'bugtracker', url: 'https://bugs.example.org/' },
      { kind: 'donation', url: 'https://example.org/donate' },
      { kind: 'vcs-browser', url: 'https://code.example.org/' },
    ],
    addOns: [
      {
        name: 'film-stocks',
        title: 'Film stocks',
        summary: 'Forty looks of old films',
        icon: null,
        installed: true,
      },
      {
        name: 'lens-table',
        title: 'Lens table',
        summary: 'Corrects 900 lenses',
        icon: null,
        installed: false,
      },
    ],
    hasScripts: true,
    security: {
      ...details.security,
      advisories: [
        {
          id: 'MSA-2026-0311',
          aliases: [],
          summary: 'A crafted raw file can write outside the preview cache',
          details: '',
          severity: 'high',
          score: null,
          vector: null,
          epss: null,
          kev: null,
          published: '2026-08-14T00:00:00Z',
          state: 'fixed',
          fixedIn: '4.1.3',
        },
      ],
    },
  }
}

export const verified: Output<'package.verify'> = [
  { name: 'starwicket', version: '2.6.1', files: 1_284, ok: true, problems: [], edited: [] },
  { name: 'quillbay', version: '3.4.1', files: 311, ok: true, problems: [], edited: [] },
  { name: 'isoline', version: '5.1.4', files: 98, ok: true, problems: [], edited: [] },
  {
    name: 'dayloom',
    version: '6.0.2',
    files: 412,
    ok: false,
    problems: [
      { path: 'share/dayloom/themes/dusk.css', problem: 'changed' },
      { path: 'bin/dayloom-export', problem: 'missing' },
    ],
    edited: ['etc/dayloom/dayloom.conf'],
  },
]
