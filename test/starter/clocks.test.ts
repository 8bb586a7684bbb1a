import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aProfile, run } from './starter-world.ts'

test('clockface shows the places of its list', async () => {
  const profile = await aProfile('clockwork 1.0.0', 'starter-text 1.0.0')

  const { status, out } = await run(profile, 'clockface', {}, '--once')

  expect(status).toBe(0)
  expect(out).toMatch(/Tokyo +\d\d:\d\d +\+[78] {2}/)
})

test("a person's own list comes first, and a mistake in it is named with its line", async () => {
  const profile = await aProfile('clockwork 1.0.0', 'starter-text 1.0.0')
  const file = path.join(profile, '.config/clockwork/zones.conf')
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, '# mine\nMoon = Luna/Tranquility\n')

  expect((await run(profile, 'clockface', {}, '--once')).err).toBe(
    `clockface: ${file}:2: there is no time zone 'Luna/Tranquility' here; is the package tzdata installed?\n`,
  )
})

test('a timer ends and says so; a length that is none is refused', async () => {
  const profile = await aProfile('clockwork 1.0.0', 'starter-text 1.0.0')

  const [done, refused] = [
    await run(profile, 'clockface', {}, 'timer', '1'),
    await run(profile, 'clockface', {}, 'timer', 'soon'),
  ]

  expect([done.status, done.out.replace('\u0007', ''), refused.status]).toEqual([0, '1 s are over.\n', 2])
})

test('sundial knows midsummer in Berlin, the polar night, and what is no place', async () => {
  const profile = await aProfile('sundial 1.0.0')

  const berlin = await run(profile, 'clockface', {}, '52.52', '13.40', '--date', '2026-06-21')
  const north = await run(profile, 'sundial', {}, '78', '15', '--date', '2026-12-21')
  const nowhere = await run(profile, 'sundial', {}, '100', '0')

  expect(berlin.out.match(/(?:Sunrise|Noon|Sunset) +.*/g)).toEqual([
    'Sunrise        04:43',
    'Noon           13:08, 61° high',
    'Sunset         21:33',
  ])
  expect(north.out).toContain('stays below the horizon')
  expect(nowhere).toEqual({
    status: 2,
    out: '',
    err: 'sundial: a latitude lies between -90 and 90, a longitude between -180 and 180\n',
  })
})
