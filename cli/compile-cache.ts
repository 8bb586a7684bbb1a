import { enableCompileCache } from 'node:module'
import { homedir } from 'node:os'
import path from 'node:path'

/**
 * Node's own default is a folder in /tmp, where another account could plant compiled code for us to run.
 * The person's cache folder is theirs alone.
 */
export function keepCompiledCode(environment: NodeJS.ProcessEnv): void {
  const given = environment['XDG_CACHE_HOME'] ?? ''
  const home = environment['HOME'] || homedir()
  const cache = path.isAbsolute(given) ? given : path.join(home, '.cache')
  // Where it cannot be written, Node goes on without it.
  enableCompileCache(path.join(cache, 'multios-package-manager', 'compiled'))
}
