/** The master word list: every sentence of the shell, the kit and the front page. Plain data and functions. */

const percent = (share: number): string => `${Math.round(share * 100)}%`
const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

const action = {
  install: 'Install',
  installOf: (name: string) => `Install ${name}`,
  open: 'Open',
  openOf: (name: string) => `Open ${name}`,
  update: 'Update',
  updateOf: (name: string) => `Update ${name}`,
  retry: 'Retry',
  retryOf: (name: string) => `Retry installing ${name}`,
  why: 'Why',
  whyOf: (name: string) => `Why ${name} was refused`,
  installed: 'Installed',
  cancelWaiting: (name: string) => `Cancel ${name}, waiting`,
  cancelOf: (name: string, share: number | null) =>
    share === null ? `Cancel ${name}` : `Cancel ${name}, ${Math.round(share * 100)} percent`,
  checkingOf: (name: string) => `Checking ${name}`,
  installingOf: (name: string) => `Installing ${name}`,
  removingOf: (name: string) => `Removing ${name}`,
  moreOf: (name: string) => `More for ${name}`,
  percent,
  phase: {
    absent: '',
    queued: 'Waiting',
    downloading: 'Downloading',
    checking: 'Checking',
    installing: 'Installing',
    removing: 'Removing',
    installed: '',
    update: '',
    failed: '',
    refused: '',
  },
}

const shell = {
  product: 'Software Center',
  skip: 'Skip to content',
  back: 'Back',
  forward: 'Forward',
  search: 'Search apps',
  searchHint: 'Search apps and publishers',
  clearSearch: 'Clear search',
  minimize: 'Minimize',
  maximize: 'Maximize',
  close: 'Close',
  main: 'Main',
  system: 'System',
  titleBar: 'Title bar',
  content: 'Content',
  places: {
    discover: 'Discover',
    updates: 'Updates',
    installed: 'Installed',
    history: 'History',
    repositories: 'Repositories',
    security: 'Security',
    settings: 'Settings',
  },
  items: (count: number) => plural(count, 'item', 'items'),
  updatesWaiting: (count: number) => plural(count, 'update', 'updates'),
  theme: 'Theme',
  themes: { system: 'Same as the system', light: 'Light', dark: 'Dark' },
  page: (title: string) => `${title} — Software Center`,
}

const trust = {
  verified: 'All sources verified',
  none: 'No sources yet',
  noneText: 'Add a repository',
  problem: (name: string) => `${name} has a problem`,
  problems: (count: number) => `${count} sources have problems`,
  unreachable: (name: string) => `${name} is out of reach`,
  expired: (name: string) => `${name} is out of date`,
  expiredText: 'Its signatures ran out',
  checked: (ago: string) => `Checked ${ago}`,
  neverChecked: 'Not checked yet',
  down: 'Service not answering',
  again: (seconds: number) => `Trying again in ${seconds} s`,
  now: 'Trying now',
  link: { valid: 'Verified', expiring: 'Expires soon', broken: 'Not valid' },
}

const transfer = {
  title: 'Transfers',
  dock: 'Transfers:',
  close: 'Close',
  unknownTime: 'Working out how long',
  waiting: 'Waiting',
  queued: (count: number) => `${count} queued`,
  cancel: (title: string) => `Cancel ${title}`,
  tooLate: 'Finishing; it can be undone afterwards',
  done: 'Done',
  dismiss: (title: string) => `Remove ${title} from the list`,
  clear: 'Clear finished',
  nothing: 'Nothing is running',
  failed: 'Did not work',
  cancelled: 'Cancelled, nothing was changed',
  doneOf: (done: number, all: number) => `${done} of ${all} done`,
  step: {
    wait: 'Waiting for another change',
    resolve: 'Working out what is needed',
    sync: 'Bringing the catalog up to date',
    download: 'Downloading',
    verify: 'Checking signatures and files',
    stage: 'Preparing files',
    commit: 'Switching over',
    record: 'Writing it down',
  },
}

const change = {
  installed: (title: string) => `${title} installed`,
  removed: (title: string) => `${title} removed`,
  updated: (title: string) => `${title} updated`,
  updatedMany: (count: number) => `${count} updates installed`,
  undone: 'Undone',
  wentBack: (generation: number) => `Back at ${generation}`,
  generation: (generation: number) => `Generation ${generation}`,
  undo: 'Undo',
  nothing: 'Nothing to do',
  nothingText: 'This machine already is as asked.',
  title: {
    install: (title: string) => `Install ${title}`,
    remove: (title: string) => `Remove ${title}`,
    update: (title: string) => `Update ${title}`,
    updateAll: 'Update everything',
    rollback: (generation: number) => `Go back to ${generation}`,
    undo: 'Undo the last change',
  },
  and: (first: string, others: number) => `${first} and ${others} more`,
  failed: (title: string) => `${title} did not work`,
}

const discover = {
  title: 'Discover',
  view: 'View',
  views: { featured: 'Featured', new: 'New', all: 'All apps' },
  picks: 'Editor’s picks',
  viewApp: (name: string) => `View ${name}`,
  viewIt: 'View',
  categories: 'Categories',
  collections: 'Collections',
  recent: 'Recently updated',
  newest: 'Newest first',
  seeAll: 'See all',
  count: (count: number) => plural(count, 'app', 'apps'),
  loading: 'Loading the catalog',
  empty: 'The catalog is empty',
  emptyText: 'Apps come from repositories. Add one, and what it offers shows here.',
  addRepository: 'Add a repository',
  emptyCategory: 'Nothing here yet',
  emptyCategoryText: 'No app of your repositories is in this category.',
  failed: 'The catalog could not be read',
  failedText: 'Your installed apps keep working.',
  again: 'Try again',
  offline: 'Some repositories are out of reach',
  offlineText: (names: string) =>
    `${names} did not answer. What is shown is the last catalog that was checked.`,
}

/** Categories of the freedesktop menu specification, in the words people use. */
const category: Readonly<Record<string, string>> = {
  AudioVideo: 'Music & video',
  Audio: 'Music & audio',
  Video: 'Photo & video',
  Development: 'Developer',
  Education: 'Education',
  Game: 'Games',
  Graphics: 'Design',
  Network: 'Internet',
  Office: 'Office',
  Science: 'Science',
  Settings: 'Settings',
  System: 'System',
  Utility: 'Utilities',
}

const service = {
  down: 'The package service isn’t answering',
  downText:
    'Your installed apps keep working. Browsing, installing, and updates come back when the service does.',
  again: 'Try again now',
  copy: 'Copy diagnostics',
  copied: 'Copied',
  details: 'Details',
  lastAnswer: (time: string) => `last answer ${time}`,
  noAnswer: 'no answer yet',
  retry: (attempt: number, seconds: number) => `attempt ${attempt}, next in ${seconds} s`,
  used: 'This address was for one use',
  usedText:
    'It opened one window, and this is another. Start the software center again, or run this, to get a new address:',
  usedCommand: 'multios start',
}

const failure = {
  title: 'That did not work',
  incident: (incident: string) => `An error in this program. Its number in the log is ${incident}.`,
}

export const en = {
  action,
  shell,
  trust,
  transfer,
  change,
  discover,
  category,
  service,
  failure,
  severity: { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low', unknown: 'Not rated' },
  fingerprint: { label: 'Fingerprint', copy: 'Copy full fingerprint', copied: 'Copied' },
  diff: { add: 'Adds', change: 'Changes', remove: 'Removes', held: 'Holds', from: 'from', to: 'to' },
  toast: { region: 'Messages', dismiss: 'Dismiss' },
}
