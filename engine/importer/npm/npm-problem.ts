/** Why something of the registry cannot become a package. */
export type NpmReason =
  /** No name of the registry; npm is not here; npm does not get it. */
  | 'name'
  | 'no-npm'
  | 'npm'
  /** What it says of itself cannot be read, or is about something else. */
  | 'manifest'
  /** A command with an odd name, or that leads elsewhere, or to nothing that runs. */
  | 'command'
  | 'no-command'
  /** A link, or something else that is neither file nor folder. */
  | 'content'
  | 'size'
  /** It cannot be a package of ours; the repository has that version already, made of something else. */
  | 'recipe'
  | 'published'

/** One package is refused, and the others go on. `detail` is evidence, not a sentence. */
export class NpmProblem extends Error {
  readonly reason: NpmReason
  readonly detail: string

  constructor(reason: NpmReason, detail: string, options?: ErrorOptions) {
    super(`${reason}: ${detail}`, options)
    this.name = 'NpmProblem'
    this.reason = reason
    this.detail = detail
  }
}
