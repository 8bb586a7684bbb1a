import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { aProfile, filesBelow, run } from './starter-world.ts'

const escape = '\u001b'

describe('sprig', () => {
  const viewer = { SPRIG_VIEWER: 'cat' }

  test('writes a note, lists it, finds it and shows it', async () => {
    const profile = await aProfile('sprig 1.2.0', 'starter-text 1.1.0', 'leaf 1.0.0')
    const environment = { SPRIG_NOTES: path.join(profile, 'notes'), ...viewer }
    await run(profile, 'sprig', { environment }, 'add', 'Buy seeds: peas', '--tag', 'garden')

    const answers = [
      await run(profile, 'sprig', { environment }, 'list', '--tag', 'garden'),
      await run(profile, 'sprig', { environment }, 'find', 'PEAS'),
      await run(profile, 'sprig', { environment }, 'view', 'seeds'),
      await run(profile, 'sprig', { environment }, 'view', 'nothing'),
    ]

    expect(answers.map(({ status }) => status)).toEqual([0, 0, 0, 1])
    expect(answers[0]?.out).toMatch(
      /^ +Changed +Note +Tags\n1 +\d\d \w{3} \d{4} +Buy seeds: peas +#garden\n$/,
    )
    expect(answers[2]?.out).toBe('Buy seeds: peas\n\n#garden\n')
    expect(answers[3]?.err).toBe("sprig: there is no note 'nothing'; see: sprig list\n")
    expect(await filesBelow(path.join(profile, 'notes'))).toEqual(['buy-seeds-peas.md'])
  })

  test('shows a note with the text viewer that is installed beside it', async () => {
    const profile = await aProfile('sprig 1.2.0', 'starter-text 1.1.0', 'leaf 1.0.0')
    const environment = { SPRIG_NOTES: path.join(profile, 'notes') }
    await run(profile, 'sprig', { environment, input: '# A lamp\n\n- oil\n' }, 'add')

    expect((await run(profile, 'sprig', { environment }, 'view', '1')).out).toBe(
      'A lamp\n━━━━━━\n\n  • oil\n',
    )
  })

  test.each([
    ['1.0.0', '1.0.0', true],
    ['1.1.0', '1.0.0', true],
    ['1.2.0', '1.1.0', false],
  ])('STARTER-2026-0001: %s with starter-text %s prints a note name raw: %s', async (version, text, raw) => {
    const profile = await aProfile(`sprig ${version}`, `starter-text ${text}`)
    await mkdir(path.join(profile, 'notes'))
    await writeFile(path.join(profile, 'notes', `innocent${escape}[31m.md`), '')

    const { out } = await run(
      profile,
      'sprig',
      { environment: { SPRIG_NOTES: path.join(profile, 'notes') } },
      'list',
    )

    expect(out.includes(escape)).toBe(raw)
    expect(out.includes('innocent\\x1b[31m')).toBe(!raw)
  })
})

describe('leaf', () => {
  test('sets a page for the terminal', async () => {
    const profile = await aProfile('leaf 1.0.0', 'starter-text 1.1.0')
    const input =
      '# Lamp\n\nOil and **care**, see [more](https://lamps.example).\n\n1. fill\n2. light\n\n> slowly\n\n| a | b |\n|---|--:|\n| 日本 | 2 |\n'

    expect((await run(profile, 'leaf', { input }, '-')).out).toBe(
      [
        'Lamp\n━━━━\n\nOil and care, see more[1].\n\n  1. fill\n  2. light\n\n▌ slowly\n',
        '  a      b\n  ────────\n  日本   2\n\nLinks\n[1]  https://lamps.example\n',
      ].join('\n'),
    )
  })

  test('writes control characters out instead of obeying them', async () => {
    const profile = await aProfile('leaf 1.0.0', 'starter-text 1.1.0')
    const input = `a ${escape}[2J b \u202e c\n\n    code ${escape}]0;title\u0007\n\n[x](https://a.example/${escape}[31m)\n`

    const { out } = await run(profile, 'leaf', { input }, '--color', 'never')

    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
    expect(out).toContain('\\x1b[2J')
  })

  test('says which file it cannot read, and goes on with the others', async () => {
    const profile = await aProfile('leaf 1.0.0', 'starter-text 1.1.0')
    await writeFile(path.join(profile, 'a.md'), 'here\n')

    const { status, out, err } = await run(
      profile,
      'leaf',
      {},
      path.join(profile, 'none.md'),
      path.join(profile, 'a.md'),
    )

    expect({ status, here: out.includes('here'), err }).toEqual({
      status: 1,
      here: true,
      err: `leaf: ${path.join(profile, 'none.md')}: No such file or directory\n`,
    })
  })
})

test('lantern passes a file after the # of the address, where its page finds it', async () => {
  const profile = await aProfile('lantern 1.2.0', 'starter-theme 1.1.0', 'starter-fonts 1.0.0')
  await writeFile(path.join(profile, 'näme & co.md'), '# Grüße\n')

  const { out } = await run(profile, 'lantern', {}, '--print-address', path.join(profile, 'näme & co.md'))
  const address = new URL(out.trim())
  const given = new URLSearchParams(address.hash.slice(1))
  const packed = Uint8Array.from(Buffer.from(given.get('text') ?? '', 'base64url'))
  const text = await new Response(
    new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')),
  ).text()

  expect([address.pathname, given.get('name'), text]).toEqual([
    `${profile}/share/lantern/index.html`,
    'näme & co.md',
    '# Grüße\n',
  ])
})
