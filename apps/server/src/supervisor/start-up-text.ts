/** What the person at the terminal reads when everything serves, and the password of the demo log-ins. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { dirname, join } from 'node:path'
import type { Ports } from './free-ports.ts'

export type StartUpFacts = {
  ports: Ports
  httpHost: string
  /** False behind a proxy, which has HTTPS addresses of its own. */
  https: boolean
  lines: readonly string[]
  password: string | undefined
}

export function startUpText({ ports, httpHost, https, lines, password }: StartUpFacts): string {
  const open = httpHost === '0.0.0.0' || httpHost === '::'
  const outside = open ? addresses() : [httpHost].filter((host) => host !== '127.0.0.1' && host !== 'localhost')
  const here = open ? 'localhost' : httpHost
  const lan = https ? outside.map((host) => `https://${host}:${ports.https}/`) : []
  return [
    '',
    '一米已经启动',
    `  居民门户  http://${here}:${ports.http}/`,
    `  工作台    http://${here}:${ports.http}/console/`,
    ...(lan.length > 0
      ? [
          `  其他设备  ${lan.join('  ')}`,
          `            ${lan.map((address) => `${address}console/`).join('  ')}`,
          `  信任证书  http://${outside[0]}:${ports.http}/trust`,
        ]
      : []),
    `  推流地址  rtmp://${outside.at(-1) ?? here}:${ports.rtmp}/live`,
    ...(password ? [`  演示密码  ${password}`] : []),
    ...lines.map((line) => `  ${line}`),
    '  按 Ctrl-C 停止',
    '',
  ].join('\n')
}

/**
 * What the demonstration is planted with: the one in the environment, else a random one. Kept in the data folder, because
 * the log-ins of a demonstration that stands keep theirs, whatever a later start is given.
 */
export function demoPassword(env: NodeJS.ProcessEnv, dataDir: string): string {
  const file = passwordFile(dataDir)
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
  if (kept && (hasDemo(dataDir) || !env.YIMI_DEMO_PASSWORD)) return kept
  const password = env.YIMI_DEMO_PASSWORD || randomBytes(9).toString('base64url')
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, `${password}\n`, { mode: 0o600 })
  return password
}

/** The password that the log-ins of this data folder have; undefined where no demonstration was planted. */
export function plantedDemoPassword(dataDir: string): string | undefined {
  return hasDemo(dataDir) ? readFileSync(passwordFile(dataDir), 'utf8').trim() : undefined
}

/** Written by the first start that plants one. */
function hasDemo(dataDir: string): boolean {
  return existsSync(join(dataDir, 'demo'))
}

function passwordFile(dataDir: string): string {
  return join(dataDir, 'keys', 'demo-password')
}

function addresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((address) => address.family === 'IPv4' && !address.internal)
    .map((address) => address.address)
}
