import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { AdministratorPolicy } from '../../../engine/model/policy-file.ts'
import { checkPolicy } from '../../../engine/policy/check-policy.ts'

const documentation = readFileSync(path.join(import.meta.dirname, '../../../docs/policy.md'), 'utf8')
const sample = /```json\n([\s\S]*?)```/.exec(documentation)?.[1] ?? ''

test('the sample of the documentation is valid, and shows every key', () => {
  const checked = checkPolicy(sample, 'administrator')

  expect(checked.kind === 'valid' ? Object.keys(checked.policy).toSorted() : checked.problems).toEqual(
    Object.keys(AdministratorPolicy.entries).toSorted(),
  )
})
