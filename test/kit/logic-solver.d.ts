/** What we use of it: clauses over named variables, `-` before a name denies it. */
declare module 'logic-solver' {
  interface Formula {
    readonly type?: string
  }
  interface Solver {
    require(formula: Formula): void
    solve(): object | null
  }
  const Logic: {
    readonly Solver: new () => Solver
    readonly FALSE: string
    or(...literals: string[]): Formula
  }
  export = Logic
}
