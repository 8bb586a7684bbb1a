import { lstatSync, mkdirSync, readdirSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { unpackArchive } from '../../engine/archive/unpack.ts'
import { failureOf } from '../../engine/model/failure.ts'
import { isFull } from '../kit/full.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'
import { mutant } from './kit/mutate-archive.ts'

const wanted = isFull ? 100_000 : 1_000
const seed = Number(process.env['MULTIOS_TEST_SEED'] ?? Math.floor(Date.now() / 1_000))

/** Everything odd in `place`, which is what an accepted archive left. Follows no link: they may lead round in circles. */
function oddities(place: string, folder = ''): string[] {
  return readdirSync(path.join(place, folder)).flatMap((entry) => {
    const name = path.join(folder, entry)
    const status = lstatSync(path.join(place, name))
    const mode = status.mode & 0o7777
    if (status.isDirectory()) {
      const inside = oddities(place, name)
      return mode === 0o755 ? inside : [`${name}: a folder with mode ${mode.toString(8)}`, ...inside]
    }
    if (status.isSymbolicLink()) return linkOddity(place, name)
    if (!status.isFile()) return [`${name}: neither file, folder nor link`]
    const isPlain =
      (mode === 0o444 || mode === 0o555) && status.nlink === 1 && status.uid === process.getuid!()
    return isPlain ? [] : [`${name}: mode ${mode.toString(8)}, ${status.nlink} names, owner ${status.uid}`]
  })
}

function linkOddity(place: string, name: string): string[] {
  const target = readlinkSync(path.join(place, name))
  const end = path.resolve(place, path.dirname(name), target)
  if (!end.startsWith(`${place}/`)) return [`${name}: a link out, to ${target}`]
  return statSync(end, { throwIfNoEntry: false }) === undefined ? [`${name}: a link to nothing`] : []
}

test(
  'no archive, however it is bent, leaves its folder, an odd mode, or anything but a plain refusal',
  {
    timeout: 3_600_000,
  },
  async () => {
    const folder = temporaryFolder()
    const inbox = path.join(folder, 'inbox')
    mkdirSync(inbox)
    const archive = path.join(inbox, 'a.tar.zst')
    const place = path.join(folder, 'unpacked')
    const broken: string[] = []
    const outcomes = new Map<string, number>()

    for (let number = 0; number < wanted; number += 1) {
      const { how, bytes, expected } = mutant(seed + number)
      writeFileSync(archive, bytes)
      const outcome = await unpackArchive({ file: archive, destination: place, expected }, never).then(
        () => 'taken',
        (error: unknown) => failureOf(error)?.code ?? `a bug: ${String(error)}`,
      )
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      const problems = outcome === 'taken' ? oddities(place) : []
      if (!['taken', 'trust/artifact', 'archive/not-an-archive'].includes(outcome)) problems.push(outcome)
      const others = readdirSync(folder).filter((name) => name !== 'inbox' && name !== 'unpacked')
      if (others.length > 0 || readdirSync(inbox).length > 1) problems.push(`outside: ${others.join(' ')}`)
      if (problems.length > 0) broken.push(`seed ${seed + number} (${how}): ${problems.join('; ')}`)
      rmSync(place, { recursive: true, force: true })
    }

    console.log(
      `${wanted} archives from seed ${seed}: ${[...outcomes].map((entry) => entry.join(' ')).join(', ')}`,
    )
    expect(broken).toEqual([])
    // A fuzzer whose every mutant is refused at the door tests the door only.
    expect(outcomes.get('taken') ?? 0).toBeGreaterThan(wanted / 200)
  },
)
