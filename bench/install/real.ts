/** What Debian's packages hold, packed anew: the sizes and kinds of files that programs really have. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { fileListProblem } from '../../engine/archive/check-files.ts'
import { byCodePoint } from '../../engine/base/canonical-json.ts'
import type { FileEntry } from '../../engine/model/manifest.ts'
import type { Source } from './artifacts.ts'
import { manifestOf } from './synthetic.ts'

const run = promisify(execFile)

/** Programs, data, documentation and fonts; in every release of Debian by these names. */
const wanted = [
  'bash',
  'binutils-common',
  'cmake-data',
  'coreutils',
  'dpkg-dev',
  'fonts-dejavu-core',
  'gettext',
  'git',
  'groff-base',
  'iso-codes',
  'locales',
  'perl-base',
  'subversion',
  'tzdata',
  'vim-runtime',
]

/** Those that apt can download. Throws where it can none. */
export async function realSources(folder: string): Promise<readonly Source[]> {
  const downloads = path.join(folder, 'downloads')
  mkdirSync(downloads, { recursive: true })
  for (const name of wanted) {
    await run('apt-get', ['download', name], { cwd: downloads }).catch(() => undefined)
  }
  const debs = readdirSync(downloads).filter((name) => name.endsWith('.deb'))
  if (debs.length === 0) throw new Error('apt can download none of them')
  const sources: Source[] = []
  for (const deb of debs) {
    const name = deb.slice(0, deb.indexOf('_'))
    const tree = path.join(folder, 'trees', name)
    mkdirSync(tree, { recursive: true })
    await run('dpkg-deb', ['-x', path.join(downloads, deb), tree])
    sources.push({ manifest: manifestOf(name, acceptable(entriesIn(tree, ''), tree)), tree })
  }
  return sources
}

function entriesIn(tree: string, below: string): FileEntry[] {
  return readdirSync(path.join(tree, below)).flatMap((name): FileEntry[] => {
    const relative = below === '' ? name : `${below}/${name}`
    const place = path.join(tree, relative)
    const status = lstatSync(place)
    if (status.isDirectory()) return [{ type: 'directory', path: relative }, ...entriesIn(tree, relative)]
    if (status.isSymbolicLink()) return [{ type: 'symlink', path: relative, target: readlinkSync(place) }]
    const mode = (status.mode & 0o111) === 0 ? 0o644 : 0o755
    chmodSync(place, mode)
    const bytes = readFileSync(place)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return [{ type: 'file', path: relative, mode, size: bytes.length, sha256 }]
  })
}

/** Without links into other packages and the like, which ours refuses: nobody shall install them. */
function acceptable(entries: readonly FileEntry[], tree: string): FileEntry[] {
  const sorted = entries.toSorted((a, b) => byCodePoint(a.path, b.path))
  const kept: FileEntry[] = sorted.filter(({ type }) => type !== 'symlink')
  for (const link of sorted.filter(({ type }) => type === 'symlink')) {
    const more = [...kept, link].sort((a, b) => byCodePoint(a.path, b.path))
    if (problemOf(more) === null) kept.push(link)
    else rmSync(path.join(tree, link.path))
  }
  return kept.sort((a, b) => byCodePoint(a.path, b.path))
}

function problemOf(files: readonly FileEntry[]): string | null {
  return fileListProblem(manifestOf('any', files))
}
