import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { xz } from '@napi-rs/lzma'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { canonicalJson } from '../../../engine/base/canonical-json.ts'
import { unpackArchive } from '../../../engine/archive/unpack.ts'
import { failureOf } from '../../../engine/model/failure.ts'
import { aManifest, manifestMember, sha256, tar } from './raw-tar.ts'

const never = new AbortController().signal
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'xz-'))
})
afterEach(async () => rm(folder, { recursive: true, force: true }))

/** A block's header (xz format, 3.1) whose LZMA2 filter asks for 1.5 GiB; its checksum is never reached. */
const greedyBlock = [0x02, 0x00, 0x21, 0x01, 0x25, 0, 0, 0, 0, 0, 0, 0]

describe('an archive that wants 1.5 GiB of memory is refused before it gets any', () => {
  const start = 12
  const memory = 'wants more memory to unpack than allowed'

  test.each<[string, (archive: Buffer) => Buffer, string]>([
    ['for its first block', (bytes) => replaced(bytes, start, greedyBlock), memory],
    ['for a later block', (bytes) => inserted(bytes, indexStart(bytes), greedyBlock), memory],
    [
      'behind another filter',
      (bytes) => replaced(bytes, start, [0x02, 0x01, 0x04, 0x00, 0x21, 0x01, 0x25, 0]),
      'xz filters other than LZMA2',
    ],
    [
      'for a second stream',
      (bytes) => Buffer.concat([bytes, replaced(bytes, start, greedyBlock)]),
      'data after the end',
    ],
    ['after zeros', (bytes) => Buffer.concat([bytes, Buffer.alloc(4), bytes]), 'data after the end'],
    [
      'to remember blocks',
      (bytes) => replaced(bytes, indexStart(bytes) + 1, [0xff]),
      'xz index of other blocks',
    ],
  ])('%s', async (_, bend, detail) => {
    const archive = path.join(folder, 'greedy.tar.xz')
    const manifest = aManifest([])
    const honest = Buffer.from(await xz.compress(tar(manifestMember(manifest))))
    const expected = { manifestSha256: sha256(canonicalJson(manifest)), installedSize: 0 }
    await writeFile(archive, bend(honest))

    const outcome = await unpackArchive(
      { file: archive, destination: path.join(folder, 'out'), expected },
      never,
    ).catch(failureOf)

    expect(outcome).toEqual({
      code: 'trust/artifact',
      facts: { file: archive, reason: 'archive', detail },
    })
  })
})

function replaced(bytes: Buffer, at: number, by: readonly number[]): Buffer {
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(by), bytes.subarray(at + by.length)])
}

function inserted(bytes: Buffer, at: number, what: readonly number[]): Buffer {
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(what), bytes.subarray(at)])
}

/** The footer tells how far in front of it the index begins (2.1.2.2). */
function indexStart(bytes: Buffer): number {
  return bytes.length - 12 - (bytes.readUInt32LE(bytes.length - 8) + 1) * 4
}
