import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { dialogue, malformedSession } from './malformed-session.ts'
import { SeededBytes } from './seeded-bytes.ts'

export type MalformedResult = {
  sessions: number
  kinds: number
  deaths: number
  /** A well-behaved encoder is taken after all of them. */
  takesEncoder: boolean
  descriptorGrowth: number
  rssGrowthMb: number
  seconds: number
}

const TOKEN = 'control-token-of-the-malformed-run'
const KEY = 'key-that-is-accepted'
const AT_ONCE = 16
/** A session that the engine neither answers nor closes is counted as hanging after this. */
const SESSION_TIMEOUT_MS = 15_000
const program = fileURLToPath(new URL('./main.ts', import.meta.url))

/**
 * Starts the engine as a process, throws `warmUp` and then `sessions` malformed sessions at it over real sockets, and
 * tells what it has lost and kept. The same seed gives the same sessions. Needs Linux for the figures (/proc).
 */
export async function runMalformedSessions(sessions: number, warmUp: number, seed: number): Promise<MalformedResult> {
  const child = startProcess()
  try {
    const [line] = await once(child.stdout ?? child, 'data')
    child.stdout?.resume()
    const { rtmpPort, controlPort } = JSON.parse(String(line))
    await declare(controlPort)
    const seeded = new SeededBytes(seed)
    const kinds = new Set<string>()
    await attack(rtmpPort, warmUp, seeded, kinds)
    const before = await settledFigures(child)
    const startedAt = performance.now()
    await attack(rtmpPort, sessions, seeded, kinds)
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10
    const deaths = child.exitCode === null && child.signalCode === null ? 0 : 1
    const takesEncoder = deaths === 0 && (await isTaken(rtmpPort, controlPort, seeded))
    const after = deaths === 0 ? await settledFigures(child) : before
    return {
      sessions,
      kinds: kinds.size,
      deaths,
      takesEncoder,
      descriptorGrowth: after.descriptors - before.descriptors,
      rssGrowthMb: Math.round((after.rssMb - before.rssMb) * 10) / 10,
      seconds,
    }
  } finally {
    child.kill('SIGKILL')
  }
}

function startProcess(): ChildProcess {
  const { publicKey } = generateKeyPairSync('ed25519')
  return spawn(process.execPath, [program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...{ LIVE_RTMP_HOST: '127.0.0.1', LIVE_RTMP_PORT: '0', LIVE_MEDIA_PORT: '0', LIVE_CONTROL_PORT: '0' },
      ...{ LIVE_TOKEN: TOKEN, LIVE_PERMIT_PUBLIC_KEY: publicKey.export({ type: 'spki', format: 'pem' }).toString() },
    },
  })
}

async function attack(port: number, count: number, seeded: SeededBytes, kinds: Set<string>): Promise<void> {
  let left = count
  const attacker = async () => {
    while (left > 0) {
      left -= 1
      const { kind, pieces, slams } = malformedSession(seeded, KEY)
      kinds.add(kind)
      await send(port, pieces, slams)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, attacker))
}

/** Resolves when the connection is closed, by whichever side. Throws when it hangs. */
async function send(port: number, pieces: readonly Buffer[], slams: boolean): Promise<void> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  const closed = new Promise<void>((done) => socket.once('close', () => done()))
  const timer = setTimeout(() => socket.destroy(new Error('hangs')), SESSION_TIMEOUT_MS)
  let hangs = false
  socket.on('error', (fault) => {
    hangs ||= fault.message === 'hangs'
  })
  socket.resume()
  for (const piece of pieces) {
    if (socket.destroyed) break
    // One piece a turn of the event loop, so that they arrive as pieces.
    await new Promise<void>((done) => socket.write(piece, () => done()))
  }
  if (slams) socket.resetAndDestroy()
  else socket.end()
  await closed
  clearTimeout(timer)
  if (hangs) throw new Error('the engine neither answers nor closes a connection')
}

/** Tries until the input is free of the last attacker. */
async function isTaken(port: number, controlPort: number, seeded: SeededBytes): Promise<boolean> {
  for (let turn = 0; turn < 50; turn += 1) {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.resume()
    socket.write(dialogue(seeded, KEY))
    await new Promise((done) => setTimeout(done, 100))
    const status = await (await fetch(`http://127.0.0.1:${controlPort}/v1/broadcasts/b1`, { headers })).text()
    const taken = status.includes('"publishing":true') && !socket.destroyed
    socket.destroy()
    if (taken) return true
  }
  return false
}

const headers = { authorization: `Bearer ${TOKEN}` }

async function declare(controlPort: number): Promise<void> {
  const keySha256 = createHash('sha256').update(KEY).digest('hex')
  const body = JSON.stringify({ inputs: [{ id: 'studio', keySha256 }] })
  const answer = await fetch(`http://127.0.0.1:${controlPort}/v1/broadcasts/b1`, { method: 'PUT', headers, body })
  if (!answer.ok) throw new Error(await answer.text())
}

/** Once the number of descriptors has stopped falling. */
async function settledFigures(child: ChildProcess): Promise<{ descriptors: number; rssMb: number }> {
  let lowest = countDescriptors(child)
  for (let quiet = 0; quiet < 8; quiet += 1) {
    await new Promise((done) => setTimeout(done, 100))
    const now = countDescriptors(child)
    if (now < lowest) quiet = 0
    lowest = Math.min(lowest, now)
  }
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  return { descriptors: lowest, rssMb: Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024 }
}

function countDescriptors(child: ChildProcess): number {
  return readdirSync(`/proc/${child.pid}/fd`).length
}
