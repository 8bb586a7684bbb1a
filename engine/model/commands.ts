import type { Manifest } from './manifest.ts'

/** Names of the commands that a release brings: its files directly under bin/, in the manifest's order. */
export function commandsOf({ files }: Pick<Manifest, 'files'>): string[] {
  return files.flatMap(({ type, path }) =>
    type !== 'directory' && /^bin\/[^/]+$/.test(path) ? [path.slice('bin/'.length)] : [],
  )
}
