import { mkdtempSync, rmSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { type RequestOptions, request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TLSSocket } from 'node:tls'
import { getMe, signIn } from '@yimi/contract/session.ts'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantAccount } from '#modules/accounts/accounts.ts'
import { systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import { createMetrics } from '#platform/http/metrics.ts'
import { buildHttpServer } from '#platform/http/server.ts'
import { SECURE_SESSION_COOKIE } from '#platform/sessions/session-cookie.ts'
import { SESSION_COOKIE } from '#platform/sessions/session-store.ts'
import { allOperations } from '../../operations.ts'
import { registerLiveUpdates } from '../../pages/live-updates.ts'
import { createTestInstallation, type TestInstallation } from '../../testing/test-installation.ts'
import type { CertificateSource } from './https.ts'
import { type HttpsListener, listenHttps } from './https-listener.ts'
import { keepLocalCertificate, type LocalCertificate } from './server-certificate.ts'

const PASSWORD = 'Regenschirm am Fenster 7'
const folder = mkdtempSync(join(tmpdir(), 'yimi-https-'))
let installation: TestInstallation
let app: FastifyInstance
let listener: HttpsListener
let kept: LocalCertificate
let wanted = ['127.0.0.1', 'localhost']

beforeAll(async () => {
  installation = await createTestInstallation()
  const { services, orgs } = installation
  const keeping = () => keepLocalCertificate({ folder, wanted, now: new Date() })
  kept = await keeping()
  const source: CertificateSource = {
    mode: 'local',
    port: 0,
    authority: kept.authority,
    names: () => kept.names,
    certificate: () => kept.server,
    async refresh() {
      const before = kept.server.certificate
      kept = await keeping()
      return kept.server.certificate !== before
    },
  }
  // As the web role builds it, with certificates that every browser trusts: HTTPS is then demanded for later.
  app = await buildHttpServer({
    ...services,
    metrics: createMetrics(),
    operations: allOperations(services),
    readiness: async () => undefined,
    strictTransport: true,
  })
  registerLiveUpdates(app, services)
  await app.ready()
  listener = await listenHttps(app, source, { host: '127.0.0.1', port: 0, log: services.log })
  await inScope(services.database, { role: 'yimi_app' }, (tx) =>
    plantAccount(
      { tx, keyring: services.keyring, actor: systemActor([orgs.station]), now: services.clock.now() },
      { username: 'somebody', password: PASSWORD, name: '某人', role: 'moderator', orgId: orgs.station },
    ),
  )
})
afterAll(async () => {
  const closed = listener.close()
  await app.close()
  await closed
  await installation.close()
  rmSync(folder, { recursive: true, force: true })
})

type Answer = { status: number; headers: IncomingMessage['headers']; body: string; certificate: string }

/** A client that trusts the local authority and nobody else. */
function call(path: string, more: RequestOptions & { payload?: unknown; upTo?: string } = {}): Promise<Answer> {
  const { payload, upTo, headers, ...options } = more
  const ca = `-----BEGIN CERTIFICATE-----\n${kept.authority.der.toString('base64')}\n-----END CERTIFICATE-----\n`
  return new Promise((done, fail) => {
    const sent = request({
      host: '127.0.0.1',
      port: listener.port,
      path,
      ca,
      agent: false,
      servername: 'localhost',
      headers: { ...(payload ? { 'content-type': 'application/json' } : {}), ...headers },
      ...options,
    })
    sent.on('response', (answer) => {
      let body = ''
      const { socket } = answer
      const certificate = socket instanceof TLSSocket ? (socket.getPeerCertificate().subjectaltname ?? '') : ''
      const end = () => done({ status: answer.statusCode ?? 0, headers: answer.headers, body, certificate })
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk
        if (!upTo || !body.includes(upTo)) return
        end()
        sent.destroy()
      })
      answer.on('end', end)
    })
    sent.on('error', fail)
    sent.end(payload ? JSON.stringify(payload) : undefined)
  })
}

async function signedIn(): Promise<Answer> {
  return call(`/api${signIn.path}`, { method: 'POST', payload: { username: 'somebody', password: PASSWORD } })
}

function tokenOf(answer: Answer): string {
  return new RegExp(`${SECURE_SESSION_COOKIE}=([^;]+)`).exec(String(answer.headers['set-cookie']))?.[1] ?? ''
}

test('a log-in over HTTPS works, with a cookie that never travels over plain HTTP', async () => {
  const answer = await signedIn()
  expect([answer.status, JSON.parse(answer.body).step]).toEqual([200, 'done'])
  const cookie = String(answer.headers['set-cookie'])
  for (const part of ['__Host-yimi_session=', 'Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/'])
    expect(cookie).toContain(part)
  const own = await call(`/api${getMe.path}`, { headers: { cookie: `${SECURE_SESSION_COOKIE}=${tokenOf(answer)}` } })
  expect(own.status).toBe(200)
})

test('a cookie of the other line counts on neither: nobody plants a session over plain HTTP', async () => {
  const token = tokenOf(await signedIn())
  const planted = await call(`/api${getMe.path}`, { headers: { cookie: `${SESSION_COOKIE}=${token}` } })
  expect(planted.status).toBe(401)
  const carried = await app.inject({ url: `/api${getMe.path}`, cookies: { [SECURE_SESSION_COOKIE]: token } })
  expect(carried.statusCode).toBe(401)
})

test('live updates come over HTTPS', async () => {
  const token = tokenOf(await signedIn())
  const answer = await call('/api/events', { headers: { cookie: `${SECURE_SESSION_COOKIE}=${token}` }, upTo: ': open' })
  expect(answer.headers['content-type']).toBe('text/event-stream')
})

test('HTTPS is demanded for later of a real name at the usual port alone', async () => {
  const demanded = async (host: string) =>
    (await call('/healthz', { headers: { host } })).headers['strict-transport-security']
  expect(await demanded('yimi.example.org')).toBe('max-age=31536000')
  for (const host of ['192.168.1.5', 'yimi.example.org:8443', 'pc.local', 'pc', '[fd00::1]'])
    expect(await demanded(host), host).toBeUndefined()
  const plain = await app.inject({ url: '/healthz', headers: { host: 'yimi.example.org' } })
  expect(plain.headers['strict-transport-security']).toBeUndefined()
})

test('a new address is served while the server runs, and who is connected stays so', async () => {
  const token = tokenOf(await signedIn())
  const headers = { cookie: `${SECURE_SESSION_COOKIE}=${token}` }
  const open = new Promise<string>((done, fail) => {
    const sent = request({
      host: '127.0.0.1',
      port: listener.port,
      path: '/api/events',
      headers,
      rejectUnauthorized: false,
    })
    let heard = ''
    sent.on('error', fail)
    sent.on('response', (answer) => {
      answer.setEncoding('utf8').on('data', async (chunk: string) => {
        heard += chunk
        if (chunk === ': open\n\n') {
          wanted = [...wanted, '10.9.8.7']
          await listener.look()
          await installation.services.bus.publish({
            topic: 'broadcast.clear',
            orgId: installation.orgs.station,
            recordId: 'here',
          })
        }
        if (!heard.includes('here')) return
        done(heard)
        sent.destroy()
      })
    })
    sent.end()
  })
  expect(await open).toContain('here')
  expect((await call('/healthz')).certificate).toContain('10.9.8.7')
})
