import { generateKeyPairSync } from 'node:crypto'
import { connect } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
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
import { signPermit } from './permit/permit.ts'

const key = 'key-of-the-studio'
let running: TestEngine
let target: TestPlatform
const cleanups: (() => unknown)[] = []

beforeEach(async () => {
  running = await startEngine()
  target = await startPlatform()
  running.engine.declare('b1', {
    inputs: [{ id: 'studio', keySha256: sha256(key) }],
    platforms: [{ id: 'target', url: `rtmp://127.0.0.1:${target.port}/live`, key: 'hall' }],
  })
  const encoder = await startEncoder(running.listening.rtmpPort, key)
  cleanups.push(encoder.stop)
  await waitFor('the program', () => running.engine.status('b1').programSeconds > 0.2)
})

afterEach(async () => {
  await running.stop()
  await target.kill()
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

test.each([
  ['an expired one', () => permitFrom(-7_200_000, -3_600_000), 'permit_expired'],
  ['one whose time has not come', () => permitFrom(3_600_000, 7_200_000), 'permit_not_yet'],
  ['one whose platforms were edited', () => edit(buildPermit('b1', ['other'])), 'permit_signature'],
  ['one that another studio signed', () => permitFrom(-1000, 3_600_000, strangerKey()), 'permit_signature'],
  ['one of another broadcast', () => buildPermit('b2', ['target']), 'permit_foreign'],
])('while an encoder publishes, %s opens nothing', async (_name, make, code) => {
  expect(() => running.engine.setPermit('b1', make())).toThrowError(expect.objectContaining({ code }))
  await nothingLeaves()
})

test('one that does not name the platform does not open it', async () => {
  running.engine.setPermit('b1', buildPermit('b1', ['other', 'own']))
  await nothingLeaves()
})

test('one that was withdrawn opens nothing when it is sent again, in this life of the broadcast or the next', async () => {
  const permit = buildPermit('b1', ['target'])
  running.engine.setPermit('b1', permit)
  await waitFor('the platform to be live', () => target.sessions.length === 1 && target.open() === 1)
  running.engine.withdrawPermit('b1')
  await waitFor('the platform to be closed', () => target.open() === 0)
  target.sessions.length = 0
  const refusal = expect.objectContaining({ code: 'permit_superseded' })
  expect(() => running.engine.setPermit('b1', permit)).toThrowError(refusal)
  await nothingLeaves()
  running.engine.remove('b1')
  running.engine.declare('b1', { inputs: [{ id: 'studio', keySha256: sha256(key) }] })
  expect(() => running.engine.setPermit('b1', permit)).toThrowError(refusal)
})

test('one of an older lease is refused, and the one in force goes on', async () => {
  const older = buildPermit('b1', ['target', 'other'], 4)
  running.engine.setPermit('b1', buildPermit('b1', ['target'], 5))
  await waitFor('the platform to be live', () => target.sessions.length === 1 && target.open() === 1)
  const refusal = expect.objectContaining({ code: 'permit_superseded' })
  expect(() => running.engine.setPermit('b1', older)).toThrowError(refusal)
  const sent = target.sessions[0]?.length ?? 0
  await waitFor('the platform to go on', () => (target.sessions[0]?.length ?? 0) > sent + 5)
  expect(running.engine.status('b1').permit).toMatchObject({ inForce: true, lease: 5, platforms: ['target'] })
})

test('one that is edited, foreign or expired, put while another is in force, takes nothing off air', async () => {
  running.engine.setPermit('b1', buildPermit('b1', ['target']))
  await waitFor('the platform to be live', () => target.sessions.length === 1 && target.open() === 1)
  for (const bad of [edit(buildPermit('b1', ['other'])), buildPermit('b2', ['target']), permitFrom(-7_200_000, -1000)])
    expect(() => running.engine.setPermit('b1', bad)).toThrowError(expect.objectContaining({ name: 'LiveError' }))
  const sent = target.sessions[0]?.length ?? 0
  await waitFor('the platform to go on', () => (target.sessions[0]?.length ?? 0) > sent + 5)
  expect(target.sessions).toHaveLength(1)
})

test('an encoder that shakes hands and then says nothing is let go in its time', async () => {
  const socket = connect(running.listening.rtmpPort, '127.0.0.1')
  const closed = new Promise((done) => socket.once('close', done))
  socket.on('error', () => undefined)
  let answered = 0
  socket.on('data', (bytes: Buffer) => {
    answered += bytes.length
  })
  socket.write(Buffer.concat([Buffer.of(3), Buffer.alloc(2 * 1536, 7)]))
  await waitFor('S0, S1 and S2', () => answered === 1 + 2 * 1536)
  running.skip(9000)
  await ticks()
  expect(socket.destroyed).toBe(false)
  running.skip(1500)
  await closed
})

/** Some ticks go by, and nobody has knocked at the platform. */
async function nothingLeaves(): Promise<void> {
  await ticks()
  expect(target.sessions).toEqual([])
  expect(running.engine.status('b1').platforms).toMatchObject([{ state: expect.stringMatching(/idle|stopped/) }])
}

async function ticks(): Promise<void> {
  const from = running.engine.status('b1').programSeconds
  await waitFor('the program to go on', () => running.engine.status('b1').programSeconds > from + 0.3)
}

function permitFrom(fromMs: number, untilMs: number, privateKey?: string): string {
  const notBefore = new Date(Date.now() + fromMs).toISOString()
  const notAfter = new Date(Date.now() + untilMs).toISOString()
  return buildPermit('b1', ['target'], 1, { notBefore, notAfter, ...(privateKey === undefined ? {} : { privateKey }) })
}

function strangerKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** The signature of one payload under another. */
function edit(token: string): string {
  const [body = '', signature] = token.split('.')
  const payload = JSON.parse(Buffer.from(body, 'base64url').toString())
  const edited = signPermit({ ...payload, platforms: ['target'] }, strangerKey()).split('.')[0]
  return `${edited}.${signature}`
}
