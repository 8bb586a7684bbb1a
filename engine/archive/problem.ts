/** Bytes that no honest builder writes. Whoever knows the file turns it into a refusal. */
export class ArchiveProblem extends Error {
  override readonly name = 'ArchiveProblem'
}
