import * as v from 'valibot'

/** `*` stands for any characters; nothing else has a meaning. */
const Glob = v.pipe(
  v.string(),
  v.regex(/^[^\s\p{Cc}]{1,300}$/u, 'one to 300 characters without spaces; * stands for any characters'),
)
/** Of packages: a rule about a name that none can have would be believed to hold. */
const Name = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9+._*-]{1,300}$/, 'names of a-z 0-9 + . _ -; * stands for any characters'),
)
/** Rules go by address: what a repository is called is anybody's own choice. */
const Address = v.pipe(
  Glob,
  v.regex(/^[a-z]+:\/\/[^/?#@]*(?:\/[^?#]*)?$/, 'an address, such as https://packages.example.com/*'),
)
const Note = v.pipe(v.string(), v.regex(/^[^\p{Cc}]{1,500}$/u, 'one line of at most 500 characters'))
const Size = v.pipe(v.string(), v.regex(/^\d{1,9} ?(?:B|KiB|MiB|GiB|TiB)$/, 'a size such as 500 MiB'))
const Decision = v.picklist(['allow', 'deny', 'ask'])
const Globs = v.pipe(v.array(Glob), v.minLength(1), v.maxLength(1_000))
const Names = v.pipe(v.array(Name), v.minLength(1), v.maxLength(1_000))

export const rootRoles = ['root', 'targets', 'snapshot', 'timestamp'] as const
export type RootRole = (typeof rootRoles)[number]
const Threshold = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64)))

const Repositories = v.strictObject({
  /** Only repositories at these addresses. */
  allow: v.optional(v.pipe(v.array(Address), v.minLength(1), v.maxLength(1_000))),
  /** Whether anybody but root may add one. */
  allowUserAdded: v.optional(v.boolean()),
  requireHttps: v.optional(v.boolean()),
  /** Only repositories that have a root, whose keys can be replaced, and none that one OpenPGP key signs. */
  requireTuf: v.optional(v.boolean()),
  /** So many keys have to sign a role, at least. */
  minThreshold: v.optional(
    v.strictObject({ root: Threshold, targets: Threshold, snapshot: Threshold, timestamp: Threshold }),
  ),
})

const TrustedPublisher = v.strictObject({
  name: Note,
  /** Fingerprints. Where there are some, a repository may name no other key for this publisher. */
  keys: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/, 'sha256: and 64 hex digits'))),
      v.minLength(1),
      v.maxLength(100),
    ),
  ),
  /** Names that are this publisher's, and nobody's else. */
  namespaces: v.optional(Names),
})
export type TrustedPublisher = v.InferOutput<typeof TrustedPublisher>

const Publishers = v.strictObject({
  /** `allowlist`: only those below. `any`: others too, but not with the names or instead of the keys of those below. */
  mode: v.picklist(['any', 'allowlist']),
  trusted: v.optional(v.pipe(v.array(TrustedPublisher), v.maxLength(1_000)), []),
})

const Where = v.strictObject({
  license: v.optional(Globs),
  /** A known advisory of at least this severity affects the release; `any` holds for unrated ones too. */
  unfixedSeverity: v.optional(v.picklist(['critical', 'high', 'medium', 'low', 'any'])),
  hasScripts: v.optional(v.boolean()),
})

/** The first rule that matches decides. */
const PackageRule = v.strictObject({
  match: Name,
  /** It speaks only of releases from these addresses. */
  repositories: v.optional(v.pipe(v.array(Address), v.minLength(1), v.maxLength(1_000))),
  where: v.optional(Where),
  decision: Decision,
  /** With `allow`: of a publisher that is not on the list, too. */
  anyPublisher: v.optional(v.boolean()),
  note: v.optional(Note),
})
export type PackageRule = v.InferOutput<typeof PackageRule>

const Days = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(365))

const Updates = v.strictObject({
  /** Releases younger than so many days are no updates yet, unless they repair a known weakness. */
  delayDays: v.optional(Days),
  /** Within so many days what is known to be exploited is repaired. */
  kevDeadlineDays: v.optional(Days),
  /** The same of critical weaknesses. */
  criticalDeadlineDays: v.optional(Days),
})

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const Time = v.pipe(v.string(), v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time such as 22:30'))

/** Open from `from` up to `to`, which is on the next day where it is not later. */
const ScheduleWindow = v.pipe(
  v.strictObject({
    /** On which it opens. */
    days: v.optional(v.pipe(v.array(v.picklist(weekdays)), v.minLength(1), v.maxLength(7)), [...weekdays]),
    from: Time,
    to: Time,
  }),
  v.check(
    ({ from, to }) => from !== to && from !== '24:00',
    'two different times, the first before 24:00; it closes on the next day where the second is earlier',
  ),
)

const Schedule = v.strictObject({
  /** Times in which software may change. */
  windows: v.pipe(v.array(ScheduleWindow), v.minLength(1), v.maxLength(100)),
  /** As IANA names it; the machine's own where it is left out. */
  timeZone: v.optional(v.pipe(v.string(), v.check(isTimeZone, 'a time zone such as Europe/Berlin'))),
  /** `allow`: what repairs known weaknesses comes at any time, and is told to be outside of these. */
  securityFixes: v.optional(v.picklist(['allow', 'deny'])),
  note: v.optional(Note),
})

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

const shared = {
  version: v.literal(1),
  /** For packages of which no rule speaks. */
  defaultDecision: v.optional(Decision),
  repositories: v.optional(Repositories),
  publishers: v.optional(Publishers),
  packages: v.optional(v.pipe(v.array(PackageRule), v.maxLength(10_000)), []),
  /** Names, and the address of the one repository that they may come from. */
  namespaceOwner: v.optional(v.record(Name, Address)),
  downgrade: v.optional(v.picklist(['allow', 'deny'])),
  /** `deny`: nothing that brings install scripts. */
  installScripts: v.optional(v.picklist(['allow', 'deny'])),
  /** Of everything that is installed together, once unpacked. */
  maxInstalledSize: v.optional(Size),
  /** Of one change. */
  maxDownloadSize: v.optional(Size),
  updates: v.optional(Updates),
  /** When software may change at all. */
  schedule: v.optional(Schedule),
  /** Names that nothing removes. */
  protected: v.optional(Names),
}

/** `alice` or her number, `@staff` or its number for a group, or `*` for everybody. */
const Somebody = v.pipe(
  v.string(),
  v.regex(
    /^(?:\*|@?[^\s@*:,]{1,64})$/,
    'a user, a group as @staff, either by name or number, or * for everybody',
  ),
)
const People = v.pipe(v.array(Somebody), v.minLength(1), v.maxLength(1_000))

export const roleNames = ['viewer', 'user', 'operator', 'repo-admin', 'security-admin', 'auditor'] as const
export type RoleName = (typeof roleNames)[number]

const Roles = v.strictObject({
  viewer: v.optional(People),
  user: v.optional(People),
  operator: v.optional(People),
  'repo-admin': v.optional(People),
  'security-admin': v.optional(People),
  auditor: v.optional(People),
})

/** What the administrator may write. */
export const AdministratorPolicy = v.strictObject({
  ...shared,
  /** The folder in which people put what they ask for. */
  requests: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\/[^\p{Cc}]{1,500}$/u, 'the folder for requests, from the root on: /var/spool/…'),
    ),
  ),
  roles: v.optional(Roles),
  /** Addresses of repositories, of which the first one wins; all others come behind them. */
  priority: v.optional(v.pipe(v.array(Address), v.minLength(1), v.maxLength(100))),
  /** Nobody installs who decides about trust, and nobody approves what they asked for. */
  twoPerson: v.optional(v.boolean()),
})
/** What a person may write: who may do what is not theirs to say. */
export const PersonPolicy = v.strictObject(shared)
export type PolicyFile = v.InferOutput<typeof AdministratorPolicy>
