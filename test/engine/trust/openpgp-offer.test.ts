import { generateKey } from 'openpgp'
import { expect, test } from 'vitest'
import { readOpenPgpKey } from '../../../engine/keys/openpgp.ts'
import { failureOf } from '../../../engine/model/failure.ts'
import { givenKey } from '../../../engine/trust/openpgp-offer.ts'

const now = Date.parse('2026-01-01T00:00:00Z')

async function aKey(lasts: number): Promise<{ readonly publicKey: string; readonly privateKey: string }> {
  return generateKey({
    userIDs: [{ name: 'Works' }],
    date: new Date('2020-01-01T00:00:00Z'),
    keyExpirationTime: lasts,
    format: 'armored',
  })
}

const day = 86_400

test.each<[string, () => Promise<string>, string]>([
  ['ended', async () => (await aKey(day)).publicKey, 'it ended on 2020-01-02'],
  ['is private', async () => (await aKey(0)).privateKey, 'a private key'],
  ['is not armored', async () => '\u0099\u0001', 'no armored text of OpenPGP'],
  ['is one of two', async () => (await aKey(0)).publicKey.repeat(2), '2 OpenPGP blocks in one file'],
])('whoever gave a key that %s is told so', async (_, text, problem) => {
  const outcome = await givenKey(readOpenPgpKey(await text(), now)).catch(failureOf)

  expect(outcome).toEqual({ code: 'request/invalid', facts: { what: 'openpgp-key', value: '', problem } })
})
