import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { multiosBuilder } from '../../cli/programs/multios-builder.ts'
import { multiosPm } from '../../cli/programs/multios-pm.ts'
import type { Program } from '../../cli/program.ts'
import { aRun } from '../cli/kit/a-run.ts'
import { temporaryFolder } from '../kit/temporary.ts'

const secrets = {
  passphrase: 'canary-passphrase-5b1f',
  transfer: 'canary-transfer-90aa',
  credentials: 'canary-credentials-77e2',
  token: 'canary-token-c4d8',
}

// A keystore file costs half a second of CPU for each use of a key, on purpose.
const patience = 120_000

test(
  'no passphrase, private key or credential is written to a file, or said',
  { timeout: patience },
  async () => {
    const folder = temporaryFolder()
    const environment = {
      HOME: folder,
      MULTIOS_KEYSTORE: 'file',
      MULTIOS_KEYSTORE_PASSPHRASE: secrets.passphrase,
      MULTIOS_EXPORT_PASSPHRASE: secrets.transfer,
      MULTIOS_DATA_DIR: path.join(folder, 'data'),
      MULTIOS_CONFIG: path.join(folder, 'config.toml'),
      MULTIOS_STARTER: 'none',
    }
    const type = (program: Program, line: string, more: NodeJS.ProcessEnv = {}) =>
      aRun(line.split(' '), {
        program,
        environment: { ...environment, ...more },
        workingDirectory: folder,
        isReal: true,
      })
    const script: readonly (readonly [Program, string])[] = [
      [multiosPm, 'sign generate-key my-key'],
      [multiosPm, 'sign list --json'],
      [multiosPm, 'sign export my-key --private'],
      [multiosBuilder, 'skeleton hello-world'],
      [multiosBuilder, 'build hello-world --sign --key-id my-key --output dist'],
      [multiosPm, 'status --debug'],
    ]
    const refused: readonly string[] = [
      `repository add other https://ada:${secrets.credentials}@example.org/ --yes`,
      `repository add other https://example.org:0/?token=${secrets.token} --yes`,
    ]
    const said: string[] = []

    for (const [program, line] of script) {
      const result = await type(program, line)
      expect([line, result.status, result.err]).toEqual([line, 0, expect.anything()])
      said.push(result.out, result.err)
    }
    const wrong = await type(multiosPm, 'sign export my-key --private', {
      MULTIOS_KEYSTORE_PASSPHRASE: `${secrets.passphrase}-wrong`,
    })
    said.push(wrong.out, wrong.err)
    for (const line of refused) {
      const result = await type(multiosPm, line)
      expect(result.status).not.toBe(0)
      // What was typed may be said again to who typed it; it may not be kept.
    }

    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    const everything = files.map((one) => path.join(one.parentPath, one.name))
    const telling = [...Object.values(secrets), '-----BEGIN PRIVATE KEY-----']
    const inFiles = everything.flatMap((file) => {
      const text = readFileSync(file, 'latin1')
      return telling
        .filter((secret) => text.includes(secret))
        .map((secret) => `${path.relative(folder, file)}: ${secret}`)
    })
    expect({
      wrong: wrong.status === 0,
      inFiles,
      said: telling.filter((secret) => said.join('\n').includes(secret)),
      files: everything.length > 5,
    }).toEqual({ wrong: false, inFiles: [], said: [], files: true })
  },
)
