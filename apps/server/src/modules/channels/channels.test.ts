import { changeChannel, createChannel, listChannels } from '@yimi/contract/channel.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inScope } from '#platform/database/scope.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { openChannelKey } from './channels.ts'

let installation: TestInstallation
let officer: TestCaller
const KEY = 'live_77_secret?auth=a&b=9f3c'

beforeAll(async () => {
  installation = await createTestInstallation({ allowPrivate: ['127.0.0.1:19350'] })
  officer = await installation.as('institute-officer', 'institute')
})
afterAll(() => installation.close())

function create(server: string, key?: string, name = '视频号') {
  const body = { orgId: installation.orgs.institute, name, server, ...(key ? { key } : {}) }
  return officer.call(createChannel, { body })
}

async function storedKey(id: string): Promise<string | undefined> {
  const row = await inScope(installation.services.database, { role: 'yimi_jobs' }, (tx) =>
    tx.selectFrom('channels').select(['id', 'stream_key_enc']).where('id', '=', id).executeTakeFirstOrThrow(),
  )
  return openChannelKey(installation.services.keyring, row)
}

test.each([
  ['rtmp://push.example.com/live', KEY],
  [`rtmp://push.example.com/live/${KEY}`, undefined],
])('address %s with the key apart or in one string gives the same channel', async (server, key) => {
  const answer = await create(server, key)
  const channel = answer.json()
  expect(channel).toMatchObject({ server: 'rtmp://push.example.com/live', keyEnd: '9f3c', disabled: false })
  expect(answer.body).not.toContain('secret')
  expect(await storedKey(channel.id)).toBe(KEY)
})

test('of a short key nothing is shown', async () => {
  const channel = (await create('rtmps://push.example.com/live', 'elf-signs..')).json()
  expect(channel.keyEnd).toBeNull()
  expect(await storedKey(channel.id)).toBe('elf-signs..')
})

test('a key is kept when none is given, replaced when one is, and goes to no other server', async () => {
  const { id } = (await create('rtmp://push.example.com/live', KEY)).json()
  const change = (server: string, key?: string) =>
    officer.call(changeChannel, {
      params: { id },
      body: { name: '改名', server, disabled: true, ...(key ? { key } : {}) },
    })
  const renamed = (await change('rtmp://push.example.com/live')).json()
  expect(renamed).toMatchObject({ name: '改名', keyEnd: '9f3c', disabled: true })
  expect(await storedKey(id)).toBe(KEY)
  expect((await change('rtmp://evil.example.net/live')).json()).toMatchObject({
    code: 'address-refused',
    faults: [{ path: ['key'] }],
  })
  await change('rtmp://other.example.com/live', 'another-key-1234')
  expect(await storedKey(id)).toBe('another-key-1234')
})

test.each([
  'http://push.example.com/live',
  'rtmp://127.0.0.1/live',
  'rtmp://10.0.0.8:1935/live',
  'rtmp://[::1]/live',
  'rtmp://[::ffff:192.168.1.1]/live',
  'rtmp://169.254.169.254/latest',
  'rtmp://localhost/live',
  'rtmp://user:pass@push.example.com/live',
  'rtmp://push.example.com',
])('the address %s is refused', async (server) => {
  expect((await create(server, KEY)).json()).toMatchObject({ code: 'address-refused', faults: [{ path: ['server'] }] })
})

test('the operator’s exception is allowed, the next port is not', async () => {
  expect((await create('rtmp://127.0.0.1:19350/one', KEY)).statusCode).toBe(200)
  expect((await create('rtmp://127.0.0.1:19351/one', KEY)).statusCode).toBe(422)
})

test('the role that serves pages cannot read the key, and no key stands in clear', async () => {
  const { id } = (await create('rtmp://push.example.com/live', KEY)).json()
  const reading = inScope(
    installation.services.database,
    { role: 'yimi_app', orgs: [installation.orgs.institute] },
    (tx) => tx.selectFrom('channels').select('stream_key_enc').execute(),
  )
  await expect(reading).rejects.toMatchObject({ code: '42501' })
  const { rows } = await installation.admin.pool.query('select c::text as text from channels c where id = $1', [id])
  expect(rows[0].text).not.toContain(Buffer.from('secret').toString('hex'))
})

test('channels of the unit above are seen and not changed; of others neither', async () => {
  const { id } = (await create('rtmp://push.example.com/live', KEY, '本所视频号')).json()
  const director = await installation.as('director', 'station')
  const stranger = await installation.as('institute-officer', 'otherInstitute')
  expect((await director.get(listChannels, {})).items.map((channel) => channel.id)).toContain(id)
  expect((await stranger.get(listChannels, {})).items).toEqual([])
  const change = { params: { id }, body: { name: '改', server: 'rtmp://push.example.com/live', disabled: false } }
  expect((await director.call(changeChannel, change)).statusCode).toBe(403)
  expect((await stranger.call(changeChannel, change)).statusCode).toBe(404)
})

test('limits come from the preset until somebody enters others; those keep their day while they stay the same', async () => {
  const { orgs, admin } = installation
  const server = 'rtmp://push.example.com/live'
  const made = await officer.get(createChannel, {
    body: { orgId: orgs.institute, name: '短视频', server, key: KEY, preset: 'short-video' },
  })
  expect(made).toMatchObject({ lastUsedAt: null, limits: { maxKbps: null, maxHeight: 1080, own: false, source: null } })
  expect(made.limits.enteredOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  const save = (limits: { maxKbps: number | null; maxHeight: number | null; keyFrameSeconds: number | null } | null) =>
    officer.call(changeChannel, {
      params: { id: made.id },
      body: { name: '短视频', server, disabled: false, preset: 'short-video', limits },
    })
  const own = { maxKbps: 4000, maxHeight: 1080, keyFrameSeconds: 2 }
  expect((await save(own)).json().limits).toMatchObject({ ...own, own: true })
  await admin.pool.query(`update channels set limits_on = '2026-01-02' where id = $1`, [made.id])
  expect((await save(own)).json().limits.enteredOn).toBe('2026-01-02')
  expect((await save({ ...own, maxKbps: 6000 })).json().limits.enteredOn).not.toBe('2026-01-02')
  expect((await save(null)).json().limits).toEqual(made.limits)
  expect((await save({ ...own, maxKbps: 3 })).json().code).toBe('bad-request')
})
