/** Where words are laid out: how wide, and how the program is called by the person who reads. */
export interface Page {
  /** Columns; null where lines may be as long as they like (a file, a pipe). */
  readonly width: number | null
  /** A command line of this program, as the person would type it. */
  readonly command: (...words: string[]) => string
  /** The same for a program that lies beside this one. */
  readonly beside: (program: string, ...words: string[]) => string
}
