/**
 * A process for one change, which may kill itself on the way: `node one-change.ts DATA REQUEST [PHASE]`. The request
 * is JSON; a phase is the name of a step or `committing`. Prints `go` before it begins.
 */
import { createEngine, type ChangeRequest, type Progress } from '../../../engine/index.ts'

const [data, text, phase] = process.argv.slice(2) as [string, string, string | undefined]
const request = JSON.parse(text) as ChangeRequest
const signal = new AbortController().signal
const engine = await createEngine({
  dataDirectory: data,
  configFile: `${data}/config.toml`,
  environment: { PATH: process.env['PATH'] },
  command: 'one change',
  starter: 'none',
})
process.stdout.write('go\n')

function report(progress: Progress): void {
  if (progress.kind === phase || (progress.kind === 'step' && progress.step === phase)) {
    process.kill(process.pid, 'SIGKILL')
  }
}

const answer = await engine.run('plan.make', { request }, { signal })
if (answer.kind === 'plan') {
  await engine.run('plan.apply', { request, digest: answer.plan.digest }, { signal, report })
}
await engine.close()
process.exit(0)
