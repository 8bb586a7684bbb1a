import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { operations } from '../../engine/api/operations.ts'
import { expect, test } from './kit/journey.ts'

// Script of an attacker in the window: it has the cookie, the socket and every secret that the page is told.
test.use({ agrees: false })

interface Call {
  readonly name: string
  readonly input: unknown
}

/** What decides what is installed and who is trusted here: every file that is not a cache, a log or the database's own. */
async function treeOf(place: string): Promise<readonly string[]> {
  const data = path.join(place, 'data')
  const entries = await readdir(data, { recursive: true, withFileTypes: true })
  const files = entries.filter(
    ({ parentPath, name }) =>
      !/^(cache|log|audit)/.test(path.relative(data, path.join(parentPath, name))) &&
      !/\.db|-wal|-shm|\.lock|served\.json|starter\.bin|pool/.test(name),
  )
  return Promise.all(
    files.map(async (entry) => {
      const file = path.join(entry.parentPath, entry.name)
      const hash = entry.isFile()
        ? createHash('sha256')
            .update(await readFile(file))
            .digest('hex')
        : ''
      return `${path.relative(data, file)} ${hash}`
    }),
  )
}

/** Runs the calls over a socket of the page's own, past everything that the window's code does. */
async function callAll(page: Page, calls: readonly Call[]): Promise<readonly string[]> {
  return page.evaluate(async (wanted) => {
    const socket = new WebSocket(`ws://${location.host}/socket`)
    await new Promise((resolve) => socket.addEventListener('open', resolve))
    const ended = wanted.map(({ name, input }, at) => {
      const id = `hostile-${String(at)}`
      return new Promise<string>((resolve) => {
        socket.addEventListener('message', ({ data }) => {
          const heard = JSON.parse(String(data))
          if (heard.id !== id) return
          if (heard.kind === 'reply') resolve(heard.reply.failure?.code ?? heard.reply.kind)
          // The person never sees it: the page keeps the question to itself, and takes it back.
          if (heard.progress?.kind === 'asking') socket.send(JSON.stringify({ kind: 'cancel', id }))
        })
        socket.send(JSON.stringify({ kind: 'start', id, name, input }))
      })
    })
    const answers = await Promise.all(ended)
    socket.close()
    return answers
  }, calls)
}

/** What a person would have agreed to, and everything an attacker could want. */
async function temptingCalls(page: Page): Promise<readonly Call[]> {
  const request = { kind: 'install', packages: [{ name: 'clockwork' }], force: false }
  const digest = await page.evaluate(async (wish) => {
    const socket = new WebSocket(`ws://${location.host}/socket`)
    await new Promise((resolve) => socket.addEventListener('open', resolve))
    socket.send(JSON.stringify({ kind: 'start', id: 'plan', name: 'plan.make', input: { request: wish } }))
    return new Promise<string>((resolve) =>
      socket.addEventListener('message', ({ data }) => {
        const heard = JSON.parse(String(data))
        if (heard.kind === 'reply') resolve(heard.reply.value.plan.digest)
      }),
    )
  }, request)
  return [
    { name: 'plan.apply', input: { request, digest } },
    { name: 'plan.apply', input: { request, digest, runScripts: true } },
    {
      name: 'repository.add',
      input: { name: 'evil', url: 'http://127.0.0.1:1/', fingerprint: 'ab'.repeat(32) },
    },
    { name: 'repository.configure', input: { name: 'starter', priority: 1_000 } },
    { name: 'repository.configure', input: { name: 'starter', mirrors: ['http://127.0.0.1:1/'] } },
    { name: 'repository.remove', input: { name: 'starter' } },
    { name: 'policy.add', input: { rules: [{ kind: 'development' }] } },
    { name: 'policy.remove', input: { rules: [{ kind: 'development' }] } },
    { name: 'package.restore', input: {} },
    { name: 'system.cleanup', input: { clearCache: true } },
  ]
}

test('no operation changes software or trust for script in the page', async ({ window, place }) => {
  const tempting = await temptingCalls(window)
  const before = await treeOf(place)

  const refused = await callAll(window, tempting)
  const garbage: readonly unknown[] = [
    null,
    'x',
    [],
    { name: '../../etc' },
    { request: {} },
    { constructor: 1 },
  ]
  const names = [...Object.keys(operations), 'constructor', '__proto__', 'process.exit']
  const polluting = JSON.parse('{"__proto__":{"consent":"none","isAgreed":true}}') as object
  const answers = await callAll(
    window,
    names.flatMap((name) => garbage.map((input) => ({ name, input }))),
  )
  await callAll(
    window,
    names.map((name) => ({ name, input: polluting })),
  )
  const again = await callAll(window, tempting)

  expect(before.length).toBeGreaterThan(0)
  expect(new Set([...refused, ...again])).toEqual(new Set(['cancelled']))
  expect(answers.includes('internal')).toBe(false)
  expect(await treeOf(place)).toEqual(before)
})

test('script in the page can neither read the question nor answer it', async ({ window, complaints }) => {
  complaints.except(/Content Security Policy|Refused to|violates|Failed to load|net::ERR/i)
  const tried = await window.evaluate(async () => {
    const socket = new WebSocket(`ws://${location.host}/socket`)
    await new Promise((resolve) => socket.addEventListener('open', resolve))
    const page = await new Promise<string>((resolve) => {
      socket.addEventListener('message', ({ data }) => {
        const heard = JSON.parse(String(data))
        if (heard.progress?.kind === 'asking') resolve(heard.progress.page)
      })
      const input = { rules: [{ kind: 'development' }] }
      socket.send(JSON.stringify({ kind: 'start', id: 'x', name: 'policy.add', input }))
    })
    const other = `http://localhost:${location.port}/${page}`
    const form = new URLSearchParams({ secret: 'A', answer: 'once' })
    const outcome = (work: Promise<unknown>): Promise<string> => work.then(String, () => 'blocked')
    const frame = document.createElement('iframe')
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
    frame.src = other
    document.body.append(frame)
    await loaded
    const seen = (): string => {
      try {
        return frame.contentDocument?.body.textContent ?? 'blocked'
      } catch {
        return 'blocked'
      }
    }
    return {
      read: await outcome(fetch(other).then((answer) => answer.text())),
      opaque: await outcome(fetch(other, { mode: 'no-cors' })),
      same: await outcome(fetch(`/${page}`).then((answer) => answer.status)),
      posted: await outcome(fetch(other, { method: 'POST', mode: 'no-cors', body: form })),
      postedHere: await outcome(fetch(`/${page}`, { method: 'POST', body: form }).then((a) => a.status)),
      beacon: navigator.sendBeacon(other, form) ? 'sent' : 'blocked',
      framed: seen(),
    }
  })

  expect(tried).toEqual({
    ...{
      read: 'blocked',
      opaque: 'blocked',
      posted: 'blocked',
      framed: expect.stringMatching(/^(blocked|)$/),
    },
    ...{ same: '404', postedHere: '405', beacon: expect.any(String) },
  })
  const rules = await callAll(window, [{ name: 'policy.list', input: {} }])
  expect(rules).toEqual(['done'])
})

test('script that opens the question itself has no hold of its window', async ({ window, context }) => {
  const opening = context.waitForEvent('page')
  await window.evaluate(async () => {
    const socket = new WebSocket(`ws://${location.host}/socket`)
    await new Promise((resolve) => socket.addEventListener('open', resolve))
    socket.addEventListener('message', ({ data }) => {
      const page = JSON.parse(String(data)).progress?.page
      if (page === undefined) return
      const popup = open(
        `http://localhost:${location.port}/${page}`,
        'question',
        'popup,width=480,height=560',
      )
      Object.assign(globalThis, { popup, socket })
    })
    const input = { rules: [{ kind: 'development' }] }
    socket.send(JSON.stringify({ kind: 'start', id: 'x', name: 'policy.add', input }))
  })
  const question = await opening
  await expect(question.getByRole('heading', { name: 'Add these rules?' })).toBeVisible()

  const held = await window.evaluate(() => {
    const { popup } = globalThis as unknown as { popup: Window }
    popup.postMessage('allow', '*')
    popup.close()
    return popup.closed
  })
  const again = context.waitForEvent('page')
  await window.evaluate(() => void open('about:blank', 'question'))

  expect(held, 'to the script it is gone').toBe(true)
  expect(await question.evaluate(() => [opener, name, location.hostname])).toEqual([null, '', 'localhost'])
  // The name leads to another window: nobody can put a page of theirs in the place of the question.
  await (await again).close()
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(question.getByRole('heading', { name: 'Not allowed' })).toBeVisible()
})

test('the page loads nothing from elsewhere and makes no code from text', async ({ window, complaints }) => {
  complaints.except(/./)
  const tried = await window.evaluate(async () => {
    const outcome = (work: Promise<unknown>): Promise<string> =>
      work.then(
        () => 'loaded',
        () => 'blocked',
      )
    const thrownBy = (act: () => unknown): string => {
      try {
        act()
        return 'done'
      } catch (error) {
        return (error as Error).name
      }
    }
    const marks = globalThis as unknown as Record<string, unknown>
    const inline = document.createElement('script')
    inline.append('globalThis.ranInline = true')
    document.body.append(inline)
    const button = document.createElement('button')
    const handler = thrownBy(() => button.setAttribute('onclick', 'globalThis.ranHandler = true'))
    document.body.append(button)
    button.click()
    const picture = new Image()
    const pictured = new Promise((resolve, reject) => {
      picture.addEventListener('load', resolve)
      picture.addEventListener('error', reject)
    })
    picture.src = 'https://evil.example/x.png'
    const own = document.querySelector<HTMLScriptElement>('script[src]')!.src
    const started = new Promise((resolve, reject) => {
      const worker = new Worker(own)
      worker.addEventListener('error', reject)
      worker.addEventListener('message', resolve)
    })
    return {
      worker: await outcome(started),
      serviceWorker: await outcome(navigator.serviceWorker.register(own)),
      camera: await outcome(navigator.mediaDevices.getUserMedia({ video: true })),
      markup: thrownBy(() => Reflect.set(button, 'innerHTML', '<b>bold</b>')),
      frame: thrownBy(() => (document.createElement('iframe').srcdoc = '<b>bold</b>')),
      policy: thrownBy(() =>
        (
          globalThis as unknown as {
            trustedTypes: { createPolicy: (name: string, rules: object) => unknown }
          }
        ).trustedTypes.createPolicy('vue', { createHTML: (text: string) => text }),
      ),
      handler,
      code: thrownBy(() => globalThis.eval('1')),
      outside: await outcome(fetch('https://evil.example/')),
      port: await outcome(fetch('http://127.0.0.1:1/')),
      picture: await outcome(pictured),
      ran: [marks['ranInline'], marks['ranHandler']],
    }
  })

  expect(tried).toEqual({
    ...{ outside: 'blocked', port: 'blocked', picture: 'blocked' },
    ...{ worker: 'blocked', serviceWorker: 'blocked', camera: 'blocked' },
    ...{
      markup: 'TypeError',
      frame: 'TypeError',
      policy: 'TypeError',
      handler: 'TypeError',
      code: 'EvalError',
    },
    ran: [undefined, undefined],
  })
})
