import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMetrics } from '#platform/http/metrics.ts'
import { buildHttpServer } from '#platform/http/server.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../testing/test-installation.ts'
import { registerLiveUpdates } from './live-updates.ts'

let installation: TestInstallation
let app: FastifyInstance
let url: string

beforeAll(async () => {
  installation = await createTestInstallation()
  const readiness = async () => undefined
  app = await buildHttpServer({ ...installation.services, metrics: createMetrics(), operations: [], readiness })
  registerLiveUpdates(app, installation.services)
  url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/api/events`
})
afterAll(async () => {
  await app.close()
  await installation.close()
})

function open(caller: TestCaller, left?: AbortSignal): Promise<Response> {
  const cookie = Object.entries(caller.cookies).map(([name, value]) => `${name}=${value}`)[0] ?? ''
  return fetch(url, { headers: { cookie }, ...(left ? { signal: left } : {}) })
}

test('one account takes no more than its share of the streams, and gives it back when it leaves', async () => {
  const [greedy, other] = [
    await installation.as('station-head', 'station'),
    await installation.as('station-head', 'station'),
  ]
  const leaving = new AbortController()
  const opened = await Promise.all(Array.from({ length: 20 }, () => open(greedy, leaving.signal)))
  expect(new Set(opened.map((answer) => answer.status))).toEqual(new Set([200]))
  expect((await open(greedy)).status).toBe(429)
  const others = await open(other)
  expect(others.status).toBe(200)
  leaving.abort()
  await expect.poll(async () => (await open(greedy)).status).toBe(200)
})

test('it tells what moved in the own area, by ids alone, and nothing of elsewhere', async () => {
  const head = await installation.as('station-head', 'station')
  const answer = await open(head)
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  const { bus } = installation.services
  await bus.publish({ topic: 'broadcast.clear', orgId: installation.orgs.otherStation, recordId: 'elsewhere' })
  await bus.publish({ topic: 'broadcast.clear', orgId: installation.orgs.station, recordId: 'here' })
  let heard = ''
  while (!heard.includes('here')) heard += (await reader?.read())?.value ?? ''
  expect(heard).not.toContain('elsewhere')
})

test('without a session there is none', async () => {
  expect((await open(installation.anonymous)).status).toBe(401)
})
