import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { signedCheckpoint, verifierText } from '../../engine/audit/checkpoint.ts'
import { lineOf } from '../../engine/audit/line.ts'
import { emptyTree, leafOf, withLeaf } from '../../engine/audit/merkle.ts'
import type { AuditEntry } from '../../engine/model/audit.ts'
import { aLog } from '../engine/audit/kit.ts'

const stranger = generateKeyPairSync('ed25519').privateKey

/** As anybody could write on: null is a checkpoint that a key of theirs signs. */
function writtenOn(lines: readonly string[], more: readonly (Partial<AuditEntry> | null)[]): string[] {
  const all = [...lines]
  const last = JSON.parse(lines.at(-2)!) as AuditEntry
  for (const entry of more) {
    const tree = all.reduce((before, text) => withLeaf(before, leafOf(text)), emptyTree)
    const place = { seq: tree.size, prev: leafOf(all.at(-1)!).toString('hex') }
    const checkpoint = () => signedCheckpoint(tree, stranger, verifierText(stranger))
    all.push(
      lineOf(entry === null ? { ...place, checkpoint: checkpoint() } : { ...last, ...entry, ...place }),
    )
  }
  return all
}

test('lines behind the end that a key of somebody’s own signs are vouched for by nobody', async () => {
  const log = aLog()
  for (const name of ['jq', 'curl']) await log.change(name)
  const before = await log.check()
  const naming = { action: 'audit.key', object: { key: verifierText(stranger) } }
  log.write(writtenOn(log.lines(), [naming, { action: 'plan.apply' }, null]))

  const after = await log.check()

  expect(after.bad).toBeNull()
  expect(after.checkpoint).toEqual(before.checkpoint)
  expect([before.unsigned, after.unsigned]).toEqual([0, 3])
})
