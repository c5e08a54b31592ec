import { Readable } from 'node:stream'
import { EXPORT_MINUTES } from '@yimi/contract/audit.ts'
import { Id } from '@yimi/contract/ids.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Actor, ANONYMOUS } from '#platform/access/actor.ts'
import { authorise } from '#platform/access/authorise.ts'
import { inScope, takeScope } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { Services } from '#platform/services.ts'
import { sessionTokenOf } from '#platform/sessions/session-cookie.ts'
import { findActor } from '#platform/sessions/session-store.ts'
import type { AuditNames } from './audit-names.ts'
import { type ExportRow, findExport } from './export-queries.ts'
import { type ExportSummary, writeExport } from './write-audit-export.ts'

/** Each holds a connection for as long as the file is fetched. */
const AT_ONCE_MAX = 2

type Found = { row: ExportRow; actor: Actor; orgs: readonly string[] }

/**
 * `GET /api/audit/exports/:id/file`: the file of an export, made while it is sent. No JSON route, because it is as long as the
 * log. For whoever asked for it, for some minutes; that it went out whole is an event with its hash.
 */
export function registerAuditExport(app: FastifyInstance, services: Services, names: AuditNames): void {
  let running = 0
  app.get<{ Params: { id: string } }>(
    '/api/audit/exports/:id/file',
    { schema: { hide: true }, config: { rateLimit: { max: 30, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const found = await findOwn(services, request, request.params.id)
      if (!found) throw new Refusal('not-found')
      if (running >= AT_ONCE_MAX) throw new Refusal('too-many-requests')
      running += 1
      const file = Readable.from(fileOf(services, names, found))
      file.once('close', () => {
        running -= 1
      })
      return reply
        .header('content-disposition', `attachment; filename="${fileName(found.row)}"`)
        .header('cache-control', 'no-store')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .type('application/x-ndjson')
        .send(file)
    },
  )
}

function findOwn(services: Services, request: FastifyRequest, id: string): Promise<Found | undefined> {
  const now = services.clock.now()
  return inScope(services.database, { role: 'yimi_auth' }, async (tx) => {
    const token = sessionTokenOf(request)
    const actor = (token && (await findActor(tx, token, now, services.clock.today()))) || ANONYMOUS
    const scope = authorise(actor, 'audit.export')
    if (!Id.safeParse(id).success) return undefined
    const orgs = [...scope.orgs]
    await takeScope(tx, { role: 'yimi_app', orgs })
    const row = await findExport(tx, id)
    const fresh = row && now.getTime() - row.asked_at.getTime() < EXPORT_MINUTES * 60_000
    return fresh && row.asked_by === actor.accountId ? { row, actor, orgs } : undefined
  })
}

/** One picture of the log, however long it takes to send: what is written meanwhile is not in it. */
async function* fileOf(services: Services, names: AuditNames, { row, actor, orgs }: Found): AsyncGenerator<string> {
  const { keyring, clock } = services
  const tx = await services.database.kysely
    .startTransaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute()
  try {
    await takeScope(tx, { role: 'yimi_app', orgs })
    const key = { privatePem: keyring.auditPrivateKeyPem, publicPem: keyring.auditPublicKeyPem }
    const job = { tx, row, orgs, names, key, now: clock.now(), today: clock.today() }
    yield* writeExport(job, (summary) => recordDelivery(services, { row, actor, orgs }, summary))
  } finally {
    await tx.rollback().execute()
  }
}

async function recordDelivery(services: Services, { row, actor, orgs }: Found, summary: ExportSummary): Promise<void> {
  const { database, keyring, clock } = services
  await inScope(database, { role: 'yimi_app', orgs }, (tx) =>
    recordAct(
      { tx, keyring, actor, now: clock.now() },
      { kind: 'audit-export', recordId: row.id, orgId: row.org_id, act: 'deliver-export', refs: summary },
    ),
  )
}

function fileName(row: ExportRow): string {
  const day = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  return `yimi-audit-${day(row.from_at)}-${day(new Date(row.to_at.getTime() - 1))}.jsonl`
}
