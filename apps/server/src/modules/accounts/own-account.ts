import type { RouteAnswer, RouteBody } from '@yimi/contract/route.ts'
import type {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  endSession,
  listSessions,
  Me,
  signOut,
} from '@yimi/contract/session.ts'
import { hashPassword, verifyPassword } from '#platform/crypto/passwords.ts'
import { takeScope } from '#platform/database/scope.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { SESSION_IDLE_MINUTES } from '#platform/sessions/session-store.ts'
import {
  confirmSecret,
  installationRow,
  lockOwn,
  type OwnRow,
  openSessions,
  setLastStep,
  setPassword,
  setPendingSecret,
} from './account-queries.ts'
import { meOf } from './me.ts'
import { requireStrong } from './password-rules.ts'
import { openSession, refuseTry } from './sign-in.ts'
import { endSessions } from './sign-in-queries.ts'
import { newTotpSecret, sealTotpSecret, stepOfCode, totpUri } from './totp.ts'

export async function endThis(context: RequestContext): Promise<RouteAnswer<typeof signOut>> {
  const own = await openOwn(context)
  const ended = await endSessions(context.tx, { accountId: own.id, only: context.actor.sessionId, now: context.now })
  await recordAct(context, { kind: 'account', recordId: own.id, orgId: own.org_id, act: 'sign-out' })
  context.setSession(undefined)
  return { ended }
}

export async function listOwnSessions(context: RequestContext): Promise<RouteAnswer<typeof listSessions>> {
  const idleSince = new Date(context.now.getTime() - SESSION_IDLE_MINUTES * 60_000)
  const rows = await openSessions(context.tx, ownId(context), idleSince, context.now)
  return {
    items: rows.map((row) => ({
      id: row.id,
      startedAt: row.started_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      device: row.device,
      current: row.id === context.actor.sessionId,
    })),
  }
}

/** @throws Refusal `not-found` for a session that is not one's own, or has ended */
export async function endOne(context: RequestContext, id: string): Promise<RouteAnswer<typeof endSession>> {
  const own = await openOwn(context)
  const ended = await endSessions(context.tx, { accountId: own.id, only: id, now: context.now })
  if (ended === 0) throw new Refusal('not-found')
  await recordAct(context, {
    kind: 'account',
    recordId: own.id,
    orgId: own.org_id,
    act: 'end-session',
    refs: { sessionId: id },
  })
  if (id === context.actor.sessionId) context.setSession(undefined)
  return { ended }
}

/** A new secret waits until a code of it is shown; until then the old one counts. */
export async function beginEnrolment(context: RequestContext): Promise<RouteAnswer<typeof beginSecondFactor>> {
  const own = await openOwn(context)
  await requireShown(context, own)
  const secret = newTotpSecret()
  await setPendingSecret(context.tx, own.id, sealTotpSecret(context.keyring, own.id, secret))
  const installation = await installationRow(context.tx)
  return { secret, uri: totpUri(secret, own.username, installation?.name ?? 'Yimi') }
}

/** From here on each sign-in asks for a code. Other sessions end, and this one goes on under a new token. */
export async function confirmEnrolment(
  context: RequestContext,
  given: RouteBody<typeof confirmSecondFactor>,
): Promise<Me> {
  const own = await openOwn(context)
  await requireShown(context, own)
  const sealed = own.totp_pending_enc
  if (!sealed) throw new Refusal('wrong-credentials')
  const { now, keyring } = context
  const step = await stepOfCode(keyring, { accountId: own.id, sealed, code: given.code, lastStep: null, now })
  if (step === undefined) throw new Refusal('wrong-credentials')
  await confirmSecret(context.tx, own.id, sealed, step)
  await endSessions(context.tx, { accountId: own.id, now })
  await recordAct(context, { kind: 'account', recordId: own.id, orgId: own.org_id, act: 'enrol-second-factor' })
  return meOf(context.tx, await openSession(context, own, true), context.today)
}

/** A wrong present password is a try as at sign-in. All other sessions end. */
export async function changeOwnPassword(
  context: RequestContext,
  given: RouteBody<typeof changePassword>,
): Promise<RouteAnswer<typeof changePassword>> {
  const own = await openOwn(context)
  if (own.locked_until && own.locked_until > context.now) throw new Refusal('account-locked')
  if (!(await verifyPassword(given.current, own.password_hash))) return refuseTry(context, own)
  requireStrong(given.next, [own.username, own.display_name])
  if (given.next === given.current) throw new Refusal('weak-password')
  await setPassword(context.tx, own.id, await hashPassword(given.next))
  const ended = await endSessions(context.tx, {
    accountId: own.id,
    except: context.actor.sessionId,
    now: context.now,
  })
  await recordAct(context, {
    kind: 'account',
    recordId: own.id,
    orgId: own.org_id,
    act: 'change-password',
    announced: true,
  })
  return { ended }
}

/**
 * A code of the second factor, shown with the request itself: for what a session that somebody left open must not do. A code
 * counts once; a wrong one is a try as at sign-in.
 * @throws Refusal `second-factor-required` without one, `wrong-credentials`, `account-locked`
 */
export async function requireFreshCode(context: RequestContext, code: string): Promise<void> {
  const own = await openOwn(context)
  if (own.locked_until && own.locked_until > context.now) throw new Refusal('account-locked')
  const sealed = own.totp_secret_enc
  if (!sealed) throw new Refusal('second-factor-required')
  const shown = { accountId: own.id, sealed, code, lastStep: own.totp_last_step, now: context.now }
  const step = await stepOfCode(context.keyring, shown)
  if (step === undefined) return refuseTry(context, own)
  await setLastStep(context.tx, own.id, step)
}

/** An enrolled account changes its second factor only in a session that has shown the one there is. */
async function requireShown(context: RequestContext, own: OwnRow): Promise<void> {
  if (!own.totp_secret_enc) return
  const sessions = await openSessions(context.tx, own.id, new Date(0), context.now)
  if (!sessions.find((session) => session.id === context.actor.sessionId)?.second_factor_at)
    throw new Refusal('second-factor-required')
}

/** Locks one's own account and lets the transaction write acts in its chain, wherever its organisation stands. */
async function openOwn(context: RequestContext): Promise<OwnRow> {
  const own = await lockOwn(context.tx, ownId(context))
  if (!own) throw new ProgramFault('a session without an account')
  const { actor } = context
  await takeScope(context.tx, {
    role: 'yimi_app',
    orgs: [...actor.orgs, own.org_id],
    above: actor.above,
    ...(actor.personId ? { personId: actor.personId } : {}),
  })
  return own
}

function ownId(context: RequestContext): string {
  if (!context.actor.accountId) throw new Refusal('not-signed-in')
  return context.actor.accountId
}
