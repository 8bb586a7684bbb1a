/** Why a package cannot be imported. `dpkg` and `apt` are what these said. */
export type DebRefusal =
  | 'not-a-deb'
  | 'archive'
  | 'control'
  | 'architecture'
  | 'compression'
  | 'program'
  | 'content'
  | 'recipe'
  | 'published'
  | 'apt'
  | 'dpkg'

/** One package that cannot be imported; the others go on. */
export class DebProblem extends Error {
  override readonly name = 'DebProblem'
  readonly reason: DebRefusal
  readonly detail: string

  constructor(reason: DebRefusal, detail: string, options?: ErrorOptions) {
    super(`${reason}: ${detail}`, options)
    this.reason = reason
    this.detail = detail
  }
}
