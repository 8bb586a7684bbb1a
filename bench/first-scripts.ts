import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

/**
 * Compressed bytes of every script that the window needs before it can show anything: what the page names, what
 * the entry starts (`start-window`), and all that these import. Null where nothing is built.
 */
export function bytesOfFirstScripts(built: string): number | null {
  const page = path.join(built, 'index.html')
  if (!existsSync(page)) return null
  const named = [...readFileSync(page, 'utf8').matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)]
  const started = globSync('assets/start-window-*.js', { cwd: built })
  // Grows while it is walked, until nothing new is imported.
  const files = new Set([...named.map(([, file = '']) => file), ...started])
  let bytes = 0
  for (const file of files) {
    const script = readFileSync(path.join(built, file))
    bytes += gzipSync(script).length
    for (const [, other = ''] of script.toString().matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) {
      files.add(`assets/${other}`)
    }
  }
  return bytes
}
