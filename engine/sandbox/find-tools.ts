import { findProgram } from '../triggers/find-program.ts'
import { systemFolders } from '../triggers/system-folders.ts'
import type { BoxTools } from './box-words.ts'

/** What is missing here by name, or the tools. Whether the kernel lets them work is only known when a box has run. */
export async function findBoxTools(
  searched: string | undefined,
  isRoot: boolean,
): Promise<BoxTools | { readonly missing: string }> {
  const bwrap = await findProgram('bwrap', searched)
  if (bwrap === null) return { missing: 'bwrap' }
  // Inside a box there is nothing but /usr.
  for (const name of ['prlimit', 'tar', 'sh']) {
    if ((await findProgram(name, '/usr/bin')) === null) return { missing: `/usr/bin/${name}` }
  }
  const system = await systemFolders()
  if (!isRoot) return { bwrap, asRoot: null, system }
  const [unshare, setpriv] = [await findProgram('unshare', searched), await findProgram('setpriv', searched)]
  if (unshare === null) return { missing: 'unshare' }
  return setpriv === null ? { missing: 'setpriv' } : { bwrap, asRoot: { unshare, setpriv }, system }
}
