import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { signPermit } from '@yimi/live/permit/permit.ts'
import { freePort, sleep, start } from './fanout-processes.ts'
import { type Sinks, startNginx } from './fanout-sinks.ts'

/** Something that takes one stream at `url` and sends it to many platforms. */
export type Hub = { pid: number; url: string; stop(): Promise<void> }

const STREAM_KEY = 'fanout-stream-key'
const TOKEN = 'control-token-of-the-fanout-bench'
const engineFile = fileURLToPath(new URL('../packages/live/src/main.ts', import.meta.url))

/** The engine as a process of its own, every platform permitted. */
export async function startYimiHub(
  sinks: Sinks,
  platforms: number,
  tickMs: number,
  options: { tls?: boolean; flags?: readonly string[] } = {},
): Promise<Hub> {
  const studio = generateKeyPairSync('ed25519')
  const folder = mkdtempSync(join(tmpdir(), 'yimi-fanout-engine-'))
  writeFileSync(join(folder, 'ca.pem'), sinks.ca)
  const running = start(process.execPath, [...(options.flags ?? []), engineFile], {
    LIVE_RTMP_HOST: '127.0.0.1',
    LIVE_RTMP_PORT: '0',
    LIVE_MEDIA_PORT: '0',
    LIVE_CONTROL_PORT: '0',
    LIVE_TOKEN: TOKEN,
    LIVE_PERMIT_PUBLIC_KEY: studio.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    LIVE_ALLOW_PRIVATE: '127.0.0.0/8,::1',
    LIVE_TICK_MS: String(tickMs),
    NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
  })
  const ports = await new Promise<{ rtmpPort: number; controlPort: number }>((done, failed) => {
    running.child.stdout?.once('data', (bytes: Buffer) => done(JSON.parse(bytes.toString().split('\n')[0] ?? '')))
    running.child.once('exit', () => failed(new Error(`the engine did not start: ${running.words()}`)))
  })
  running.child.stdout?.resume()
  const ids = Array.from({ length: platforms }, (_, index) => `p${index}`)
  const server = options.tls ? `rtmps://localhost:${sinks.tlsPort}/sink` : `rtmp://127.0.0.1:${sinks.port}/sink`
  await ask(ports.controlPort, 'b1', {
    inputs: [{ id: 'studio', keySha256: createHash('sha256').update(STREAM_KEY).digest('hex') }],
    platforms: ids.map((id) => ({ id, url: server, key: id })),
  })
  const day = 86_400_000
  const payload = {
    v: 1 as const,
    broadcast: 'b1',
    platforms: ids,
    notBefore: new Date(Date.now() - day).toISOString(),
    notAfter: new Date(Date.now() + day).toISOString(),
    rulesVersion: '1',
    lease: 1,
  }
  const privateKey = studio.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  await ask(ports.controlPort, 'b1/permit', { permit: signPermit(payload, privateKey) })
  const stop = async () => {
    await running.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { pid: running.pid, url: `rtmp://127.0.0.1:${ports.rtmpPort}/live/${STREAM_KEY}`, stop }
}

/** nginx-rtmp with a `push` for each platform. */
export async function startNginxHub(sinks: Sinks, platforms: number): Promise<Hub> {
  const port = await freePort()
  const pushes = Array.from(
    { length: platforms },
    (_, index) => `push rtmp://127.0.0.1:${sinks.port}/sink/p${index};`,
  ).join('\n')
  const nginx = await startNginx(
    `rtmp { server { listen 127.0.0.1:${port}; application live { live on; ${pushes} } } }`,
  )
  return { ...nginx, url: `rtmp://127.0.0.1:${port}/live/${STREAM_KEY}` }
}

/** One ffmpeg that listens and copies to every platform through `tee`. */
export async function startTeeHub(sinks: Sinks, platforms: number): Promise<Hub> {
  const port = await freePort()
  const url = `rtmp://127.0.0.1:${port}/live/${STREAM_KEY}`
  const targets = Array.from(
    { length: platforms },
    (_, index) => `[f=flv:onfail=ignore]rtmp://127.0.0.1:${sinks.port}/sink/p${index}`,
  ).join('|')
  const options = ['-v', 'error', '-nostdin', '-listen', '1', '-f', 'flv', '-i', url]
  const running = start('ffmpeg', [...options, '-map', '0', '-c', 'copy', '-f', 'tee', targets])
  running.child.stdout?.resume()
  // It takes one connection only, so there is no knocking to see whether it listens.
  await sleep(1500)
  return { pid: running.pid, url, stop: running.stop }
}

async function ask(port: number, path: string, body: unknown): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/v1/broadcasts/${path}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`the engine refused ${path}: ${await answer.text()}`)
}
