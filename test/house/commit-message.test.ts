import { expect, test } from 'vitest'
import { commitProblem } from '../../scripts/commit-message.ts'

const folders = new Set(['engine', 'trust', 'docs'])

test.each([
  ['feat(trust): refuse a snapshot older than the trusted one', null],
  ['fix(engine,docs): say what a plan holds', null],
  ['chore: lay the ground', null],
  ['style(trust): as the formatter wants it', null],
  ['feat(trust)!: pin the root by its fingerprint', null],
  ['Update stuff', 'is not "kind(folder): what"'],
  ['wip: things', 'has no kind of feat, fix, perf, refactor, test, docs, style, build, ci, chore, revert'],
  ['fix(attic): look there', 'names "attic", which is no folder'],
  ['fix(trust): stop here.', 'ends in a full stop'],
  [`fix(trust): ${'x'.repeat(100)}`, 'is longer than 100 characters'],
])('of "%s" the check says %j', (subject, problem) => {
  expect(commitProblem(subject, folders)).toBe(problem)
})
