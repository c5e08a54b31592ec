import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { waitFor } from './engine-e2e-fixtures.ts'
import {
  buildPermit,
  sha256,
  startEncoder,
  startEngine,
  startPlatform,
  type TestEngine,
  type TestPlatform,
} from './engine-fixtures.ts'
import type { PlatformStatus } from './platforms/platform-status.ts'
import { SeededBytes } from './seeded-bytes.ts'

const key = 'key-of-the-studio'
let running: TestEngine
const cleanups: (() => unknown)[] = []

beforeEach(async () => {
  running = await startEngine()
})

afterEach(async () => {
  await running.stop()
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

describe('encoders', () => {
  test('an unknown key is refused with words, and nothing is told about the key', async () => {
    declare()
    const encoder = await encode('wrong')
    expect(encoder.session.refusal).toBe('NetStream.Publish.BadName: the stream key is not known')
    await encoder.gone
  })

  test('a second publisher on the same key is refused while the first is live, and taken after', async () => {
    declare()
    const first = await encode(key)
    const second = await encode(key)
    expect(second.session.refusal).toContain('another encoder is already publishing')
    expect(status().inputs).toMatchObject([{ publishing: true }])
    first.stop()
    await waitFor('the first to be gone', () => running.events.find(({ type }) => type === 'publisher-gone'))
    expect((await encode(key)).session.phase).toBe('publishing')
  })

  test('one that comes before the keys are known waits, and is not refused', async () => {
    await running.stop()
    const known = Promise.withResolvers<void>()
    running = await startEngine({}, { answerAfter: known.promise })
    const early = connect(running.listening.rtmpPort, '127.0.0.1')
    cleanups.push(() => early.destroy())
    const encoder = encode(key)
    await once(early, 'connect')
    let answered = false
    early.once('data', () => {
      answered = true
    })
    early.write(Buffer.concat([Buffer.of(3), Buffer.alloc(1536, 7)]))
    declare()
    expect(answered).toBe(false)
    known.resolve()
    expect((await encoder).session.phase).toBe('publishing')
    await waitFor('an answer', () => answered)
  })

  test('one that goes silent is let go with the reason', async () => {
    await running.stop()
    running = await startEngine({ silenceMs: 300 })
    declare()
    const encoder = await encode(key)
    encoder.pause()
    await encoder.gone
    expect(running.events.find(({ type }) => type === 'publisher-gone')).toMatchObject({
      reason: 'silent for too long',
    })
  })

  test('a connection that says nothing, or nothing sensible, is closed', async () => {
    const seeded = new SeededBytes(31)
    const silent = connect(running.listening.rtmpPort, '127.0.0.1')
    await once(silent, 'connect')
    for (let round = 0; round < 40; round += 1) {
      const socket = connect(running.listening.rtmpPort, '127.0.0.1')
      socket.on('error', () => undefined)
      socket.end(Buffer.concat([Buffer.of(3), seeded.bytes(3072 + seeded.below(2000))]))
      socket.resume()
      await once(socket, 'close')
    }
    running.skip(11_000)
    await once(silent, 'close')
    declare()
    expect((await encode(key)).session.phase).toBe('publishing')
  })

  test('an input that is not declared any more loses its publisher', async () => {
    declare()
    const before = status().previewPath
    const encoder = await encode(key)
    running.engine.declare('b1', { inputs: [{ id: 'studio', keySha256: sha256('another') }] })
    await encoder.gone
    expect(status().previewPath).not.toBe(before)
  })
})

describe('the interlock', () => {
  test('a platform that the permit does not name is never dialled', async () => {
    const [named, unnamed] = await onAir(['named', 'unnamed'], ['named'])
    await live('named')
    await waitFor('pictures', () => (named?.sessions[0]?.length ?? 0) > 20)
    expect(unnamed?.sessions).toEqual([])
    expect(platform('unnamed').state).toBe('idle')
  })

  test('the first picture of a platform is a key frame from after the permit', async () => {
    const target = await platformAt()
    declare({ target })
    await encode(key)
    await waitFor('program', () => status().programSeconds > 0.3)
    const atPermit = status().programSeconds * 1000
    running.engine.setPermit('b1', buildPermit('b1', ['target']))
    await waitFor('pictures', () => (target.sessions[0]?.length ?? 0) > 3)
    const [header, first] = target.sessions[0] ?? []
    expect([header?.payload[1], first?.payload[0], first?.payload[1]]).toEqual([0, 0x17, 1])
    expect(first?.timestamp).toBeGreaterThanOrEqual(atPermit - 100)
  })

  test('a withdrawn permit closes every platform and the own page at once, and is not taken again', async () => {
    const permit = buildPermit('b1', ['one', 'two', 'own'])
    const [one, two] = await onAir(['one', 'two'], [], permit)
    await live('one')
    await live('two')
    const started = performance.now()
    running.engine.withdrawPermit('b1')
    await waitFor('the connections to close', () => one?.open() === 0 && two?.open() === 0)
    expect(performance.now() - started).toBeLessThan(2000)
    expect(status()).toMatchObject({ liveOpen: false, permit: { inForce: false } })
    expect(status().platforms.map(({ state }) => state)).toEqual(['stopped', 'stopped'])
    expect(() => running.engine.setPermit('b1', permit)).toThrowError(
      expect.objectContaining({ code: 'permit_superseded' }),
    )
    running.engine.setPermit('b1', buildPermit('b1', ['one'], 2))
    await live('one')
  })

  test('a permit that runs out on air closes the platforms', async () => {
    const [one] = await onAir(['one'], ['one'])
    await live('one')
    running.skip(3_600_000)
    await waitFor('the connection to close', () => one?.open() === 0)
    expect(platform('one')).toMatchObject({ state: 'stopped', lastError: 'the permit has expired' })
  })
})

describe('platforms', () => {
  test('one that refuses shows its words without the key, and the other goes on', async () => {
    const refusing = await platformAt('refuses')
    const good = await platformAt()
    declare({ good, refusing })
    running.engine.setPermit('b1', buildPermit('b1', ['good', 'refusing']))
    await encode(key)
    await live('good')
    await waitFor('the refusal', () => platform('refusing').state === 'refused')
    expect(platform('refusing').lastError).toBe('NetStream.Publish.BadName: key *** is not known here')
    expect(refusing.keys).toEqual(['key?of=refusing&x=a b'])
  })

  test('one that never answers waits for its next try', async () => {
    const silent = await platformAt('silent')
    declare({ silent })
    running.engine.setPermit('b1', buildPermit('b1', ['silent']))
    await encode(key)
    await waitFor('the dial', () => platform('silent').state === 'connecting' && silent.open() === 1)
    running.skip(8_100)
    await waitFor('the end of patience', () => platform('silent').state === 'waiting-to-retry')
    expect(platform('silent').lastError).toBe('did not answer in time')
  })

  test('one that was killed is back at a key frame, and is counted', async () => {
    const [victim, other] = await onAir(['victim', 'other'], ['victim', 'other'])
    await live('victim')
    await live('other')
    await victim?.kill()
    await waitFor('the loss to be seen', () => platform('victim').state === 'waiting-to-retry')
    await victim?.start()
    await live('victim')
    await waitFor('pictures', () => (victim?.sessions[1]?.length ?? 0) > 3)
    expect(victim?.sessions[1]?.[1]?.payload[0]).toBe(0x17)
    expect(platform('victim').reconnects).toBe(1)
    expect(other?.sessions.length).toBe(1)
  })

  test('restart, add and remove on air leave the others alone', async () => {
    const [one] = await onAir(['one'], ['one', 'late'])
    await live('one')
    const late = await platformAt()
    running.engine.putPlatform('b1', 'late', { url: `rtmp://127.0.0.1:${late.port}/live`, key: 'k' })
    await live('late')
    running.engine.restartPlatform('b1', 'late')
    await waitFor('the second connection', () => late.sessions.length === 2 && platform('late').state === 'live')
    running.engine.removePlatform('b1', 'late')
    await waitFor('the removed one to be closed', () => late.open() === 0)
    expect(one?.sessions.length).toBe(1)
    expect(status().platforms.map(({ id }) => id)).toEqual(['one'])
  })

  test('an address inside the own network is refused unless it is allowed', async () => {
    await running.stop()
    running = await startEngine({ allowPrivate: [] })
    const inside = await platformAt()
    declare({ inside })
    running.engine.setPermit('b1', buildPermit('b1', ['inside']))
    await encode(key)
    await waitFor('the refusal', () => platform('inside').state === 'refused')
    expect(platform('inside').lastError).toContain('not allowed')
    expect(inside.sessions).toEqual([])
  })

  test('they stay connected when the encoder drops, and times go on when it is back', async () => {
    const target = await platformAt()
    declare({ target })
    running.engine.setPermit('b1', buildPermit('b1', ['target']))
    const first = await encode(key)
    await live('target')
    await waitFor('pictures', () => (target.sessions[0]?.length ?? 0) > 20)
    first.stop()
    await waitFor('it to be gone', () => !status().inputs[0]?.publishing)
    const before = target.sessions[0]?.length ?? 0
    await encode(key)
    await waitFor('more pictures', () => (target.sessions[0]?.length ?? 0) > before + 20)
    expect(target.sessions.length).toBe(1)
    const times = target.sessions[0]?.map(({ timestamp }) => timestamp) ?? []
    expect(times).toEqual([...times].sort((one, other) => one - other))
  })
})

function declare(platforms: Record<string, TestPlatform> = {}): void {
  running.engine.declare('b1', {
    inputs: [{ id: 'studio', keySha256: sha256(key) }],
    platforms: Object.entries(platforms).map(([id, { port }]) => ({
      id,
      url: `rtmp://127.0.0.1:${port}/live`,
      key: `key?of=${id}&x=a b`,
    })),
  })
}

/** A broadcast with these platforms, a permit, and an encoder that publishes. */
async function onAir(
  ids: string[],
  permitted: string[],
  permit = buildPermit('b1', permitted),
): Promise<TestPlatform[]> {
  const platforms = await Promise.all(ids.map(() => platformAt()))
  declare(Object.fromEntries(ids.map((id, index) => [id, platforms[index] as TestPlatform])))
  running.engine.setPermit('b1', permit)
  await encode(key)
  return platforms
}

async function platformAt(manner?: 'takes' | 'refuses' | 'silent'): Promise<TestPlatform> {
  const made = await startPlatform(manner)
  cleanups.push(() => made.kill())
  return made
}

async function encode(withKey: string) {
  const encoder = await startEncoder(running.listening.rtmpPort, withKey)
  cleanups.push(() => encoder.stop())
  return encoder
}

function status() {
  return running.engine.status('b1')
}

function platform(id: string): PlatformStatus {
  const found = status().platforms.find((candidate) => candidate.id === id)
  if (found === undefined) throw new Error(`no platform ${id}`)
  return found
}

function live(id: string) {
  return waitFor(`${id} to be live`, () => platform(id).state === 'live')
}
