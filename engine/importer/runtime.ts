/** What imported software takes for granted: an essential system below it, and a machine that is administered. */

/**
 * Packages that administer a machine, with the names that they answer to besides. No program needs them in a profile:
 * the machine that runs it has its own, or what they would set up is done by triggers.
 */
export const standIns: Readonly<Record<string, readonly string[]>> = {
  adduser: [],
  apt: [],
  'ca-certificates': [],
  cron: ['cron-daemon'],
  dbus: ['default-dbus-system-bus', 'dbus-system-bus'],
  'dbus-bin': [],
  'dbus-daemon': [],
  'dbus-session-bus-common': [],
  'dbus-system-bus-common': [],
  'dbus-user-session': ['default-dbus-session-bus', 'dbus-session-bus'],
  debconf: ['debconf-2.0'],
  'dictionaries-common': [],
  dmsetup: [],
  dpkg: [],
  'emacsen-common': [],
  'gtk-update-icon-cache': [],
  'init-system-helpers': [],
  'install-info': [],
  kmod: [],
  'libpam-modules': [],
  'libpam-modules-bin': [],
  'libpam-runtime': [],
  'libpam-systemd': ['default-logind', 'logind'],
  login: [],
  logrotate: [],
  'lsb-base': [],
  mount: [],
  passwd: [],
  polkitd: ['policykit-1'],
  procps: [],
  systemd: [],
  'systemd-sysv': [],
  'sysvinit-utils': [],
  tar: [],
  ucf: [],
  udev: [],
  usrmerge: ['usr-is-merged'],
  'xdg-utils': [],
}

/** Every name of the above. */
export function standInNames(): ReadonlySet<string> {
  return new Set(Object.entries(standIns).flatMap(([name, others]) => [name, ...others]))
}

/** Newer than whatever asks for at least some version of it. */
export const standInVersion = '1000:0'

/** Essential packages, which nobody depends on in words, and what programs run in a terminal need besides. */
export const essentials = [
  'base-files',
  'bash',
  'coreutils',
  'dash',
  'debianutils',
  'findutils',
  'gawk',
  'grep',
  'gzip',
  'hostname',
  'libc-bin',
  'ncurses-base',
  'sed',
  'tzdata',
] as const

/** Recommended only, but what uses the first does not work without the second. */
export const neededBesides: readonly (readonly [name: string, needed: string])[] = [
  ['libgdk-pixbuf-2.0-0', 'librsvg2-common'],
  ['gcc', 'libc6-dev'],
]

/** Where a machine has another one that does the same, what is packed from it has that one. */
export const othersOf: Readonly<Partial<Record<(typeof essentials)[number], string>>> = { gawk: 'mawk' }

export const hostName = 'multios-host'
export const baseName = 'multios-base'
/** Raised when what they provide or need changes. */
export const runtimeVersion = '2'
