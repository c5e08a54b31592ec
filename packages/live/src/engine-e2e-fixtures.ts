import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const cacheFolder = fileURLToPath(new URL('../../../node_modules/.cache/yimi', import.meta.url))
const rtmpModule = '/usr/lib/nginx/modules/ngx_rtmp_module.so'

/** Noise takes the bit rate that is offered. */
const NOISY = 'testsrc2=size=640x360:rate=30,noise=alls=30:allf=t'

/** Fails with what to install, instead of skipping. */
export async function requireTools(): Promise<void> {
  const missing: string[] = []
  for (const [tool, flag] of [
    ['ffmpeg', '-version'],
    ['ffprobe', '-version'],
    ['nginx', '-v'],
  ] as const) {
    await run(tool, [flag]).catch(() => missing.push(tool))
  }
  if (!existsSync(rtmpModule)) missing.push('libnginx-mod-rtmp')
  if (missing.length > 0)
    throw new Error(`these tests need ${missing.join(', ')} (Debian: ffmpeg nginx libnginx-mod-rtmp)`)
}

/** A clip of 8 s, 640x360, H.264 with B-frames and a key frame each 2 s, AAC; made once for each bit rate. */
export async function sourceClip(megabits: 1 | 4 = 1): Promise<string> {
  const file = join(cacheFolder, `live-source-${megabits}.flv`)
  if (existsSync(file)) return file
  mkdirSync(cacheFolder, { recursive: true })
  const half = `${file}.${process.pid}.part`
  await run('ffmpeg', [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', megabits === 1 ? 'testsrc2=size=640x360:rate=30' : NOISY],
    ...['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000', '-t', '8', '-map', '0:v', '-map', '1:a'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-g', '60', '-keyint_min', '60'],
    ...['-sc_threshold', '0', '-bf', '2', '-b:v', `${megabits}M`, '-c:a', 'aac', '-b:a', '96k', '-f', 'flv', half],
  ])
  renameSync(half, file)
  return file
}

/**
 * An encoder: the clip in real time, copied, played `times` times. Without `tcp_nodelay` its kernel may hold back the last
 * packets, and throws them away when ffmpeg closes with an acknowledgement of ours unread: 85 ms of sound in every third run.
 */
export function pushClip(clip: string, url: string, times = 1): { child: ChildProcess; ended: Promise<string> } {
  const loop = ['-stream_loop', String(times - 1)]
  const output = ['-c', 'copy', '-tcp_nodelay', '1', '-f', 'flv', url]
  const child = spawn('ffmpeg', ['-v', 'error', '-re', ...loop, '-i', clip, ...output])
  let words = ''
  child.stderr.on('data', (bytes: Buffer) => {
    words += bytes.toString()
  })
  return { child, ended: new Promise((done) => child.once('exit', () => done(words))) }
}

/** Hashes of the packets of a file, in order, for each stream; side data (a header sent again) has columns of its own. */
export async function packetHashes(file: string): Promise<{ video: string[]; audio: string[] }> {
  const options = ['-v', 'error', '-i', file, '-map', '0:v', '-map', '0:a', '-c', 'copy', '-f', 'framemd5', '-']
  const { stdout } = await run('ffmpeg', options, { maxBuffer: 64 * 1024 * 1024 })
  const rows = stdout.split('\n').filter((line) => /^[01],/.test(line))
  const hashesOf = (stream: string) =>
    rows.filter((line) => line.startsWith(stream)).map((line) => line.split(',')[5]?.trim() ?? '')
  return { video: hashesOf('0'), audio: hashesOf('1') }
}

export async function probeCodecs(file: string): Promise<string[]> {
  const { stdout } = await run('ffprobe', ['-v', 'error', '-show_entries', 'stream=codec_name', '-of', 'csv=p=0', file])
  return stdout.trim().split('\n')
}

export type RecordingPlatforms = {
  port: number
  folder: string
  recordings(): string[]
  /** To the one process that it is. */
  signal(signal: NodeJS.Signals): void
  stop(): Promise<void>
}

/**
 * nginx-rtmp with an application for each name; each records what it is sent into `folder/<key>-<application>.flv`.
 * `keepEach`: what comes after a break goes into a file of its own, `<key>-<seconds>-<application>.flv`.
 */
export async function startRecordingPlatforms(
  applications: readonly string[],
  wanted: { port?: number; keepEach?: boolean } = {},
): Promise<RecordingPlatforms> {
  const folder = mkdtempSync(join(tmpdir(), 'yimi-live-'))
  const port = wanted.port ?? (await freePort())
  const unique = wanted.keepEach === true ? 'record_unique on;' : ''
  const blocks = applications.map(
    (name) =>
      `application ${name} { live on; record all; ${unique} record_path ${folder}; record_suffix -${name}.flv; }`,
  )
  const configuration = join(folder, 'nginx.conf')
  const asRoot = process.getuid?.() === 0 ? 'user root;' : ''
  writeFileSync(
    configuration,
    `load_module ${rtmpModule}; ${asRoot} daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.txt;
     events { worker_connections 256; }
     rtmp { server { listen 127.0.0.1:${port}; ${blocks.join('\n')} } }`,
  )
  const child = spawn('nginx', ['-p', folder, '-c', configuration], { stdio: 'ignore' })
  const exited = new Promise<void>((done) => child.once('exit', () => done()))
  await waitFor('nginx to start', () => existsSync(join(folder, 'pid')))
  return {
    port,
    folder,
    recordings: () => readdirSync(folder).filter((name) => name.endsWith('.flv')),
    signal: (signal) => child.kill(signal),
    stop: () => {
      child.kill('SIGCONT')
      child.kill('SIGTERM')
      return exited
    },
  }
}

/** Asks until the answer is true or given; fails naming what it waited for. */
export async function waitFor<T>(what: string, ask: () => T | Promise<T>, timeoutMs = 10_000): Promise<NonNullable<T>> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== null && answer !== false) return answer
    if (Date.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain for ${what}`)
    await new Promise((done) => setTimeout(done, 25))
  }
}

/** Below 32768, where Linux begins to take ports for outgoing connections: nothing takes it before its server starts. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_240, 32_768)
    const server = createServer()
    const free = await new Promise<boolean>((done) => {
      server.once('error', () => done(false))
      server.listen(port, '127.0.0.1', () => server.close(() => done(true)))
    })
    if (free) return port
  }
}
