import { expect, test } from 'vitest'
import { parseRepositoryUrl, resolveInside } from '../../../engine/download/address.ts'
import { EngineError } from '../../../engine/model/failure.ts'

test.each([
  ['https://example.org/repo', 'https://example.org/repo/'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/'],
  ['http://localhost/x/', 'http://localhost/x/'],
  ['file:///srv/repo', 'file:///srv/repo/'],
  ['http://[::1]:8080/', 'http://[::1]:8080/'],
  ['HTTPS://EXAMPLE.org:443/a/../b', 'https://example.org/b/'],
  // A name that looks like another one is shown as what it is.
  ['https://\u0435xample.org/', 'https://xn--xample-2of.org/'],
])('%s is a repository address', (text, normalized) => {
  expect(parseRepositoryUrl(text).href).toBe(normalized)
})

test.each([
  ['http://example.org/', 'plain-http'],
  ['http://169.254.169.254/', 'reserved'],
  ['https://169.254.169.254/latest/', 'reserved'],
  // The same number, as some parsers read it.
  ['https://0xA9FEA9FE/', 'reserved'],
  ['https://[::ffff:169.254.169.254]/', 'reserved'],
  ['https://[fe80::1]/', 'reserved'],
  ['https://0.0.0.0/', 'reserved'],
  ['http://[::ffff:127.0.0.1]/', 'plain-http'],
  ['javascript:alert(1)', 'scheme'],
  ['data:text/plain,x', 'scheme'],
  ['ftp://example.org/', 'scheme'],
  ['repo', 'not-an-address'],
  ['https://a:b@example.org/', 'credentials'],
  ['file://server/share', 'file-host'],
  ['https://example.org/?x=1', 'query'],
])('%s is refused: %s', (text, problem) => {
  expect(() => parseRepositoryUrl(text)).toThrow(
    expect.objectContaining({ code: 'request/invalid', facts: expect.objectContaining({ problem }) }),
  )
})

test('a path that a repository names stays inside it', () => {
  expect(resolveInside('https://example.org/repo/', 'packages/a b#c.tar.xz')).toBe(
    'https://example.org/repo/packages/a%20b%23c.tar.xz',
  )
  for (const bad of ['../x', 'a/../../x', '/etc/passwd', 'a//b', './a']) {
    expect(() => resolveInside('https://example.org/repo/', bad)).toThrow(EngineError)
  }
})
