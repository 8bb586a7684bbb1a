import type { ChangeRequest } from '../../engine/index.ts'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context } from '../context.ts'
import { type Refusal, usage } from '../failure.ts'
import { developmentOf, extrasOf, installsFrom, type WantedFrom, wantedFrom } from '../operands.ts'
import { inline } from '../output/text.ts'
import { change } from './carry-out.ts'

type Request<K extends ChangeRequest['kind']> = Extract<ChangeRequest, { kind: K }>
type SingleRequest = Request<'together'>['requests'][number]

export async function install(input: Arguments, context: Context): Promise<Answer> {
  const requests = installsFrom(wantedPackages(input), input.text('repository'), {
    force: input.flag('force'),
    ...(input.flag('forceDeps') ? { forceDependencies: true } : {}),
    ...developmentOf(input),
    ...extrasOf(input),
  })
  return change(besidesRemoving(requests, input), input, context)
}

/** In one change with what `--remove` names. */
function besidesRemoving(requests: readonly SingleRequest[], input: Arguments): ChangeRequest {
  const removed = [...input.list('remove')]
  const both = requests.flatMap(namesComing).find((name) => removed.includes(name))
  if (both !== undefined) throw comesAndGoes(both)
  const removals: Request<'remove'>[] =
    removed.length === 0 ? [] : [{ kind: 'remove', packages: removed, purge: false, force: false }]
  const [only, ...more] = [...requests, ...removals]
  return only !== undefined && more.length === 0
    ? only
    : { kind: 'together', requests: [...requests, ...removals] }
}

function namesComing(request: SingleRequest): readonly string[] {
  if (request.kind === 'install') return request.packages.map(({ name }) => name)
  if (request.kind === 'downgrade') return request.packages
  return request.kind === 'replace' ? [request.by] : []
}

export async function uninstall(input: Arguments, context: Context): Promise<Answer> {
  return change(
    {
      kind: 'remove',
      packages: [...input.list('package')],
      purge: input.flag('purge'),
      force: input.flag('force'),
      ...(input.flag('keepDependencies') ? { keepUnneeded: true } : {}),
    },
    input,
    context,
  )
}

export async function update(input: Arguments, context: Context): Promise<Answer> {
  const packages = [...input.list('package')]
  const categories = categoriesOf(input.text('category'))
  return change(
    {
      kind: 'update',
      ...(packages.length === 0 ? {} : { packages }),
      ...(categories === undefined ? {} : { categories }),
      ...(input.flag('securityOnly') ? { security: true } : {}),
      ...developmentOf(input),
      ...extrasOf(input),
    },
    input,
    context,
  )
}

export async function downgrade(input: Arguments, context: Context): Promise<Answer> {
  const packages = [...input.list('package')]
  return change(besidesRemoving([{ kind: 'downgrade', packages }], input), input, context)
}

export async function replace(input: Arguments, context: Context): Promise<Answer> {
  const [name, by] = [input.operand('old'), input.operand('new')]
  if (name === by) throw comesAndGoes(name)
  return change(besidesRemoving([{ kind: 'replace', name, by, ...extrasOf(input) }], input), input, context)
}

export async function autoremove(input: Arguments, context: Context): Promise<Answer> {
  return change({ kind: 'autoremove' }, input, context)
}

export async function repair(input: Arguments, context: Context): Promise<Answer> {
  return change({ kind: 'repair' }, input, context)
}

export async function undo(input: Arguments, context: Context): Promise<Answer> {
  return change({ kind: 'undo' }, input, context)
}

export async function rollback(input: Arguments, context: Context): Promise<Answer> {
  const [generation, [name, version, ...more]] = [input.number('to'), input.list('package')]
  if (generation !== undefined) {
    if (name !== undefined)
      throw usage('A generation and a package are two ways back.', 'Say --to N, or NAME VERSION.')
    return change({ kind: 'rollback', generation }, input, context)
  }
  if (name === undefined || version === undefined || more.length > 0)
    throw usage('Where to is missing.', 'Say --to N for a generation, or NAME VERSION for a package.')
  const backup = input.flag('backup')
  return change({ kind: 'rollback-package', name, version, backup }, input, context)
}

function comesAndGoes(name: string): Refusal {
  return usage(
    `${inline(name)} cannot come and go in one change.`,
    'To install it once more: install --force.',
  )
}

/** `jq curl=8.0`, or one of them with `--version`. */
function wantedPackages(input: Arguments): readonly WantedFrom[] {
  const wanted = input.list('package').map(wantedFrom)
  const version = input.text('version')
  const [only] = wanted
  if (version === undefined || only === undefined) return wanted
  if (wanted.length > 1) {
    throw usage('--version speaks of one package, and several are named.', 'Write NAME=VERSION for each.')
  }
  if (only.version !== undefined) {
    throw usage(`The version of ${only.name} is given twice.`, 'Write NAME=VERSION, or --version.')
  }
  return [{ ...only, version }]
}

function categoriesOf(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined
  const categories = text.split(',').map((category) => category.trim())
  if (categories.includes('')) throw usage(`"${text}" names no category.`, 'Separate categories by commas.')
  return categories
}
