import { createHash, createPublicKey } from 'node:crypto'
import type { askAuditExport } from '@yimi/contract/audit.ts'
import type { RouteAnswer, RouteBody } from '@yimi/contract/route.ts'
import { ProgramFault } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import type { Services } from '#platform/services.ts'
import { insertExport } from './export-queries.ts'

/** A code of the second factor, shown with the request itself; accounts knows how. */
export type StepUp = (context: RequestContext, code: string) => Promise<void>

/** Writes down who takes which days out of the log, before a byte of it leaves. */
export async function askExport(
  context: RequestContext,
  services: Services,
  stepUp: StepUp,
  body: RouteBody<typeof askAuditExport>,
): Promise<RouteAnswer<typeof askAuditExport>> {
  await stepUp(context, body.code)
  const { tx, now, actor, scope } = context
  const orgId = actor.roles.find((held) => scope?.orgs.has(held.orgId))?.orgId
  if (!orgId || !actor.accountId) throw new ProgramFault('an export without an account')
  const id = newId()
  const [fromAt, toAt] = [startOf(body.from), new Date(startOf(body.to).getTime() + 86_400_000)]
  await insertExport(tx, { id, org_id: orgId, asked_by: actor.accountId, asked_at: now, from_at: fromAt, to_at: toAt })
  const refs = { from: fromAt.toISOString(), to: toAt.toISOString() }
  await recordAct(context, { kind: 'audit-export', recordId: id, orgId, act: 'ask-export', refs })
  return { id, keyFingerprint: keyFingerprint(services.keyring.auditPublicKeyPem) }
}

/** SHA-256 over the public key (SubjectPublicKeyInfo, DER). */
function keyFingerprint(publicPem: string): string {
  const der = createPublicKey(publicPem).export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(der).digest('hex')
}

/** A day begins when it does in Asia/Shanghai, which knows no summer time. */
function startOf(day: string): Date {
  return new Date(`${day}T00:00:00+08:00`)
}
