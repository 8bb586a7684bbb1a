import type { Connection } from '../state/database.ts'

type Value = string | number

/** Rows of one table, inside a transaction. `finish` has to be called before they are read. */
export interface ManyRows {
  readonly add: (...values: readonly Value[]) => void
  readonly finish: () => void
}

export interface RowsOf {
  readonly table: string
  readonly columns: readonly string[]
  /** Rows of another table that these refer to. */
  readonly after?: ManyRows
}

/** Rows that one statement inserts: a third of what a row costs is asking for it. */
const together = 100

export function manyRows(catalog: Connection, { table, columns, after }: RowsOf): ManyRows {
  const row = `(${columns.map(() => '?').join(', ')})`
  const insert = (rows: number) => {
    const all = Array.from({ length: rows }, () => row).join(', ')
    return catalog.prepare<Value[]>(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${all}`)
  }
  const [one, many] = [insert(1), insert(together)]
  let waiting: Value[] = []
  return {
    add: (...values) => {
      for (let at = 0; at < values.length; at += 1) waiting.push(values[at]!)
      if (waiting.length < together * columns.length) return
      after?.finish()
      many.run(...waiting)
      waiting = []
    },
    finish: () => {
      after?.finish()
      for (let at = 0; at < waiting.length; at += columns.length)
        one.run(...waiting.slice(at, at + columns.length))
      waiting = []
    },
  }
}
