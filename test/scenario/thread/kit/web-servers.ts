import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { atTheEnd } from '../../../kit/at-the-end.ts'
import { temporaryFolder } from '../../../kit/temporary.ts'
import { until } from './until.ts'

/** Makes a folder reachable; answers its address, which ends in `/`. */
export type Serve = (folder: string) => Promise<string>

/** Python's own web server, as people start it in a folder. */
export const servedByPython: Serve = async (folder) => {
  const port = await freePort()
  const words = ['-m', 'http.server', String(port), '--bind', '127.0.0.1', '--directory', folder]
  return runServer('python3', words, port)
}

export const servedByNginx: Serve = async (folder) => {
  const port = await freePort()
  const own = temporaryFolder()
  mkdirSync(path.join(own, 'logs'))
  const file = path.join(own, 'nginx.conf')
  writeFileSync(file, nginxConfiguration(own, folder, port))
  return runServer('nginx', ['-p', own, '-e', 'logs/error.log', '-c', file, '-g', 'daemon off;'], port)
}

export const asFolder: Serve = async (folder) => pathToFileURL(`${folder}/`).href

/** Servers lie where ordinary accounts do not look. */
const withServers = { ...process.env, PATH: `${process.env['PATH']}:/usr/local/sbin:/usr/sbin:/sbin` }

export function hasTool(name: string): boolean {
  return spawnSync('which', [name], { stdio: 'ignore', env: withServers }).status === 0
}

async function runServer(command: string, words: readonly string[], port: number): Promise<string> {
  const child = spawn(command, words, { stdio: 'ignore', env: withServers })
  atTheEnd(() => child.kill())
  const url = `http://127.0.0.1:${port}/`
  await until(`${command} at ${url}`, () =>
    fetch(url).then(
      () => true,
      () => false,
    ),
  )
  return url
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const { port } = probe.address() as AddressInfo
  await new Promise((done) => probe.close(done))
  return port
}

/** Its workers would otherwise run as somebody who may not look into a temporary folder of root. */
function nginxConfiguration(own: string, folder: string, port: number): string {
  const user = process.getuid?.() === 0 ? 'user root;' : ''
  const scratch = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${own}/${name};`)
    .join('\n')
  return `${user}
worker_processes 1;
pid ${own}/nginx.pid;
events { worker_connections 64; }
http {
  access_log off;
  ${scratch}
  server { listen 127.0.0.1:${port}; root ${folder}; }
}
`
}
