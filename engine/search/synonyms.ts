/** Words that stand for each other when a person says what a program is for. Each is folded. */
const groups: readonly (readonly string[])[] = [
  ['photo', 'picture', 'image'],
  ['movie', 'film', 'video'],
  ['song', 'music', 'audio', 'sound'],
  ['mail', 'email'],
  ['chat', 'messenger', 'messaging', 'talk'],
  ['office', 'document'],
  ['sheet', 'spreadsheet'],
  ['word', 'text'],
  ['zip', 'archive', 'compress', 'unpack', 'extract'],
  ['draw', 'drawing', 'paint', 'painting'],
  ['watch', 'play', 'player'],
  ['listen', 'play', 'player'],
  ['edit', 'editor'],
  ['convert', 'converter', 'conversion', 'transcode'],
  ['record', 'recorder', 'capture'],
  ['burn', 'burning'],
  ['terminal', 'console', 'shell'],
  ['disk', 'drive', 'partition'],
  ['backup', 'copy', 'snapshot'],
  ['password', 'passphrase', 'secret'],
  ['torrent', 'bittorrent'],
  ['ebook', 'e-book', 'epub'],
  ['note', 'notes', 'outline'],
  ['money', 'finance', 'accounting'],
  ['code', 'source', 'programming'],
  ['ide', 'development'],
  ['game', 'arcade', 'puzzle'],
  ['map', 'maps', 'gis'],
  ['star', 'astronomy', 'planetarium'],
  ['book', 'ebook'],
  ['scan', 'scanner', 'scanning'],
  ['print', 'printer', 'printing'],
  ['speed', 'benchmark'],
  ['view', 'viewer', 'display'],
  ['calculator', 'calculate'],
  ['download', 'downloader', 'fetch', 'retrieve'],
  ['remote', 'vnc', 'rdp'],
  ['virtual', 'virtualization'],
  ['database', 'sql'],
  ['screenshot', 'capture'],
  ['translate', 'translation', 'dictionary'],
  ['settings', 'configuration', 'configure', 'preferences'],
  ['kid', 'kids', 'child', 'children'],
  ['call', 'phone', 'telephony', 'voip'],
  ['publishing', 'layout'],
  ['wifi', 'wireless', 'wlan'],
]

/** Words that say nothing where there are others; keywords and names are in many languages. Each is folded. */
const idle = new Set(
  'de del der des du el et fur la las le les los para pour und un une y a an and any app application applications apps as at be best by do for free from good how i in is it me my of on one or out program programs some software that the this to tool up want which with'.split(
    ' ',
  ),
)

const byWord = new Map<string, ReadonlySet<string>>()
for (const group of groups) {
  for (const word of group) {
    byWord.set(word, new Set([...(byWord.get(word) ?? []), ...group.filter((other) => other !== word)]))
  }
}

export function synonymsOf(word: string): Iterable<string> {
  return byWord.get(word) ?? byWord.get(stemOf(word)) ?? []
}

/** What is left to look for; all of it where nothing else is. */
export function tellingWords(words: readonly string[]): readonly string[] {
  const telling = words.filter((word) => !idle.has(word))
  return telling.length > 0 ? telling : words
}

const endings = ['ings', 'ing', 'ers', 'ies', 'ors', 'er', 'ed', 'or', 'es', 's'] as const

/** An English word without its ending, as a beginning of its relatives; itself where too little would be left. */
export function stemOf(word: string): string {
  if (word.length < 5)
    return word.length === 4 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, 3) : word
  const ending = endings.find((each) => word.endsWith(each) && word.length - each.length >= 4)
  if (ending === undefined || word.endsWith('ss')) return word
  const stem = word.slice(0, -ending.length)
  // `modelling` and `modeling` are one.
  return stem.length > 4 && /([bdgklmnprt])\1$/.test(stem) ? stem.slice(0, -1) : stem
}

/** Fields of knowledge: genealogy is genealogical, statistics are statistical. */
const knowledge = /^([a-z]{2,}(?:log|graph|nom|nam|metr|trop|soph|tron|tist|mat|crypt))(?:y|ies|ics?|ical)$/

/** What does something, and the doing of it: a simulator is for simulation. */
export function otherPartsOf(word: string): readonly string[] {
  const field = knowledge.exec(word)?.[1]
  if (field !== undefined)
    return ['y', 'ies', 'ic', 'ics', 'ical']
      .map((ending) => `${field}${ending}`)
      .filter((each) => each !== word)
  const root = /^([a-z]{3,})at(?:ions?|ors?)$/.exec(word)?.[1]
  if (root === undefined) return []
  return ['ation', 'ations', 'ator', 'ators']
    .map((ending) => `${root}${ending}`)
    .filter((each) => each !== word)
}

/** The same English word of one and of many. */
export function otherNumbersOf(word: string): readonly string[] {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return []
  if (word.endsWith('ies')) return [`${word.slice(0, -3)}y`]
  if (word.endsWith('s')) return word.endsWith('ss') ? [`${word}es`] : [word.slice(0, -1)]
  return [word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`]
}
