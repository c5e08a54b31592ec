import { X509Certificate } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signIn } from '@yimi/contract/session.ts'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerFileContent } from '#modules/files/files.ts'
import { createMetrics } from '#platform/http/metrics.ts'
import { buildHttpServer } from '#platform/http/server.ts'
import type { HttpsFacts } from '#platform/https/https.ts'
import { keepLocalCertificate } from '#platform/https/server-certificate.ts'
import { allOperations } from '../operations.ts'
import { createTestInstallation, type TestInstallation } from '../testing/test-installation.ts'
import { registerTrustPages } from './https-pages.ts'
import { registerLiveUpdates } from './live-updates.ts'
import { registerMediaRelay } from './media-relay.ts'
import { registerPages } from './static-pages.ts'

const ELSEWHERE = '192.168.1.20'
const folder = mkdtempSync(join(tmpdir(), 'yimi-pages-'))
/** Answers whatever media is asked for. */
const engine = createServer((_request, response) => response.end('media'))
let installation: TestInstallation
let app: FastifyInstance
let facts: HttpsFacts

beforeAll(async () => {
  installation = await createTestInstallation()
  await new Promise<void>((done) => engine.listen(0, '127.0.0.1', done))
  for (const web of ['portal', 'console']) {
    mkdirSync(join(folder, 'apps', web, 'dist', 'assets'), { recursive: true })
    writeFileSync(join(folder, 'apps', web, 'dist', 'index.html'), `<p>${web}</p>`)
    writeFileSync(join(folder, 'apps', web, 'dist', 'assets', 'main.js'), `'${web}'`)
  }
  const wanted = ['127.0.0.1', '192.168.1.5', 'localhost', 'pc-1']
  const kept = await keepLocalCertificate({ folder: join(folder, 'keys'), wanted, now: new Date() })
  facts = { mode: 'local', port: 8443, authority: kept.authority, names: () => kept.names }
  app = await build(facts)
})
afterAll(async () => {
  await app.close()
  engine.close()
  await installation.close()
  rmSync(folder, { recursive: true, force: true })
})

async function build(https: HttpsFacts, trustProxy?: string): Promise<FastifyInstance> {
  const { services } = installation
  const built = await buildHttpServer({
    ...services,
    metrics: createMetrics(),
    operations: allOperations(services),
    readiness: async () => undefined,
    trustProxy,
  })
  registerFileContent(built, services)
  registerLiveUpdates(built, services)
  const address = engine.address()
  await registerMediaRelay(built, `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`)
  await registerTrustPages(built, { facts: https, httpPort: 8080 })
  await registerPages(built, folder, { facts: https, httpPort: 8080 })
  await built.ready()
  return built
}

function from(remoteAddress: string, url: string, headers: Record<string, string> = {}, on = app) {
  return on.inject({ url, remoteAddress, headers: { host: '192.168.1.5:8080', ...headers } })
}

function tryLogIn(more: { remoteAddress?: string; headers?: Record<string, string> }, on = app) {
  const payload = { username: 'nobody-at-all', password: 'a long password' }
  return on.inject({ method: 'POST', url: `/api${signIn.path}`, payload, ...more })
}

function codeOf(answer: LightMyRequestResponse): unknown {
  return answer.json().code
}

describe('over plain HTTP from another machine', () => {
  test.each([
    ['/', 'https://192.168.1.5:8443/'],
    ['/index.html', 'https://192.168.1.5:8443/'],
    ['/console', 'https://192.168.1.5:8443/console/'],
    ['/console/', 'https://192.168.1.5:8443/console/'],
  ])('%s is a page that says what to do', async (url, wanted) => {
    const answer = await from(ELSEWHERE, url)
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([403, 'text/html; charset=utf-8'])
    expect(answer.body).toContain(`href="${wanted}"`)
    expect(answer.body).toContain('href="/trust"')
    expect(answer.body).not.toMatch(/<script|<form|<input/)
    expect(answer.headers['content-security-policy']).toContain(`default-src 'none'`)
  })

  test('every route of the interface is refused but public reading and what names nobody', async () => {
    const open = new Set<string>()
    const operations = allOperations(installation.services)
    for (const { route } of operations) {
      const url = `/api${route.path.replace(/:\w+/g, '01900000-0000-7000-8000-000000000000')}`
      const answer = await app.inject({ method: route.method, url, remoteAddress: ELSEWHERE, payload: {} })
      if (answer.statusCode === 403 && codeOf(answer) === 'https-needed') continue
      open.add(`${route.method} ${route.path}`)
      expect(route.capability, route.path).toBe('public')
    }
    expect([...open].filter((name) => !name.startsWith('GET /public/'))).toEqual(['POST /public/broadcasts/:id/beacon'])
    expect(operations.length - open.size).toBeGreaterThan(80)
  })

  test.each(['/api/events', '/api/files/01900000-0000-7000-8000-000000000000/content'])('%s is too', async (url) => {
    const caller = await installation.as('producer', 'station')
    const answer = await app.inject({ url, remoteAddress: ELSEWHERE, cookies: caller.cookies })
    expect([answer.statusCode, codeOf(answer)]).toEqual([403, 'https-needed'])
  })

  test('who only looks may: the portal on request, its assets, the media', async () => {
    expect((await from(ELSEWHERE, '/?public=1')).body).toBe('<p>portal</p>')
    expect((await from(ELSEWHERE, '/assets/main.js')).statusCode).toBe(200)
    expect((await from(ELSEWHERE, '/console/assets/main.js')).statusCode).toBe(200)
    expect((await from(ELSEWHERE, '/media/live/x/index.m3u8')).body).toBe('media')
  })

  test('what is not there is not found, and no header of the caller makes the line safe', async () => {
    expect((await from(ELSEWHERE, '/nothing')).statusCode).toBe(404)
    for (const headers of [
      { 'x-forwarded-proto': 'https' },
      { 'x-forwarded-for': '127.0.0.1' },
      { 'x-forwarded-host': 'localhost', 'x-forwarded-proto': 'https' },
      { forwarded: 'for=127.0.0.1;proto=https' },
      { host: 'localhost:8080' },
    ])
      expect(codeOf(await tryLogIn({ remoteAddress: ELSEWHERE, headers })), JSON.stringify(headers)).toBe(
        'https-needed',
      )
  })

  test('a host that is no name of this machine gets the address of the machine', async () => {
    for (const host of ['evil.example.com', '"><b>', 'pc-2:8080']) {
      const { body } = await from(ELSEWHERE, '/', { host })
      expect(body).toContain('href="https://192.168.1.5:8443/"')
      expect(body).not.toContain('evil')
      expect(body).not.toContain('<b>')
    }
    expect((await from(ELSEWHERE, '/', { host: 'pc-1:8080' })).body).toContain('href="https://pc-1:8443/"')
  })
})

test('at the machine itself plain HTTP is as good', async () => {
  expect((await from('127.0.0.1', '/')).body).toBe('<p>portal</p>')
  expect((await from('::1', '/console/')).body).toBe('<p>console</p>')
  expect(codeOf(await tryLogIn({ remoteAddress: '127.0.0.1' }))).toBe('wrong-credentials')
})

describe('behind a proxy', () => {
  const behind: HttpsFacts = { mode: 'proxy', port: undefined, authority: undefined, names: () => [] }
  let proxied: FastifyInstance
  beforeAll(async () => {
    proxied = await build(behind, '10.0.0.7')
  })
  afterAll(() => proxied.close())
  const passedOn = {
    'x-forwarded-for': ELSEWHERE,
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'yimi.example.org',
  }

  test('its word is believed, and nobody else’s', async () => {
    expect(codeOf(await tryLogIn({ remoteAddress: '10.0.0.7', headers: passedOn }, proxied))).toBe('wrong-credentials')
    expect(codeOf(await tryLogIn({ remoteAddress: '10.0.0.8', headers: passedOn }, proxied))).toBe('https-needed')
    const plain = { ...passedOn, 'x-forwarded-proto': 'http' }
    expect(codeOf(await tryLogIn({ remoteAddress: '10.0.0.7', headers: plain }, proxied))).toBe('https-needed')
    expect((await from('10.0.0.7', '/', passedOn, proxied)).body).toBe('<p>portal</p>')
  })

  test('the page that says what to do names the address of the proxy; there is nothing to trust', async () => {
    const { body } = await from('10.0.0.7', '/', { ...passedOn, 'x-forwarded-proto': 'http' }, proxied)
    expect(body).toContain('href="https://yimi.example.org/"')
    expect(body).not.toContain('/trust')
    expect((await from(ELSEWHERE, '/trust', {}, proxied)).body).toContain('不需要另外安装')
    expect((await from(ELSEWHERE, '/trust/yimi-ca.crt', {}, proxied)).statusCode).toBe(404)
  })
})

describe('the page on trusting the certificate', () => {
  test('is open over any line, names the fingerprint, and gives the certificate of that fingerprint', async () => {
    const { body, statusCode } = await from(ELSEWHERE, '/trust')
    const fingerprint = facts.authority?.fingerprint ?? ''
    expect(statusCode).toBe(200)
    expect(textOf(body)).toContain(fingerprint.replaceAll(':', ' '))
    for (const device of ['Windows', '安卓', '苹果手机', '苹果电脑']) expect(body).toContain(device)
    const file = await from(ELSEWHERE, '/trust/yimi-ca.crt')
    expect(file.headers['content-type']).toBe('application/x-x509-ca-cert')
    expect(new X509Certificate(file.rawPayload).fingerprint256).toBe(fingerprint)
  })

  test('the sheet names an address that phones reach, also when it is printed at the machine itself', async () => {
    const { body } = await from('127.0.0.1', '/trust/sheet', { host: 'localhost:8080' })
    expect(body).toContain('http://192.168.1.5:8080/trust')
    expect(body).toContain('https://192.168.1.5:8443/')
    expect(body.match(/<svg /g)).toHaveLength(2)
    expect(textOf(body)).toContain((facts.authority?.fingerprint ?? '').replaceAll(':', ' '))
  })
})

function textOf(markup: string): string {
  return markup.replaceAll('<br>', ' ').replace(/<[^>]+>/g, '')
}
