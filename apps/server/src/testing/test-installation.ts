import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Role } from '@yimi/contract/roles.ts'
import { SECOND_FACTOR_ROLES } from '@yimi/contract/roles.ts'
import type { RouteAnswer, RouteInput } from '@yimi/contract/route.ts'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { generate } from 'otplib'
import { inject } from 'vitest'
import { withDatabase } from '../../../../tools/database-url.ts'
import { createTestDatabase } from '../../../../tools/test-postgres.ts'
import { registerAuditExport } from '../modules/audit/audit.ts'
import { registerFileContent } from '../modules/files/files.ts'
import { allOperations, auditNames } from '../operations.ts'
import { openBus } from '../platform/bus/bus.ts'
import { clockAt } from '../platform/clock.ts'
import { type Keyring, openKeyring } from '../platform/crypto/keyring.ts'
import { newSecret } from '../platform/crypto/passwords.ts'
import { type Database, openDatabase } from '../platform/database/database.ts'
import { folderDelivery } from '../platform/delivery/folder-delivery.ts'
import { folderStore } from '../platform/files/file-store.ts'
import { createMetrics } from '../platform/http/metrics.ts'
import type { AnyRoute } from '../platform/http/operation.ts'
import { buildHttpServer } from '../platform/http/server.ts'
import { createLog } from '../platform/log.ts'
import { newId } from '../platform/new-id.ts'
import { openPrinting } from '../platform/printing/printing.ts'
import type { Services } from '../platform/services.ts'
import { SESSION_COOKIE } from '../platform/sessions/session-store.ts'

export type TestOrg = 'district' | 'institute' | 'station' | 'sibling' | 'otherInstitute' | 'otherStation'

/** Of every account here. */
const TOTP_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

/** A signed-in caller; `call` gives the whole answer, `get` insists on success. */
export type TestCaller = {
  accountId: string
  personId: string
  /** For requests that are no route of the contract. */
  cookies: Record<string, string>
  /** A code of the second factor as of now, for what asks for one anew; each counts once. */
  code(): Promise<string>
  call<R extends AnyRoute>(route: R, input: RouteInput<R>, more?: { key?: string }): Promise<LightMyRequestResponse>
  get<R extends AnyRoute>(route: R, input: RouteInput<R>, more?: { key?: string }): Promise<RouteAnswer<R>>
}

export type TestInstallation = {
  services: Services
  app: FastifyInstance
  /** The superuser: for arranging rows and for changing what nobody may change. */
  admin: Database
  runUrl: string
  orgs: Readonly<Record<TestOrg, string>>
  /** A new account with one role at one organisation, signed in with a second factor where the role needs one. */
  as(role: Role, org: TestOrg | string): Promise<TestCaller>
  anonymous: TestCaller
  setNow(instant: Date | undefined): void
  close(): Promise<void>
}

/**
 * The real server on a database of its own: district > institute > station and sibling; otherInstitute > otherStation.
 * Everything is real but the network: requests are injected.
 */
export async function createTestInstallation(
  more: Partial<Services> & { rateLimitFactor?: number } = {},
): Promise<TestInstallation> {
  const testDatabase = await createTestDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'yimi-test-'))
  const admin = openDatabase({ url: superuserUrl(testDatabase.ownerUrl), max: 2 })
  const database = openDatabase({ url: testDatabase.runUrl, max: 12 })
  const log = createLog({ level: process.env.YIMI_TEST_LOG ?? 'silent', role: 'test' })
  let fixedNow: Date | undefined
  const clock = clockAt(() => fixedNow ?? new Date())
  const bus = await openBus({ url: testDatabase.runUrl, log })
  const services: Services = {
    database,
    keyring: openKeyring(join(folder, 'keys')),
    clock,
    bus,
    files: folderStore(join(folder, 'files')),
    log,
    printing: openPrinting({ dataFolder: folder, log }),
    delivery: {
      email: folderDelivery(join(folder, 'outbox/email')),
      sms: folderDelivery(join(folder, 'outbox/sms')),
    },
    jobs: { effects: new Map(), timers: new Map(), hearers: new Map(), rounds: new Map(), hourly: new Map() },
    dataFolder: folder,
    ingestServer: 'rtmp://127.0.0.1:1935/live',
    mediaOrigin: undefined,
    engine: { controlUrl: 'http://127.0.0.1:1', token: '' },
    ...more,
  }
  const orgs = await plantOrganisations(admin)
  const app = await buildHttpServer({
    ...services,
    metrics: createMetrics(),
    operations: allOperations(services),
    readiness: async () => undefined,
  })
  registerFileContent(app, services)
  registerAuditExport(app, services, auditNames)
  await app.ready()
  const code = () => generate({ secret: TOTP_SECRET, epoch: Math.floor(clock.now().getTime() / 1000) })
  return {
    services,
    app,
    admin,
    runUrl: testDatabase.runUrl,
    orgs,
    as: async (role, org) => {
      const planted = await plantAccount(admin, services.keyring, role, org in orgs ? orgs[org as TestOrg] : org)
      return { ...planted, ...callerFor(app, planted.token), code }
    },
    anonymous: { accountId: '', personId: '', ...callerFor(app, undefined), code },
    setNow: (instant) => {
      fixedNow = instant
    },
    async close() {
      await app.close()
      await services.printing.close()
      await bus.close()
      await database.close()
      await admin.close()
      await testDatabase.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function superuserUrl(ownerUrl: string): string {
  const name = /^postgres(?:ql)?:\/\/[^/]*\/([^?]+)/.exec(ownerUrl)?.[1] ?? ''
  return withDatabase(inject('postgres').adminUrl, name)
}

function callerFor(app: FastifyInstance, token: string | undefined): Pick<TestCaller, 'call' | 'get' | 'cookies'> {
  async function call<R extends AnyRoute>(
    route: R,
    input: RouteInput<R>,
    more: { key?: string } = {},
  ): Promise<LightMyRequestResponse> {
    const given = input as { params?: Record<string, string>; query?: Record<string, string>; body?: unknown }
    const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(given.params?.[name])))
    return app.inject({
      method: route.method,
      url: `/api${path}`,
      ...(given.query ? { query: given.query } : {}),
      ...(given.body === undefined ? {} : { payload: given.body as object }),
      headers: { ...(route.idempotent ? { 'idempotency-key': more.key ?? newId() } : {}) },
      ...(token ? { cookies: { [SESSION_COOKIE]: token } } : {}),
    })
  }
  return {
    call,
    cookies: token ? { [SESSION_COOKIE]: token } : {},
    async get(route, input, more) {
      const answer = await call(route, input, more)
      if (answer.statusCode >= 300)
        throw new Error(`${route.method} ${route.path}: ${answer.statusCode} ${answer.body}`)
      return answer.json()
    },
  }
}

async function plantOrganisations(admin: Database): Promise<Record<TestOrg, string>> {
  const ids = {
    district: newId(),
    institute: newId(),
    station: newId(),
    sibling: newId(),
    otherInstitute: newId(),
    otherStation: newId(),
  }
  const rows: [TestOrg, string, TestOrg | undefined][] = [
    ['district', 'centre', undefined],
    ['institute', 'institute', 'district'],
    ['station', 'station', 'institute'],
    ['sibling', 'station', 'institute'],
    ['otherInstitute', 'institute', 'district'],
    ['otherStation', 'station', 'otherInstitute'],
  ]
  await asSuperuser(admin, async (query) => {
    await query('insert into installation (id, name, demo, created_at) values ($1, $2, false, now())', [
      newId(),
      '试点区',
    ])
    for (const [name, level, parent] of rows) {
      await query(`insert into orgs (id, kind, valid, created_at) values ($1, 'unit', '[2020-01-01,)', now())`, [
        ids[name],
      ])
      await query(
        `insert into org_versions (id, org_id, name, short_name, level, valid) values ($1, $2, $3, $3, $4, '[2020-01-01,)')`,
        [newId(), ids[name], name, level],
      )
      if (parent)
        await query(`insert into org_parents (id, org_id, parent_id, valid) values ($1, $2, $3, '[2020-01-01,)')`, [
          newId(),
          ids[name],
          ids[parent],
        ])
    }
    await query('select rebuild_org_closure()', [])
  })
  return ids
}

async function plantAccount(
  admin: Database,
  keyring: Keyring,
  role: Role,
  orgId: string,
): Promise<{ accountId: string; personId: string; token: string }> {
  const accountId = newId()
  const personId = newId()
  const { secret, hash } = newSecret()
  await asSuperuser(admin, async (query) => {
    await query('insert into people (id, org_id, created_at) values ($1, $2, now())', [personId, orgId])
    await query(
      `insert into accounts (id, person_id, org_id, username, display_name, password_hash, totp_secret_enc, created_at) values ($1, $2, $3, $4, $5, 'x', $6, now())`,
      [
        accountId,
        personId,
        orgId,
        `t${accountId.replaceAll('-', '')}`,
        `${role}-${accountId.slice(-4)}`,
        SECOND_FACTOR_ROLES.has(role) ? keyring.seal(TOTP_SECRET, `totp ${accountId}`) : null,
      ],
    )
    await query(
      'insert into role_assignments (id, account_id, role, org_id, given_at) values ($1, $2, $3, $4, now())',
      [newId(), accountId, role, orgId],
    )
    await query(
      `insert into sessions (id, account_id, token_hash, started_at, last_seen_at, expires_at, second_factor_at) values ($1, $2, $3, now(), '2999-12-31', '2999-12-31', now())`,
      [newId(), accountId, hash],
    )
  })
  return { accountId, personId, token: secret }
}

/** One transaction of the superuser, which no policy binds: for arranging what no role of the program may write. */
export async function asSuperuser(
  admin: Database,
  work: (query: (text: string, values: unknown[]) => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const client = await admin.pool.connect()
  try {
    await client.query('begin')
    await work((text, values) => client.query(text, values))
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
