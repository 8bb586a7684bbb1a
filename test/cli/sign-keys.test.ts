import { generateKeyPairSync } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { multiosPm } from '../../cli/programs/multios-pm.ts'
import { aDesk, patience } from './kit/a-desk.ts'

test(
  'a key hands over to another one, and not to itself or to one of another kind than was asked for',
  { timeout: patience },
  async () => {
    const { folder, type } = await aDesk()
    await type(multiosPm, 'sign generate-key old')
    await type(multiosPm, 'sign generate-key other --algorithm ecdsa-p256')
    const sealed = { MULTIOS_EXPORT_PASSPHRASE: 'on the way' }
    await writeFile(
      path.join(folder, 'old.key'),
      (await type(multiosPm, 'sign export old --private', sealed)).out,
    )
    await type(multiosPm, 'sign import old.key twin', sealed)

    const toTwin = await type(multiosPm, 'sign rotate old twin')
    const toAnotherKind = await type(multiosPm, 'sign rotate old other --algorithm ed25519')
    const toOther = await type(multiosPm, 'sign rotate old other')

    expect({ status: toTwin.status, out: toTwin.out }).toEqual({ status: 2, out: '' })
    expect(toTwin.err).toContain('A key cannot take its own place.')
    expect({ status: toAnotherKind.status, out: toAnotherKind.out }).toEqual({ status: 2, out: '' })
    expect(toAnotherKind.err).toContain('There is a key called other already, and it is ecdsa-p256.')
    expect(JSON.parse(toOther.out)).toMatchObject({
      from: { algorithm: 'ed25519' },
      to: { algorithm: 'ecdsa-p256' },
    })
  },
)

test('what is no key that can sign here is told with what could', async () => {
  const { folder, type } = await aDesk()
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1_024 })
  await writeFile(path.join(folder, 'weak.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }))

  const { status, err } = await type(multiosPm, 'sign import weak.pem weak')

  expect(status).toBe(2)
  expect(err).toBe(
    `error: "weak.pem" is no valid private key.
  What is taken is Ed25519, RSA with 2,048 or 4,096 bits and the exponent 65,537, or ECDSA on P-256 or P-384.
`,
  )
})
