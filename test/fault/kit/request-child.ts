/**
 * A process that asks, withdraws or decides, and that meets a fault: `node request-child.ts WHAT FOLDER BYTE`. What would be
 * random is that byte, so that each run touches the same paths. Prints the code of the failure, or `done`.
 */
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

const [what, folder, byte] = process.argv.slice(2) as [string, string, string]
Object.assign(crypto, { randomBytes: (length: number) => Buffer.alloc(length, Number(byte)) })
syncBuiltinESMExports()

const { writeDecision } = await import('../../../engine/config/decisions.ts')
const { dropRequest, writeRequest } = await import('../../../engine/config/request-spool.ts')
const { EngineError } = await import('../../../engine/model/failure.ts')
const { aDecision, requestFor, userHere, wordsId } = await import('./request-world.ts')

const spool = { folder: `${folder}/spool`, uid: userHere }
const administration = { file: `${folder}/etc/policy.json`, uid: userHere }
const acts: Readonly<Record<string, () => Promise<unknown>>> = {
  ask: () => writeRequest(spool, userHere, requestFor('words')),
  withdraw: () => dropRequest(spool, wordsId),
  approve: () => writeDecision(administration, aDecision('approved'), false),
  refuse: () => writeDecision(administration, aDecision('refused'), true),
}

try {
  await acts[what]!()
  console.log('done')
} catch (error) {
  console.log(error instanceof EngineError ? error.code : String(error))
}
