import { type ArtifactRefusal, EngineError } from '../model/failure.ts'

/** Stops at a package that is not what it should be. `file` is named as the person named it. */
export function refuse(file: string, reason: ArtifactRefusal, detail: string, cause?: unknown): never {
  throw new EngineError('trust/artifact', { file, reason, detail }, { cause })
}

/** Stops at a file that is no package at all. */
export function notAnArchive(file: string, detail: string, cause?: unknown): never {
  throw new EngineError('archive/not-an-archive', { file, detail }, { cause })
}
