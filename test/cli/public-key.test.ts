import { expect, test } from 'vitest'
import { publicKeyFrom } from '../../cli/public-key.ts'
import { createSigner } from '../../engine/keys/signer.ts'

test('a file with a key is read as `sign export` wrote it', () => {
  const { key } = createSigner()

  expect(publicKeyFrom(JSON.stringify(key), 'acme.pub')).toEqual(key)
})

test.each([
  ['no JSON', () => 'key', 'acme.pub holds no public key.'],
  ['another kind of file', () => '{}', 'acme.pub holds no public key.'],
  [
    'a key under the id of another one',
    () => JSON.stringify({ ...createSigner().key, keyId: createSigner().key.keyId }),
    'acme.pub holds another key than its id says.',
  ],
])('%s is refused', (_, text, problem) => {
  expect(() => publicKeyFrom(text(), 'acme.pub')).toThrow(
    expect.objectContaining({
      failure: expect.objectContaining({ facts: expect.objectContaining({ problem }) }),
    }),
  )
})
