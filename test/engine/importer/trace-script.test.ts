import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'vitest'
import { traceScript } from '../../../engine/importer/trace-script.ts'
import { findSandbox } from '../../../engine/sandbox/find-sandbox.ts'
import { testWhere } from '../../kit/where.ts'
import { never, withFolder } from '../builder/kit.ts'

const architecture = { x64: 'x86_64', arm64: 'arm64', riscv64: 'riscv64' }[process.arch as string] ?? ''
const answer = await findSandbox({ architecture, environment: process.env }, '/usr', never)
const asked = 'update-alternatives --install /usr/bin/light light /usr/bin/lamp 5'

const scripts = [
  ['comes to its end', asked, 'whole'],
  ['ends with an error', `${asked}\nexit 3`, 'error'],
  ['never ends', `${asked}\nwhile :; do :; done`, 'time'],
  ['waits for somebody that never ends', `${asked}\nsleep 1000 &\nwait`, 'time'],
] as const

for (const [does, script, end] of scripts) {
  testWhere(answer.kind === 'works', 'a sandbox')(
    `of a script that ${does}, what it asked until then counts`,
    async () => {
      if (answer.kind !== 'works') return
      await withFolder(async (place) => {
        const folder = path.join(place, 'control')
        await mkdir(folder)
        await writeFile(path.join(folder, 'postinst'), script)

        const trace = await traceScript(answer.sandbox, { folder, patience: 1 }, never)

        expect(trace).toEqual({ calls: [asked.split(' ')], end })
      })
    },
  )
}
