import { spawn } from 'node:child_process'
import { findProgram } from '../triggers/find-program.ts'

/** How programs that expect their files in /usr can run on this machine. */
export type UsrWay =
  | { readonly kind: 'box'; readonly bwrap: string }
  | { readonly kind: 'proot'; readonly proot: string }
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
  const complaint = bwrap === null ? null : await complaintOf(bwrap)
  if (bwrap !== null && complaint === null) return { kind: 'box', bwrap }
  const proot = await findProgram('proot', searched)
  if (proot !== null) return { kind: 'proot', proot }
  return complaint === null
    ? { kind: 'none', reason: 'no-bwrap', detail: '' }
    : { kind: 'none', reason: reasonOf(complaint), detail: complaint }
}

/** By the words of bubblewrap 0.3 to 0.11 for what kernels answer. */
function reasonOf(complaint: string): NoWay['reason'] {
  if (/setting up uid map: Permission denied|RTM_NEWADDR/.test(complaint)) return 'apparmor'
  return /new namespace/.test(complaint) ? 'namespaces' : 'other'
}

/** Null where a box runs. In it bwrap says its version: of all programs, that one is there for sure. */
async function complaintOf(bwrap: string): Promise<string | null> {
  const alone = ['--unshare-pid', '--die-with-parent', '--ro-bind', '/', '/']
  const words = [...alone, '--proc', '/proc', '--dev-bind', '/dev', '/dev', '--']
  return new Promise((done) => {
    const child = spawn(bwrap, [...words, bwrap, '--version'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: patience,
      killSignal: 'SIGKILL',
    })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said = `${said}${chunk.toString('utf8')}`.slice(-mostSaid)
    })
    child.once('error', (error) => done(error.message))
    child.once('close', (status) => done(status === 0 ? null : said.trim() || `bwrap ended with ${status}`))
  })
}
