/** Words as people type them; each is asked at every length, as a window does. */
const typed = [
  'firefox',
  'libreoffice',
  'gimp',
  'pdf viewer',
  'video editor',
  'text editor',
  'postgresql',
  'python3-numpy',
  'screenshot',
  'markdown',
  'edit photos',
  'torrent client',
]
/** Nobody knows these words; what is near to them does exist. */
const mistaken = ['frefox', 'thunderbrid', 'wireshrak', 'libreofice', 'qbitorrent', 'inkscpae']

/** Every beginning of every word once, then the mistaken ones. */
export function keyPresses(): string[] {
  const beginnings = typed.flatMap((text) => Array.from(text, (_, at) => text.slice(0, at + 1).trim()))
  return [...new Set([...beginnings, ...mistaken])]
}

export const wholeQueries: readonly string[] = typed
