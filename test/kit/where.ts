import { test, type TestFunction, type TestOptions } from 'vitest'

type Declare = {
  (name: string, run: TestFunction): void
  (name: string, options: TestOptions, run: TestFunction): void
}

/** `test` where `holds`; elsewhere a test that is skipped, and says what it would need. */
export function testWhere(holds: boolean, need: string): Declare {
  if (holds) return test
  return (name: string) => {
    test(name, ({ skip }) => skip(`needs ${need}`))
  }
}
