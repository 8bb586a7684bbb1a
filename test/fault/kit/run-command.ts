import type { Call, Engine } from '../../../engine/index.ts'
import type { Command } from './commands.ts'

export async function runCommand(engine: Engine, command: Command, call: Call): Promise<void> {
  switch (command.kind) {
    case 'change': {
      const { request } = command
      const answer = await engine.run('plan.make', { request }, call)
      if (answer.kind === 'unsolvable') throw new Error('the machine cannot be as asked')
      if (answer.kind === 'plan')
        await engine.run('plan.apply', { request, digest: answer.plan.digest }, call)
      return
    }
    case 'restore': {
      const { left } = await engine.run('package.restore', {}, call)
      if (left.length > 0) throw new Error(`left damaged: ${JSON.stringify(left)}`)
      return
    }
    case 'cleanup':
      await engine.run('system.cleanup', { oldVersions: true, clearCache: true, keep: 1, days: 0 }, call)
      return
    case 'open':
      return
  }
}
