import path from 'node:path'

/** Every path below one data directory, in one place. */
export interface Layout {
  readonly root: string
  readonly store: string
  readonly generations: string
  readonly profile: string
  /** The symbolic link that programs run through. */
  readonly current: string
  readonly trees: string
  /** Who runs from which tree. */
  readonly leases: string
  /** When packages were last started, by the times of files. */
  readonly used: string
  /** Configuration files that people may edit: one set for all generations. */
  readonly config: string
  /** What purging took of them, by the generation that took it. */
  readonly purged: string
  readonly packages: string
  readonly media: string
  readonly manifests: string
  readonly metadata: string
  readonly starter: string
  /** What was put into the person's own folders. */
  readonly exports: string
  /** Which port belongs to the pages of which app. */
  readonly pagePorts: string
  /** What was done here, and by whom. */
  readonly audit: string
}

export function layoutOf(root: string): Layout {
  const at = (...parts: string[]) => path.join(root, ...parts)
  return {
    root,
    store: at('store'),
    generations: at('generations'),
    profile: at('profile'),
    current: at('profile', 'current'),
    trees: at('profile', 'trees'),
    leases: at('profile', 'leases'),
    used: at('used'),
    config: at('config'),
    purged: at('purged'),
    packages: at('cache', 'packages'),
    media: at('cache', 'media'),
    manifests: at('cache', 'manifests'),
    metadata: at('metadata'),
    starter: at('starter'),
    exports: at('exports.json'),
    pagePorts: at('pages.json'),
    audit: at('audit'),
  }
}

/** Characters of a folder's name, all ASCII: what file systems hold (255), less what staging puts in front. */
const longestFolder = 200

/** The folder of a release. The digest makes it unique; the name is for people who look inside. */
export function storeDirectory(manifestSha256: string, name: string, version: string): string {
  return `${manifestSha256.slice(0, 12)}-${name}-${version.replaceAll(/[:~/]/g, '_')}`.slice(0, longestFolder)
}

/** How the digest begins that the folder of a release is named by; null where it is named otherwise. */
export function digestIn(directory: string): string | null {
  return /^([0-9a-f]{12})-/.exec(directory)?.[1] ?? null
}
