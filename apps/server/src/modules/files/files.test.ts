import { readdir } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { getFile, type StoredFile } from '@yimi/contract/file.ts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { inScope } from '#platform/database/scope.ts'
import { verifyChains } from '#platform/flow/verify.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { pictureWithLocation } from './files-fixtures.ts'

let installation: TestInstallation
let producer: TestCaller
const FLV = Buffer.concat([Buffer.from('FLV\x01\x05', 'latin1'), Buffer.alloc(20_000, 7)])

beforeAll(async () => {
  installation = await createTestInstallation()
  producer = await installation.as('producer', 'station')
})
afterAll(() => installation.close())

function upload(caller: TestCaller, bytes: Buffer, name = '彩排.flv', orgId = installation.orgs.station) {
  const boundary = '----yimi'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/plain\r\n\r\n`
  return installation.app.inject({
    method: 'POST',
    url: `/api/files?orgId=${orgId}`,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    cookies: caller.cookies,
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
}

function content(caller: TestCaller, id: string, headers: Record<string, string> = {}) {
  return installation.app.inject({ method: 'GET', url: `/api/files/${id}/content`, headers, cookies: caller.cookies })
}

test('a file is told by its bytes, kept under its hash, and sent back whole as an attachment', async () => {
  const answer = await upload(producer, FLV, '彩排 第1次.txt')
  expect(answer.statusCode).toBe(200)
  const file: StoredFile = answer.json()
  expect(file).toMatchObject({ name: '彩排 第1次.txt.flv', mediaType: 'video/x-flv', bytes: FLV.length })
  expect(await producer.get(getFile, { params: { id: file.id } })).toEqual(file)
  const back = await content(producer, file.id)
  expect(back.rawPayload.equals(FLV)).toBe(true)
  expect(back.headers).toMatchObject({
    'content-type': 'video/x-flv',
    'x-content-type-options': 'nosniff',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'content-length': String(FLV.length),
  })
})

test('a part of a file is sent, one that is not there is refused', async () => {
  const file: StoredFile = (await upload(producer, FLV)).json()
  const part = await content(producer, file.id, { range: 'bytes=0-2' })
  expect([part.statusCode, part.body, part.headers['content-range']]).toEqual([206, 'FLV', `bytes 0-2/${FLV.length}`])
  expect((await content(producer, file.id, { range: 'bytes=99999999-' })).statusCode).toBe(416)
  const tag = String(part.headers.etag)
  expect((await content(producer, file.id, { 'if-none-match': tag })).statusCode).toBe(304)
})

test.each(['<!doctype html><script>alert(1)</script>', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'MZ', ''])(
  '%s disguised as a picture is refused and leaves no row',
  async (text) => {
    const before = await rows()
    const answer = await upload(producer, Buffer.from(text), '图.png')
    expect(answer.json()).toMatchObject({ code: 'file-refused' })
    expect(await rows()).toBe(before)
  },
)

test('a picture loses its place before it is stored', async () => {
  const file: StoredFile = (await upload(producer, pictureWithLocation('39.9N'), '合影.jpg')).json()
  expect(file).toMatchObject({ name: '合影.jpg', mediaType: 'image/jpeg' })
  expect((await content(producer, file.id)).rawPayload.includes('39.9N')).toBe(false)
})

test('upload and content are for the area: a sibling finds nothing, others are refused', async () => {
  const file: StoredFile = (await upload(producer, FLV)).json()
  const sibling = await installation.as('producer', 'sibling')
  const officer = await installation.as('institute-officer', 'institute')
  const lecturer = await installation.as('lecturer', 'station')
  expect((await content(officer, file.id)).statusCode).toBe(200)
  expect((await content(sibling, file.id)).statusCode).toBe(404)
  expect((await sibling.call(getFile, { params: { id: file.id } })).statusCode).toBe(404)
  expect((await content(lecturer, file.id)).statusCode).toBe(403)
  expect((await content(installation.anonymous, file.id)).statusCode).toBe(401)
  expect((await upload(sibling, FLV)).statusCode).toBe(404)
  expect((await upload(lecturer, FLV)).statusCode).toBe(403)
})

test('uploads that dawdle hold no connection: with twenty under way the rest of the server answers', async () => {
  const file: StoredFile = (await upload(producer, FLV)).json()
  const address = await installation.app.listen({ host: '127.0.0.1', port: 0 })
  const cookie = Object.entries(producer.cookies).map(([name, value]) => `${name}=${value}`)[0] ?? ''
  const sockets = await Promise.all(
    Array.from({ length: 20 }, () => beginUpload(Number(new URL(address).port), cookie)),
  )
  try {
    const answer = await fetch(`${address}/api/files/${file.id}`, { headers: { cookie } })
    expect(answer.status).toBe(200)
    expect(installation.services.database.pool.waitingCount).toBe(0)
  } finally {
    for (const socket of sockets) socket.destroy()
  }
})

test('each upload is an act in the file’s chain', async () => {
  const file: StoredFile = (await upload(producer, FLV)).json()
  const scope = { role: 'yimi_app' as const, orgs: [installation.orgs.station] }
  const { database } = installation.services
  const acts = await inScope(database, scope, (tx) =>
    tx.selectFrom('events').select(['move', 'actor_id']).where('record_id', '=', file.id).execute(),
  )
  expect(acts).toEqual([{ move: 'upload', actor_id: producer.accountId }])
  expect((await inScope(database, scope, verifyChains)).faults).toEqual([])
})

/** Sends the head of a form and the first bytes of its file, and then nothing more. Resolves when the server reads the file. */
async function beginUpload(port: number, cookie: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  const before = (await readdir(incoming())).length
  const body = `--b\r\ncontent-disposition: form-data; name="file"; filename="a.flv"\r\n\r\nFLV\x01${'x'.repeat(70_000)}`
  socket.write(
    `POST /api/files?orgId=${installation.orgs.station} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncookie: ${cookie}\r\n` +
      `content-type: multipart/form-data; boundary=b\r\ncontent-length: 900000\r\n\r\n${body}`,
  )
  await vi.waitUntil(async () => (await readdir(incoming())).length > before, { timeout: 10_000, interval: 20 })
  return socket
}

function incoming(): string {
  return join(installation.services.dataFolder, 'files', 'incoming')
}

async function rows(): Promise<number> {
  return (await installation.admin.pool.query('select count(*)::int as n from files')).rows[0].n
}
