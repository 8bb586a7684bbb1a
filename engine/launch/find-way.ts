import path from 'node:path'
import { findProgram } from '../triggers/find-program.ts'

/** How programs that expect their files in /usr can run on this machine. */
export type UsrWay =
  | { readonly kind: 'box'; readonly bwrap: string }
  /** `options` are those of these that its version knows. */
  | { readonly kind: 'proot'; readonly proot: string; readonly options: readonly string[] }
  | NoWay

export interface NoWay {
  readonly kind: 'none'
  /** bubblewrap is not there, the kernel makes no namespaces for us, AppArmor takes them away again, or it says why. */
  readonly reason: 'no-bwrap' | 'namespaces' | 'apparmor' | 'other'
  /** What bwrap said; may be empty. */
  readonly detail: string
}

/** Milliseconds: an idle machine needs twenty. */
const patience = 20_000
/** Characters of a complaint that a person is shown. */
const mostSaid = 500

/** Tried with a box like the ones to come: what settings of the kernel promise is not always so. */
export async function findUsrWay(searched: string | undefined): Promise<UsrWay> {
  const bwrap = await findProgram('bwrap', searched)
  const complaint = bwrap === null ? null : await complaintOf(bwrap, boxTrial(bwrap))
  if (bwrap !== null && complaint === null) return { kind: 'box', bwrap }
  const proot = await findProgram('proot', searched)
  const options = proot === null ? null : await prootOptions(proot)
  if (proot !== null && options !== null) return { kind: 'proot', proot, options }
  return complaint === null
    ? { kind: 'none', reason: 'no-bwrap', detail: '' }
    : { kind: 'none', reason: reasonOf(complaint), detail: complaint }
}

/** By the words of bubblewrap 0.3 to 0.11 for what kernels answer. */
function reasonOf(complaint: string): NoWay['reason'] {
  if (/setting up uid map: Permission denied|RTM_NEWADDR/.test(complaint)) return 'apparmor'
  return /new namespace/.test(complaint) ? 'namespaces' : 'other'
}

/** In the box bwrap says its version: of all programs, that one is there for sure. */
function boxTrial(bwrap: string): readonly string[] {
  const alone = ['--unshare-pid', '--die-with-parent', '--ro-bind', '/', '/']
  return [...alone, '--proc', '/proc', '--dev-bind', '/dev', '/dev', '--', bwrap, '--version']
}

/** Null where it may not trace, as some containers have it. Debian's is of before `--kill-on-exit`. */
async function prootOptions(proot: string): Promise<readonly string[] | null> {
  for (const options of [['--kill-on-exit'], []]) {
    if ((await complaintOf(proot, [...options, '-r', '/', proot, '--version'])) === null) return options
  }
  return null
}

/** What a program says that fails; null where it does not. */
async function complaintOf(program: string, words: readonly string[]): Promise<string | null> {
  const { spawn } = await import('node:child_process')
  return new Promise((done) => {
    const child = spawn(program, words, {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: patience,
      killSignal: 'SIGKILL',
    })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said = `${said}${chunk.toString('utf8')}`.slice(-mostSaid)
    })
    child.once('error', (error) => done(error.message))
    child.once('close', (status) =>
      done(status === 0 ? null : said.trim() || `${path.basename(program)} ended with ${status}`),
    )
  })
}
