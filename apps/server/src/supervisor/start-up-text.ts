/** What the person at the terminal reads when everything serves, and the password of the demo log-ins. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import type { Ports } from './free-ports.ts'

export type StartUpFacts = { ports: Ports; httpHost: string; lines: readonly string[]; password: string | undefined }

export function startUpText({ ports, httpHost, lines, password }: StartUpFacts): string {
  const open = httpHost === '0.0.0.0' || httpHost === '::'
  const hosts = open ? ['localhost', ...addresses()] : [httpHost]
  return [
    '',
    '一米已经启动',
    `  打开网页  ${hosts.map((host) => `http://${host}:${ports.http}/`).join('  ')}`,
    `  推流地址  rtmp://${hosts.at(-1)}:${ports.rtmp}/live`,
    ...(password ? [`  演示密码  ${password}`] : []),
    ...lines.map((line) => `  ${line}`),
    '  按 Ctrl-C 停止',
    '',
  ].join('\n')
}

/** The one in the environment, else a random one that stays the same for this data folder. */
export function demoPassword(env: NodeJS.ProcessEnv, keysDir: string): string {
  if (env.YIMI_DEMO_PASSWORD) return env.YIMI_DEMO_PASSWORD
  const file = join(keysDir, 'demo-password')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const password = randomBytes(9).toString('base64url')
  mkdirSync(keysDir, { recursive: true, mode: 0o700 })
  writeFileSync(file, `${password}\n`, { mode: 0o600 })
  return password
}

function addresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((address) => address.family === 'IPv4' && !address.internal)
    .map((address) => address.address)
}
