/** Categories of the store for sections of Debian's archive. What is not here has none: libraries, and the like. */
const categories: Readonly<Record<string, string>> = {
  admin: 'system',
  comm: 'internet',
  database: 'development',
  devel: 'development',
  editors: 'utilities',
  education: 'education',
  electronics: 'science',
  embedded: 'development',
  games: 'games',
  gnome: 'utilities',
  graphics: 'graphics',
  hamradio: 'science',
  httpd: 'internet',
  interpreters: 'development',
  java: 'development',
  kde: 'utilities',
  mail: 'internet',
  math: 'science',
  misc: 'utilities',
  net: 'internet',
  news: 'internet',
  otherosfs: 'utilities',
  php: 'development',
  python: 'development',
  ruby: 'development',
  rust: 'development',
  science: 'science',
  shells: 'system',
  sound: 'audio',
  tex: 'office',
  text: 'utilities',
  utils: 'utilities',
  vcs: 'development',
  video: 'video',
  web: 'internet',
  x11: 'utilities',
  xfce: 'utilities',
}

/** `contrib/games` and `games` alike. */
export function categoriesOf(section: string): readonly string[] {
  const name = section.slice(section.lastIndexOf('/') + 1)
  const category = Object.hasOwn(categories, name) ? categories[name] : undefined
  return category === undefined ? [] : [category]
}

/** Main categories of the Desktop Menu Specification. */
const ofMenus: Readonly<Record<string, string>> = {
  Audio: 'audio',
  Development: 'development',
  Education: 'education',
  Game: 'games',
  Graphics: 'graphics',
  Network: 'internet',
  Office: 'office',
  Science: 'science',
  Settings: 'settings',
  System: 'system',
  Utility: 'utilities',
  Video: 'video',
}

/** Only main categories are ours; the others say more than a store has shelves for. */
export function categoriesOfApp(categories: readonly string[]): readonly string[] {
  // The menu has one shelf for both, and most say besides which of them they mean.
  const isEither = categories.some((one) => one === 'Audio' || one === 'Video')
  const said = categories.flatMap((one) => (one === 'AudioVideo' && !isEither ? ['Audio', 'Video'] : [one]))
  return [...new Set(said.flatMap((one) => (Object.hasOwn(ofMenus, one) ? [ofMenus[one]!] : [])))]
}
