import { afterEach, beforeEach, expect, test } from 'vitest'
import { waitFor } from '../engine-e2e-fixtures.ts'
import { controlToken, startEngine, startPlatform, type TestEngine, type TestPlatform } from '../engine-fixtures.ts'
import { AllowList } from '../platforms/forbidden-address.ts'
import { parsePlatformAddress } from '../platforms/platform-address.ts'
import { createDial } from '../sockets.ts'
import { testPush } from './test-push.ts'

let running: TestEngine
let platform: TestPlatform | undefined

beforeEach(async () => {
  running = await startEngine({
    findTestTarget: async (id) =>
      id === 'known' ? { url: `rtmp://127.0.0.1:${platform?.port}/live`, key: 'stored-key' } : undefined,
  })
})
afterEach(async () => {
  await running.stop()
  await platform?.kill()
  platform = undefined
})

test('a platform that takes the key is left again, and has seen no media', async () => {
  platform = await startPlatform()
  const answer = await ask({ platform: 'known' })
  expect(answer).toMatchObject({ status: 200, body: { ok: true, reached: 'taken' } })
  expect(platform.keys).toEqual(['stored-key'])
  const taken = platform
  await waitFor('the goodbye', () => taken.open() === 0)
  expect(platform.sessions.flat()).toEqual([])
})

test('the words of a refusal are told without the key', async () => {
  platform = await startPlatform('refuses')
  const answer = await ask({ url: `rtmp://127.0.0.1:${platform.port}/live`, key: 'my-secret-key' })
  expect(answer.body).toMatchObject({ ok: false, reason: expect.stringContaining('***') })
  expect(JSON.stringify(answer.body)).not.toContain('my-secret-key')
})

test('a platform that is not there, and an address that is not allowed', async () => {
  platform = await startPlatform()
  await platform.kill()
  expect((await ask({ platform: 'known' })).body).toMatchObject({
    ok: false,
    reached: 'address',
    reason: expect.stringContaining('ECONNREFUSED'),
  })
  expect((await ask({ url: 'rtmp://10.0.0.1/live', key: 'k' })).body).toMatchObject({
    ok: false,
    reason: expect.stringContaining('not allowed'),
  })
})

test('a platform that never answers ends by the clock', async () => {
  platform = await startPlatform('silent')
  const address = parsePlatformAddress(`rtmp://127.0.0.1:${platform.port}/live`, 'k')
  const result = await testPush(address, createDial(new AllowList(['127.0.0.1']), undefined), 200)
  expect(result).toMatchObject({ ok: false, reached: 'handshake', reason: 'did not answer in time' })
})

test.each([
  [{ platform: 'unknown' }, 404, 'platform_unknown'],
  [{}, 400, 'bad_request'],
  [{ url: 'http://h.example/live', key: 'k' }, 422, 'address_scheme'],
])('%j answers %i', async (body, status, code) => {
  expect(await ask(body)).toMatchObject({ status, body: { code } })
})

async function ask(body: object): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`http://127.0.0.1:${running.listening.controlPort}/v1/test-push`, {
    method: 'POST',
    headers: { authorization: `Bearer ${controlToken}` },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: await response.json() }
}
