import { execFileSync } from 'node:child_process'
import { readFileSync, realpathSync } from 'node:fs'
import { emptyRelease, type ReleaseBuilder } from './a-repository.ts'

/** A package made for /usr, of programs of this machine and all that they are linked to. */
export function madeForUsr(name: string, programs: readonly string[]): ReleaseBuilder {
  const files = new Map<string, string>()
  for (const program of programs) {
    files.set(`usr/bin/${program}`, realpathSync(`/usr/bin/${program}`))
    const linked = execFileSync('ldd', [`/usr/bin/${program}`], { encoding: 'latin1' })
    for (const [library] of linked.matchAll(/\/\S+\.so\S*/g)) {
      files.set(`usr/${library.replace(/^\/(?:usr\/)?/, '')}`, realpathSync(library))
    }
  }
  return [...files].reduce<ReleaseBuilder>(
    (one, [member, source]) => one.withFile(member, readFileSync(source), /\/bin\/|\/ld-/.test(member)),
    emptyRelease(name, '1.0'),
  )
}
