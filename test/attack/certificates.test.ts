import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { expect } from 'vitest'
import { atTheEnd } from '../kit/at-the-end.ts'
import { aMachine, failureFrom } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'
import { testWhere } from '../kit/where.ts'

const hasOpenssl = spawnSync('openssl', ['version']).status === 0

testWhere(hasOpenssl, 'openssl')(
  'a certificate of nobody’s is refused, also where the environment wants none checked',
  async () => {
    const folder = temporaryFolder()
    const [key, cert] = ['key.pem', 'cert.pem'].map((name) => path.join(folder, name)) as [string, string]
    const about = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
    execFileSync('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', cert, ...about], {
      stdio: 'ignore',
    })
    const repository = await aRepository(release('editor', '1.0.0'))
    const asked: string[] = []
    const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, ({ url }, response) => {
      asked.push(url!)
      response.end(readFileSync(path.join(repository.folder, url!)))
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED']
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
    atTheEnd(() => {
      if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
      else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before
      server.close()
    })
    const machine = await aMachine()
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`

    const failure = await failureFrom(
      machine.engine.run(
        'repository.add',
        { name: 'main', url, fingerprint: repository.fingerprint },
        { signal: never },
      ),
    )

    expect([failure.code, asked]).toEqual(['network/unreachable', []])
  },
)
