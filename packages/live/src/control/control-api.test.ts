import { afterEach, beforeEach, expect, test } from 'vitest'
import { waitFor } from '../engine-e2e-fixtures.ts'
import { buildPermit, controlToken, sha256, startEncoder, startEngine, type TestEngine } from '../engine-fixtures.ts'

const good = { inputs: [{ id: 'studio', keySha256: sha256('k') }] }
let running: TestEngine

beforeEach(async () => {
  running = await startEngine()
})

afterEach(() => running.stop())

test.each([undefined, 'Bearer wrong', `bearer ${controlToken}`, controlToken])(
  'refuses the token %j',
  async (header) => {
    const response = await fetch(
      address('/v1/health'),
      header === undefined ? {} : { headers: { authorization: header } },
    )
    expect([response.status, await response.json()]).toMatchObject([401, { code: 'unauthorised' }])
  },
)

test.each([
  ['PUT', '/v1/broadcasts/b1', 'not json', 400, 'bad_request'],
  ['PUT', '/v1/broadcasts/b1', '[]', 400, 'bad_request'],
  ['PUT', '/v1/broadcasts/b1', '{"inputs":[]}', 400, 'bad_request'],
  ['PUT', '/v1/broadcasts/b1', '{"inputs":[{"id":"a","keySha256":"abc"}]}', 400, 'bad_request'],
  ['PUT', '/v1/broadcasts/b%2f1', JSON.stringify(good), 400, 'bad_request'],
  ['PUT', '/v1/broadcasts/b1', 'x'.repeat(1_100_000), 413, 'body_too_large'],
  ['GET', '/v1/broadcasts/b9', undefined, 404, 'broadcast_unknown'],
  ['POST', '/v1/broadcasts/b9/end', undefined, 404, 'broadcast_unknown'],
  ['GET', '/v1/nothing', undefined, 404, 'not_found'],
  ['PATCH', '/v1/broadcasts/b1', undefined, 405, 'method_not_allowed'],
])('%s %s with %j answers %i', async (method, path, body, status, code) => {
  const response = await send(method, path, body)
  expect([response.status, await response.json()]).toMatchObject([status, { code, message: expect.any(String) }])
})

test('a broadcast is declared, permitted, changed, ended and forgotten', async () => {
  const declared = await send('PUT', '/v1/broadcasts/b1', JSON.stringify(good))
  expect(await declared.json()).toMatchObject({
    id: 'b1',
    state: 'declared',
    previewPath: expect.stringMatching(/^\/media\/preview\/[\w-]{24}\/index\.m3u8$/),
    livePath: '/media/live/b1/index.m3u8',
  })
  const taken = await send('PUT', '/v1/broadcasts/b2', JSON.stringify(good))
  expect([taken.status, await taken.json()]).toMatchObject([409, { code: 'input_key_taken' }])
  const forbiddenUrl = JSON.stringify({ url: 'http://h.example/live', key: 'secret-key' })
  const refused = await send('PUT', '/v1/broadcasts/b1/platforms/p', forbiddenUrl)
  expect(refused.status).toBe(422)
  expect(await refused.text()).not.toContain('secret-key')
  const put = await send(
    'PUT',
    '/v1/broadcasts/b1/platforms/p',
    JSON.stringify({ url: 'rtmp://h.example/live', key: 'secret-key' }),
  )
  expect(await put.text()).not.toContain('secret-key')
  const permit = JSON.stringify({ permit: buildPermit('b1', ['p']) })
  expect((await send('PUT', '/v1/broadcasts/b1/permit', permit)).status).toBe(200)
  const foreign = await send('PUT', '/v1/broadcasts/b1/permit', JSON.stringify({ permit: buildPermit('b2', ['p']) }))
  expect([foreign.status, await foreign.json()]).toMatchObject([403, { code: 'permit_foreign' }])
  expect((await send('DELETE', '/v1/broadcasts/b1/permit')).status).toBe(200)
  expect((await send('POST', '/v1/broadcasts/b1/platforms/p/restart')).status).toBe(200)
  expect((await send('DELETE', '/v1/broadcasts/b1/platforms/p')).status).toBe(200)
  expect(await (await send('POST', '/v1/broadcasts/b1/end')).json()).toMatchObject({ state: 'ended' })
  expect((await send('PUT', '/v1/broadcasts/b1', JSON.stringify(good))).status).toBe(409)
  expect((await send('DELETE', '/v1/broadcasts/b1')).status).toBe(204)
  expect(await (await send('GET', '/v1/broadcasts')).json()).toEqual({ broadcasts: [] })
})

test('events are streamed', async () => {
  await send('PUT', '/v1/broadcasts/b1', JSON.stringify(good))
  const response = await send('GET', '/v1/events')
  let text = ''
  const reading = (async () => {
    for await (const part of response.body ?? []) text += Buffer.from(part).toString()
  })().catch(() => undefined)
  const encoder = await startEncoder(running.listening.rtmpPort, 'k')
  await waitFor('the connection', () =>
    text.includes('event: publisher-connected\ndata: {"type":"publisher-connected"'),
  )
  await waitFor('figures', () => text.includes('event: stats'))
  encoder.stop()
  await waitFor('the reason', () => /event: publisher-gone\ndata: .*"reason":"/.test(text))
  await running.stop()
  await reading
})

function address(path: string): string {
  return `http://127.0.0.1:${running.listening.controlPort}${path}`
}

function send(method: string, path: string, body?: string): Promise<Response> {
  const headers = { authorization: `Bearer ${controlToken}` }
  return fetch(address(path), { method, headers, ...(body === undefined ? {} : { body }) })
}
