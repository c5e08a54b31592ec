import { listOrganisations } from '@yimi/contract/organisation.ts'
import { defineRoute } from '@yimi/contract/route.ts'
import { bookVenue, createVenue, listVenues } from '@yimi/contract/venue.ts'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { allOperations } from '../../operations.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { Refusal } from '../fault.ts'
import { newId } from '../new-id.ts'
import { createMetrics } from './metrics.ts'
import { implement, type Operation } from './operation.ts'
import { buildHttpServer } from './server.ts'

let installation: TestInstallation
let head: TestCaller

beforeAll(async () => {
  installation = await createTestInstallation()
  head = await installation.as('station-head', 'station')
})
afterAll(() => installation.close())

function venue(name: string) {
  return { body: { name, place: '一层', seats: 60, orgId: installation.orgs.station } }
}

async function venuesNamed(name: string): Promise<number> {
  return (await head.get(listVenues, {})).items.filter((item) => item.name === name).length
}

describe('the same key', () => {
  test('twice is one effect and one answer, one after the other and twenty at once', async () => {
    const key = newId()
    const first = await head.get(createVenue, venue('活动室'), { key })
    expect(await head.get(createVenue, venue('活动室'), { key })).toEqual(first)
    const twenty = await Promise.all(
      Array.from({ length: 20 }, () => head.get(createVenue, venue('礼堂'), { key: 'twenty-at-once' })),
    )
    expect(new Set(twenty.map((one) => one.id)).size).toBe(1)
    expect([await venuesNamed('活动室'), await venuesNamed('礼堂')]).toEqual([1, 1])
  })

  test('with another body or for another route is refused and has no effect', async () => {
    const key = newId()
    await head.get(createVenue, venue('甲'), { key })
    const other = await head.call(createVenue, venue('乙'), { key })
    expect(other.statusCode).toBe(422)
    expect(other.json().code).toBe('key-reused')
    expect(await venuesNamed('乙')).toBe(0)
    const { id } = await head.get(createVenue, venue('己'))
    const stay = { orgId: installation.orgs.station, purpose: '排练' }
    const body = { ...stay, startsAt: '2027-05-04T02:00:00.000Z', endsAt: '2027-05-04T03:00:00.000Z' }
    expect((await head.call(bookVenue, { params: { id }, body }, { key })).json().code).toBe('key-reused')
  })

  test('of another caller is another key; after a refusal it is free again', async () => {
    const key = newId()
    const second = await installation.as('station-head', 'station')
    const made = [
      await head.get(createVenue, venue('丙'), { key }),
      await second.get(createVenue, venue('丙'), { key }),
    ]
    expect(made[0]?.id).not.toBe(made[1]?.id)
    const elsewhere = { body: { ...venue('丁').body, orgId: installation.orgs.otherStation } }
    const again = newId()
    expect((await head.call(createVenue, elsewhere, { key: again })).statusCode).toBe(404)
    expect((await head.call(createVenue, venue('丁'), { key: again })).statusCode).toBe(200)
  })

  test('must be there, and look like one', async () => {
    for (const key of ['', 'short', 'with a space in it', 'x'.repeat(101)])
      expect((await head.call(createVenue, venue('戊'), { key })).json().code, key).toBe('key-missing')
    expect(await venuesNamed('戊')).toBe(0)
  })
})

test('no write of any route is taken from another site, with a session or without', async () => {
  const writes = allOperations(installation.services).filter(({ route }) => route.method !== 'GET')
  expect(writes.length).toBeGreaterThan(20)
  for (const { route } of writes) {
    for (const headers of [{ origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      const url = `/api${route.path.replace(/:\w+/g, newId())}`
      const answer = await installation.app.inject({ method: route.method, url, headers, cookies: head.cookies })
      expect(`${answer.statusCode} ${answer.json().code}`, `${route.method} ${route.path}`).toBe('403 foreign-origin')
    }
  }
  const own = { origin: 'http://localhost:80', 'sec-fetch-site': 'same-origin', 'idempotency-key': newId() }
  const payload = venue('本站').body
  const answer = await installation.app.inject({
    method: 'POST',
    url: '/api/venues',
    headers: own,
    cookies: head.cookies,
    payload,
  })
  expect(answer.statusCode).toBe(200)
})

test('what is wrong with a field is said in words; what cannot be an id is not there', async () => {
  const body = { name: '', place: '一'.repeat(201), seats: -1, orgId: 'nothing' }
  const answer = await head.call(createVenue, { body })
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
  expect(answer.json()).toEqual({
    type: '/problems/bad-request',
    title: expect.stringMatching(/^填写的内容有误/),
    status: 400,
    code: 'bad-request',
    faults: [
      { path: ['name'], message: '请填写此项' },
      { path: ['place'], message: '最多 200 个字符' },
      { path: ['seats'], message: '不能小于 0' },
      { path: ['orgId'], message: '格式不对，请检查' },
    ],
  })
  const get = (url: string) => installation.app.inject({ method: 'GET', url, cookies: head.cookies })
  for (const url of ['/api/accounts/nothing', '/api/accounts/1%27%20or%20true', '/api/nothing', '/nothing'])
    expect((await get(url)).json().code, url).toBe('not-found')
  const broken = await installation.app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { 'content-type': 'application/json' },
    payload: '{"username": ',
  })
  expect(broken.json().code).toBe('bad-request')
})

test('every answer forbids scripts of others, frames and caches', async () => {
  for (const answer of [await head.call(listOrganisations, {}), await installation.anonymous.call(listVenues, {})]) {
    const policy = String(answer.headers['content-security-policy'])
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    expect(answer.headers['x-powered-by']).toBeUndefined()
  }
})

describe('an operation that is wrong', () => {
  const path = '/try'
  const tried = defineRoute({
    method: 'POST',
    path,
    summary: 'Tries',
    capability: 'venue.change',
    owner: 'record',
    answer: z.object({ shown: z.string() }),
  })
  let app: FastifyInstance | undefined

  async function run(operation: Operation) {
    app = await buildHttpServer({
      ...installation.services,
      metrics: createMetrics(),
      operations: [operation],
      readiness: async () => undefined,
    })
    const answer = await app.inject({ method: 'POST', url: `/api${path}`, cookies: head.cookies })
    await app.close()
    return answer
  }
  const mine = () => ({ orgId: installation.orgs.station })

  test('and forgets its owner rule gives no answer', async () => {
    expect((await run(implement(tried, async () => ({ shown: 'a secret' })))).json().code).toBe('internal')
  })

  test('and breaks says nothing of why', async () => {
    const answer = await run(
      implement(tried, async (context) => {
        context.mayOn(mine())
        throw new Error('password is swordfish')
      }),
    )
    expect(answer.statusCode).toBe(500)
    expect(answer.body).not.toContain('swordfish')
  })

  test('and answers more than its schema shows no more', async () => {
    const answer = await run(
      implement(tried, async (context) => {
        context.mayOn(mine())
        const row = { shown: 'yes', password_hash: 'x' }
        return row
      }),
    )
    expect(answer.json()).toEqual({ shown: 'yes' })
  })

  test('a refusal takes back what was written, unless it keeps it; the session is not set then', async () => {
    const write = (keepsWrites: boolean) =>
      implement(tried, async (context) => {
        context.mayOn(mine())
        context.setSession('a token')
        await context.tx
          .insertInto('venues')
          .values({ id: newId(), org_id: installation.orgs.station, name: `留 ${keepsWrites}`, place: '楼', seats: 1 })
          .execute()
        throw new Refusal('wrong-credentials', { keepsWrites })
      })
    for (const keeps of [false, true]) {
      const answer = await run(write(keeps))
      expect(answer.json().code).toBe('wrong-credentials')
      expect(answer.headers['set-cookie']).toBeUndefined()
      expect(await venuesNamed(`留 ${keeps}`)).toBe(keeps ? 1 : 0)
    }
  })
})
