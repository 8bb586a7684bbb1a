import { chmodSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { fetchWithApt } from '../../../engine/importer/fetch-with-apt.ts'
import { never, temporaryFolder } from '../../kit/temporary.ts'

/** An apt that has a file for each of these names, one of which its server lost. */
const apt = `#!/bin/sh
for word; do
  case $word in
    Dir::Cache::archives=*) archives=\${word#*=} ;;
    --print-uris) prints=yes ;;
  esac
done
while [ "$1" != -- ]; do shift; done
shift
for name; do
  case $name in tidy | broken) ;; *) continue ;; esac
  if [ "$prints" ]; then
    echo "'http://packages.example/\${name}_1_all.deb' \${name}_1_all.deb 4 SHA256:${'0'.repeat(64)}"
  elif [ "$name" = broken ]; then
    echo 'E: Failed to fetch http://packages.example/broken_1_all.deb  404  Not Found' >&2
    status=100
  else
    echo deb > "$archives\${name}_1_all.deb"
  fi
done
exit \${status:-0}
`

test('a file that cannot be had stops only what needs it, and is named', async () => {
  const [tools, work] = [temporaryFolder(), temporaryFolder()]
  for (const [name, text] of [
    ['apt-get', apt],
    ['apt-cache', '#!/bin/sh\n'],
  ] as const) {
    writeFileSync(path.join(tools, name), text)
    chmodSync(path.join(tools, name), 0o755)
  }
  vi.stubEnv('PATH', `${tools}:${process.env['PATH']}`)

  const jobs = await fetchWithApt(
    { work, names: ['broken', 'tidy'], architecture: 'amd64', recommends: false },
    never,
  )

  vi.unstubAllEnvs()
  expect(jobs).toEqual({
    jobs: [{ kind: 'file', file: path.join(work, 'archives/tidy_1_all.deb'), tags: '', section: '' }],
    refused: [
      {
        kind: 'refused',
        source: 'broken',
        reason: 'apt',
        detail: 'Failed to fetch http://packages.example/broken_1_all.deb  404  Not Found',
      },
    ],
  })
})
