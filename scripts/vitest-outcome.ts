import { writeFileSync } from 'node:fs'
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node'
import type { Outcome } from './test-outcome.ts'

/** Vitest's own JSON leaves the reasons of skips out; this one keeps them. Written to MULTIOS_TEST_OUTCOME. */
export default class OutcomeReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const file = process.env['MULTIOS_TEST_OUTCOME']
    if (file !== undefined) writeFileSync(file, JSON.stringify(outcomeOf(modules, errors)))
  }
}

function outcomeOf(modules: readonly TestModule[], errors: readonly SerializedError[]): Outcome {
  const cases = modules.flatMap((module) => [...module.children.allTests()])
  const failures = cases.filter((test) => test.result().state === 'failed')
  // A file that cannot be loaded has no test that could fail.
  const broken = modules.filter((module) => module.errors().length > 0)
  return {
    passed: cases.filter((test) => test.result().state === 'passed').length,
    failed: [
      ...failures.map(nameOf),
      ...broken.map((module) => module.relativeModuleId),
      ...errors.map(({ message }) => message.split('\n', 1)[0] ?? ''),
    ],
    skipped: cases
      .filter((test) => test.result().state === 'skipped')
      .map((test) => ({ name: nameOf(test), reason: reasonOf(test) })),
  }
}

function nameOf(test: TestCase): string {
  return `${test.module.relativeModuleId} > ${test.fullName}`
}

function reasonOf(test: TestCase): string {
  const result = test.result()
  return (result.state === 'skipped' ? result.note : undefined) ?? 'no reason given'
}
