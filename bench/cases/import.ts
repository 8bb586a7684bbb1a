import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Command, costOf, inTurns, isInstalled, median } from '../measure.ts'
import { measured, type Measured } from '../report.ts'
import { repositoryRoot } from '../world.ts'

const bench = 'import'
const archives = '/var/cache/apt/archives'
const megabyte = 1_000_000
/** Bytes of .debs that are imported in a round. */
const enough = 100 * megabyte
/** Milliseconds for a megabyte of .debs: ten megabytes a second. */
const budget = 100
const rounds = 3

/** Packages in the cache of apt into an empty repository, against unpacking and packing the same without a look at them. */
export async function benchImport(): Promise<Measured[]> {
  const debs = sample()
  if (debs.length === 0) {
    console.error('bench: import is left out: apt has no packages in its cache')
    return []
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-import-'))
  try {
    const bytes = debs.reduce((sum, file) => sum + statSync(file).size, 0)
    const ours = await importing(folder, debs)
    const rival =
      (await isInstalled('dpkg-deb')) && (await isInstalled('zstd')) ? repacking(folder, debs) : null
    const [mine = [], theirs] = await inTurns(rival === null ? [ours] : [ours, rival], rounds)
    const perMegabyte = (costs: readonly { readonly wall: number }[]): number =>
      (median(costs.map(({ wall }) => wall)) * megabyte) / bytes
    const line = {
      bench,
      case: `${debs.length} packages, ${Math.round(bytes / megabyte)} MB`,
      metric: 'ms/MB',
    }
    if (theirs === undefined) return [measured({ ...line, ours: perMegabyte(mine) }, budget)]
    const ratio = median(mine.map(({ wall }, at) => wall / (theirs[at]?.wall ?? Number.NaN)))
    const compared = { rival: perMegabyte(theirs), rivalName: 'dpkg-deb -R, tar | zstd -1', ratio }
    return [measured({ ...line, ours: perMegabyte(mine), ...compared }, budget)]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Every so many of the cache, in the order of their names, so that all kinds are among them. */
function sample(): readonly string[] {
  const names = existsSync(archives) ? readdirSync(archives).filter((name) => name.endsWith('.deb')) : []
  const files = names.sort().map((name) => path.join(archives, name))
  const all = files.reduce((sum, file) => sum + statSync(file).size, 0)
  const every = Math.max(1, Math.round(all / enough))
  return files.filter((_, index) => index % every === 0)
}

async function importing(folder: string, debs: readonly string[]): Promise<Command> {
  const environment = {
    HOME: folder,
    MULTIOS_DATA_DIR: path.join(folder, 'data'),
    MULTIOS_KEYSTORE: 'file',
    MULTIOS_KEYSTORE_PASSPHRASE: 'bench',
  }
  const program = (name: string): string => path.join(repositoryRoot, 'bin', name)
  const repository = path.join(folder, 'repo')
  const key = ['sign', 'generate-key', 'bench']
  await costOf({ file: program('multios-pm'), args: key, environment })
  await costOf({ file: program('multios-repo-builder'), args: ['create', 'bench', repository], environment })
  // Each round begins with the repository that was just made.
  const fresh = path.join(folder, 'fresh')
  const round = `rm -rf "${fresh}" && cp -r "${repository}" "${fresh}" && exec "$@"`
  const words = ['import-deb', '--repo-path', fresh, '--key-id', 'bench', ...debs]
  const args = ['-c', round, 'import', program('multios-repo-builder'), ...words]
  return { file: 'sh', args, environment }
}

/** As many at once as there are cores, too. */
function repacking(folder: string, debs: readonly string[]): Command {
  const script = path.join(folder, 'repack.sh')
  const work = path.join(folder, 'repack')
  mkdirSync(work)
  const lines = [
    'set -e',
    `tree=$(mktemp -d "${work}/XXXXXX")`,
    'dpkg-deb -R "$1" "$tree/tree"',
    `tar -C "$tree/tree" --sort=name --mtime=@0 --owner=0 --group=0 -cf - . | zstd -q -1 -f -o "${work}/$(basename "$1").tar.zst"`,
    'rm -rf "$tree"',
  ]
  writeFileSync(script, lines.join('\n'))
  const args = ['-c', `printf '%s\\0' "$@" | xargs -0 -n1 -P"$(nproc)" sh "${script}"`, 'repack', ...debs]
  return { file: 'sh', args }
}
