import { aMachine, type Machine } from './a-machine.ts'
import { aRepository, release, type TestRepository } from './a-repository.ts'

/** A machine that has `editor` 1.0.0 from a repository of ours, as every attack on what is installed finds it. */
export async function anInstalledEditor(): Promise<{
  readonly repository: TestRepository
  readonly machine: Machine
}> {
  const repository = await aRepository(release('editor', '1.0.0'))
  const machine = await aMachine()
  await machine.use(repository)
  await machine.install('editor')
  return { repository, machine }
}
