import { randomBytes } from 'node:crypto'
import { record } from '../declaration.ts'
import { describeFault, LiveError } from '../live-error.ts'
import type { Connection, Dial } from '../platforms/connection.ts'
import { type PlatformAddress, parsePlatformAddress, withoutSecrets } from '../platforms/platform-address.ts'
import { PushSession } from '../rtmp/push-session.ts'

/** How far a connection test came; `taken`: the platform would take a stream under this key. */
export type PushTest = {
  ok: boolean
  reached: 'address' | 'handshake' | 'connecting' | 'creating' | 'starting' | 'taken'
  /** The platform's or the network's own words, without secrets; undefined when taken. */
  reason: string | undefined
  ms: number
}

export type TestTarget = { url: string; key?: string | undefined }
/** Finds address and key by the id of a platform, so that a key need not be sent to the control API. */
export type FindTestTarget = (platform: string) => Promise<TestTarget | undefined>

/** As long as a platform gets when it is opened for a broadcast. */
const TEST_TIMEOUT_MS = 8_000
const MAX_REASON_CHARS = 300

/** `{platform}` or `{url, key?}` from parsed JSON. Throws `bad_request`, `platform_unknown`, `address_*`. */
export async function readTestTarget(value: unknown, find: FindTestTarget | undefined): Promise<PlatformAddress> {
  const { platform, url, key } = record(value, 'the body')
  if (typeof platform === 'string') {
    const found = await find?.(platform)
    if (found === undefined) throw new LiveError('platform_unknown')
    return parsePlatformAddress(found.url, found.key)
  }
  if (typeof url !== 'string') throw new LiveError('bad_request', 'neither platform nor url')
  if (key !== undefined && typeof key !== 'string') throw new LiveError('bad_request', 'key is not a text')
  return parsePlatformAddress(url, key)
}

/**
 * Asks a platform whether it would take a stream: address check, handshake, connect, publish, and goodbye at once. No
 * picture and no sound is sent, so no permit is needed. Never rejects.
 */
export function testPush(address: PlatformAddress, dial: Dial, timeoutMs = TEST_TIMEOUT_MS): Promise<PushTest> {
  const startedAt = performance.now()
  const session = new PushSession(address, randomBytes)
  let reached: PushTest['reached'] = 'address'
  return new Promise((done) => {
    let isOver = false
    function finish(reason: string | undefined): void {
      if (isOver) return
      isOver = true
      clearTimeout(timer)
      const ms = Math.round(performance.now() - startedAt)
      if (reason === undefined) {
        connection.end()
        done({ ok: true, reached: 'taken', reason, ms })
        return
      }
      connection.destroy()
      done({ ok: false, reached, reason: plainWords(reason, address), ms })
    }
    function receive(bytes: Buffer): void {
      try {
        session.receive(bytes)
      } catch (fault) {
        finish(`unreadable answer (${describeFault(fault)})`)
        return
      }
      const { phase } = session
      if (phase === 'publishing') session.finish()
      flush(connection, session)
      if (phase === 'refused') finish(session.refusal)
      else if (phase === 'publishing') finish(undefined)
      else reached = phase
    }
    const timer = setTimeout(() => finish('did not answer in time'), timeoutMs)
    const connection = dial(address, {
      connected: () => {
        reached = 'handshake'
        flush(connection, session)
      },
      data: (bytes) => {
        if (!isOver) receive(bytes)
      },
      closed: (end) => finish(end.reason),
    })
  })
}

function flush(connection: Connection, session: PushSession): void {
  const output = session.takeOutput()
  if (output !== undefined) connection.write(output, () => undefined)
}

function plainWords(reason: string, address: PlatformAddress): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters of a platform stay out of logs
  const plain = withoutSecrets(reason, address).replace(/[\u0000-\u001f\u007f]+/g, ' ')
  return plain.slice(0, MAX_REASON_CHARS)
}
